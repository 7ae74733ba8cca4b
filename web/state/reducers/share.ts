// How each action changes the share dialog.

import type { Handlers } from '../handlers';
import { teachingOf } from '../lock';
import { NOTHING_SHARED, type ShareAction, type Sharing } from '../slices/share';
import type { State } from '../state';

export const shareHandlers: Handlers<ShareAction> = {
  'share-opened': (state) =>
    state.sharing ? state : { ...state, playing: false, sharing: NOTHING_SHARED },
  'share-closed': (state) => ({ ...state, sharing: null }),
  'embed-set': (state, action) =>
    shared(state, ({ embed }) => ({ embed: { ...embed, ...action.embed } })),
  'teaching-set': (state, action) => ({
    ...state,
    teaching: { ...teachingOf(state), ...action.teaching },
  }),
  'picture-wanted': (state, action) => shared(state, () => ({ scheme: action.scheme })),
  'product-wanted': (state, action) =>
    shared(state, () => ({ making: action.product, trouble: '' })),
  'links-written': (state, action) => {
    const { links, isTooLong } = action;
    return shared(state, () => ({ links, isTooLong }));
  },
  'picture-drawn': (state, action) => shared(state, () => ({ picture: action.picture })),
  'product-made': (state, action) =>
    shared(state, () => ({ making: null, trouble: action.trouble })),
};

function shared(state: State, change: (sharing: Sharing) => Partial<Sharing>): State {
  const { sharing } = state;
  return sharing === null ? state : { ...state, sharing: { ...sharing, ...change(sharing) } };
}
