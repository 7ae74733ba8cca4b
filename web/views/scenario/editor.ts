// The script editor: CodeMirror with the language's words, problems in place, and completion.
//
// A chunk of its own, fetched when a script is first shown. Knows no grammar: words come from the catalogue, problems from the
// engine. Tab leaves the editor, as any field.

import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, type Text } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { ScriptProblem, Word, WordKind } from '../../engine/wire';
import { markStepLine, stepLine, unmarked } from './step-line';

export interface Editor {
  /** Begins another script: the changes of the one before are no longer there to undo. */
  begin(text: string): void;
  /** Sets the text of the script that is open, as a change that can be undone. */
  setText(text: string): void;
  setVocabulary(words: readonly Word[]): void;
  setProblems(problems: readonly ScriptProblem[]): void;
  /** Marks the line that made the step on the screen; `null` for none. */
  markStep(line: number | null): void;
  /** Moves cursor and focus to a problem. */
  goTo(problem: ScriptProblem): void;
  destroy(): void;
}

export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly root: ShadowRoot | Document;
  readonly text: string;
  /** For screen readers. */
  readonly label: string;
  /** The id of the element that says more of it. */
  readonly description: string;
  readonly onChange: (text: string) => void;
  /** The visitor asks for the step of a line, from 1. */
  readonly onLine: (line: number) => void;
}

export function createEditor(options: EditorOptions): Editor {
  const language = new Compartment();
  const undoing = new Compartment();
  const view = new EditorView({
    parent: options.parent,
    root: options.root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        stepLine(options.onLine),
        lintGutter(),
        undoing.of(history()),
        drawSelection(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        language.of([]),
        syntaxHighlighting(COLOURS),
        keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.contentAttributes.of({
          'aria-label': options.label,
          'aria-describedby': options.description,
          spellcheck: 'false',
          tabindex: '0',
        }),
        EditorView.lineWrapping,
        LOOK,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  const whole = (text: string) => ({ from: 0, to: view.state.doc.length, insert: text });
  return {
    begin(text) {
      view.dispatch({ changes: whole(text), effects: [unmarked, undoing.reconfigure([])] });
      view.dispatch({ effects: undoing.reconfigure(history()) });
    },
    setText(text) {
      if (text === view.state.doc.toString()) return;
      view.dispatch({ changes: whole(text), effects: unmarked });
    },
    setVocabulary(words) {
      view.dispatch({ effects: language.reconfigure(languageOf(words)) });
    },
    setProblems(problems) {
      view.dispatch(setDiagnostics(view.state, diagnostics(problems, view.state.doc)));
    },
    markStep(line) {
      markStepLine(view, line);
    },
    goTo(problem) {
      const { from, to } = rangeOf(problem, view.state.doc);
      view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
      view.focus();
    },
    destroy() {
      view.destroy();
    },
  };
}

const TOKENS: Readonly<Record<WordKind, string>> = {
  verb: 'keyword',
  keyword: 'controlKeyword',
  generator: 'className',
  parameter: 'propertyName',
  unit: 'unit',
  function: 'function',
};

function languageOf(words: readonly Word[]) {
  const kinds = new Map(words.map(({ word, kind }) => [word, kind]));
  const stream = StreamLanguage.define({
    token(line) {
      if (line.eatSpace()) return null;
      if (line.match(/#.*/)) return 'comment';
      if (line.match(/"[^"]*"?/)) return 'string';
      // A unit follows its number without a space.
      if (line.match(/0x[0-9a-fA-F_]+|\d[\d_]*/)) return 'number';
      const word = line.match(/[A-Za-z_][\w-]*/) as RegExpMatchArray | null;
      if (word) {
        const kind = kinds.get(word[0]);
        return kind ? TOKENS[kind] : 'variableName';
      }
      line.next();
      return 'operator';
    },
    languageData: { commentTokens: { line: '#' } },
  });
  const options = words.map(({ word, kind, doc }) => ({
    label: word,
    type: kind,
    info: doc,
  }));
  const complete = (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/[A-Za-z_][\w-]*/);
    const line = context.state.doc.lineAt(context.pos);
    const inComment = line.text.slice(0, context.pos - line.from).includes('#');
    if (inComment || (word === null && !context.explicit)) return null;
    return { from: word?.from ?? context.pos, options, validFor: /^[\w-]*$/ };
  };
  return [stream, autocompletion({ override: [complete], icons: false })];
}

function rangeOf(problem: ScriptProblem, text: Text): { from: number; to: number } {
  const line = text.line(Math.min(Math.max(problem.line, 1), text.lines));
  const from = Math.min(line.from + problem.column - 1, line.to);
  const to = Math.min(Math.max(line.from + problem.endColumn - 1, from), line.to);
  return { from, to };
}

function diagnostics(problems: readonly ScriptProblem[], text: Text): Diagnostic[] {
  return problems.map((problem) => ({
    ...rangeOf(problem, text),
    severity: 'error',
    message: problem.hint === null ? problem.message : `${problem.message}\n${problem.hint}`,
  }));
}

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--atlas-accent)', fontWeight: '600' },
  { tag: tags.controlKeyword, color: 'var(--atlas-note)' },
  { tag: [tags.className, tags.propertyName], color: 'var(--atlas-good)' },
  { tag: tags.function(tags.variableName), color: 'var(--atlas-note)' },
  { tag: [tags.number, tags.unit], color: 'var(--atlas-good)' },
  { tag: tags.string, color: 'var(--atlas-bad)' },
  { tag: tags.comment, color: 'var(--atlas-ink-soft)', fontStyle: 'italic' },
]);

const LOOK = EditorView.theme({
  '&': { height: '100%', color: 'var(--atlas-ink)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--atlas-mono)', lineHeight: '1.5', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--atlas-ink)', padding: '6px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--atlas-ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    { backgroundColor: 'color-mix(in srgb, var(--atlas-accent) 28%, transparent)' },
  '.cm-gutters': {
    color: 'var(--atlas-ink-soft)',
    backgroundColor: 'transparent',
    border: 'none',
  },
  '.cm-gutter-lint': { width: '0.9em' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0.2em 0' },
  // The line of the cursor, which is told from the step's line by having no bar beside it.
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine:not(.cm-stepLine), &.cm-focused .cm-activeLineGutter': {
    backgroundColor: 'color-mix(in srgb, var(--atlas-ink) 6%, transparent)',
  },
  '.cm-tooltip': {
    border: '1px solid var(--atlas-line)',
    borderRadius: 'var(--atlas-radius)',
    color: 'var(--atlas-ink)',
    backgroundColor: 'var(--atlas-surface)',
    boxShadow: 'var(--atlas-shadow)',
  },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: 'var(--atlas-on-accent)',
    backgroundColor: 'var(--atlas-accent)',
  },
  '.cm-completionInfo': { maxWidth: '18rem', fontFamily: 'var(--atlas-font)' },
  '.cm-diagnostic': { fontFamily: 'var(--atlas-font)', whiteSpace: 'pre-wrap' },
});
