// How each action changes the scenario, its script and its file.

import { designed } from '../designed';
import type { Handlers } from '../handlers';
import { draftKey, ofLesson, openLesson, scriptText } from '../lookups';
import { withOwnScript } from '../replaced-work';
import { INITIAL_DESIGN } from '../slices/design';
import type { Scenario, ScenarioAction } from '../slices/scenario';
import type { State } from '../state';

export const scenarioHandlers: Handlers<ScenarioAction> = {
  'scenario-chosen': (state, action) => chosen(state, action.scenario),
  'script-edited': (state, action) => edited(state, action.text),
  'script-checked': (state, action) => {
    if (action.text !== scriptText(state)) return state;
    return { ...state, scriptVerdict: action.verdict };
  },
  'file-offered': (state, action) => ({ ...state, offer: action.file, notices: [] }),
  'file-read': (state, action) => {
    const { name, bytes, info } = action;
    return { ...chosen(state, { kind: 'file', name, bytes, info }), offer: null };
  },
  'script-read': (state, action) => {
    const next = chosen(state, { kind: 'script' });
    return withOwnScript({ ...next, offer: null }, action.text);
  },
  'file-refused': (state) => ({ ...state, offer: null }),
  'file-described': (state, action) =>
    state.scenario.kind === 'file' && state.scenario.bytes === action.bytes
      ? { ...state, scenario: { ...state.scenario, info: action.info } }
      : state,
  'fetch-agreed': (state, action) =>
    isRemote(state, action.url)
      ? { ...state, agreedUrls: [...state.agreedUrls, action.url], fetching: null }
      : state,
  'fetch-advanced': (state, action) =>
    isRemote(state, action.url) ? { ...state, fetching: action.fetching } : state,
  'remote-read': (state, action) => {
    const { url, name, bytes, info } = action;
    if (!isRemote(state, url)) return state;
    const scenario = { kind: 'file', name, bytes, info, url } as const;
    return { ...state, scenario, fetching: null, outdated: true, rescaling: true };
  },
};

function chosen(before: State, scenario: Scenario): State {
  const state = opened({ ...before, following: true }, scenario);
  return {
    ...state,
    scenario,
    fetching: null,
    scriptVerdict: null,
    playing: false,
    selection: null,
    hover: null,
    window: null,
    space: null,
    notices: [],
    // These were about the scenario that was.
    carried: { ...state.carried, title: null, view: null, loop: null },
    outdated: true,
    rescaling: true,
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
    // Who writes at the end wants to see the end, however many operations there are by then.
    following: state.following || state.step >= run.total,
    outdated: true,
    rescaling: true,
  };
}

function isRemote({ scenario }: State, url: string): boolean {
  return scenario.kind === 'remote' && scenario.url === url;
}
