// Protects the visitor's work over a reload: what is written reads back, and what is damaged costs no
// more than itself.

import { expect, test } from 'vitest';
import { decodeSaved, encodeSaved, filesToSave } from './persistence';
import { NOTHING_SAVED } from './saved';
import {
  FILE_KEPT_MAX,
  FILES_KEPT_MAX,
  isScenarioKept,
  SCRIPT_KEPT_MAX,
  SCRIPTS_KEPT_MAX,
} from './selectors';
import { fileDraft, INITIAL_STATE, OWN_SCRIPT, type Scenario, type State } from './state';

/** Of these, two have room together; of the next, four; and of the last, one. */
const LONG = 'x'.repeat(SCRIPTS_KEPT_MAX / 2 - 10);
const HALF = 'x'.repeat(SCRIPTS_KEPT_MAX / 4 - 10);
const LINES = '\n'.repeat(SCRIPTS_KEPT_MAX / 2 - 1);

const WORK: State = {
  ...INITIAL_STATE,
  scenario: { kind: 'generator', id: 'churn' },
  drafts: { 'own script': 'a = malloc 1\n', churn: 'generate churn\n' },
  design: { placement: 'best-fit', '2:placement': 'first-fit' },
  preset: 'classic',
  compare: [{ preset: 'classic', design: { placement: 'worst-fit' } }],
  setAside: {
    preset: 'classic',
    design: { placement: 'first-fit' },
    compare: [{ preset: 'classic', design: {} }],
  },
  step: 42,
  following: false,
  speed: 64,
  changed: 'figure',
  replacedWork: [
    {
      scenario: { kind: 'linked' },
      script: 'b = malloc 2\n',
      choice: { preset: 'classic', design: { placement: 'next-fit' } },
      compare: [{ preset: 'classic', design: { placement: 'first-fit' } }],
      setAside: null,
      step: 7,
    },
  ],
};

test('what is written reads back', () => {
  const { scenario, drafts, design, preset, compare, setAside, step, speed, replacedWork } = WORK;
  const kept = { scenario, drafts, design, preset, compare, setAside, step, speed, replacedWork };
  expect(decodeSaved(encodeSaved(WORK))).toEqual({ ...kept, files: [] });
});

test('replaced work is stored under the name that earlier versions gave it', () => {
  const { replacedWork } = WORK;
  const { shelf, ...others } = JSON.parse(encodeSaved(WORK));
  expect(shelf).toEqual(replacedWork);
  expect(others).not.toHaveProperty('replacedWork');
});

test('a speed that an earlier version stored without being asked is not one that was chosen', () => {
  const { chosenSpeed: _, ...others } = JSON.parse(encodeSaved(WORK));
  expect(decodeSaved(JSON.stringify({ ...others, speed: 8 })).speed).toBeNull();
});

function withFile(bytes: Uint8Array, url?: string): State {
  return { ...WORK, scenario: { kind: 'file', name: 'a.rep', bytes, info: null, url } };
}

test('a small file is kept beside the text, and the step in it', () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const state = withFile(bytes);
  expect(filesToSave(state)).toEqual([bytes]);
  const saved = decodeSaved(encodeSaved(state), [bytes]);
  expect(saved.scenario).toEqual({ kind: 'file', name: 'a.rep', bytes, info: null });
  expect(saved.step).toBe(42);
  // Storage may have lost it.
  expect(decodeSaved(encodeSaved(state), [null]).scenario).toBeNull();
  // Or have another file in its place.
  expect(decodeSaved(encodeSaved(state), [new Uint8Array(4)]).scenario).toBeNull();
});

test('an earlier version kept the one file that was open: it is read as one of several', () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const { files: _, ...earlier } = JSON.parse(encodeSaved(WORK));
  const text = JSON.stringify({ ...earlier, scenario: { kind: 'file', name: 'a.rep' } });
  const saved = decodeSaved(text, [bytes]);
  const file = { kind: 'file', name: 'a.rep', bytes, info: null };
  expect([saved.scenario, saved.files]).toEqual([file, [file]]);
});

