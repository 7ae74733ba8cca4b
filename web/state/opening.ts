// A link as a figure: what a state becomes when one is opened.
//
// Owns that opening a link loses nothing that the visitor made: the work that the link replaces is kept, and
// replaced-work.ts brings it back. What a link to a state says is link.ts's.

import { isSame } from '../base/same';
import { type Design, FAMILY } from '../domain/design';
import { openingStep, questionsOf } from '../domain/lesson';
import { EMPTY_LINK, type Link, type LinkScenario } from '../engine/link';
import type { Catalog } from '../engine/wire';
import { COMPARED_MAX, isSameDesign } from './compare';
import { difference, linkScenario } from './linked';
import {
  completed,
  departed,
  draftKey,
  isKnown,
  ofLesson,
  openLesson,
  plainDesign,
  presetDesign,
  scriptText,
} from './lookups';
import { withNotice } from './notices';
import {
  type ChosenDesign,
  INITIAL_STATE,
  LINKED_SCRIPT,
  type Opening,
  type Scenario,
  type State,
  type Work,
} from './state';

/** How many replaced works are kept; the oldest makes room. */
export const REPLACED_WORK_MAX = 5;

/**
 * The link to open for one that named a file, which turned out to hold a link itself. One that says nothing
 * but where the file is shows the figure as it is in the file; else only the scenario is taken from there.
 */
export function linkInFile(naming: Link | null, found: Link): Link {
  if (naming === null) return found;
  const isBare = isSame({ ...naming, scenario: null }, EMPTY_LINK);
  return isBare ? found : { ...naming, scenario: found.scenario };
}

/** The state in which a link is opened; what the link leaves out is as on a first visit. */
export function linkOpened(before: State, opening: Opening): State {
  const { catalog } = before;
  if (catalog === null) return before;
  const { link, notices, by, isReturn = false, url } = opening;
  const lost = notices.map(({ message }) => message);
  const found = scenarioOf(before, catalog, opening);
  if (found === null) lost.push(missing(link.scenario));
  const scenario = found?.scenario ?? firstScenario(before);
  const drafts = found?.drafts ?? before.drafts;
  const placed: State = { ...before, scenario, drafts };
  const lesson = openLesson(placed);
  const choice = choiceOf(placed, catalog, link, lost);
  const isSameScenarioSet = before.run.id > 0 && isSameScenarioIn(before, placed);
  const isSameDesignSet = isSameDesign(before.design, choice.design);
  const isSameFigure = isSameScenarioSet && isSameDesignSet;
  const compare = comparedIn(catalog, link, before.compare);
  const isAll = isSameFigure && compare === before.compare;
  // A place in another scenario is none in this one.
  const { step, space, window, selected, title, loop } = found ? link : EMPTY_LINK;
  const { view, fixed, hidden, goal, controls, theme, speed } = link;
  const asksEach = link.predict?.length === 0;
  const predict = lesson && asksEach ? questionsOf(lesson) : link.predict;
  // A link that this page wrote doesn't say whether the reader chose to predict: taken for so where the steps are the lesson's own.
  const isPredictingChosen =
    by === 'page' && lesson !== null && !asksEach && isSame(predict, questionsOf(lesson));
  const isGone = (work: Work) => !isOpen(work, placed, choice);
  // What is picked on the screen is dropped when the space changes; what a link picks is of its own space.
  const isElsewhere = space !== null && space !== before.shown?.space;
  const kept = isReturn || isAll ? [] : overwritten(before, placed).filter(isGone);
  const replacedWork = [...kept, ...before.replacedWork.filter(isGone)];
  return noticed(
    {
      ...placed,
      preset: choice.preset,
      // An equal design stays the same object, which needs no other check.
      design: isSameDesignSet ? before.design : choice.design,
      isDesignChecked: isSameDesignSet && before.isDesignChecked,
      compare,
      activePlace: compare === before.compare ? before.activePlace : 0,
      isWelcome: false,
      setAside: lesson
        ? (before.setAside ?? { ...choiceIn(before), compare: before.compare })
        : null,
      scriptVerdict: isSameScenarioSet ? before.scriptVerdict : null,
      outdated: before.outdated || !isSameFigure,
      rescaling: before.rescaling || !isSameScenarioSet,
      step:
        step ??
        (lesson && openingStep(lesson, predict !== null)) ??
        (isSameFigure ? before.step : 0),
      following: step === null && !lesson && !isSameFigure,
      playing: false,
      lineAsked: null,
      isBackAtEdit: false,
      space,
      window,
      selection: selected === null ? null : { offset: selected, block: null, place: null },
      hover: null,
      shown: isElsewhere ? null : before.shown,
      offer: null,
      fetching: null,
      notices: [],
      changed: by === undefined ? 'nothing' : 'figure',
      carried: { title, view, fixed, hidden, predict, goal, controls, theme, loop, speed },
      isPredictingChosen,
      teaching: null,
      promised: by === 'page' || !found ? [] : link.hashes,
      replacedWork: replacedWork.slice(0, REPLACED_WORK_MAX),
    },
    lost,
    // What the file's own link takes the place of, the link to the file has taken the place of before.
    kept.length > 0 || (url !== undefined && before.notices.some(({ offersWork }) => offersWork)),
  );
}

