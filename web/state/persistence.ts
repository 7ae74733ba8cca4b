// What of a figure survives a reload, as text: the form, its version, and how a text is read back.
//
// Every field is validated by itself: a field that is damaged, or from another version, falls back and
// the others are kept. Whether ids still exist is decided where the catalogue is known, in the reducer.
// Doesn't touch storage: that is the effects' business.

import * as v from 'valibot';
import { COMPARED_MAX } from './compare';
import { OWN_FILES_MAX } from './own-files';
import { ownWork } from './replaced-work';
import { NOTHING_SAVED, type Saved } from './saved';
import {
  FILE_KEPT_MAX,
  isScenarioKept,
  keptDrafts,
  keptFiles,
  keptScripts,
  SCRIPT_KEPT_MAX,
  SCRIPTS_KEPT_MAX,
  storedLength,
} from './selectors';
import { LINKED_SCRIPT, type OwnFile, type Scenario, type State, type Work } from './state';

const VERSION = 1;

const ENTRIES_MAX = 100;
const WORKS_MAX = 10;

const ID = text(200);
const NTH = whole(0, OWN_FILES_MAX);
const STEP = orNull(whole(0, 0xffff_ffff));

const CHOICE = v.object({ preset: ID, design: texts(ID) });
const COMPARE = sound(CHOICE, COMPARED_MAX);
const SET_ASIDE = orNull(v.object({ ...CHOICE.entries, compare: COMPARE }));

/** A scenario that needs no bytes stored beside it. */
export const STORED_SCENARIO = v.union([
  v.object({ kind: v.literal('linked') }),
  v.object({ kind: v.literal('script'), name: v.optional(ID) }),
  v.object({ kind: v.picklist(['bundled', 'generator', 'lesson']), id: ID }),
  v.object({ kind: v.literal('remote'), url: text(2000), link: v.fallback(v.null(), null) }),
]);
const SCENARIO = orNull(
  v.union([
    STORED_SCENARIO,
    v.object({ kind: v.literal('file'), name: ID, nth: v.optional(NTH, 0) }),
  ]),
);

const WORK = v.object({
  scenario: STORED_SCENARIO,
  script: orNull(text(SCRIPT_KEPT_MAX)),
  choice: v.nullable(CHOICE),
  compare: COMPARE,
  setAside: SET_ASIDE,
  step: STEP,
});

/**
 * Earlier versions stored replaced work as `shelf`: the name stays. They stored a `speed` nobody had chosen: it is not read.
 */
const SAVED = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    version: v.literal(VERSION),
    scenario: SCENARIO,
    drafts: texts(text(SCRIPT_KEPT_MAX)),
    files: sound(v.object({ name: ID, bytes: whole(0, FILE_KEPT_MAX) }), OWN_FILES_MAX + 1),
    design: texts(ID),
    preset: orNull(ID),
    compare: COMPARE,
    setAside: SET_ASIDE,
    step: STEP,
    chosenSpeed: orNull(whole(1, 1e6)),
    shelf: sound(WORK, WORKS_MAX),
  }),
);

function text(unitsMax: number) {
  return v.pipe(v.string(), v.maxLength(unitsMax));
}

function whole(least: number, most: number) {
  return v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
}

function orNull<Schema extends v.GenericSchema>(schema: Schema) {
  return v.fallback(v.nullable(schema), null);
}

/** The first items of a list that are sound. */
function sound<Schema extends v.GenericSchema>(item: Schema, max: number) {
  const sift = (all: unknown[]) =>
    all.flatMap((each) => (v.is(item, each) ? [v.parse(item, each)] : [])).slice(0, max);
  return v.fallback(v.pipe(v.array(v.unknown()), v.transform(sift)), []);
}

/** The first entries of a record whose texts are sound. */
function texts(schema: v.GenericSchema<string>) {
  const isSound = (entry: [string, unknown]): entry is [string, string] =>
    v.is(ID, entry[0]) && v.is(schema, entry[1]);
  const sift = (all: object) =>
    Object.fromEntries(Object.entries(all).filter(isSound).slice(0, ENTRIES_MAX));
  // A list is an object as well.
  const record = v.custom<object>(
    (value) => v.is(v.looseObject({}), value) && !Array.isArray(value),
  );
  return v.fallback(v.pipe(record, v.transform(sift)), {});
}

