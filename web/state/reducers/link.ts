// How each action changes the link's part of the state, and the notices to the visitor.

import type { Handlers } from '../handlers';
import { linkOpened } from '../opening';
import { workBroughtBack } from '../replaced-work';
import type { LinkAction } from '../slices/link';

/** Notices at once; older ones make room, so that a wild mistake can't bury the page. */
const NOTICES_MAX = 4;

export const linkHandlers: Handlers<LinkAction> = {
  'link-opened': (state, action) => linkOpened(state, action),
  'work-brought-back': (state) => workBroughtBack(state),
  'title-set': (state, action) => {
    const title = action.title?.trim() || null;
    if (title === state.carried.title) return state;
    return { ...state, carried: { ...state.carried, title } };
  },
  'view-set': (state, action) => {
    if (action.view === state.carried.view) return state;
    return { ...state, carried: { ...state.carried, view: action.view } };
  },
  noticed: (state, action) => {
    const id = (state.notices.at(-1)?.id ?? 0) + 1;
    const { tone, message } = action;
    const notice = { id, tone, message, items: [], offersWork: false };
    const others = state.notices.filter(({ message }) => message !== action.message);
    return { ...state, notices: [...others, notice].slice(-NOTICES_MAX) };
  },
  'notice-dismissed': (state, action) => ({
    ...state,
    notices: state.notices.filter(({ id }) => id !== action.id),
  }),
};