/**
 * A link's design without the values that were found impossible: those of its family by itself stand in for them. Where that
 * mends nothing, the preset's design does.
 */
export function designMended(
  state: State,
  problems: readonly { readonly axis: string; readonly reason: string }[],
): State {
  const { catalog, preset, design } = state;
  const plain = plainDesign(catalog, design);
  const { entries, fromEntries } = Object;
  const faulty = new Map(problems.map(({ axis, reason }) => [axis, reason]));
  const sound = entries(design).filter(([axis]) => !faulty.has(axis));
  const values = entries(plain).filter(([axis]) => faulty.has(axis));
  const mended = fromEntries([...sound, ...values]);
  const changed = { ...state, isDesignChecked: false, outdated: true, promised: [] };
  if (isSameDesign(mended, design)) return { ...changed, design: presetDesign(catalog, preset) };
  const lost = problems.map(({ axis, reason }) => `${axis}: ${reason}`);
  return alsoLost({ ...changed, design: mended }, lost);
}

/** The scenario a link names, and the drafts with its script in its place; `null` where there is none. */
function scenarioOf(
  state: State,
  catalog: Catalog,
  { link, origin, url }: Opening,
): { readonly scenario: Scenario; readonly drafts: State['drafts'] } | null {
  const { drafts } = state;
  const named = link.scenario;
  switch (named?.kind) {
    case undefined:
      return { scenario: origin ?? firstScenario(state), drafts };
    case 'script': {
      const scenario: Scenario = origin && draftKey(origin) !== null ? origin : { kind: 'linked' };
      return { scenario, drafts: { ...drafts, [draftKey(scenario) ?? LINKED_SCRIPT]: named.text } };
    }
    case 'recording': {
      const { name, bytes } = named;
      return { scenario: { kind: 'file', name, bytes, info: null, url }, drafts };
    }
    case 'trace':
    case 'lesson':
    case 'generator': {
      const { id } = named;
      const scenario: Scenario = { kind: named.kind === 'trace' ? 'bundled' : named.kind, id };
      if (!isKnown(state, catalog, scenario)) return null;
      // The link means the scenario as it is, not as the visitor edited it.
      const { [draftKey(scenario) ?? '']: _, ...others } = drafts;
      return { scenario, drafts: others };
    }
    case 'url':
      // A file that names another file leads nowhere.
      if (url !== undefined) return null;
      return { scenario: { kind: 'remote', url: named.url, link }, drafts };
  }
}

function firstScenario({ traces }: State): Scenario {
  return traces[0] ? { kind: 'bundled', id: traces[0].id } : INITIAL_STATE.scenario;
}

function missing(scenario: LinkScenario | null): string {
  if (scenario?.kind === 'url') return 'The file only names another file, and has no scenario.';
  const id = scenario && 'id' in scenario ? `“${scenario.id}”` : 'of this kind';
  const noun = scenario?.kind === 'trace' ? 'recorded program' : (scenario?.kind ?? 'scenario');
  return `There is no ${noun} ${id} in this version. The first program is shown instead.`;
}

