// `<atlas-glossed>`: a text with the glossary's words explained, each at its first occurrence.

import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { GLOSSARY } from '../engine/glossary';
import { glossed } from '../render/glossed';
import './term';
import { define } from './view';

export class Glossed extends LitElement {
  static override styles = css`
    :host {
      display: inline;
    }
  `;

  @property({ attribute: false }) text = '';

  protected override render() {
    return glossed(this.text, [...GLOSSARY.keys()]).map(({ text, of }) =>
      of === null ? text : html`<atlas-term .of=${of}>${text}</atlas-term>`,
    );
  }
}

define('atlas-glossed', Glossed);
