// What of a figure survives a reload, as text: the form, its version, and how a text is read back.
//
// Every field is validated by itself: a field that is damaged, or from another version, falls back and
// the rest is kept. Whether ids still exist is decided where the catalogue is known, in the reducer.
// Doesn't touch storage: that is the effects' business.

import { COMPARED_MAX } from './compare';
import { ownWork } from './replaced-work';
import { NOTHING_SAVED, type Saved } from './saved';
import { isScenarioKept, SCRIPT_KEPT_MAX } from './selectors';
import {
  type ChosenDesign,
  LINKED_SCRIPT,
  type Scenario,
  type SetAside,
  type State,
  type Work,
} from './state';

const VERSION = 1;

const ID_UNITS_MAX = 200;
const URL_UNITS_MAX = 2000;
const ENTRIES_MAX = 100;
const WORKS_MAX = 10;
const SPEED_MAX = 1e6;
const STEP_MAX = 0xffff_ffff;

/** What a link brought is kept once the visitor has made something of it, and until then not. */
export function encodeSaved(state: State): string {
  const { speed } = state;
  const own = ownWork(state);
  if (own === null) {
    const { [LINKED_SCRIPT]: _, ...others } = state.drafts;
    const drafts = keptDrafts(others);
    return written({ ...NOTHING_SAVED, drafts, speed });
  }
  const { scenario, drafts, design, preset, compare, setAside, step, following, replacedWork } =
    own;
  const isKept = isScenarioKept(own);
  return written({
    scenario: isKept ? forSaving(scenario) : null,
    drafts: keptDrafts(drafts),
    design,
    preset,
    compare,
    setAside,
    step: following || !isKept ? null : step,
    speed,
    // There is room for one file, which is the one that is open.
    replacedWork: replacedWork.filter(
      ({ scenario: { kind }, script }) =>
        kind !== 'file' && kind !== 'remote' && (script?.length ?? 0) <= SCRIPT_KEPT_MAX,
    ),
  });
}

/** The text under which work is stored. Earlier versions stored replaced work as `shelf`: the name stays. */
function written({
  replacedWork,
  ...fields
}: Omit<Saved, 'scenario'> & { scenario: object | null }) {
  return JSON.stringify({ version: VERSION, ...fields, shelf: replacedWork });
}

/** Longer scripts would not be read back, and may be so long that writing them down takes a while. */
function keptDrafts(drafts: State['drafts']): State['drafts'] {
  const entries = Object.entries(drafts);
  return Object.fromEntries(entries.filter(([, text]) => text.length <= SCRIPT_KEPT_MAX));
}

/** The file to be kept beside the text; `null` where none is. */
export function fileToSave(state: State): Uint8Array | null {
  const own = ownWork(state);
  if (own?.scenario.kind !== 'file' || own.scenario.url !== undefined) return null;
  return isScenarioKept(own) ? own.scenario.bytes : null;
}

/** A scenario as text; a file's bytes stand elsewhere, or where they were fetched from. */
function forSaving(scenario: Scenario): object {
  if (scenario.kind !== 'file' && scenario.kind !== 'remote') return scenario;
  if (scenario.url !== undefined) return { kind: 'remote', url: scenario.url };
  return { kind: scenario.kind, name: 'name' in scenario ? scenario.name : '' };
}

/**
 * Reads what `encodeSaved` wrote; anything else gives as much as can be made out of it.
 *
 * @param file what `fileToSave` gave
 */
export function decodeSaved(text: string | null, file: Uint8Array | null = null): Saved {
  const fields = asRecord(parsed(text));
  if (fields === null || fields.version !== VERSION) return NOTHING_SAVED;
  return {
    scenario: asFile(fields.scenario, file) ?? asScenario(fields.scenario),
    drafts: asTexts(fields.drafts, SCRIPT_KEPT_MAX),
    design: asTexts(fields.design, ID_UNITS_MAX),
    preset: asId(fields.preset),
    compare: asChoices(fields.compare),
    setAside: asSetAside(fields.setAside),
    step: asNumber(fields.step, 0, STEP_MAX),
    speed: asNumber(fields.speed, 1, SPEED_MAX),
    replacedWork: asWorks(fields.shelf),
  };
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

function asRecord(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function asText(value: unknown, unitsMax: number): string | null {
  return typeof value === 'string' && value.length <= unitsMax ? value : null;
}

function asId(value: unknown): string | null {
  return asText(value, ID_UNITS_MAX);
}

function asNumber(value: unknown, minimum: number, maximum: number): number | null {
  return Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum
    ? Number(value)
    : null;
}

function asTexts(value: unknown, unitsMax: number): Record<string, string> {
  const entries = Object.entries(asRecord(value) ?? {}).filter(
    (entry): entry is [string, string] =>
      asId(entry[0]) !== null && typeof entry[1] === 'string' && entry[1].length <= unitsMax,
  );
  return Object.fromEntries(entries.slice(0, ENTRIES_MAX));
}

function asChoice(value: unknown): ChosenDesign | null {
  const fields = asRecord(value);
  const preset = asId(fields?.preset);
  return preset === null ? null : { preset, design: asTexts(fields?.design, ID_UNITS_MAX) };
}

function asWorks(value: unknown): Work[] {
  const works = Array.isArray(value) ? value.slice(0, WORKS_MAX) : [];
  return works.flatMap((each) => {
    const fields = asRecord(each);
    const scenario = asScenario(fields?.scenario);
    const choice = asChoice(fields?.choice);
    if (scenario === null || choice === null) return [];
    const { script } = asTexts({ script: fields?.script }, SCRIPT_KEPT_MAX);
    const setAside = asSetAside(fields?.setAside);
    const step = asNumber(fields?.step, 0, STEP_MAX);
    const compare = asChoices(fields?.compare);
    return [{ scenario, script: script ?? null, choice, compare, setAside, step }];
  });
}

/** As many as can be compared; a damaged one costs itself. */
function asChoices(value: unknown): ChosenDesign[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  return values.flatMap((each) => asChoice(each) ?? []).slice(0, COMPARED_MAX);
}

function asSetAside(value: unknown): SetAside | null {
  const choice = asChoice(value);
  return choice && { ...choice, compare: asChoices(asRecord(value)?.compare) };
}

function asFile(value: unknown, bytes: Uint8Array | null): Scenario | null {
  const fields = asRecord(value);
  const name = asId(fields?.name);
  if (fields?.kind !== 'file' || name === null || bytes === null) return null;
  return { kind: 'file', name, bytes, info: null };
}

function asScenario(value: unknown): Saved['scenario'] {
  const fields = asRecord(value);
  if (fields?.kind === 'script') return { kind: 'script' };
  if (fields?.kind === 'linked') return { kind: 'linked' };
  const url = asText(fields?.url, URL_UNITS_MAX);
  if (fields?.kind === 'remote' && url !== null) return { kind: 'remote', url, link: null };
  const id = asId(fields?.id);
  if (id === null) return null;
  if (fields?.kind === 'bundled') return { kind: 'bundled', id };
  if (fields?.kind === 'generator') return { kind: 'generator', id };
  if (fields?.kind === 'lesson') return { kind: 'lesson', id };
  return null;
}
