// Protects the visitor's scripts from each other: what is undone in the editor is of the script that is open.
//
// @vitest-environment happy-dom

import { redo, undo } from '@codemirror/commands';
import { EditorView } from '@codemirror/view';
import { afterEach, expect, test } from 'vitest';
import { createEditor } from './editor';

function begun(text: string) {
  const parent = document.createElement('div');
  document.body.append(parent);
  const written: string[] = [];
  const editor = createEditor({
    parent,
    root: document,
    text,
    label: 'Script',
    description: 'keys',
    onChange: (text) => written.push(text),
    onLine: () => {},
  });
  const view = EditorView.findFromDOM(parent);
  if (view === null) throw new Error('the editor has no view');
  const typed = (insert: string) =>
    view.dispatch({ changes: { from: view.state.doc.length, insert }, userEvent: 'input.type' });
  return { editor, view, written, typed, text: () => view.state.doc.toString() };
}

afterEach(() => document.body.replaceChildren());

for (const other of ['b = malloc 2', 'a = malloc 11']) {
  test(`a script begun with ${other} can't be undone into the one before`, () => {
    const { editor, view, typed, written, text } = begun('a = malloc 1');
    typed('1');
    editor.begin(other);
    written.length = 0;
    expect([undo(view), redo(view), text(), written]).toEqual([false, false, other, []]);
    typed('0');
    expect([undo(view), text()]).toEqual([true, other]);
    expect(undo(view)).toBe(false);
  });
}

test('the text of the same script that is set can be undone', () => {
  const { editor, view, text } = begun('a = malloc 1');
  editor.setText('a = malloc 2');
  expect([undo(view), text()]).toEqual([true, 'a = malloc 1']);
});
