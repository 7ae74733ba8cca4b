// Protects the page from long scripts: none is put into a field that would lay it out, its length is told with the bound, and
// it can be saved and replaced. A link to such a script is shorter than this sentence.
//
// @vitest-environment happy-dom

import { afterEach, expect, test, vi } from 'vitest';
import { type Action, INITIAL_STATE, LINKED_SCRIPT, type State } from '../../state';
import { ACTION_EVENT, type ActionEvent } from '../view';
import { excessOf, LINE_UNITS_MAX, LINES_MAX, UNITS_MAX } from './editable';
import { ScriptField } from './script-field';

/** The texts that editors were given. */
const edited = new Set<string>();
/** The texts that editors began anew with. */
const begun: string[] = [];

vi.mock('./editor', () => ({
  createEditor: ({ text }: { text: string }) => {
    edited.add(text);
    const nothing = () => {};
    return {
      setText: (text: string) => edited.add(text),
      begin: (text: string) => begun.push(text),
      setVocabulary: nothing,
      setProblems: nothing,
      goTo: nothing,
      destroy: nothing,
    };
  },
}));

const PROBLEM = { line: 7, column: 1, endColumn: 2, message: 'wrong', hint: null };

function stateOf(text: string): State {
  return { ...INITIAL_STATE, scenario: { kind: 'linked' }, drafts: { [LINKED_SCRIPT]: text } };
}

async function shown(text: string): Promise<{ field: ScriptField; root: ShadowRoot }> {
  const field = new ScriptField();
  field.state = stateOf(text);
  document.body.append(field);
  await settled(field);
  return { field, root: field.shadowRoot as ShadowRoot };
}

/** The editor has come, and the field has taken it in. */
async function settled(field: ScriptField): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await field.updateComplete;
    await new Promise((resolve) => setTimeout(resolve));
  }
}

afterEach(() => {
  document.body.replaceChildren();
  edited.clear();
  begun.length = 0;
});

const LONG: readonly (readonly [string, string, RegExp])[] = [
  ['empty lines', '\n'.repeat(8_000_000), /8\D?000\D?000 characters.*at most 100\D?000/],
  ['tabs', '\t'.repeat(500_000), /500\D?000 characters.*at most 100\D?000/],
  ['lines', 'a\n'.repeat(5000), /5\D?001 lines.*at most 4\D?000/],
  ['one line', 'a'.repeat(50_000), /A line.*50\D?000 characters.*at most 2\D?000/],
  ['sound lines', 'a = malloc 1\n'.repeat(100_000), /1\D?300\D?000 characters/],
];

for (const [name, text, words] of LONG) {
  test(`a script of too many ${name} is in no field, and the page says so`, async () => {
    const { root } = await shown(text);
    expect([...edited]).toEqual([]);
    expect(root.querySelector('textarea, .editor')).toBeNull();
    const note = root.querySelector('.unedited')?.textContent?.replace(/\s+/g, ' ') ?? '';
    expect(note).toMatch(words);
    expect(note).toContain('is replayed all the same');
    expect(root.textContent?.length).toBeLessThan(1000);
  });
}

test('a script that grows too long leaves the editor, and one that shrinks comes back to it', async () => {
  const { field, root } = await shown('a = malloc 1\n');
  expect([...edited]).toEqual(['a = malloc 1\n']);
  field.state = stateOf('\n'.repeat(LINES_MAX));
  await settled(field);
  expect(root.querySelector('.unedited')).not.toBeNull();
  field.state = stateOf('b = malloc 2\n');
  await settled(field);
  expect(root.querySelector('.unedited')).toBeNull();
  expect([...edited]).toEqual(['a = malloc 1\n', 'b = malloc 2\n']);
});

test('a mistake in a script that is in no field is told all the same', async () => {
  const text = '\n'.repeat(UNITS_MAX + 1);
  const { field, root } = await shown(text);
  field.state = { ...stateOf(text), scriptVerdict: { problems: [PROBLEM], operations: 0 } };
  await settled(field);
  expect(root.querySelector('.problems')?.textContent).toContain('Line 7:');
});

test('a script too long to edit can be saved, and another written in its place', async () => {
  const text = '\n'.repeat(UNITS_MAX + 1);
  const { field, root } = await shown(text);
  const saved: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
    saved.push(file as Blob);
    return 'blob:saved';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  const actions: Action[] = [];
  field.addEventListener(ACTION_EVENT, (event) => actions.push((event as ActionEvent).detail));
  for (const button of root.querySelectorAll<HTMLElement>('.unedited button')) button.click();
  expect(saved.map(({ size }) => size)).toEqual([text.length]);
  expect(actions).toEqual([{ type: 'script-edited', text: '' }]);
});

test('a script at the bounds is edited', () => {
  const line = 'x'.repeat(LINE_UNITS_MAX);
  const most = `${line}\n`.repeat(UNITS_MAX / (LINE_UNITS_MAX + 1));
  for (const text of ['', line, most, '\n'.repeat(LINES_MAX - 1)])
    expect(excessOf(text)).toBeNull();
});

test('another script is begun in the editor; another text of the same one is only set', async () => {
  const { field } = await shown('a = malloc 1\n');
  const state = stateOf('b = malloc 2\n');
  field.state = state;
  await settled(field);
  expect(begun).toEqual([]);
  field.state = { ...state, scenario: { kind: 'script', name: 'c.txt' } };
  await settled(field);
  expect(begun).toEqual(['']);
});
