// `<atlas-help>`: a dialog with the keys, how to read the map, and the words used. Opened by `?`.

import { css, html } from 'lit';
import { GLOSSARY } from '../../engine/glossary';
import { categoryTitle } from '../../render/category';
import { lookOfBoth } from '../../render/palette';
import { closeByBackdrop, dialogStyles, keepKeys } from '../dialog';
import { prose } from '../prose';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';

const KEYS: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['→', '←'], 'one step on, one back'],
  [['Shift', '→ ←'], 'ten steps on, ten back'],
  [['Space'], 'play, pause'],
  [['Home', 'End'], 'the first step, the last'],
  [['Esc'], 'clear the selection, close an explanation'],
  [['Ctrl or ⌘', 'Enter'], 'in a script: the step of the line'],
  [['s'], 'share the figure'],
  [['?'], 'this help'],
];

export class HelpView extends viewOf(fields('catalog')) {
  static override styles = [
    shared,
    dialogStyles,
    css`
      dialog {
        width: min(38rem, calc(100vw - 2rem));
        max-height: calc(100dvh - 2rem);
        padding: 1.25rem 1.5rem 1.5rem;
        overflow: auto;
      }
      h3 {
        margin: 1.1rem 0 0.4rem;
      }
      .keys {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 0.3rem 1.25rem;
      }
      kbd {
        padding: 0.05rem 0.4rem;
        border: 1px solid var(--atlas-line-strong);
        border-bottom-width: 2px;
        border-radius: 4px;
        font: 0.8125rem var(--atlas-mono);
      }
      .parts > div {
        display: grid;
        grid-template-columns: 1rem 9rem 1fr;
        gap: 0.6rem;
        padding: 0.25rem 0;
      }
      .swatch {
        width: 0.9rem;
        height: 0.9rem;
        margin-top: 0.25rem;
        border-radius: 2px;
      }
      dt {
        font-weight: 600;
      }
      .words summary {
        align-items: center;
        gap: 0.5rem;
        margin-top: 1.1rem;
      }
      .words h3 {
        margin: 0;
      }
      .words dd {
        margin-bottom: 0.5rem;
      }
      @media (width < 30rem) {
        .parts > div {
          grid-template-columns: 1rem 1fr;
        }
        .parts dd {
          grid-column: 2;
        }
      }
    `,
  ];

  open(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  protected override render() {
    return html`<dialog aria-labelledby="title" @click=${closeByBackdrop} @keydown=${keepKeys}>
      <header>
        <h2 id="title">How to use this page</h2>
        <form method="dialog"><button>Close</button></form>
      </header>
      <p>
        A workload is replayed by a real allocator over a real region of memory. The map shows every
        byte of the heap, left to right and top to bottom. Change one decision of the allocator, and
        the same workload is replayed under the new design, at the same step.
      </p>
      <h3>Keys</h3>
      <dl class="keys">
        ${KEYS.map(
          ([keys, does]) => html`<dt>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dt>
            <dd>${does}</dd>`,
        )}
      </dl>
      <h3>What a byte can be</h3>
      <dl class="parts">
        ${this.state.catalog?.categories.map(
          (doc) => html`<div>
            <i class="swatch" .style="background: ${lookOfBoth(doc.id).fill}"></i>
            <dt>${categoryTitle(doc)}</dt>
            <dd>${doc.summary}</dd>
          </div>`,
        )}
      </dl>
      <details class="words">
        <summary><h3>What the words mean</h3></summary>
        <dl>
          ${[...GLOSSARY].map(
            ([word, meaning]) => html`<dt>${word}</dt>
              <dd>${prose(meaning)}</dd>`,
          )}
        </dl>
      </details>
    </dialog>`;
  }
}

define('atlas-help', HelpView);
