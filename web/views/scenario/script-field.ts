// `<atlas-script-field>`: the field a script is written in, with what is wrong with it below.
//
// Shows a plain text field at once and puts the editor in its place when its chunk has come; where it
// doesn't come, the plain field works all the same.

import { css, html, nothing, type PropertyValues } from 'lit';
import { formatCount } from '../../render/format';
import { type State, scriptText } from '../../state';
import { prose } from '../prose';
import { shared } from '../styles';
import { define, View } from '../view';
import type { Editor } from './editor';

export class ScriptField extends View {
  static override styles = [
    shared,
    css`
      .field {
        position: relative;
        height: 15.5rem;
        border: 1px solid var(--atlas-line-strong);
        border-radius: var(--atlas-radius);
        background: var(--atlas-surface);
        font-size: 0.8125rem;
        overflow: hidden;
        resize: vertical;
      }
      .field:focus-within {
        outline: 2px solid var(--atlas-accent);
        outline-offset: 1px;
      }
      .editor {
        height: 100%;
      }
      textarea {
        width: 100%;
        height: 100%;
        padding: 6px 6px 6px 3rem;
        border: 0;
        outline: 0;
        background: none;
        font: 1em / 1.5 var(--atlas-mono);
        resize: none;
      }
      .verdict {
        min-height: 1.5rem;
        margin-top: 0.35rem;
      }
      .problems button {
        display: block;
        width: 100%;
        min-height: 0;
        padding: 0.25rem 0.5rem;
        border: 0;
        border-inline-start: 3px solid var(--atlas-bad);
        border-radius: 0;
        background: var(--atlas-bad-wash);
        text-align: start;
      }
      .problems li + li {
        margin-top: 2px;
      }
      .hint {
        display: block;
      }
      .where {
        color: var(--atlas-bad);
        font-weight: 650;
      }
      @media (pointer: coarse) {
        /* Below 16 px, phones zoom into a field that gets the focus. */
        .field {
          font-size: 1rem;
        }
      }
    `,
  ];

  private editor: Editor | null = null;

  protected override slices(state: State) {
    return [scriptText(state), state.scriptVerdict, state.catalog];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.editor?.destroy();
    this.editor = null;
  }

  protected override render() {
    return html`<div class="field">
        <div class="editor"></div>
        ${
          this.editor
            ? nothing
            : html`<textarea
                aria-label="Script"
                spellcheck="false"
                .value=${scriptText(this.state) ?? ''}
                @input=${(event: Event) => this.edited((event.target as HTMLTextAreaElement).value)}
              ></textarea>`
        }
      </div>
      <div class="verdict small" role="status">${this.verdict()}</div>`;
  }

  private verdict() {
    const { scriptVerdict } = this.state;
    if (scriptVerdict === null) return nothing;
    const { problems, operations } = scriptVerdict;
    if (problems.length === 0) {
      const noun = operations === 1 ? 'operation' : 'operations';
      return html`<span class="soft">${formatCount(operations)} ${noun}</span>`;
    }
    return html`<ul class="problems">
      ${problems.map(
        (problem) => html`<li>
          <button @click=${() => this.editor?.goTo(problem)}>
            <span class="where">Line ${problem.line}:</span> ${prose(problem.message)}
            ${problem.hint ? html`<span class="hint soft">${prose(problem.hint)}</span>` : nothing}
          </button>
        </li>`,
      )}
    </ul>`;
  }

  protected override firstUpdated(): void {
    this.loadEditor();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.editor) return;
    this.editor.setText(scriptText(this.state) ?? '');
    this.editor.setProblems(this.state.scriptVerdict?.problems ?? []);
    const before = changed.get('state') as State | undefined;
    if (before && before.catalog !== this.state.catalog) this.setVocabulary();
  }

  private async loadEditor(): Promise<void> {
    const { createEditor } = await import('./editor');
    const parent = this.renderRoot.querySelector<HTMLElement>('.editor');
    if (!parent || !this.isConnected || this.editor) return;
    const typing = this.shadowRoot?.activeElement instanceof HTMLTextAreaElement;
    this.editor = createEditor({
      parent,
      root: this.shadowRoot ?? document,
      text: scriptText(this.state) ?? '',
      label: 'Script',
      onChange: (text) => this.edited(text),
    });
    this.setVocabulary();
    this.editor.setProblems(this.state.scriptVerdict?.problems ?? []);
    if (typing) this.renderRoot.querySelector<HTMLElement>('.cm-content')?.focus();
    this.requestUpdate('editor');
  }

  private setVocabulary(): void {
    this.editor?.setVocabulary(this.state.catalog?.vocabulary ?? []);
  }

  private edited(text: string): void {
    this.dispatch({ type: 'script-edited', text });
  }
}

define('atlas-script-field', ScriptField);
