// The scenario: which one is replayed, its script, and a file on its way.

import type { Link } from '../../engine/link';
import type { ScriptProblem, TraceInfo, Tried } from '../../engine/wire';
import type { Failure } from './failure';

export type Scenario =
  /** One of `State.traces`. */
  | { readonly kind: 'bundled'; readonly id: string }
  /** A file the visitor brought, or that came with a link. */
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly bytes: Uint8Array;
      /** What it says of itself; `null` until it is read. */
      readonly info: TraceInfo | null;
      /** Where it was fetched from, if it was. */
      readonly url?: string | undefined;
    }
  /** A file on a server, until it is here. */
  | {
      readonly kind: 'remote';
      readonly url: string;
      /** What the link said that named it; `null` where an earlier visit did. */
      readonly link: Link | null;
    }
  /** A generator's script, which the visitor may have edited: `State.drafts[id]`. */
  | { readonly kind: 'generator'; readonly id: string }
  /** One of `State.lessons`; its script may have been edited: `State.drafts[lessonDraft(id)]`. */
  | { readonly kind: 'lesson'; readonly id: string }
  /**
   * A script of the visitor's own: that of a file, by its name, or without one the script that they write here. Its text
   * is a draft.
   */
  | { readonly kind: 'script'; readonly name?: string | undefined }
  /** A script that came with a link, edited or not: `State.drafts[LINKED_SCRIPT]`. */
  | { readonly kind: 'linked' };

/** A recording that the visitor brought, or that came with a link. */
export type OwnFile = Extract<Scenario, { kind: 'file' }>;

export type OwnScript = Extract<Scenario, { kind: 'script' }>;

/** The key of the visitor's own script among the drafts; no generator's id has a space. */
export const OWN_SCRIPT = 'own script';

/** The key of the script that came with a link: the visitor's own stays what it was. */
export const LINKED_SCRIPT = 'linked script';

/** The key of the script of a file that the visitor brought. */
export function fileDraft(name: string): string {
  return `file ${name}`;
}

export function lessonDraft(id: string): string {
  return `lesson ${id}`;
}

/** How far the file of a `remote` scenario is on its way. */
export type Fetching =
  /** The visitor is asked whether this server may be asked. */
  | { readonly phase: 'asking'; readonly host: string }
  | {
      readonly phase: 'fetching';
      /** `null` for the page's own server. */
      readonly host: string | null;
      readonly received: number;
      /** `null` where the server doesn't say. */
      readonly total: number | null;
    }
  | { readonly phase: 'failed'; readonly failure: Failure };

export interface ScriptVerdict {
  readonly problems: readonly ScriptProblem[];
  readonly operations: number;
}

/** A file of no known format, and the patterns that the visitor writes for its lines. */
export interface Unread {
  readonly file: File;
  /** One a line. */
  readonly patterns: string;
  /** What they make of the file's first lines; `null` until they are tried. */
  readonly tried: Tried | null;
}

export interface ScenarioSlice {
  readonly scenario: Scenario;
  /** Scripts as the visitor left them: their own, each generator's, each lesson's. */
  readonly drafts: Readonly<Record<string, string>>;
  /** The recordings that the visitor brought, in the order in which they came; their scripts are drafts. */
  readonly files: readonly OwnFile[];
  /** A file that was dropped or picked and is still being read. */
  readonly offer: File | null;
  readonly unread: Unread | null;
  /** The file of a `remote` scenario on its way; `null` until it is asked for. */
  readonly fetching: Fetching | null;
  /** The addresses on other servers that the visitor agreed to fetch from, in this visit. */
  readonly agreedUrls: readonly string[];
  /** `null` while the newest text is unchecked, and for traces. */
  readonly scriptVerdict: ScriptVerdict | null;
}

export const INITIAL_SCENARIO: ScenarioSlice = {
  scenario: { kind: 'script' },
  drafts: {},
  files: [],
  offer: null,
  unread: null,
  fetching: null,
  agreedUrls: [],
  scriptVerdict: null,
};
