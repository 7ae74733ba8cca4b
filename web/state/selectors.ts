// Questions that views and effects ask of a state. Pure, and cheap enough to ask at every render.

import { clipped } from '../base/clipped';
import type { BundledTrace } from '../domain/trace';
import type { Block } from '../engine/wire';
import { hashesOf } from './compare';
import { draftKey, openLesson, preparedScript, scriptText } from './lookups';
import { isOfFile } from './own-files';
import type { OwnFile, State, TimeWindow, Window } from './state';

/**
 * The step to put on the screen; `null` to leave the screen as it is.
 *
 * After a change of design the old picture stays until the replay has come to the step again. A new
 * scenario, or the very first, shows the replay's head meanwhile: something is to be seen at once.
 */
export function stepToShow(state: State): number | null {
  const { run, shown, step, following } = state;
  if (run.phase === 'idle' || run.phase === 'opening') return null;
  if (run.phase === 'done') return Math.min(step, run.total);
  if (run.replayed === 0 && run.phase === 'failed') return null;
  if (run.replayed >= step) return step;
  if (state.isLed) return null;
  const waitsWithOldPicture = shown !== null && shown.run !== run.id && !following;
  if (run.phase === 'replaying' && waitsWithOldPicture && !state.rescaling) return null;
  return run.replayed;
}

/** Whether a new run may be opened now: something changed, and all of it is checked and sound. */
export function isReadyToReplay(state: State): boolean {
  if (!state.outdated || state.catalog === null || state.scenario.kind === 'remote') return false;
  if (!state.isDesignChecked || state.verdict.problems.length > 0) return false;
  return scriptText(state) === null || preparedScript(state) !== null || isScriptSound(state);
}

/** Whose mistakes keep a new replay from being opened, so that what is on the screen is of an earlier one; `null` for none. */
export function mistaken({
  outdated,
  verdict,
  scriptVerdict,
}: Pick<State, 'outdated' | 'verdict' | 'scriptVerdict'>): 'design' | 'script' | null {
  if (!outdated) return null;
  if (verdict.problems.length > 0) return 'design';
  return scriptVerdict !== null && scriptVerdict.problems.length > 0 ? 'script' : null;
}

/**
 * The line of the script that is to be marked: that of the step on the screen. `as it is` while a newer script or design has
 * no picture yet.
 */
export function markedLine(
  state: Pick<State, 'line' | 'shown' | 'run' | 'outdated' | 'verdict' | 'scriptVerdict'>,
): number | null | 'as it is' {
  if (mistaken(state) === 'script') return null;
  return state.outdated || state.shown?.run !== state.run.id ? 'as it is' : state.line;
}

function isScriptSound({ scriptVerdict }: State): boolean {
  return scriptVerdict !== null && scriptVerdict.problems.length === 0;
}

/** Playing shows a replay in about so many seconds, where nobody chose a speed. */
const PLAYED_SECONDS = 20;
/** Slow enough to read along: a short replay takes longer than it must. */
const STEPS_PER_SECOND_MIN = 2;

export function stepsPerSecond({ speed, run }: Pick<State, 'speed' | 'run'>): number {
  return speed ?? Math.max(STEPS_PER_SECOND_MIN, Math.ceil(run.total / PLAYED_SECONDS));
}

/** The steps that memory over time shows, the state before the first operation included. */
export function stepsShown({ timeWindow, run }: Pick<State, 'timeWindow' | 'run'>): TimeWindow {
  return timeWindow ?? { fromStep: 0, steps: run.total + 1 };
}

/** Whether the figure has shown what it has to show first, or never will: what isn't pressing may be done then. */
export function isSettled({
  frame,
  picture,
  awaitsPicture,
  isInSight,
  run,
  scriptVerdict,
}: Pick<
  State,
  'frame' | 'picture' | 'awaitsPicture' | 'isInSight' | 'run' | 'scriptVerdict'
>): boolean {
  // A map out of sight is not painted.
  const isShown = awaitsPicture && isInSight ? picture !== null : frame !== null;
  return isShown || run.phase === 'failed' || (scriptVerdict?.problems.length ?? 0) > 0;
}

/** Whether the screen shows the step asked for, of the newest replay and whole: nothing moves by itself any more. */
export function isUpToDate(state: State): boolean {
  const { run, shown, series, step, space, outdated, following } = state;
  if (run.phase !== 'done' || outdated || following || series?.run !== run.id) return false;
  const isSameSpace = space === null || shown?.space === space;
  return shown?.run === run.id && shown.step === step && isSameSpace && isMapUpToDate(state);
}

