// How each action changes the scenario, its script and its file.

import type { TraceInfo } from '../../engine/wire';
import { designed } from '../designed';
import type { Handlers } from '../handlers';
import { draftKey, ofLesson, openLesson, scriptText } from '../lookups';
import { withOwnScript } from '../replaced-work';
import { INITIAL_DESIGN } from '../slices/design';
import type { Fetching, Scenario, ScriptVerdict } from '../slices/scenario';
import { ANOTHER_SCENARIO, type State } from '../state';

type ReadTrace = { name: string; bytes: Uint8Array; info: TraceInfo };

export const scenarioHandlers = {
  'scenario-chosen': (state, { scenario }: { scenario: Scenario }) => chosen(state, scenario),
  'script-edited': (state, { text }: { text: string }) => edited(state, text),
  'script-checked': (state, { text, verdict }: { text: string; verdict: ScriptVerdict }) =>
    text === scriptText(state) ? { ...state, scriptVerdict: verdict } : state,
  /** A file was dropped or picked; the effects read it. */
  'file-offered': (state, { file }: { file: File }) => ({ ...state, offer: file, notices: [] }),
  'file-read': (state, { name, bytes, info }: ReadTrace) => ({
    ...chosen(state, { kind: 'file', name, bytes, info }),
    offer: null,
  }),
  /** The file that was offered is a script. */
  'script-read': (state, { text }: { text: string }) =>
    withOwnScript({ ...chosen(state, { kind: 'script' }), offer: null }, text),
  'file-refused': (state) => ({ ...state, offer: null }),
  /** A file that came with a link, or that was kept, has been read; `bytes` tells which. */
  'file-described': (state, { bytes, info }: Pick<ReadTrace, 'bytes' | 'info'>) =>
    state.scenario.kind === 'file' && state.scenario.bytes === bytes
      ? { ...state, scenario: { ...state.scenario, info } }
      : state,
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

function chosen(before: State, scenario: Scenario): State {
  const state = opened({ ...before, following: true }, scenario);
  return {
    ...state,
    ...ANOTHER_SCENARIO,
    scenario,
    carried: { ...state.carried, title: null, view: null, loop: null },
  };
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
      step: lesson.step,
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
    following: state.following || state.step >= run.total,
    outdated: true,
    rescaling: true,
  };
}

function isRemote({ scenario }: State, url: string): boolean {
  return scenario.kind === 'remote' && scenario.url === url;
}
