// `<atlas-delta>`: how the last change of the design changed its scorecard, in one line.

import { css, html, nothing } from 'lit';
import { hasQuestionsLeft } from '../../state';
import { COLUMNS, changeIn } from '../scorecard/columns';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';

export class DeltaView extends viewOf((state) => ({
  ...fields('run', 'formerScorecard')(state),
  isSecret: hasQuestionsLeft(state),
})) {
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
    const { run, formerScorecard: former, isSecret } = this.state;
    const now = run.scorecard;
    if (now === null || former === null || isSecret) return nothing;
    const changed = COLUMNS.filter(({ value }) => value(now) !== value(former));
    return html`<ul class="flow" aria-label="Changed against the design before">
      ${changed.map(
        (column) => html`<li>
          <span class="soft">${column.title}</span> ${changeIn(column, now, former, 'than before')}
        </li>`,
      )}
    </ul>`;
  }
}

define('atlas-delta', DeltaView);