test('files side by side are kept as far as there is room: the open one first, then the latest', () => {
  const file = (name: string, size: number) =>
    ({ kind: 'file', name, bytes: new Uint8Array(size), info: null }) as const;
  const half = FILES_KEPT_MAX / 4;
  const open = file('open.rep', 2 * half);
  const files = [open, file('old.rep', half), file('large.rep', FILE_KEPT_MAX + 1)].concat([
    file('b.rep', half),
    file('c.rep', half),
  ] as never);
  const state: State = { ...WORK, scenario: open, files };
  const names = decodeSaved(encodeSaved(state), filesToSave(state)).files.map(({ name }) => name);
  expect(names).toEqual(['open.rep', 'b.rep', 'c.rep']);
  const saved = decodeSaved(encodeSaved(state), filesToSave(state));
  expect(saved.scenario).toBe(saved.files[0]);
});

test('files are kept while another scenario is open, and a script of a file under its name', () => {
  const files = [{ kind: 'file', name: 'a.rep', bytes: new Uint8Array([1]), info: null }] as const;
  const scenario = { kind: 'script', name: 'a.txt' } as const;
  const state: State = { ...WORK, scenario, files, drafts: { 'file a.txt': 'a = malloc 1\n' } };
  const saved = decodeSaved(encodeSaved(state), filesToSave(state));
  expect(saved.files).toEqual(files);
  expect(saved.scenario).toEqual(scenario);
  expect(saved.drafts).toEqual(state.drafts);
});

test('a large file is not kept, nor a step in it', () => {
  const state = withFile(new Uint8Array(FILE_KEPT_MAX + 1));
  expect(filesToSave(state)).toEqual([]);
  const saved = decodeSaved(encodeSaved(state));
  expect([saved.scenario, saved.step]).toEqual([null, null]);
});

test('a file that was fetched is fetched again', () => {
  const url = 'https://files.example/a.rep';
  const state = withFile(new Uint8Array(FILE_KEPT_MAX + 1), url);
  expect(filesToSave(state)).toEqual([]);
  expect(decodeSaved(encodeSaved(state)).scenario).toEqual({ kind: 'remote', url, link: null });
});

test.each([null, '', 'nonsense', '[]', '42', '{}', '{"version":2}'])('%j is nothing', (text) => {
  expect(decodeSaved(text)).toEqual(NOTHING_SAVED);
});

test.each([
  ['scenario', { kind: 'bundled' }],
  ['scenario', 'sqlite'],
  ['drafts', ['a']],
  ['design', { placement: 3 }],
  ['preset', 7],
  ['compare', 'B'],
  ['setAside', { preset: 7 }],
  ['step', -1],
  ['step', 1.5],
  ['chosenSpeed', '8'],
  ['shelf', [{ scenario: { kind: 'script' }, script: 'c = malloc 3' }]],
])('a damaged %s costs itself alone', (field, value) => {
  const named = { shelf: 'replacedWork', chosenSpeed: 'speed' }[field as string] ?? field;
  const key = named as keyof typeof NOTHING_SAVED;
  const text = JSON.stringify({ ...JSON.parse(encodeSaved(WORK)), [field]: value });
  const sound = decodeSaved(encodeSaved(WORK));
  const saved = decodeSaved(text);
  expect(saved).toEqual({ ...sound, [key]: NOTHING_SAVED[key] });
});

test('a damaged design to compare with costs itself, and more than there is room for are left out', () => {
  const choice = (placement: string) => ({ preset: 'classic', design: { placement } });
  const compare = [choice('a'), 'damaged', choice('b'), choice('c'), choice('d')];
  const text = JSON.stringify({ ...JSON.parse(encodeSaved(WORK)), compare });
  expect(decodeSaved(text).compare).toEqual([choice('a'), choice('b'), choice('c')]);
});

