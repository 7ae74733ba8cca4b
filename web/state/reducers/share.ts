// How each action changes the share dialog.

import type { Handlers } from '../handlers';
import { teachingOf } from '../lock';
import type { Teaching } from '../slices/link';
import { type Embed, NOTHING_SHARED, type Product, type Sharing } from '../slices/share';
import type { State } from '../state';

export const shareHandlers = {
  'share-opened': (state, { isChallenge = false }: { isChallenge?: boolean }) =>
    state.sharing
      ? state
      : { ...state, playing: false, sharing: { ...NOTHING_SHARED, isChallenge } },
  'share-closed': (state) => ({ ...state, sharing: null }),
  'embed-set': (state, { embed }: { embed: Partial<Embed> }) =>
    shared(state, (sharing) => ({ embed: { ...sharing.embed, ...embed } })),
  /** Leaves the design out of links, or puts it in again. */
  'challenge-set': (state, { isChallenge }: Pick<Sharing, 'isChallenge'>) =>
    shared(state, () => ({ isChallenge })),
  /** Asks something of the readers of links that are made from now on, and nothing of this page. */
  'teaching-set': (state, { teaching }: { teaching: Partial<Teaching> }) => ({
    ...state,
    teaching: { ...teachingOf(state), ...teaching },
  }),
  'picture-wanted': (state, { scheme }: Pick<Sharing, 'scheme'>) =>
    shared(state, () => ({ scheme })),
  'product-wanted': (state, { product }: { product: Product }) =>
    shared(state, () => ({ making: product, trouble: '' })),
  'links-written': (state, { links, isTooLong }: Pick<Sharing, 'links' | 'isTooLong'>) =>
    shared(state, () => ({ links, isTooLong })),
  'picture-drawn': (state, { picture }: Pick<Sharing, 'picture'>) =>
    shared(state, () => ({ picture })),
  'product-made': (state, { trouble }: Pick<Sharing, 'trouble'>) =>
    shared(state, () => ({ making: null, trouble })),
} satisfies Handlers;

function shared(state: State, change: (sharing: Sharing) => Partial<Sharing>): State {
  const { sharing } = state;
  return sharing === null ? state : { ...state, sharing: { ...sharing, ...change(sharing) } };
}
