// `<atlas-price>`: the numbers that the last change of the design changed most at this step.

import { css, html } from 'lit';
import { largestChanges } from '../../state';
import { changeOf } from '../statistics/measure';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';

export class PriceView extends viewOf(fields('frame', 'baseline', 'catalog')) {
  static override styles = [
    shared,
    css`
      :host {
        font-size: var(--atlas-text-small);
      }
      ul {
        gap: 0 0.9rem;
        max-height: 1.45em;
        overflow: hidden;
      }
      li {
        white-space: nowrap;
      }
    `,
  ];

  protected override render() {
    return html`<ul class="flow" aria-label="Changed against the design before">
      ${largestChanges(this.state).map(
        ({ doc, value, before }) => html`<li>
          <span class="soft">${doc.title}</span> ${changeOf(doc, value, before)}
        </li>`,
      )}
    </ul>`;
  }
}

define('atlas-price', PriceView);
