// A link as the page handles it: what it says, field by field, and what could not be read of it.
//
// Owns the shape, and what is meant as a link at all. How a link is written and read is the engine's business: there is
// one codec, and it is not in TypeScript.

import type { Design } from './design';

/** What a link is a link to. */
export type LinkScenario =
  | { readonly kind: 'trace' | 'lesson' | 'generator'; readonly id: string }
  | { readonly kind: 'script'; readonly text: string }
  | { readonly kind: 'recording'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'url'; readonly url: string };

/** Everything a link can carry; what is `null`, empty or `false` is the default, and not written. */
export interface Link {
  readonly scenario: LinkScenario | null;
  /** What differs from Classic: the design, then those compared with it. Empty for the default. */
  readonly designs: readonly Design[];
  readonly preset: string | null;
  readonly step: number | null;
  readonly view: string | null;
  readonly space: number | null;
  readonly window: { readonly from: number; readonly bytes: number } | null;
  readonly selected: number | null;
  readonly title: string | null;
  /** The timeline's hash under each design. */
  readonly hashes: readonly string[];
  readonly fixed: readonly string[];
  readonly hidden: readonly string[];
  readonly predict: boolean;
  readonly controls: string | null;
  readonly theme: string | null;
  readonly loop: { readonly from: number; readonly to: number } | null;
  readonly speed: number | null;
}

/** Whether a fragment is meant as a link, of whatever version or of none, rather than as the name of a place on a page. */
export function isLink(fragment: string): boolean {
  return /^#(v\d+$|.*[=&])/.test(fragment);
}

/** Whether two links are to the same scenario. Compared field by field: a script or a recording may have megabytes. */
export function isSameScenario(one: LinkScenario | null, other: LinkScenario | null): boolean {
  if (one === null || other === null) return one === other;
  switch (one.kind) {
    case 'script':
      return other.kind === 'script' && one.text === other.text;
    case 'recording':
      return (
        other.kind === 'recording' && one.name === other.name && isSameBytes(one.bytes, other.bytes)
      );
    case 'url':
      return other.kind === 'url' && one.url === other.url;
    default:
      return one.kind === other.kind && one.id === other.id;
  }
}

function isSameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return (
    one === other || (one.length === other.length && one.every((byte, at) => byte === other[at]))
  );
}

/** What of a link could not be kept, in words for a person. */
export interface LinkNotice {
  readonly field: string;
  readonly message: string;
}

/** A link that says nothing. */
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
  predict: false,
  controls: null,
  theme: null,
  loop: null,
  speed: null,
};
