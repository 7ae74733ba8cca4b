// `<atlas-glossed>`: a text whose words the glossary explains, each where it is met first.
//
// Before the glossary is there, the text stands as it is; nothing moves when it comes.

import { css, html, LitElement } from 'lit';
import { glossed } from '../render/glossed';
import './term';
import { define } from './view';

export class Glossed extends LitElement {
  static override properties = { text: { attribute: false }, words: { state: true } };

  static override styles = css`
    :host {
      display: inline;
    }
  `;

  declare text: string;
  /** The glossary's words; none until it is there. */
  private declare words: readonly string[];

  constructor() {
    super();
    this.text = '';
    this.words = [];
  }

  protected override firstUpdated(): void {
    void this.look();
  }

  protected override render() {
    return glossed(this.text, this.words).map(({ text, of }) =>
      of === null ? text : html`<atlas-term .of=${of}>${text}</atlas-term>`,
    );
  }

  private async look(): Promise<void> {
    const { GLOSSARY } = await import('../engine/glossary');
    this.words = [...GLOSSARY.keys()];
  }
}

define('atlas-glossed', Glossed);
