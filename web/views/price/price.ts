// `<atlas-price>`: what the last change of design cost or saved at this step, in the few numbers that
// moved most. Shows nothing where there is nothing to compare.

import { css, html } from 'lit';
import { largestChanges } from '../../state';
import { changeOf, changeStyles } from '../statistics/measure';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';

export class PriceView extends viewOf(fields('frame', 'baseline', 'catalog')) {
  static override styles = [
    shared,
    changeStyles,
    css`
      :host {
        font-size: var(--atlas-text-small);
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.9rem;
        /* One line: what doesn't fit into it is left out. */
        max-height: 1.45em;
        overflow: hidden;
      }
      li {
        white-space: nowrap;
      }
    `,
  ];

  protected override render() {
    return html`<ul aria-label="Changed against the design before">
      ${largestChanges(this.state).map(
        ({ doc, value, before }) => html`<li>
          <span class="soft">${doc.title}</span> ${changeOf(doc, value, before)}
        </li>`,
      )}
    </ul>`;
  }
}

define('atlas-price', PriceView);
