// How each action changes the scenario, its script and its file.

import { openingStep, questionsOf } from '../../domain/lesson';
import type { TraceInfo, Tried } from '../../engine/wire';
import { designed } from '../designed';
import type { Handlers } from '../handlers';
import { draftKey, ofLesson, openLesson, scriptText } from '../lookups';
import { withNotice } from '../notices';
import { REPLACED_WORK_MAX } from '../opening';
import { fileRemoved, recordingAdded, scriptAdded, withoutRoom } from '../own-files';
import { INITIAL_DESIGN } from '../slices/design';
import type { Carried } from '../slices/link';
import type { Fetching, OwnFile, OwnScript, Scenario, ScriptVerdict } from '../slices/scenario';
import { ANOTHER_SCENARIO, type State } from '../state';

type ReadTrace = { name: string; bytes: Uint8Array; info: TraceInfo };

/** As a program prints its calls whose author thought of no format. */
const FIRST_PATTERNS = 'malloc(%size) -> %addr\nfree(%addr)';

export const scenarioHandlers = {
  'scenario-chosen': (state, { scenario }: { scenario: Scenario }) => chosen(state, scenario),
  'script-edited': (state, { text }: { text: string }) => edited(state, text),
  'script-checked': (state, { text, verdict }: { text: string; verdict: ScriptVerdict }) =>
    text === scriptText(state) ? { ...state, scriptVerdict: verdict } : state,
  /** A file was dropped or picked; the effects read it. */
  'file-offered': (state, { file }: { file: File }) => ({
    ...state,
    offer: file,
    unread: null,
    notices: [],
  }),
  /** The file that was offered is of no known format. */
  'file-unknown': (state, { file }: { file: File }) => ({
    ...state,
    offer: null,
    unread: { file, patterns: FIRST_PATTERNS, tried: null },
  }),
  'patterns-edited': (state, { text }: { text: string }) =>
    state.unread === null ? state : { ...state, unread: { ...state.unread, patterns: text } },
  'patterns-tried': (state, { patterns, tried }: { patterns: string; tried: Tried }) =>
    state.unread?.patterns === patterns ? { ...state, unread: { ...state.unread, tried } } : state,
  /** The file is to be read by the patterns. */
  'patterns-accepted': (state) =>
    state.unread === null ? state : { ...state, offer: state.unread.file },
  'unread-left': (state) => ({ ...state, unread: null }),
  'file-read': (state, { name, bytes, info }: ReadTrace) => {
    const added = recordingAdded(state, { kind: 'file', name, bytes, info });
    if (added === null) return withoutRoom(state, name);
    return { ...chosen(added.state, added.scenario), offer: null, unread: null };
  },
  /** The file that was offered is a script. */
  'script-read': (state, { name, text }: { name: string; text: string }) => {
    const added = scriptAdded(state, name, text);
    if (added === null) return withoutRoom(state, name);
    return { ...chosen(added.state, added.scenario), offer: null };
  },
  /** One of the visitor's own files goes; it can be brought back. */
  'file-removed': (state, { scenario }: { scenario: OwnFile | OwnScript }) =>
    removed(state, scenario),
  'file-refused': (state) => ({ ...state, offer: null }),
  /** A file that came with a link, or that was kept, has been read; `bytes` tells which. */
  'file-described': (state, { bytes, info }: Pick<ReadTrace, 'bytes' | 'info'>) => {
    const described = (file: OwnFile) => (file.bytes === bytes ? { ...file, info } : file);
    const files = state.files.map(described);
    const { scenario } = state;
    if (scenario.kind !== 'file') return { ...state, files };
    // The open one of them is the same object.
    const listed = files.find((file) => file.bytes === scenario.bytes);
    return { ...state, files, scenario: listed ?? described(scenario) };
  },
  /** The visitor agrees that the file of a `remote` scenario is fetched from another's server. */
  'fetch-agreed': (state, { url }: { url: string }) =>
    isRemote(state, url)
      ? { ...state, agreedUrls: [...state.agreedUrls, url], fetching: null }
      : state,
  'fetch-advanced': (state, { url, fetching }: { url: string; fetching: Fetching }) =>
    isRemote(state, url) ? { ...state, fetching } : state,
  /** The file of a `remote` scenario is a trace. */
  'remote-read': (state, { url, name, bytes, info }: { url: string } & ReadTrace) => {
    if (!isRemote(state, url)) return state;
    const scenario = { kind: 'file', name, bytes, info, url } as const;
    return { ...state, scenario, fetching: null, outdated: true, rescaling: true };
  },
} satisfies Handlers;

