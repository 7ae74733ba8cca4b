// How each action changes the link's part of the state, and the notices to the visitor.

import { openingStep, questionsOf } from '../../domain/lesson';
import type { Handlers } from '../handlers';
import { openLesson } from '../lookups';
import { withNotice } from '../notices';
import { linkOpened } from '../opening';
import { openFileAdded } from '../own-files';
import { workBroughtBack } from '../replaced-work';
import type { Carried, Notice, Opening } from '../slices/link';
import type { State } from '../state';

/** Notices at once; older ones make room, so that a wild mistake can't bury the page. */
const NOTICES_MAX = 4;

export const linkHandlers = {
  'link-opened': (state, opening: Opening) => {
    const opened = linkOpened(state, opening);
    return opening.by === 'file' ? openFileAdded(opened) : opened;
  },
  /** Goes back to what a link took the place of; asked again, to what that had taken the place of. */
  'work-brought-back': (state) => workBroughtBack(state),
  /** Names the figure, in links from now on; `null` takes the name away. */
  'title-set': (state, { title }: { title: string | null }) =>
    carrying(state, { title: title?.trim() || null }),
  /** What of the page a link is to bring into sight; `null` for the map. */
  'view-set': (state, { view }: { view: string | null }) => carrying(state, { view }),
  /** A reader of a lesson wants to predict, or no longer wants to. */
  'predicting-set': (state, { predicts }: { predicts: boolean }) => {
    const lesson = openLesson(state);
    if (!lesson) return state;
    const questions = questionsOf(lesson);
    const predict = predicts && questions.length > 0 ? questions : null;
    return {
      ...state,
      carried: { ...state.carried, predict },
      isPredictingChosen: true,
      step: openingStep(lesson, predict !== null),
      following: false,
      playing: false,
      lineAsked: null,
      isBackAtEdit: false,
      selection: null,
    };
  },
  noticed: (state, { tone, message }: Pick<Notice, 'tone' | 'message'>) => {
    const others = state.notices.filter((each) => each.message !== message);
    return { ...state, notices: withNotice(others, { tone, message }).slice(-NOTICES_MAX) };
  },
  'notice-dismissed': (state, { id }: { id: number }) => ({
    ...state,
    notices: state.notices.filter((each) => each.id !== id),
  }),
} satisfies Handlers;

function carrying(state: State, said: Partial<Carried>): State {
  const carried = { ...state.carried, ...said };
  const isSame = carried.title === state.carried.title && carried.view === state.carried.view;
  return isSame ? state : { ...state, carried };
}
