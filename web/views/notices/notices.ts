// `<atlas-notices>`: notes that stay over the page until they are dismissed.

import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { prose } from '../prose';
import { shared } from '../styles';
import { toneSign } from '../tone';
import { define, fields, viewOf } from '../view';

export class NoticesView extends viewOf(fields('notices')) {
  static override styles = [
    shared,
    css`
      :host {
        position: fixed;
        inset-block-end: 1rem;
        inset-inline-end: 1rem;
        z-index: 20;
        width: min(26rem, calc(100vw - 2rem));
      }
      .notices > li {
        display: flex;
        align-items: flex-start;
        gap: 0.6rem;
        margin-top: 0.5rem;
        padding: 0.6rem 0.8rem;
        border: 1px solid var(--atlas-line);
        border-radius: var(--atlas-radius);
        background: var(--atlas-surface);
        box-shadow: var(--atlas-shadow);
      }
      .text {
        flex: 1;
        overflow-wrap: anywhere;
      }
      .text ul {
        margin-top: 0.2rem;
        padding-inline-start: 1.1rem;
        list-style: disc;
        /* A link may have many problems. */
        max-height: min(14rem, 40vh);
        overflow-y: auto;
      }
      .sign {
        margin-top: 0.25em;
      }
      .quiet {
        min-height: 1.6rem;
        padding: 0 0.4rem;
      }
    `,
  ];

  protected override render() {
    return html`<div role="status"><ul class="notices">
      ${repeat(
        this.state.notices,
        ({ id }) => id,
        ({ id, tone, message, items, offersWork }) => html`<li>
          ${toneSign(tone)}
          <div class="text">
            <p>${prose(message)}</p>
            ${
              items.length === 0
                ? nothing
                : html`<ul tabindex="0" aria-label="Details">${items.map((item) => html`<li>${prose(item)}</li>`)}</ul>`
            }
            ${
              offersWork
                ? html`<button
                    class="link"
                    @click=${() => this.dispatch({ type: 'work-brought-back' })}
                  >
                    Bring it back
                  </button>`
                : nothing
            }
          </div>
          <button
            class="quiet"
            aria-label="Dismiss"
            @click=${() => this.dispatch({ type: 'notice-dismissed', id })}
          >
            ✕
          </button>
        </li>`,
      )}
    </ul></div>`;
  }
}

define('atlas-notices', NoticesView);
