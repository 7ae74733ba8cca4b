// The share dialog: what the visitor asks of it, and the files and links that are ready.

import type { EncodedLink } from '../../engine/wire';
import type { Teaching } from './link';

export interface Embed {
  /** Which controls it has: `none`, `step` or `full`. */
  readonly controls: string;
  /** `null` for that of the page it stands in. */
  readonly theme: 'light' | 'dark' | null;
  /** In CSS pixels; `null` where it sizes itself. */
  readonly height: number | null;
}

export type Product =
  | 'atlas'
  | 'scenario'
  | 'metrics-csv'
  | 'metrics-json'
  | 'series-csv'
  | 'series-json'
  | 'steps-csv'
  | 'svg'
  | 'png';

export interface SharedPicture {
  readonly svg: string;
  /** Whether everything in it is drawn as shapes, memory included, rather than as pixels. */
  readonly isShapes: boolean;
}

export interface Links {
  /** For readers: to the page, and to the embedded figure. */
  readonly page: EncodedLink;
  readonly figure: EncodedLink;
  /** For one's own machine: with the designs that a challenge keeps from its readers. */
  readonly replayed: EncodedLink;
  /** The designs as Rust source, in their order; empty where one has problems. */
  readonly sources: readonly string[];
}

/** What is asked of sharing while its dialog is open, and what there is of it. */
export interface Sharing {
  readonly embed: Embed;
  /** Whether links carry the goal and not the design that reached it: a challenge to others. */
  readonly isChallenge: boolean;
  /** The links of the state as it is; `null` until they are written. */
  readonly links: Links | null;
  /** Whether the scenario is too long for any link: then it travels as a file. */
  readonly isTooLong: boolean;
  /** The colours the picture is wanted in; `null` while its panel is closed. */
  readonly scheme: 'light' | 'dark' | null;
  readonly picture: SharedPicture | null;
  readonly making: Product | null;
  /** Why the last one could not be; empty where it could. */
  readonly trouble: string;
}

export const NOTHING_SHARED: Sharing = {
  embed: { controls: 'step', theme: null, height: null },
  isChallenge: false,
  links: null,
  isTooLong: false,
  scheme: null,
  picture: null,
  making: null,
  trouble: '',
};

export interface ShareSlice {
  /** `null` while the share dialog is closed. */
  readonly sharing: Sharing | null;
  /** What links made here ask of their readers; `null` for what the link that was opened asks of this one. */
  readonly teaching: Teaching | null;
}

export const INITIAL_SHARE: ShareSlice = {
  sharing: null,
  teaching: null,
};
