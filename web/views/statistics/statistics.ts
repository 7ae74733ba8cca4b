// `<atlas-statistics>`: the metrics at the step with their formulas, and the bytes by category.
//
// After a change of the design each metric shows its change at the same step.

import { css, html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { MetricDoc } from '../../engine/wire';
import {
  type Family,
  families,
  familyRows,
  hasSeveralSpaces,
  type Measured,
  metricGroups,
  type Whose,
} from '../../state';
import { radios } from '../controls/radios';
import { explained } from '../explained';
import { amount } from '../size';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';
import { changeOf } from './measure';
import { PartsView } from './parts';

export class StatisticsView extends viewOf((state) => ({
  ...PartsView.select(state),
  ...fields('baseline', 'series')(state),
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
      table {
        width: 100%;
        max-width: 44rem;
        table-layout: fixed;
        border-collapse: collapse;
      }
      caption {
        text-align: start;
      }
      thead th {
        color: var(--atlas-ink-soft);
        font-size: var(--atlas-text-small);
        font-weight: 400;
      }
      tbody th {
        padding-inline-end: 0.75rem;
        font-weight: 400;
        text-align: start;
      }
      tr {
        height: 1.75rem;
      }
      tbody tr {
        border-bottom: 1px solid var(--atlas-line);
      }
      thead th,
      tbody td {
        padding-inline-start: 0.75rem;
        text-align: end;
        white-space: nowrap;
      }
      td button {
        font-weight: 600;
      }
      @container figure (width < 560px) {
        thead th,
        tbody td {
          padding-inline-start: 0.35rem;
        }
        tr {
          height: 2.1rem;
        }
        td .change {
          display: block;
          margin: 0;
        }
        td > div {
          display: flex;
          flex-direction: column-reverse;
          align-items: end;
        }
      }
    `,
  ];

  @state() private whose: Whose = 'machine';

  protected override render() {
    const several = hasSeveralSpaces(this.state);
    const groups = metricGroups(this.state, several ? this.whose : 'machine').map(
      ({ title, metrics }) => ({
        title,
        ...families(metrics),
      }),
    );
    return html`
      <atlas-parts .state=${this.stateForInner}></atlas-parts>
      ${several ? this.choice() : nothing}
      <div class="groups">
        ${groups
          .filter(({ others }) => others.length > 0)
          .map(
            ({ title, others }) => html`<section .style="grid-row: span ${others.length + 2}">
              <h3>${title}</h3>
              <dl>
                ${others.map((metric) => this.metric(metric))}
              </dl>
            </section>`,
          )}
      </div>
      ${groups
        .filter((group) => group.families.length > 0)
        .map((group) =>
          this.table(several ? `${group.title}, of all tasks` : group.title, group.families),
        )}
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

  private table(title: string, columns: readonly Family[]) {
    return html`<table>
      <caption>
        <h3>${title}</h3>
      </caption>
      <thead>
        <tr>
          <td></td>
          ${columns.map(({ each }) => html`<th scope="col">${each.doc.title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${familyRows(columns).map(
          ({ title, cells }) => html`<tr>
            <th scope="row">${title}</th>
            ${cells.map((metric) => html`<td>${metric ? this.cell(metric) : nothing}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  private cell({ doc, value, before }: Measured) {
    return html`<div data-metric=${doc.id}>
      ${before === null || value === null ? nothing : changeOf(doc, value, before)}
      ${this.explained(doc, before, value === null ? '–' : amount(doc, value))}
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
