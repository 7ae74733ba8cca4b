// Marks the line of the script that made the step on the screen, and tells which line a visitor points at: by a click on it or
// on its number, or with Mod-Enter where the cursor stands.
//
// The mark moves with its line while the script is edited. A click without a selection goes to the line's step: seeking
// doesn't touch the text, so that who only wanted to place the cursor loses nothing. Scrolls the editor, and never the page.

import { type Extension, RangeSet, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  GutterMarker,
  gutterLineClass,
  keymap,
  lineNumbers,
} from '@codemirror/view';

const setStepLine = StateEffect.define<number | null>();

const STEP_LINE = Decoration.line({ class: 'cm-stepLine', attributes: { 'aria-current': 'step' } });

class StepGutterMarker extends GutterMarker {
  override elementClass = 'cm-stepGutter';
}
const STEP_GUTTER = new StepGutterMarker();

/** The start of the marked line; empty for none. */
const marked = StateField.define<RangeSet<Decoration>>({
  create: () => RangeSet.empty,
  update(mark, { changes, effects, state }) {
    for (const effect of effects) {
      if (!effect.is(setStepLine)) continue;
      const { value } = effect;
      if (value === null || value > state.doc.lines) return RangeSet.empty;
      return RangeSet.of([STEP_LINE.range(state.doc.line(value).from)]);
    }
    return mark.map(changes);
  },
  provide: (field) => [
    EditorView.decorations.from(field),
    gutterLineClass.compute([field], (state) => {
      const { value: mark, from } = state.field(field).iter();
      return mark === null ? RangeSet.empty : RangeSet.of([STEP_GUTTER.range(from)]);
    }),
  ],
});

/** @param onLine is told the line, from 1, whose step the visitor wants to see */
export function stepLine(onLine: (line: number) => void): Extension {
  return [
    marked,
    LOOK,
    lineNumbers({
      domEventHandlers: {
        click(view, { from }) {
          onLine(view.state.doc.lineAt(from).number);
          return true;
        },
      },
    }),
    EditorView.domEventHandlers({
      click(event, view) {
        const hasModifier = event.shiftKey || event.altKey || event.ctrlKey || event.metaKey;
        const isPlain = event.button === 0 && event.detail === 1 && !hasModifier;
        const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
        if (!isPlain || at === null || !view.state.selection.main.empty) return;
        const { from, bottom } = view.lineBlockAt(at);
        const isBelow = event.clientY > view.documentTop + bottom;
        if (!isBelow) onLine(view.state.doc.lineAt(from).number);
      },
    }),
    keymap.of([
      {
        key: 'Mod-Enter',
        run({ state }) {
          onLine(state.doc.lineAt(state.selection.main.head).number);
          return true;
        },
      },
    ]),
  ];
}

/** Takes the mark away. */
export const unmarked = setStepLine.of(null);

/** Marks a line, from 1, and brings it into sight unless the visitor is typing; `null` takes the mark away. */
export function markStepLine(view: EditorView, line: number | null): void {
  view.dispatch({ effects: setStepLine.of(line) });
  if (line === null || line > view.state.doc.lines || view.hasFocus) return;
  const { from } = view.state.doc.line(line);
  view.requestMeasure({
    read: ({ scrollDOM }) => {
      const { top, bottom } = view.lineBlockAt(from);
      const { scrollTop, clientHeight } = scrollDOM;
      const isInSight = top >= scrollTop && bottom <= scrollTop + clientHeight;
      return isInSight ? null : (top + bottom - clientHeight) / 2;
    },
    write: (top, { scrollDOM }) => {
      if (top !== null) scrollDOM.scrollTop = top;
    },
  });
}

const LOOK = EditorView.theme({
  '.cm-stepLine': {
    backgroundColor: 'color-mix(in srgb, var(--atlas-accent) 14%, transparent)',
    boxShadow: 'inset 3px 0 var(--atlas-accent)',
  },
  '.cm-lineNumbers .cm-gutterElement': {
    position: 'relative',
    paddingInlineStart: '1.1em',
    cursor: 'pointer',
  },
  '.cm-lineNumbers .cm-stepGutter': { color: 'var(--atlas-accent)', fontWeight: '700' },
  '.cm-lineNumbers .cm-stepGutter::before': {
    content: '"▸"',
    position: 'absolute',
    insetInlineStart: '0.25em',
  },
});