/** The design a link names, complete; what this version doesn't know is added to `lost`. */
function choiceOf(state: State, catalog: Catalog, link: Link, lost: string[]): ChosenDesign {
  const { preset, designs } = link;
  if (preset !== null && !catalog.presets.some(({ id }) => id === preset)) {
    lost.push(`There is no preset “${preset}” in this version. Changes are shown against Classic.`);
  }
  const [named] = designs;
  const lesson = openLesson(state);
  if (named === undefined) {
    const choice = completed(catalog, { preset, design: {} });
    return lesson ? { ...choice, design: ofLesson(state, lesson, 0) } : choice;
  }
  const design = departed(catalog, named);
  // Beside Classic, a design of another family would be nothing but changes.
  const isOfClassic = design[FAMILY] === catalog.classic[FAMILY];
  const base = preset ?? (isOfClassic ? null : nearestPreset(catalog, design));
  const choice = completed(catalog, { preset: base, design });
  for (const axis of Object.keys(named)) {
    if (choice.design[axis] === undefined) {
      lost.push(`There is no option “${axis}” in this version. It was left out.`);
    }
  }
  return choice;
}

function isSameScenarioIn(one: State, other: State): boolean {
  if (one.scenario.kind !== other.scenario.kind) return false;
  return isSame(linkScenario(one), linkScenario(other));
}

/** The designs a link names beside the first; those there are, where they are the same. */
function comparedIn(
  catalog: Catalog,
  { designs }: Link,
  before: readonly ChosenDesign[],
): readonly ChosenDesign[] {
  const compare = designs.slice(1, 1 + COMPARED_MAX).map((named) => {
    const design = departed(catalog, named);
    return completed(catalog, { preset: nearestPreset(catalog, design), design });
  });
  const designsOf = (choices: readonly ChosenDesign[]) => choices.map(({ design }) => design);
  return isSame(designsOf(compare), designsOf(before)) ? before : compare;
}

function nearestPreset({ presets }: Catalog, design: Design): string {
  const changes = (base: Design) => Object.keys(difference(base, design)).length;
  const nearest = [...presets].sort((one, other) => changes(one.design) - changes(other.design));
  return nearest[0]?.id ?? INITIAL_STATE.preset;
}

function choiceIn({ preset, design }: State): ChosenDesign {
  return { preset, design };
}

/** What a state has open, as it is kept once it is replaced. */
export function workOf(state: State): Work {
  const { scenario, compare, setAside, step, following } = state;
  return {
    scenario,
    script: scriptText(state),
    choice: choiceIn(state),
    compare,
    setAside,
    step: following ? null : step,
  };
}

/** Whether a work is what a state has open, under a choice of design. */
function isOpen(work: Work, state: State, choice: ChosenDesign): boolean {
  const there: State = { ...state, scenario: work.scenario };
  return (
    work.scenario.kind === state.scenario.kind &&
    work.script === scriptText(state) &&
    work.choice !== null &&
    isSameDesign(work.choice.design, choice.design) &&
    isSame(linkScenario(there), linkScenario(state))
  );
}

/** The visitor's work that would be lost: what is open, and a draft of the scenario to come. */
function overwritten(before: State, after: State): Work[] {
  const works = before.changed === 'figure' ? [workOf(before)] : [];
  const key = draftKey(after.scenario);
  const draft = key === null ? undefined : before.drafts[key];
  const isOpen = draftKey(before.scenario) === key;
  if (key === null || draft === undefined || draft === after.drafts[key] || isOpen) return works;
  if (key === LINKED_SCRIPT) return works;
  const { preset, design, compare } = before.setAside ?? before;
  const { scenario } = after;
  const choice = { preset, design };
  return [...works, { scenario, script: draft, choice, compare, setAside: null, step: null }];
}

/** A state whose notice names more items of the link that could not be kept. */
export function alsoLost(state: State, items: readonly string[]): State {
  const earlier = state.notices.flatMap((notice) => notice.items);
  const offers = state.notices.some(({ offersWork }) => offersWork);
  return noticed(state, [...earlier, ...items], offers);
}

/**
 * A state in which something that a link asked for is not there: a notice tells its reader. A visitor who asked for it
 * here knows already.
 */
export function lostOfLink(state: State, item: string): State {
  return state.changed === 'figure' ? state : alsoLost(state, [item]);
}

function noticed(state: State, lost: readonly string[], offersWork: boolean): State {
  let notices: State['notices'] = state.notices.filter(
    ({ items, offersWork }) => items.length === 0 && !offersWork,
  );
  if (lost.length > 0) {
    const message = 'Not all of the link could be kept.';
    notices = withNotice(notices, { tone: 'bad', message, items: lost });
  }
  if (offersWork) {
    const message = 'The link took the place of what you had here. It is kept.';
    notices = withNotice(notices, { tone: 'note', message, offersWork });
  }
  return { ...state, notices };
}
