// `<atlas-statistics>`: the metrics at the step with their formulas, and the bytes by category.
//
// After a change of the design each metric shows its change at the same step.

import { css, html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { MetricDoc } from '../../engine/wire';
import { hasSeveralSpaces, type Measured, metricGroups, type Whose } from '../../state';
import { costChoice } from '../controls/cost';
import { radios } from '../controls/radios';
import { explained } from '../explained';
import { amount } from '../size';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';
import { changeOf } from './measure';
import { PartsView } from './parts';

export class StatisticsView extends viewOf((state) => ({
  ...PartsView.select(state),
  ...fields('baseline', 'series', 'cost', 'scenario', 'lessons')(state),
})) {
  static override styles = [
    shared,
    css`
      .groups {
        /* Each group spans as many rows as it has lines. */
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr));
        grid-auto-rows: 1.75rem;
        column-gap: 2rem;
        margin-top: 1.25rem;
      }
      .whose {
        margin-top: 1.25rem;
      }
      section h3 {
        line-height: 1.75rem;
      }
      dl > div {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: 0.75rem;
        height: 1.75rem;
        border-bottom: 1px solid var(--atlas-line);
      }
      dd {
        flex: none;
        text-align: end;
      }
      dd output {
        font-weight: 600;
      }
      .change {
        margin-inline-end: 0.5em;
        font-size: var(--atlas-text-tiny);
      }
      /* As high as two lines. */
      section .choices {
        align-content: center;
        height: 3.5rem;
      }
    `,
  ];

  @state() private whose: Whose = 'machine';

  protected override render() {
    const several = hasSeveralSpaces(this.state);
    const groups = metricGroups(this.state, several ? this.whose : 'machine');
    return html`
      <atlas-parts .state=${this.stateForInner}></atlas-parts>
      ${several ? this.choice() : nothing}
      <div class="groups">
        ${groups.map(({ title, metrics, costs }) => {
          const isOfAll = several && costs.length > 0;
          return html`<section .style="grid-row: span ${metrics.length + (costs.length > 0 ? 4 : 2)}">
            <h3>${isOfAll ? `${title}, of all tasks` : title}</h3>
            ${costs.length > 0 ? costChoice(this.state, costs, (action) => this.dispatch(action)) : nothing}
            <dl>
              ${metrics.map((metric) => this.metric(metric))}
            </dl>
          </section>`;
        })}
      </div>
    `;
  }

  private choice() {
    const { frame } = this.state;
    const name = frame?.spaces.find(({ task }) => task === frame.space)?.name ?? '';
    return html`<div class="whose flow">
      <span class="soft small" id="whose">Figures of</span>
      ${radios<Whose>(
        { labelledBy: 'whose' },
        [
          { id: 'machine', title: 'the whole machine' },
          { id: 'space', title: `${name}, on the map` },
        ],
        this.whose,
        (whose) => {
          this.whose = whose;
        },
      )}
    </div>`;
  }

  private metric({ doc, value, before }: Measured) {
    return html`<div data-metric=${doc.id}>
      <dt>${this.explained(doc, before, doc.title)}</dt>
      <dd>
        ${before === null || value === null ? nothing : changeOf(doc, value, before)}
        <output>${value === null ? '–' : amount(doc, value)}</output>
      </dd>
    </div>`;
  }

  private explained(doc: MetricDoc, before: number | null, text: unknown) {
    return explained(
      `tip-${doc.id}`,
      text,
      html`<p><b>${doc.title}.</b> ${doc.summary}</p>
        <p class="formula">${doc.formula}</p>
        ${before === null ? nothing : html`<p>With the design before: ${amount(doc, before)}</p>`}`,
    );
  }
}

define('atlas-statistics', StatisticsView);
