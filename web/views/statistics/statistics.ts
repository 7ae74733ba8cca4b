// `<atlas-statistics>`: the numbers at the step, each with its formula, and where every byte of the
// region is.
//
// What is measured, how it is computed and which way is better come from the catalogue. After a change
// of design each number shows by how much it changed at the same step: that is the design's price.

import { css, html, nothing } from 'lit';
import type { MetricDoc } from '../../engine/wire';
import { type Family, families, type Measured, metricGroups, type State } from '../../state';
import '../explained';
import { shared } from '../styles';
import { define, View } from '../view';
import { changeOf, changeStyles, printMeasure } from './measure';
import './parts';

export class StatisticsView extends View {
  static override styles = [
    shared,
    changeStyles,
    css`
      .groups {
        /* Groups of unequal length lie close, each as many rows tall as it has lines. */
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr));
        grid-auto-rows: 1.75rem;
        column-gap: 2rem;
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
      dt button,
      td button {
        min-height: 0;
        padding: 0;
        border: 0;
        border-radius: 2px;
        background: none;
        text-align: start;
        text-decoration: underline dotted var(--atlas-line-strong) 1px;
        text-underline-offset: 0.25em;
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
      .scroller {
        overflow-x: auto;
      }
      table {
        width: 100%;
        min-width: 32rem;
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
      .formula {
        margin-top: 0.4rem;
        padding: 0.35rem 0.5rem;
        border-radius: 4px;
        background: var(--atlas-sunken);
        font-family: var(--atlas-mono);
        font-size: var(--atlas-text-tiny);
      }
    `,
  ];

  protected override slices({ frame, catalog, baseline }: State) {
    return [frame, catalog, baseline];
  }

  protected override render() {
    const groups = metricGroups(this.state).map(({ title, metrics }) => ({
      title,
      ...families(metrics),
    }));
    return html`
      <atlas-parts .state=${this.state}></atlas-parts>
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
        .map((group) => this.table(group.title, group.families))}
    `;
  }

  /** Families side by side: a row each, what one step cost first, then the summaries. */
  private table(title: string, rows: readonly Family[]) {
    const columns = rows[0]?.summaries.map(({ doc }) => doc.title.split(', ').at(-1)) ?? [];
    return html`<div class="scroller" tabindex="0" role="group" aria-label=${title}>
      <table>
        <caption>
          <h3>${title}</h3>
        </caption>
        <thead>
          <tr>
            <td></td>
            <th scope="col">this step</th>
            ${columns.map((column) => html`<th scope="col">${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ each, summaries }) => html`<tr>
              <th scope="row">${each.doc.title}</th>
              ${[each, ...summaries].map((metric) => html`<td>${this.cell(metric)}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private cell({ doc, value, before }: Measured) {
    return html`<div data-metric=${doc.id}>
      ${before === null || value === null ? nothing : changeOf(doc, value, before)}
      ${this.explained(doc, before, value === null ? '–' : printMeasure(doc, value))}
    </div>`;
  }

  private metric({ doc, value, before }: Measured) {
    return html`<div data-metric=${doc.id}>
      <dt>${this.explained(doc, before, doc.title)}</dt>
      <dd>
        ${before === null || value === null ? nothing : changeOf(doc, value, before)}
        <output>${value === null ? '–' : printMeasure(doc, value)}</output>
      </dd>
    </div>`;
  }

  /** Something written that explains the metric it stands for. */
  private explained(doc: MetricDoc, before: number | null, text: string) {
    const tip = `tip-${doc.id}`;
    return html`<atlas-explained>
      <button aria-describedby=${tip}>${text}</button>
      <div slot="tip" role="tooltip" id=${tip}>
        <p><b>${doc.title}.</b> ${doc.summary}</p>
        <p class="formula">${doc.formula}</p>
        ${before === null ? nothing : html`<p>With the design before: ${printMeasure(doc, before)}</p>`}
      </div>
    </atlas-explained>`;
  }
}

define('atlas-statistics', StatisticsView);
