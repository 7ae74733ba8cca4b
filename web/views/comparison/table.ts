// `<atlas-comparison-table>`: the numbers of all compared designs: the bytes of each category, then every metric, with the
// best of a row marked and the differences from A.
//
// Rows that are the same for all designs at every step are folded away. The whole series decide, so that stepping never
// moves a row. The rows of categories are the maps' legend too.

import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { CategoryDoc, MetricDoc, Series } from '../../engine/wire';
import { categoryTitle } from '../../render/category';
import { formatCount } from '../../render/format';
import type { Measure } from '../../render/measure';
import { lookOfBoth } from '../../render/palette';
import { isMachineTelling, type MetricGroup, metricDocGroups, type State } from '../../state';
import { costChoice } from '../controls/cost';
import { explained } from '../explained';
import { amount, size } from '../size';
import { aboutMetric, changeOf } from '../statistics/measure';
import { shared } from '../styles';
import { define, fields } from '../view';
import { comparedViewOf } from './compared-view';
import { letter, letterStyles } from './letter';
import { designNames } from './names';
import { alikeThroughout, bestOf } from './numbers';
import { tableStyles } from './table-styles';

interface Row {
  readonly id: string;
  readonly title: unknown;
  readonly better: MetricDoc['better'];
  readonly values: readonly (number | null)[];
  readonly print: (value: number) => unknown;
  readonly change: (value: number, reference: number) => unknown;
}

const PART: Measure = { unit: 'bytes', better: 'neither' };