/** What a link brought is kept once the visitor has made something of it, and until then not. */
export function encodeSaved(state: State): string {
  const { speed } = state;
  const own = ownWork(state);
  const files = keptFiles(own ?? state);
  const named = files.map(({ name, bytes }) => ({ name, bytes: bytes.length }));
  if (own === null) {
    const { [LINKED_SCRIPT]: _, ...others } = state.drafts;
    const drafts = keptDrafts({ ...state, drafts: others });
    const replacedWork = keptWork(state.replacedWork, drafts);
    return written({ ...NOTHING_SAVED, drafts, files: named, speed, replacedWork });
  }
  const { scenario, design, preset, compare, setAside, step, following, replacedWork } = own;
  const isKept = isScenarioKept(own);
  const drafts = keptDrafts(own);
  return written({
    scenario: isKept ? forSaving(scenario, files) : null,
    drafts,
    files: named,
    design,
    preset,
    compare,
    setAside,
    step: following || !isKept ? null : step,
    speed,
    replacedWork: keptWork(replacedWork, drafts),
  });
}

function written({
  replacedWork,
  speed,
  ...fields
}: Omit<Saved, 'scenario' | 'files'> & { scenario: object | null; files: readonly object[] }) {
  return JSON.stringify({ version: VERSION, ...fields, chosenSpeed: speed, shelf: replacedWork });
}

/** The replaced work whose scripts have room beside the drafts that are kept, the latest first. */
function keptWork(replacedWork: readonly Work[], drafts: State['drafts']): readonly Work[] {
  const taken = Object.values(drafts).reduce((sum, text) => sum + storedLength(text), 0);
  // The files that are kept are those that are offered.
  const wanted = replacedWork.filter(
    ({ scenario: { kind } }) => kind !== 'file' && kind !== 'remote',
  );
  return keptScripts(wanted, ({ script }) => script ?? '', SCRIPTS_KEPT_MAX - taken);
}

/** The files to be kept beside the text, in the order in which it names them. */
export function filesToSave(state: State): readonly Uint8Array[] {
  return keptFiles(ownWork(state) ?? state).map(({ bytes }) => bytes);
}

/** A scenario as text; a file's bytes stand elsewhere, or where they were fetched from. */
function forSaving(scenario: Scenario, files: readonly OwnFile[]): object {
  if (scenario.kind === 'remote') return { kind: 'remote', url: scenario.url };
  if (scenario.kind !== 'file') return scenario;
  const { name, url } = scenario;
  if (url !== undefined) return { kind: 'remote', url };
  return { kind: 'file', name, nth: files.findIndex(({ bytes }) => bytes === scenario.bytes) };
}

/**
 * Reads what `encodeSaved` wrote; anything else gives as much as can be made out of it.
 *
 * @param contents what `filesToSave` gave; `null` for what is damaged
 */
export function decodeSaved(
  text: string | null,
  contents: readonly (Uint8Array | null)[] = [],
): Saved {
  const { success, output } = v.safeParse(SAVED, text);
  if (!success) return NOTHING_SAVED;
  const { version: _, scenario, files: named, chosenSpeed: speed, shelf, ...others } = output;
  const [first = null] = contents;
  // Earlier versions kept one file, the one that was open, and named it nowhere else.
  const isEarlier = named.length === 0 && scenario?.kind === 'file' && first !== null;
  const names = isEarlier ? [{ name: scenario.name, bytes: first.length }] : named;
  // Storage may have lost a file, or have another in its place.
  const files = names.map(({ name, bytes: length }, nth): OwnFile | null => {
    const bytes = contents[nth];
    return bytes?.length === length ? { kind: 'file', name, bytes, info: null } : null;
  });
  return {
    ...others,
    speed,
    scenario: scenario?.kind === 'file' ? (files[scenario.nth] ?? null) : scenario,
    files: files.filter((file) => file !== null),
    replacedWork: shelf,
  };
}
