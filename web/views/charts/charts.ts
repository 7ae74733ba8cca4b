// `<atlas-charts>`: how the numbers went over the whole scenario, with the step as a cursor. A press on
// a chart goes to that step.
//
// Names the few metrics worth a chart by their ids; those the engine doesn't measure are left out.
// What the charts say is also said in a sentence each, for those who don't see them.

import { css, html, nothing, type PropertyValues, unsafeCSS } from 'lit';
import uplotStyles from 'uplot/dist/uPlot.min.css?inline';
import type { MetricDoc, Series, SeriesColumn } from '../../engine/wire';
import { formatBytesTersely, formatCount, formatNumber } from '../../render/format';
import type { State } from '../../state';
import { shared } from '../styles';
import { define, View } from '../view';
import type { Plot, PlotData } from './plot';

const PLOT_HEIGHT_PX = 150;
const AXIS_WIDTH_PX = 58;

interface Chart {
  readonly title: string;
  /** Metric id and the colour of its line, a custom property of this view. */
  readonly lines: readonly { readonly metric: string; readonly colour: string }[];
}

const CHARTS: readonly Chart[] = [
  {
    title: 'Memory',
    lines: [
      { metric: 'heap_bytes', colour: '--line-1' },
      { metric: 'payload_bytes', colour: '--line-2' },
      { metric: 'requested_bytes', colour: '--line-3' },
    ],
  },
  {
    title: 'Fragmentation',
    lines: [
      { metric: 'external_fragmentation', colour: '--line-1' },
      { metric: 'internal_fragmentation', colour: '--line-3' },
    ],
  },
  { title: 'Freed, and waiting', lines: [{ metric: 'stagnant_bytes', colour: '--line-4' }] },
  cost('Cost: blocks examined', 'probes'),
  cost('Cost: words of metadata', 'words'),
  cost('Cost: lines of cache', 'lines'),
];

/** A measure of cost at each step, and what its summaries had come to by then. */
function cost(title: string, metric: string): Chart {
  return {
    title,
    lines: [
      { metric, colour: '--line-2' },
      { metric: `${metric}_mean`, colour: '--line-3' },
      { metric: `${metric}_p99`, colour: '--line-1' },
      { metric: `${metric}_max`, colour: '--line-4' },
    ],
  };
}

/** A chart with the data and documentation of its lines. */
interface Drawn {
  readonly chart: Chart;
  readonly lines: readonly {
    readonly doc: MetricDoc;
    readonly column: SeriesColumn;
    readonly colour: string;
  }[];
}

export class ChartsView extends View {
  static override styles = [
    unsafeCSS(uplotStyles),
    shared,
    css`
      :host {
        --line-1: light-dark(#c2410c, #f2945c);
        --line-2: light-dark(#1b68a6, #62b0f5);
        --line-3: light-dark(#00795a, #4cc79d);
        --line-4: light-dark(#6b3fa0, #c4a1f0);
      }
      figure + figure {
        margin-top: 1.25rem;
      }
      figcaption {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0.15rem 1rem;
        min-height: 1.5rem;
      }
      figcaption ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0.15rem 1rem;
        font-size: var(--atlas-text-small);
      }
      figcaption li {
        display: flex;
        align-items: center;
        gap: 0.4rem;
      }
      figcaption li::before {
        content: '';
        width: 0.9rem;
        height: 3px;
        border-radius: 2px;
        background: var(--colour);
      }
      figcaption li.former::before {
        background: repeating-linear-gradient(90deg, currentcolor 0 3px, transparent 3px 6px);
        height: 1px;
      }
      output {
        min-width: 4.5em;
        font-weight: 600;
      }
      .plot {
        height: ${PLOT_HEIGHT_PX}px;
      }
      .plot .u-over {
        cursor: crosshair;
        touch-action: pan-y;
      }
    `,
  ];

  /** The step under the pointer, whose values the legends show; the one on the screen otherwise. */
  private pointed: number | null = null;
  private plots: Plot[] = [];
  private drawn: readonly Drawn[] = [];
  private series: Series | null = null;
  private resizing: ResizeObserver | null = null;
  private sighting: IntersectionObserver | null = null;
  private scheme: MediaQueryList | null = null;
  private readonly repaint = () => this.rebuild();

