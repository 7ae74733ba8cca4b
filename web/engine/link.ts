// A link as the page handles it, and what is meant as a link at all.
//
// How a link is written and read is the module's business: there is one codec, and it is not in TypeScript.

import type * as wire from './wire';

export type LinkScenario = Readonly<wire.LinkScenario>;

/** What is `null`, empty or `false` is the default, and not written. Of a design, only what differs from Classic is named. */
export type Link = {
  readonly [Field in keyof wire.Link]: wire.Link[Field] extends (infer Item)[]
    ? readonly Item[]
    : wire.Link[Field];
};

/** Whether a fragment is meant as a link, of whatever version or of none, rather than as the name of a place on a page. */
export function isLink(fragment: string): boolean {
  return /^#(v\d+$|.*[=&])/.test(fragment);
}

export const EMPTY_LINK: Link = {
  scenario: null,
  designs: [],
  preset: null,
  step: null,
  view: null,
  space: null,
  window: null,
  selected: null,
  title: null,
  hashes: [],
  fixed: [],
  hidden: [],
  predict: null,
  goal: [],
  controls: null,
  theme: null,
  loop: null,
  speed: null,
};