/** Whether the map's picture has the scale that its view asks for. A map out of sight is not painted. */
function isMapUpToDate({ awaitsPicture, isInSight, surface, picture }: State): boolean {
  if (!awaitsPicture || !isInSight) return true;
  if (surface === null || picture === null) return false;
  const { map } = surface;
  const { image } = picture;
  const keys = ['width', 'height', 'from', 'bytes', 'rowHeight', 'rowGap'] as const;
  return keys.every((key) => map[key] === image[key]);
}

/** The stretch of the region the map shows: the window set, or else the heap as far as it ever got. */
export function mapWindow(
  state: Pick<State, 'window' | 'extentBytes' | 'frame' | 'beside'>,
): Window | null {
  const end = mapEnd(state);
  if (end === null) return null;
  if (state.window !== null) return state.window;
  const extent = Math.max(state.extentBytes, state.beside?.extentBytes ?? 0);
  return { from: 0, bytes: Math.min(end, roundedExtent(extent)) };
}

/** The bytes that memory over time shows: the heap as far as it ever got, of the furthest where several are compared. */
export function overTimeBytes(
  state: Pick<State, 'extentBytes' | 'beside' | 'frame' | 'run'>,
): number {
  const reach = Math.max(state.extentBytes, state.run.scorecard?.highWaterBytes ?? 0);
  const furthest = Math.max(reach, state.beside?.highWaterBytes ?? 0);
  return Math.min(mapEnd(state) ?? Number.POSITIVE_INFINITY, roundedExtent(furthest));
}

/** Where the map could reach: the end of the region, of the longest where several are compared. */
export function mapEnd({ frame, beside }: Pick<State, 'frame' | 'beside'>): number | null {
  return frame === null ? null : Math.max(frame.region.bytes, beside?.regionBytes ?? 0);
}

/**
 * The heap's extent with some room after it, in steps of an eighth of its order of magnitude: a
 * heap that grows during the replay moves the map's scale now and then, not at every operation.
 */
function roundedExtent(bytes: number): number {
  const least = Math.max(bytes, 256);
  const grain = 2 ** Math.max(4, Math.floor(Math.log2(least)) - 3);
  return Math.ceil((least + 1) / grain) * grain;
}

/** Whether the scenario uses more than one address space, so that one must say which is meant. */
export function hasSeveralSpaces({ frame }: Pick<State, 'frame'>): boolean {
  return (frame?.spaces.length ?? 0) > 1;
}

/**
 * Whether there is something to see in the machine around the heap: several spaces, too few frames for all
 * their pages, or a heap that at some step reached pages with no memory behind them.
 */
export function isMachineTelling(state: Pick<State, 'frame' | 'series'>): boolean {
  const { frame, series } = state;
  if (frame === null) return false;
  if (hasSeveralSpaces(state) || !frame.pool.plentiful) return true;
  const column = (id: string) =>
    series?.data.columns.find(({ metric }) => metric === id)?.last ?? [];
  const committed = column('committed_pages');
  return column('promised_pages').some((pages, bucket) => pages > (committed[bucket] ?? pages));
}

export function bundledTrace(state: Pick<State, 'scenario' | 'traces'>): BundledTrace | null {
  const { scenario, traces } = state;
  return (scenario.kind === 'bundled' && traces.find(({ id }) => id === scenario.id)) || null;
}

const TITLE_UNITS_MAX = 200;

export type TitleState = Pick<State, 'scenario' | 'catalog' | 'carried' | 'traces' | 'lessons'>;

export function scenarioTitle(state: TitleState): string {
  const { scenario, catalog, carried } = state;
  switch (scenario.kind) {
    case 'bundled':
      return bundledTrace(state)?.title ?? scenario.id;
    case 'file':
      return clipped(scenario.info?.title || scenario.name, TITLE_UNITS_MAX);
    case 'generator':
      return catalog?.generators.find(({ id }) => id === scenario.id)?.title ?? scenario.id;
    case 'lesson':
      return openLesson(state)?.title ?? scenario.id;
    case 'script':
      return scenario.name ?? 'Your script';
    case 'linked':
      return carried.title ?? 'A script from a link';
    case 'remote':
      return 'A file from elsewhere';
  }
}

type PromiseState = Pick<State, 'promised' | 'run' | 'outdated' | 'compare' | 'outcomesBeside'>;

/**
 * Whether the figures are those of the link that was opened, under each design of which it says some: `none` where it
 * promised none, `open` until all these replays are done.
 */