test('texts beyond any script’s length are left out', () => {
  const drafts = { long: 'x'.repeat((1 << 20) + 1), short: 'x' };
  expect(decodeSaved(encodeSaved({ ...WORK, drafts })).drafts).toEqual({ short: 'x' });
});

test('a script that would not be read back is not written down, on the stage, as a draft or set aside', () => {
  const long = 'x'.repeat(SCRIPT_KEPT_MAX + 1);
  const [work] = WORK.replacedWork;
  if (work === undefined) throw new Error('nothing is set aside');
  const state: State = {
    ...WORK,
    scenario: { kind: 'script' },
    drafts: { 'own script': long, churn: 'generate churn\n' },
    replacedWork: [{ ...work, script: long }, work],
  };
  const text = encodeSaved(state);
  expect(text.length).toBeLessThan(10_000);
  const saved = decodeSaved(text);
  expect(saved.scenario).toBeNull();
  expect(saved.step).toBeNull();
  expect(saved.drafts).toEqual({ churn: 'generate churn\n' });
  expect(saved.replacedWork).toEqual([work]);
});

test.each<[string, Scenario, Readonly<Record<string, string>>, readonly string[]]>([
  [
    'the open one first, then the latest',
    { kind: 'script', name: 'a' },
    { a: LONG, b: LONG, c: HALF, d: HALF },
    ['a', 'c', 'd'],
  ],
  [
    'what was written here before what is in files',
    { kind: 'bundled', id: 'sqlite' },
    { own: HALF, a: LONG, b: LONG },
    ['own', 'b'],
  ],
  ['as long as they are stored', { kind: 'script', name: 'a' }, { a: LINES, b: HALF }, ['a']],
  ['and no open one beyond', { kind: 'script', name: 'a' }, { a: `${LINES}\n\n` }, []],
])('scripts of files are kept as far as there is room: %s', (_, scenario, texts, expected) => {
  const keyOf = (name: string) => (name === 'own' ? OWN_SCRIPT : fileDraft(name));
  const drafts = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [keyOf(name), text]),
  );
  const state: State = { ...WORK, scenario, drafts, replacedWork: [] };
  const saved = decodeSaved(encodeSaved(state));
  expect(Object.keys(saved.drafts)).toEqual(expected.map(keyOf));
  const isKept = scenario.kind !== 'script' || expected.includes(scenario.name ?? '');
  expect([isScenarioKept(state), saved.scenario]).toEqual([isKept, isKept ? scenario : null]);
});

test('scripts and recordings, removed scripts among them, fit into what browsers store', () => {
  const names = Array.from({ length: 12 }, (_, nth) => fileDraft(`${nth}.txt`));
  const work = { choice: null, compare: [], setAside: null, step: null, script: LONG };
  const scenario = { kind: 'script', name: 'removed.txt' } as const;
  const state: State = {
    ...WORK,
    scenario: { kind: 'script', name: '3.txt' },
    drafts: Object.fromEntries(names.map((name) => [name, LONG])),
    files: [{ kind: 'file', name: 'a.rep', bytes: new Uint8Array(FILE_KEPT_MAX), info: null }],
    replacedWork: [0, 1, 2].map(() => ({ ...work, scenario })),
  };
  const text = encodeSaved(state);
  expect(text.length).toBeLessThan(SCRIPTS_KEPT_MAX + 10_000);
  expect(text.length + FILES_KEPT_MAX * (4 / 3)).toBeLessThan(5 * 2 ** 20);
  const saved = decodeSaved(text);
  expect(Object.keys(saved.drafts)).toContain(fileDraft('3.txt'));
  const one = decodeSaved(encodeSaved({ ...state, drafts: {} }));
  expect(one.replacedWork).toEqual(state.replacedWork.slice(0, 2));
});