  protected override slices({ series, formerSeries, frame, catalog }: State) {
    return [series, formerSeries, frame?.step, catalog];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resizing = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      if (width > 0) for (const plot of this.plots) plot.setWidth(width);
    });
    this.resizing.observe(this);
    this.scheme = matchMedia('(prefers-color-scheme: dark)');
    this.scheme.addEventListener('change', this.repaint);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizing?.disconnect();
    this.sighting?.disconnect();
    this.scheme?.removeEventListener('change', this.repaint);
    this.clear();
  }

  protected override willUpdate(): void {
    const { series, catalog } = this.state;
    this.series = series?.data ?? null;
    this.drawn = CHARTS.map((chart) => ({
      chart,
      lines: chart.lines.flatMap(({ metric, colour }) => {
        const doc = catalog?.metrics.find(({ id }) => id === metric);
        const column = columnOf(this.series, metric);
        return doc && column ? [{ doc, column, colour }] : [];
      }),
    }));
  }

  protected override render() {
    return this.drawn.map(
      ({ chart, lines }) => html`<figure>
        <figcaption>
          <h3>${chart.title}</h3>
          <ul>
            ${lines.map(
              ({ doc, column, colour }) => html`<li .style="--colour: var(${colour})">
                ${doc.title}
                <output>${this.legend(doc, column)}</output>
              </li>`,
            )}
            ${this.state.formerSeries ? html`<li class="former">before the change</li>` : nothing}
          </ul>
        </figcaption>
        <div class="plot" aria-hidden="true"></div>
        <p class="visually-hidden">${lines.map(({ doc, column }) => sentence(doc, column))}</p>
      </figure>`,
    );
  }

  protected override firstUpdated(): void {
    this.sighting = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.sighting?.disconnect();
        this.sighting = null;
        this.rebuild();
      },
      { rootMargin: '300px' },
    );
    this.sighting.observe(this);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.sighting) return;
    const lines = this.drawn.reduce((sum, each) => sum + each.lines.length, 0);
    const before = changed.get('state') as State | undefined;
    if (this.plots.length === 0 && lines > 0) {
      this.rebuild();
    } else if (
      before?.series !== this.state.series ||
      before.formerSeries !== this.state.formerSeries
    ) {
      this.drawn.forEach((each, index) => {
        this.plots[index]?.setData(this.data(each));
      });
    }
    for (const plot of this.plots) plot.setStep(this.state.frame?.step ?? 0);
  }

  /** The legend's value: under the pointer, or at the step. */
  private legend(doc: MetricDoc, column: SeriesColumn): string {
    const { pointed } = this;
    if (pointed !== null) {
      const bucket = this.series?.steps.findIndex((last) => last >= pointed) ?? -1;
      return printed(doc, column.maxima[bucket] ?? column.maxima.at(-1) ?? 0);
    }
    const value = this.state.frame?.metrics.find(({ id }) => id === doc.id)?.value;
    return value === undefined ? '' : printed(doc, value);
  }

  private data({ lines }: Drawn): PlotData {
    const former = this.state.formerSeries;
    return {
      steps: this.series?.steps ?? [],
      lines: lines.map(({ doc, column, colour }) => ({
        label: doc.title,
        colour: this.colour(colour),
        values: column.maxima,
      })),
      former: former && {
        steps: former.steps,
        lines: lines.map(({ doc }) => columnOf(former, doc.id)?.maxima ?? []),
      },
    };
  }

  private clear(): void {
    for (const plot of this.plots) plot.destroy();
    this.plots = [];
  }

  private async rebuild(): Promise<void> {
    if (this.sighting || !this.drawn.some(({ lines }) => lines.length > 0)) return;
    const { createPlot } = await import('./plot');
    if (!this.isConnected) return;
    this.clear();
    const colours = {
      text: this.colour('--atlas-ink-soft'),
      grid: this.colour('--atlas-line'),
      cursor: this.colour('--atlas-ink'),
    };
    const parents = [...this.renderRoot.querySelectorAll<HTMLElement>('.plot')];
    this.plots = this.drawn.flatMap((each, index) => {
      const parent = parents[index];
      const doc = each.lines[0]?.doc;
      if (!parent || !doc) return [];
      const options = {
        parent,
        width: Math.floor(this.clientWidth),
        height: PLOT_HEIGHT_PX,
        colours,
        axisWidth: AXIS_WIDTH_PX,
        print: (value: number) => printed(doc, value),
        printStep: formatCount,
        isBinary: doc.unit === 'bytes',
        onSeek: (step: number) => this.dispatch({ type: 'seek', step }),
        onPoint: (step: number | null) => this.point(step),
      };
      const plot = createPlot(options, this.data(each));
      plot.setStep(this.state.frame?.step ?? 0);
      return [plot];
    });
  }

  /** A custom property as a colour that a canvas understands, which knows no `light-dark()`. */
  private colour(property: string): string {
    const probe = document.createElement('i');
    probe.style.color = `var(${property})`;
    this.renderRoot.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }

  private point(step: number | null): void {
    if (step === this.pointed) return;
    this.pointed = step;
    this.requestUpdate('pointed');
  }
}

function columnOf(series: Series | null, metric: string): SeriesColumn | undefined {
  return series?.columns.find((each) => each.metric === metric);
}

function printed({ unit }: MetricDoc, value: number): string {
  switch (unit) {
    case 'bytes':
      return formatBytesTersely(value);
    case 'ratio':
      return `${formatNumber(100 * value)} %`;
    case 'count':
      return formatNumber(value);
  }
}

function sentence(doc: MetricDoc, { values, maxima }: SeriesColumn): string {
  const last = values.at(-1);
  if (last === undefined) return '';
  const most = Math.max(...maxima);
  return `${doc.title}: at most ${printed(doc, most)}, at the end ${printed(doc, last)}. `;
}

define('atlas-charts', ChartsView);
