// `<atlas-statistics>`: the numbers at the step, each with its formula, and where every byte of the
// region is.
//
// What is measured, how it is computed and which way is better come from the catalogue. After a change
// of design each number shows by how much it changed at the same step: that is the design's price.

import { css, html, nothing } from 'lit';
import { type Measured, metricGroups, type State } from '../../state';
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
        columns: 17rem auto;
        column-gap: 2rem;
        margin-top: 1.25rem;
      }
      section {
        break-inside: avoid;
        margin-bottom: 1.25rem;
      }
      dl > div {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: 0.75rem;
        min-height: 1.75rem;
        border-bottom: 1px solid var(--atlas-line);
      }
      dt button {
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
    return html`
      <atlas-parts .state=${this.state}></atlas-parts>
      <div class="groups">
        ${metricGroups(this.state).map(
          ({ title, metrics }) => html`<section>
            <h3>${title}</h3>
            <dl>
              ${metrics.map((metric) => this.metric(metric))}
            </dl>
          </section>`,
        )}
      </div>
    `;
  }

  private metric({ doc, value, before }: Measured) {
    const tip = `tip-${doc.id}`;
    return html`<div data-metric=${doc.id}>
      <dt>
        <atlas-explained>
          <button aria-describedby=${tip}>${doc.title}</button>
          <div slot="tip" role="tooltip" id=${tip}>
            <p>${doc.summary}</p>
            <p class="formula">${doc.formula}</p>
            ${before === null ? nothing : html`<p>With the design before: ${printMeasure(doc, before)}</p>`}
          </div>
        </atlas-explained>
      </dt>
      <dd>
        ${before === null || value === null ? nothing : changeOf(doc, value, before)}
        <output>${value === null ? '–' : printMeasure(doc, value)}</output>
      </dd>
    </div>`;
  }
}

define('atlas-statistics', StatisticsView);
