// The visitor's own files, which stay side by side: recordings in `State.files`, scripts as drafts by the name of their file.
//
// Owns their bounds, and that no two go by one name. A file that there is no room for is not opened, and a notice says so:
// none of the others is lost to it.

import { clipped } from '../base/clipped';
import { isSame } from '../base/same';
import { draftKey } from './lookups';
import { withNotice } from './notices';
import { fileDraft, type OwnFile, type OwnScript, type Scenario, type State } from './state';

/** Recordings and scripts. */
export const OWN_FILES_MAX = 12;
/** Of all of them, in bytes; of scripts in UTF-16 units. */
export const OWN_BYTES_MAX = 128 * 2 ** 20;

/** Names are keys of drafts, which are bounded. */
const NAME_UNITS_MAX = 150;

const PREFIX = fileDraft('');

/** The names of the scripts that were opened as files. */
export function ownScripts({ drafts }: Pick<State, 'drafts'>): readonly string[] {
  return Object.keys(drafts).flatMap((key) => (isOfFile(key) ? [key.slice(PREFIX.length)] : []));
}

/** Whether a draft is the script of a file. */
export function isOfFile(draft: string): boolean {
  return draft.startsWith(PREFIX);
}

/** A state with one more file, and the scenario that the file is: one that there was, where its contents are the same. */
interface Added {
  readonly state: State;
  readonly scenario: OwnFile | OwnScript;
}

/** `null` where there is no room. */
export function recordingAdded(state: State, file: OwnFile): Added | null {
  const added = withRecording(state, file);
  return added.state === state || hasRoom(state, file.bytes.length) ? added : null;
}

/** `null` where there is no room. */
export function scriptAdded(state: State, name: string, text: string): Added | null {
  const added = withScript(state, name, text);
  return added.state === state || hasRoom(state, text.length) ? added : null;
}

/** Puts the file of a scenario back that was among the visitor's files, room or not. */
export function fileReturned(state: State, scenario: Scenario, script: string | null) {
  if (scenario.kind === 'file' && scenario.url === undefined) return withRecording(state, scenario);
  if (scenario.kind !== 'script' || scenario.name === undefined) return { state, scenario };
  return withScript(state, scenario.name, script ?? '');
}

/** The state with the open recording among the visitor's files, where there is room. */
export function openFileAdded(state: State): State {
  const { scenario } = state;
  if (scenario.kind !== 'file' || scenario.url !== undefined) return state;
  const added = recordingAdded(state, scenario);
  return added === null ? state : { ...added.state, scenario: added.scenario };
}

function withRecording(state: State, file: OwnFile): Added {
  const known = state.files.find(({ bytes }) => isSame(bytes, file.bytes));
  if (known) return { state, scenario: known };
  const names = state.files.map(({ name }) => name);
  const scenario = { ...file, name: unused(file.name, names) };
  return { state: { ...state, files: [...state.files, scenario] }, scenario };
}

function withScript(state: State, name: string, text: string): Added {
  const names = ownScripts(state);
  const known = names.find((each) => state.drafts[fileDraft(each)] === text);
  if (known !== undefined) return { state, scenario: { kind: 'script', name: known } };
  const free = unused(name, names);
  const drafts = { ...state.drafts, [fileDraft(free)]: text };
  return { state: { ...state, drafts }, scenario: { kind: 'script', name: free } };
}

/** The state without one of the visitor's files; which scenario is open is not decided here. */
export function fileRemoved(state: State, scenario: Scenario): State {
  if (scenario.kind === 'file') {
    const files = state.files.filter(({ bytes }) => bytes !== scenario.bytes);
    return { ...state, files };
  }
  const { [draftKey(scenario) ?? '']: _, ...drafts } = state.drafts;
  return { ...state, drafts };
}

/** The file that was offered is not opened. */
export function withoutRoom(state: State, name: string): State {
  const message = `${name} was not opened: there is room for ${OWN_FILES_MAX} files of your own, and for ${OWN_BYTES_MAX / 2 ** 20} MiB. Remove one under “Scenario” first.`;
  return { ...state, offer: null, notices: withNotice(state.notices, { tone: 'bad', message }) };
}

function hasRoom(state: State, bytes: number): boolean {
  const scripts = ownScripts(state);
  const taken = [
    ...state.files.map((file) => file.bytes.length),
    ...scripts.map((name) => state.drafts[fileDraft(name)]?.length ?? 0),
  ];
  const total = taken.reduce((sum, each) => sum + each, bytes);
  return taken.length < OWN_FILES_MAX && total <= OWN_BYTES_MAX;
}

/** `a.rep`, or `a.rep (2)` where there is one of that name. */
function unused(long: string, names: readonly string[]): string {
  const name = clipped(long, NAME_UNITS_MAX);
  let free = name;
  for (let nth = 2; names.includes(free); nth += 1) free = `${name} (${nth})`;
  return free;
}