/** The state in which the visitor has chosen a scenario. */
export function chosen(before: State, scenario: Scenario): State {
  const predict = questionsIn(before, scenario);
  const carried = { ...before.carried, predict, title: null, view: null, loop: null };
  const state = opened({ ...before, carried, following: true }, scenario);
  return { ...state, ...ANOTHER_SCENARIO, scenario };
}

/**
 * A reader who predicts is asked at a lesson's own steps. Where they chose it in a lesson, they are asked in lessons with
 * questions alone; where a link asks it of them, in every scenario.
 */
function questionsIn(state: State, scenario: Scenario): Carried['predict'] {
  const { predict } = state.carried;
  if (predict === null) return null;
  const lesson = openLesson({ ...state, scenario });
  const questions = lesson && questionsOf(lesson);
  if (!state.isPredictingChosen) return questions ?? predict;
  return questions?.length ? questions : null;
}

/**
 * A lesson brings its design and step along. The visitor's own design is set aside until they leave the
 * lessons: a region made for ten blocks would starve any real program.
 */
function opened(state: State, scenario: Scenario): State {
  const lesson = openLesson({ ...state, scenario });
  const { setAside, preset, design, compare } = state;
  if (lesson) {
    return {
      ...designed(state, ofLesson(state, lesson, 0)),
      preset: INITIAL_DESIGN.preset,
      setAside: setAside ?? { preset, design, compare },
      compare: [],
      activePlace: 0,
      step: openingStep(lesson, state.carried.predict !== null),
      following: false,
    };
  }
  if (setAside === null) return state;
  return {
    ...designed(state, setAside.design),
    preset: setAside.preset,
    compare: setAside.compare,
    activePlace: 0,
    setAside: null,
  };
}

function removed(state: State, scenario: OwnFile | OwnScript): State {
  const isOpen =
    scenario.kind === 'file'
      ? state.scenario.kind === 'file' && state.scenario.bytes === scenario.bytes
      : draftKey(state.scenario) === draftKey(scenario);
  const { name } = scenario;
  if (name === undefined) return state;
  const script = scriptText({ ...state, scenario });
  const work = { scenario, script, choice: null, compare: [], setAside: null, step: null };
  const without = fileRemoved(state, scenario);
  const [first] = state.traces;
  const next: Scenario =
    scenario.kind === 'file' && first ? { kind: 'bundled', id: first.id } : { kind: 'script' };
  const message = `${name} was removed.`;
  const left = isOpen ? chosen(without, next) : without;
  return {
    ...left,
    replacedWork: [work, ...state.replacedWork].slice(0, REPLACED_WORK_MAX),
    notices: withNotice(left.notices, { tone: 'note', message, offersWork: true }),
  };
}

function edited(state: State, text: string): State {
  const { scenario, run } = state;
  if (text === scriptText(state)) return state;
  const draft = draftKey(scenario);
  if (draft === null) return state;
  return {
    ...state,
    drafts: { ...state.drafts, [draft]: text },
    scriptVerdict: null,
    // The tasks of another text may be others.
    space: null,
    playing: false,
    // A visitor who stands at the last step stays at the last step, however many operations the script gets.
    following: state.following || state.step >= run.total || state.isBackAtEdit,
    isBackAtEdit: false,
    outdated: true,
    rescaling: true,
  };
}

function isRemote({ scenario }: State, url: string): boolean {
  return scenario.kind === 'remote' && scenario.url === url;
}
