// `<atlas-notices>`: notes to the visitor that stay until dismissed, over the page and not in its flow.

import { css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { State } from '../../state';
import { prose } from '../prose';
import { shared } from '../styles';
import { toneSign, toneStyles } from '../tone';
import { define, View } from '../view';

export class NoticesView extends View {
  static override styles = [
    shared,
    toneStyles,
    css`
      :host {
        position: fixed;
        inset-block-end: 1rem;
        inset-inline-end: 1rem;
        z-index: 20;
        width: min(26rem, calc(100vw - 2rem));
      }
      li {
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
      li p {
        flex: 1;
        overflow-wrap: anywhere;
      }
      .sign {
        margin-top: 0.25em;
      }
      button {
        min-height: 1.6rem;
        padding: 0 0.4rem;
      }
    `,
  ];

  protected override slices({ notices }: State) {
    return [notices];
  }

  protected override render() {
    return html`<div role="status"><ul>
      ${repeat(
        this.state.notices,
        ({ id }) => id,
        ({ id, tone, message }) => html`<li>
          ${toneSign(tone)}
          <p>${prose(message)}</p>
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
