// Protects the files of the visitor's own: several stay side by side, none is lost to another, and their number is bounded.

import { describe, expect, test } from 'vitest';
import { EMPTY_LINK } from '../engine/link';
import type { Catalog } from '../engine/wire';
import { scriptText } from './lookups';
import { OWN_BYTES_MAX, OWN_FILES_MAX, ownScripts } from './own-files';
import { decodeSaved, encodeSaved } from './persistence';
import { RECORDING_INFO } from './recording-info.test-helper';
import { reduce } from './reduce';
import { INITIAL_STATE, type OwnFile, type OwnScript, type State } from './state';

const BEGUN: State = {
  ...INITIAL_STATE,
  catalog: {
    axes: [],
    presets: [],
    generators: [],
    classic: {},
    families: {},
  } as unknown as Catalog,
};

function recorded(state: State, name: string, ...content: number[]): State {
  const bytes = new Uint8Array(content);
  return reduce(state, { type: 'file-read', name, bytes, info: RECORDING_INFO });
}

function written(state: State, name: string, text: string): State {
  return reduce(state, { type: 'script-read', name, text });
}

function namesIn(state: State): readonly string[] {
  return [...state.files.map(({ name }) => name), ...ownScripts(state)];
}

describe('a file of one’s own', () => {
  test('stands beside those before it, and two of one name are told apart', () => {
    let state = recorded(BEGUN, 'a.rep', 1);
    state = recorded(state, 'a.rep', 2);
    state = written(state, 'a.txt', 'a = malloc 1');
    state = written(state, 'a.txt', 'b = malloc 1');
    expect(namesIn(state)).toEqual(['a.rep', 'a.rep (2)', 'a.txt', 'a.txt (2)']);
    expect(scriptText(state)).toBe('b = malloc 1');
    expect(state.changed).toBe('figure');
  });

  test('that is opened again is the one that is there', () => {
    let state = written(recorded(BEGUN, 'a.rep', 1), 'a.txt', 'a = malloc 1');
    state = recorded(state, 'copy.rep', 1);
    expect(state.scenario).toBe(state.files[0]);
    state = written(state, 'copy.txt', 'a = malloc 1');
    expect(namesIn(state)).toEqual(['a.rep', 'a.txt']);
  });

  test('that was edited is not lost to the same file, opened again', () => {
    let state = written(BEGUN, 'a.txt', 'a = malloc 1');
    state = reduce(state, { type: 'script-edited', text: 'a = malloc 2' });
    state = written(state, 'a.txt', 'a = malloc 1');
    expect(namesIn(state)).toEqual(['a.txt', 'a.txt (2)']);
    state = reduce(state, { type: 'scenario-chosen', scenario: { kind: 'script', name: 'a.txt' } });
    expect(scriptText(state)).toBe('a = malloc 2');
  });

  test('there is no room for is not opened, and a notice says how many there may be', () => {
    let state = BEGUN;
    for (let nth = 0; nth < OWN_FILES_MAX; nth += 1) state = recorded(state, `${nth}.rep`, nth);
    const full = written(state, 'more.txt', 'a = malloc 1');
    expect(namesIn(full)).toEqual(namesIn(state));
    expect(full.scenario).toBe(state.scenario);
    expect(full.notices.at(-1)?.message).toMatch(
      new RegExp(`more.txt was not opened.*${OWN_FILES_MAX} files`),
    );
    // One that is there takes no room.
    expect(recorded(state, 'again.rep', 3).scenario).toBe(state.files[3]);
    const large = written(BEGUN, 'large.txt', ' '.repeat(OWN_BYTES_MAX + 1));
    expect(namesIn(large)).toEqual([]);
  });

  test('that is described is described wherever it stands', () => {
    const bytes = new Uint8Array([1]);
    const file = { kind: 'file', name: 'a.rep', bytes, info: null } as const;
    const state: State = { ...BEGUN, scenario: { ...file }, files: [file] };
    const info = RECORDING_INFO;
    const after = reduce(state, { type: 'file-described', bytes, info });
    expect(after.scenario).toBe(after.files[0]);
    expect(after.files[0]?.info).toBe(info);
  });

  test('is removed and brought back, its edits included', () => {
    let state = written(recorded(BEGUN, 'a.rep', 1), 'a.txt', 'a = malloc 1');
    state = reduce(state, { type: 'script-edited', text: 'a = malloc 2' });
    state = reduce(state, { type: 'file-removed', scenario: { kind: 'script', name: 'a.txt' } });
    expect(namesIn(state)).toEqual(['a.rep']);
    expect(state.scenario).toEqual({ kind: 'script' });
    expect(state.notices.map(({ offersWork }) => offersWork)).toEqual([true]);
    // Another of that name has come meanwhile.
    state = written(state, 'a.txt', 'other = malloc 1');
    state = reduce(state, { type: 'work-brought-back' });
    expect(namesIn(state)).toEqual(['a.rep', 'a.txt', 'a.txt (2)']);
    expect(scriptText(state)).toBe('a = malloc 2');
  });

  test.each<[string, (state: State) => State, OwnFile | OwnScript]>([
    [
      'recording',
      (state) => recorded(state, 'a.rep', 1),
      { kind: 'file', name: 'a.rep', bytes: new Uint8Array([1]), info: null },
    ],
    [
      'script',
      (state) => written(state, 'a.txt', 'a = malloc 1'),
      { kind: 'script', name: 'a.txt' },
    ],
  ])('that is a %s comes back alone: what a link asks of its readers stays', (_, added, file) => {
    const link = {
      ...EMPTY_LINK,
      fixed: ['placement'],
      goal: [{ measure: 'refused', bound: 'exactly', thousandths: 0 }],
    } as const;
    const axes = [{ id: 'placement' }, { id: 'minimum' }];
    const catalog = {
      axes,
      presets: [],
      generators: [],
      classic: {},
      families: {},
    } as unknown as Catalog;
    const begun = reduce({ ...BEGUN, catalog }, { type: 'link-opened', link, notices: [] });
    const asking = { fixed: ['*'], hidden: [], predict: null, goal: [] };
    const open = { ...added(begun), teaching: asking };
    const scenario = open.files[0] ?? (file as OwnScript);
    const removed = reduce(open, { type: 'file-removed', scenario });
    expect(namesIn(removed)).toEqual([]);
    const changed = reduce(removed, { type: 'axis-set', axis: 'minimum', value: '32' });
    // A reload keeps scripts that were removed.
    const { replacedWork } = decodeSaved(encodeSaved(changed));
    expect(replacedWork).toEqual(file.kind === 'script' ? changed.replacedWork : []);
    const back = reduce(changed, { type: 'work-brought-back' });
    expect([namesIn(back), back.scenario]).toEqual([[file.name], scenario]);
    expect(back.design).toBe(changed.design);
    expect(back.design).toMatchObject({ minimum: '32' });
    expect(back.carried).toEqual(changed.carried);
    expect(back.carried).toMatchObject({ fixed: link.fixed, goal: link.goal });
    expect([back.teaching, back.replacedWork, back.notices]).toEqual([asking, [], []]);
  });

  test('that was removed is not what another visit finds open, where a link is only looked at', () => {
    const open = written(BEGUN, 'a.txt', 'a = malloc 1');
    const scenario = { kind: 'script', name: 'a.txt' } as const;
    const removed = reduce(open, { type: 'file-removed', scenario });
    const looking: State = { ...removed, changed: 'nothing' };
    const saved = decodeSaved(encodeSaved(looking));
    expect([saved.scenario, saved.drafts]).toEqual([null, {}]);
    expect(saved.replacedWork).toEqual(removed.replacedWork);
  });
});
