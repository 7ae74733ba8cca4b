// The share dialog: what is asked of it, and what there is.
//
// A part of the reducer that the page alone takes in.

import type { Action } from './actions';
import { teachingOf } from './lock';
import type { Reducer } from './reducer';
import { NOTHING_SHARED, type Sharing, type State } from './state';

export function sharing(state: State, action: Action, others: Reducer): State {
  switch (action.type) {
    case 'share-opened':
      return state.sharing ? state : { ...state, playing: false, sharing: NOTHING_SHARED };
    case 'share-closed':
      return { ...state, sharing: null };
    case 'embed-set':
      return shared(state, ({ embed }) => ({ embed: { ...embed, ...action.embed } }));
    case 'teaching-set':
      return { ...state, teaching: { ...teachingOf(state), ...action.teaching } };
    case 'picture-wanted':
      return shared(state, () => ({ scheme: action.scheme }));
    case 'product-wanted':
      return shared(state, () => ({ making: action.product, trouble: '' }));
    case 'links-written': {
      const { links, isTooLong } = action;
      return shared(state, () => ({ links, isTooLong }));
    }
    case 'picture-drawn':
      return shared(state, () => ({ picture: action.picture }));
    case 'product-made':
      return shared(state, () => ({ making: null, trouble: action.trouble }));

    default:
      return others(state, action);
  }
}

function shared(state: State, change: (sharing: Sharing) => Partial<Sharing>): State {
  const { sharing } = state;
  return sharing === null ? state : { ...state, sharing: { ...sharing, ...change(sharing) } };
}