export function promiseOf(state: PromiseState): 'none' | 'open' | 'kept' | 'broken' {
  if (state.promised.length === 0) return 'none';
  if (brokenPlaces(state).length > 0) return 'broken';
  const hashes = hashesOf(state);
  return state.promised.every((_, place) => hashes[place] !== null) ? 'kept' : 'open';
}

/** The places of the designs whose figures are not those of the link that was opened. */
export function brokenPlaces(state: PromiseState): readonly number[] {
  return hashesOf(state).flatMap((hash, place) => {
    const promised = state.promised[place];
    return hash === null || promised === undefined || hash === promised ? [] : [place];
  });
}

/** Largest file that is kept over a reload, in bytes: storage is scarce, and shared with others. */
export const FILE_KEPT_MAX = 1 << 20;
/** The same of all files together. */
export const FILES_KEPT_MAX = 2 << 20;
/** Longest script that is kept over a reload, in UTF-16 units. */
export const SCRIPT_KEPT_MAX = 1 << 20;
/**
 * The same of all scripts together, in units as they are stored. Browsers store about 5 Mi units of a site, of which recordings
 * take up to 2.7 Mi: storage that is full would keep nothing new at all.
 */
export const SCRIPTS_KEPT_MAX = 2 << 20;

/** Whether the scenario that is open is there again after a reload. */
export function isScenarioKept({ scenario, drafts }: Pick<State, 'scenario' | 'drafts'>): boolean {
  if (scenario.kind === 'file') {
    return scenario.url !== undefined || scenario.bytes.length <= FILE_KEPT_MAX;
  }
  const open = draftKey(scenario);
  return open === null || drafts[open] === undefined || open in keptDrafts({ scenario, drafts });
}

/**
 * The scripts that are there again after a reload, in the order in which they came: of those with room, the one that is open
 * first, then those that were written here, then those of the latest files.
 */
export function keptDrafts({ scenario, drafts }: Pick<State, 'scenario' | 'drafts'>) {
  const open = draftKey(scenario);
  const rank = (key: string) => (key === open ? 0 : isOfFile(key) ? 2 : 1);
  const all = Object.entries(drafts);
  const wanted = [...all].reverse().sort(([one], [other]) => rank(one) - rank(other));
  const kept = keptScripts(wanted, ([, text]) => text, SCRIPTS_KEPT_MAX);
  return Object.fromEntries(all.filter((entry) => kept.includes(entry)));
}

/** The items whose scripts there is room for, in UTF-16 units; the first items come first. */
export function keptScripts<Item>(
  wanted: readonly Item[],
  scriptOf: (item: Item) => string,
  room: number,
): Item[] {
  let left = room;
  return wanted.filter((item) => {
    const script = scriptOf(item);
    // A script beyond its own bound would not be read back, and to measure what is that long would take a while.
    if (script.length > Math.min(SCRIPT_KEPT_MAX, left)) return false;
    const length = storedLength(script);
    const fits = length <= left;
    if (fits) left -= length;
    return fits;
  });
}

/** The length of a script as it is stored: a line break takes two units. */
export function storedLength(script: string): number {
  return JSON.stringify(script).length;
}

/**
 * The recordings that are there again after a reload, in the order in which they came: of those with room, the one that is
 * open first, then the latest.
 */
export function keptFiles({ scenario, files }: Pick<State, 'scenario' | 'files'>) {
  const open = scenario.kind === 'file' && scenario.url === undefined ? scenario : null;
  const isListed = files.some(({ bytes }) => bytes === open?.bytes);
  const all = open === null || isListed ? files : [...files, open];
  const isOpen = ({ bytes }: OwnFile) => bytes === open?.bytes;
  const wanted = [...all.filter(isOpen), ...all.filter((file) => !isOpen(file)).reverse()];
  let room = FILES_KEPT_MAX;
  const kept = wanted.filter(({ bytes: { length } }) => {
    const fits = length <= Math.min(FILE_KEPT_MAX, room);
    if (fits) room -= length;
    return fits;
  });
  return all.filter((file) => kept.includes(file));
}

/** The block around an offset: of those in the map's window, or of what the engine answered besides. */
export function blockAround(
  { blocks }: Pick<State, 'blocks'>,
  offset: number,
  ...answers: readonly (Block | null | undefined)[]
): Block | null {
  const holds = (block: Block) => offset >= block.start && offset < block.start + block.bytes;
  return blocks.find(holds) ?? answers.find((block) => block && holds(block)) ?? null;
}

export function isAsking({ quiz }: Pick<State, 'quiz'>): boolean {
  return quiz.question !== null && quiz.question.guess === null;
}