export class ComparisonTable extends comparedViewOf(
  fields(
    'compare',
    'activePlace',
    'design',
    'preset',
    'catalog',
    'scenario',
    'lessons',
    'carried',
    'cost',
  ),
  fields('frame', 'series'),
) {
  static override styles = [shared, letterStyles, tableStyles];

  @property({ attribute: false }) pinned: string | null = null;
  @property({ attribute: false }) onPin: (category: string | null) => void = () => {};
  @property({ attribute: false }) onPoint: (category: string | null) => void = () => {};
  @state() private isFull = false;

  /** The metrics that are the same for all designs at every step, and the series that this was read from. */
  private alike: ReadonlySet<string> = new Set();
  private series: readonly (Series | null)[] = [];

  protected override willUpdate(): void {
    const series = this.designs.map(({ state }) => state.series?.data ?? null);
    const isSame =
      series.length === this.series.length && series.every((each, at) => each === this.series[at]);
    if (isSame) return;
    this.series = series;
    this.alike = alikeThroughout(series);
  }

  protected override render() {
    const names = designNames(this.state);
    const areTelling = this.designs.some(({ state }) => isMachineTelling(state));
    const groups = metricDocGroups(this.state, areTelling);
    return html`<div class="caption flow">
        <h2 id="caption">Numbers at this step</h2>
        <span class="soft small">
          <span class="best" aria-hidden="true"></span> the best of a row ·
          <span aria-hidden="true">▲▼</span> against A
        </span>
      </div>
      <div class="table" data-designs=${this.designs.length} .style="--designs: ${this.designs.length}">
        <table role="table" aria-labelledby="caption">
          <thead role="rowgroup">
            <tr role="row">
              <td role="cell"></td>
              ${names.map(
                ({ title }, place) => html`<th class="one-line" scope="col" role="columnheader">
                  ${letter(place, place === this.state.activePlace)} <span class="title">${title}</span>
                </th>`,
              )}
            </tr>
          </thead>
          ${this.group('Where the bytes are', this.parts(), [])}
          ${groups.map((group) => this.group(group.title, this.rows(group), group.costs))}
        </table>
      </div>
      ${
        this.alike.size === 0
          ? nothing
          : html`<button class="link small" @click=${() => {
              this.isFull = !this.isFull;
            }}>
              ${
                this.isFull
                  ? 'Fold what is the same for all, at every step'
                  : `Show ${formatCount(this.alike.size)} more that are the same for all, at every step`
              }
            </button>`
      }`;
  }

  private group(title: string, rows: readonly Row[], costs: readonly MetricDoc[]) {
    if (rows.length === 0) return nothing;
    return html`<tbody role="rowgroup">
      <tr role="row" class="group">
        <th scope="rowgroup" role="rowheader" colspan=${this.designs.length + 1}>
          <h3>${title}</h3>
          ${costs.length === 0 ? nothing : costChoice(this.state, costs, (action) => this.dispatch(action))}
        </th>
      </tr>
      ${rows.map((row) => this.row(row))}
    </tbody>`;
  }

  private row({ id, title, better, values, print, change }: Row) {
    const best = bestOf(values, better);
    const [reference] = values;
    return html`<tr role="row" data-row=${id}>
      <th scope="row" role="rowheader">${title}</th>
      ${values.map((value, place) => {
        const isBest = value !== null && value === best;
        const against = place > 0 && value !== null && typeof reference === 'number';
        return html`<td role="cell" class=${isBest ? 'is-best' : ''}>
          ${against ? change(value, reference) : nothing}
          <span class="value"
            >${isBest ? html`<span class="best" aria-hidden="true"></span>` : nothing}${
              value === null ? '–' : print(value)
            }${isBest ? html`<span class="visually-hidden">, best</span>` : nothing}</span
          >
        </td>`;
      })}
    </tr>`;
  }

  private rows({ docs }: MetricGroup): Row[] {
    const shown = this.isFull ? docs : docs.filter(({ id }) => !this.isFolded(id));
    return shown.map((doc) => ({
      id: doc.id,
      title: this.metricTitle(doc),
      better: doc.better,
      values: this.designs.map(({ state }) => measured(state, doc.id)),
      print: (value) => amount(doc, value),
      change: (value, reference) => changeOf(doc, value, reference, 'than A'),
    }));
  }

  /** Samples may be equal where a step between them differs: values that differ now are shown. */
  private isFolded(metric: string): boolean {
    if (!this.alike.has(metric)) return false;
    const values = this.designs.map(({ state }) => measured(state, metric));
    return values.every((value) => value === values[0]);
  }

  private parts(): Row[] {
    return (this.state.catalog?.categories ?? []).map((doc) => ({
      id: doc.id,
      title: this.partTitle(doc),
      better: PART.better,
      values: this.designs.map(
        ({ state }) =>
          state.frame?.parts.find(({ category }) => category === doc.id)?.bytes ?? null,
      ),
      print: size,
      change: (value, reference) => changeOf(PART, value, reference, 'than A'),
    }));
  }

  private metricTitle(doc: MetricDoc) {
    return explained(`tip-${doc.id}`, doc.title, aboutMetric(doc));
  }

  private partTitle(doc: CategoryDoc) {
    const tip = `tip-${doc.id}`;
    const isPinned = this.pinned === doc.id;
    return html`<atlas-explained>
      <button
        class="word"
        aria-describedby=${tip}
        aria-pressed=${isPinned}
        @click=${() => this.onPin(isPinned ? null : doc.id)}
        @pointerenter=${(event: PointerEvent) => event.pointerType !== 'touch' && this.onPoint(doc.id)}
        @pointerleave=${() => this.onPoint(null)}
      >
        <i class="swatch" .style="background: ${lookOfBoth(doc.id).fill}"></i>
        <span>${categoryTitle(doc)}</span>
      </button>
      <div slot="tip" role="tooltip" id=${tip}>
        <p>${doc.summary}</p>
        <p class="soft">Pick it to make it stand out on the maps.</p>
      </div>
    </atlas-explained>`;
  }
}

function measured({ frame }: Pick<State, 'frame'>, metric: string): number | null {
  return frame?.metrics[metric] ?? null;
}

define('atlas-comparison-table', ComparisonTable);
