// `<atlas-script-field>`: the field of a script, with its problems below.
//
// A plain text field until the editor is fetched, and where it can't be. A script that is too long for the editor is not
// shown, and can be saved as a file.

import { css, html, nothing, type PropertyValues } from 'lit';
import { loadModule, wordsOf } from '../../base/advised';
import { saveFile } from '../../base/save-file';
import type { ScriptProblem, WordKind } from '../../engine/wire';
import { fileName } from '../../render/file-name';
import { formatCount } from '../../render/format';
import { draftKey, isScenarioKept, markedLine, scriptText } from '../../state';
import { prose } from '../prose';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';
import { type Excess, excessOf, isShort } from './editable';
import type { Editor, EditorOptions } from './editor';

/** The words that are listed below the field; the editor suggests generators and units too. */
const SPOKEN: ReadonlySet<WordKind> = new Set<WordKind>(['verb', 'keyword', 'function']);

export class ScriptField extends viewOf((state) => ({
  ...fields(
    'scenario',
    'drafts',
    'catalog',
    'lessons',
    'scriptVerdict',
    'traces',
    'carried',
  )(state),
  markedLine: markedLine(state),
})) {
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
      .unedited {
        display: grid;
        justify-items: start;
        gap: 0.6rem;
        padding: 0.75rem 0.9rem;
        border: 1px dashed var(--atlas-line-strong);
        border-radius: var(--atlas-radius);
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
      .keys {
        margin-top: 0.35rem;
      }
      .verdict {
        min-height: 1.5rem;
        margin-top: 0.35rem;
      }
      .problem {
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
      summary {
        gap: 0.5rem;
        padding: 0.25rem 0;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 0.3rem 0.9rem;
        margin-bottom: 0.75rem;
      }
      dt code {
        color: var(--atlas-accent);
        font-weight: 600;
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
  private fetching: 'not yet' | 'under way' | 'failed' = 'not yet';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.endEditor();
  }

  protected override render() {
    const excess = excessOf(this.text);
    return html`${excess === null ? this.field() : this.unedited(excess)}
      <p class="keys small soft" id="keys">
        Click a line, or press Ctrl/⌘ Enter, for its step.
      </p>
      <div class="verdict small" role="status">${this.verdict()}</div>
      <details class="small">
        <summary>The language</summary>
        <dl>
          ${this.state.catalog?.vocabulary
            .filter(({ kind }) => SPOKEN.has(kind))
            .map(
              ({ word, doc }) =>
                html`<dt><code>${word}</code></dt>
                  <dd>${prose(doc)}</dd>`,
            )}
        </dl>
      </details>`;
  }

  private get text(): string {
    return scriptText(this.state) ?? '';
  }

  private field() {
    return html`<div class="field">
      <div class="editor"></div>
      ${
        this.editor || (this.fetching !== 'failed' && !isShort(this.text))
          ? nothing
          : html`<textarea
              aria-label="Script"
              spellcheck="false"
              .value=${this.text}
              @input=${(event: Event) => this.edited((event.target as HTMLTextAreaElement).value)}
            ></textarea>`
      }
    </div>`;
  }

  private unedited({ of, count, max }: Excess) {
    const [amount, limit] = [formatCount(count), formatCount(max)];
    const words = {
      units: `This script has ${amount} characters; the editor takes at most ${limit}.`,
      lines: `This script has ${amount} lines; the editor takes at most ${limit}.`,
      'line units': `A line of this script has ${amount} characters; the editor takes at most ${limit} in a line.`,
    };
    return html`<div class="unedited small">
      <p>
        ${words[of]} The script is replayed all the
        same${isScenarioKept(this.state) ? '' : ', but not kept over a reload'}.
      </p>
      <button @click=${this.save}>Save it as a file</button>
      <button class="link" @click=${() => this.edited('')}>Write another in its place</button>
    </div>`;
  }

  private save(): void {
    const name = fileName({ ...this.state, frame: null }, 'txt');
    saveFile(name, new Blob([this.text], { type: 'text/plain' }));
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
      ${problems.map((problem) => html`<li>${this.problem(problem)}</li>`)}
    </ul>`;
  }

  private problem(problem: ScriptProblem) {
    const { line, message, hint } = problem;
    const words = html`<span class="where">Line ${formatCount(line)}:</span> ${prose(message)}
      ${hint ? html`<span class="hint soft">${prose(hint)}</span>` : nothing}`;
    const { editor } = this;
    return editor
      ? html`<button class="problem" @click=${() => editor.goTo(problem)}>${words}</button>`
      : html`<div class="problem">${words}</div>`;
  }

  protected override willUpdate(): void {
    // Before the text is laid out in it.
    if (excessOf(this.text) !== null) this.endEditor();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.editor) {
      if (excessOf(this.text) === null) void this.loadEditor();
      return;
    }
    const before = changed.get('state') as ScriptField['state'] | undefined;
    this.fill(this.editor, before ?? null);
  }

  /** Tells the editor what is new to it; at each step that is the marked line alone. */
  private fill(editor: Editor, before: ScriptField['state'] | null): void {
    const { scenario, drafts, catalog, lessons, scriptVerdict, markedLine } = this.state;
    const isNew = (name: keyof ScriptField['state'], now: unknown) => before?.[name] !== now;
    const isText =
      isNew('scenario', scenario) || isNew('drafts', drafts) || isNew('lessons', lessons);
    const isOther = before !== null && draftKey(before.scenario) !== draftKey(scenario);
    if (isOther) editor.begin(this.text);
    else if (isText || isNew('catalog', catalog)) editor.setText(this.text);
    if (isNew('scriptVerdict', scriptVerdict)) editor.setProblems(scriptVerdict?.problems ?? []);
    if (isNew('catalog', catalog)) editor.setVocabulary(catalog?.vocabulary ?? []);
    if (markedLine !== 'as it is') editor.markStep(markedLine);
  }

  private async loadEditor(): Promise<void> {
    if (this.fetching !== 'not yet') return;
    this.fetching = 'under way';
    try {
      const { createEditor } = await loadModule(() => import('./editor'));
      this.fetching = 'not yet';
      this.beginEditor(createEditor);
    } catch (error) {
      // The plain field stays.
      this.dispatch({ type: 'noticed', tone: 'bad', message: wordsOf(error) });
      this.fetching = 'failed';
      this.requestUpdate('editor');
    }
  }

  private beginEditor(createEditor: (options: EditorOptions) => Editor): void {
    const parent = this.renderRoot.querySelector<HTMLElement>('.editor');
    if (!parent || !this.isConnected || this.editor || excessOf(this.text) !== null) return;
    const typing = this.shadowRoot?.activeElement instanceof HTMLTextAreaElement;
    this.editor = createEditor({
      parent,
      root: this.shadowRoot ?? document,
      text: this.text,
      label: 'Script',
      description: 'keys',
      onChange: (text) => this.edited(text),
      onLine: (line) => this.dispatch({ type: 'line-asked', line }),
    });
    this.fill(this.editor, null);
    if (typing) this.renderRoot.querySelector<HTMLElement>('.cm-content')?.focus();
    this.requestUpdate('editor');
  }

  private endEditor(): void {
    this.editor?.destroy();
    this.editor = null;
  }

  private edited(text: string): void {
    this.dispatch({ type: 'script-edited', text });
  }
}

define('atlas-script-field', ScriptField);
