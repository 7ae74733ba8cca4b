// `<atlas-term>`: a word with its meaning from the glossary, on hover, on focus and on tap.
//
//     <atlas-term of="Stagnant">stagnant</atlas-term>
//
// Without text of its own it shows the glossary's word. It is a button, and must not stand in one.

import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { GLOSSARY } from '../engine/glossary';
import './explained';
import { prose } from './prose';
import { define } from './view';

export class Term extends LitElement {
  static override styles = css`
    :host {
      display: inline;
    }
    button {
      padding: 0;
      border: 0;
      border-radius: 2px;
      background: none;
      color: inherit;
      font: inherit;
      letter-spacing: inherit;
      text-align: inherit;
      text-transform: inherit;
      text-decoration: underline dotted 1px;
      text-decoration-color: color-mix(in srgb, currentcolor 55%, transparent);
      text-underline-offset: 0.22em;
      cursor: help;
    }
    button:focus-visible {
      outline: 2px solid var(--atlas-accent);
      outline-offset: 2px;
    }
    p {
      margin: 0;
    }
    code {
      font-family: var(--atlas-mono);
      font-size: 0.94em;
    }
  `;

  @property() of = '';

  /** The meaning of a word that the glossary doesn't have. */
  @property() about: string | null = null;

  protected override render() {
    const meaning = GLOSSARY.get(this.of) ?? this.about;
    return html`<atlas-explained>
      <button type="button" aria-describedby="meaning"><slot>${this.of}</slot></button>
      ${
        meaning === null
          ? nothing
          : html`<div slot="tip" role="tooltip" id="meaning">
              <p><b>${this.of}.</b> ${prose(meaning)}</p>
            </div>`
      }
    </atlas-explained>`;
  }
}

define('atlas-term', Term);
