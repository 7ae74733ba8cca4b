// `<atlas-copy>`: a button that copies a text or a picture, and says so.
//
// Where the browser refuses, the text is selected for the visitor to copy.

import { css, html, LitElement } from 'lit';
import { property, state } from 'lit/decorators.js';
import { icons } from '../icons';
import { shared } from '../styles';
import { define } from '../view';

const SAID_MS = 2500;

type Outcome = 'copied' | 'refused';

export class CopyButton extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: inline-block;
      }
      button {
        width: 100%;
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) text = '';
  /** Makes the PNG that is copied in place of the text; `null` where the text is. */
  @property({ attribute: false }) png: (() => Promise<Blob>) | null = null;
  @property() label = 'Copy';
  /** Selected where copying is refused. */
  @property({ attribute: false }) field: () => HTMLTextAreaElement | null = () => null;
  @property({ type: Boolean }) primary = false;
  @state() private outcome: Outcome | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  override focus(): void {
    this.renderRoot.querySelector('button')?.focus();
  }

  protected override render() {
    const words: Readonly<Record<Outcome, string>> = {
      copied: 'Copied',
      refused: this.png ? 'Refused: download it' : 'Press Ctrl C to copy',
    };
    const said = this.outcome === null ? '' : words[this.outcome];
    return html`<button class=${this.primary ? 'primary' : ''} @click=${this.copy}>
        ${this.outcome === 'copied' ? icons.check : icons.copy} ${said || this.label}
      </button>
      <span class="visually-hidden" role="status">${said}</span>`;
  }

  private async copy(): Promise<void> {
    this.outcome = (await this.copied()) ? 'copied' : 'refused';
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.outcome = null;
    }, SAID_MS);
  }

  private async copied(): Promise<boolean> {
    try {
      if (this.png === null) await navigator.clipboard.writeText(this.text);
      // Browsers want the item within the click, before its content is there.
      else await navigator.clipboard.write([new ClipboardItem({ 'image/png': this.png() })]);
      return true;
    } catch {
      // No permission, or an insecure page.
      const field = this.field();
      if (field === null) return false;
      field.focus();
      field.select();
      // Deprecated, and without an alternative on insecure pages.
      return document.execCommand('copy');
    }
  }
}

define('atlas-copy', CopyButton);
