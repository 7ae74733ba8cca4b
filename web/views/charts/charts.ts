// `<atlas-charts>`: the metrics over the whole scenario, with a cursor at the step; where designs are compared, all in one
// plot. A press on a chart goes to that step.
//
// drawn.ts chooses the charts, plot.ts draws one. A sentence for each line tells screen readers the same.
//
// The plotting library is fetched when the first charts are on the page; where it can't be loaded, the rest of the page works.

import { css, html, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { property, state } from 'lit/decorators.js';
import uplotStyles from 'uplot/dist/uPlot.min.css?inline';
import { nextFrame } from '../../base/next-frame';
import {
  costsOf,
  hasSeveralSpaces,
  OF_THE_MACHINE,
  ofHiddenCosts,
  placeLetter,
  type State,
  shownCost,
} from '../../state';
import { comparedViewOf } from '../comparison/compared-view';
import { costChoice } from '../controls/cost';
import { swatch } from '../memory-map/chips';
import { shared } from '../styles';
import { define, fields } from '../view';
import { LINE_PROPERTIES } from './colours';
import {
  chartAbout,
  comparedCharts,
  type Drawn,
  type DrawnLine,
  drawnCharts,
  lineSentence,
} from './drawn';
import type { Plot, PlotData } from './plot';

const PLOT_HEIGHT_PX = 150;

export class ChartsView extends comparedViewOf(
  fields('series', 'formerSeries', 'frame', 'catalog', 'cost', 'scenario', 'lessons'),
  fields('series', 'frame'),
) {
  static override styles = [
    unsafeCSS(uplotStyles),
    shared,
    css`
      :host {
        ${unsafeCSS(LINE_PROPERTIES)}
      }
      figure + figure {
        margin-top: 1.25rem;
      }
      figcaption,
      figcaption ul {
        gap: 0.15rem 1rem;
        min-height: 1.5rem;
      }
      figcaption li {
        gap: 0.4rem;
      }
      figcaption li.line::before {
        content: '';
        width: 0.9rem;
        height: 3px;
        border-radius: 2px;
        background: var(--colour);
      }
      figcaption li.former::before,
      figcaption li.ceiling::before {
        content: '';
        width: 0.9rem;
        height: 1px;
        background: repeating-linear-gradient(90deg, currentcolor 0 3px, transparent 3px 6px);
      }
      figcaption li.ceiling::before {
        height: 2px;
        background: repeating-linear-gradient(90deg, currentcolor 0 6px, transparent 6px 9px);
      }
      .swatch {
        width: 1.1rem;
        height: 0.8rem;
        border-radius: 2px;
      }
      .whose {
        margin-bottom: 0.75rem;
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
      @media print {
        .plot {
          height: auto;
        }
        .uplot,
        .u-wrap {
          width: 100% !important;
          height: auto !important;
        }
        .u-under,
        .u-over,
        .u-axis {
          display: none;
        }
      }
    `,
  ];

  /** Metrics that a text speaks of: only the chart with most of them is shown. `null` shows all charts. */
  @property({ attribute: false }) measures: readonly string[] | null = null;
  /** Whether what comes after the step is the answer to a question. */
  @property({ attribute: false }) isSecret = false;
  @state() private failed = false;

  /** The step under the pointer, whose values the legends show; `null` shows the current step's. */
  @state() private pointed: number | null = null;
  private plots: Plot[] = [];
  /** `null` until it is fetched. */
  private plotter: typeof import('./plot') | null = null;
  private drawn: readonly Drawn[] = [];
  /** The shape that the plots were built for. */
  private built = '';
  private resizing: ResizeObserver | null = null;
  private sighting: IntersectionObserver | null = null;
  private scheme: MediaQueryList | null = null;
  private readonly repaint = () => this.rebuild();
  /** On paper charts have light colours, and charts that have not been in sight are drawn too. */
  private readonly beforePrint = () => {
    this.style.colorScheme = 'light';
    this.build(true);
  };
  private readonly afterPrint = () => {
    this.style.colorScheme = '';
    this.rebuild();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    this.resizing = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      if (width > 0) for (const plot of this.plots) plot.setWidth(width);
    });
    this.resizing.observe(this);
    this.scheme = matchMedia('(prefers-color-scheme: dark)');
    this.scheme.addEventListener('change', this.repaint);
    window.addEventListener('beforeprint', this.beforePrint);
    window.addEventListener('afterprint', this.afterPrint);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizing?.disconnect();
    this.sighting?.disconnect();
    this.scheme?.removeEventListener('change', this.repaint);
    window.removeEventListener('beforeprint', this.beforePrint);
    window.removeEventListener('afterprint', this.afterPrint);
    this.clear();
  }

  protected override willUpdate(): void {
    const charts = this.isSecret ? [] : this.charts();
    const only = this.measures && chartAbout(charts, this.measures);
    const isHidden = ofHiddenCosts(this.state);
    this.drawn = only ? [only] : charts.filter(({ about }) => !about.every(isHidden));
  }

  private charts(): readonly Drawn[] {
    const { designs, state } = this;
    if (designs.length < 2) return drawnCharts(state);
    const compared = designs.map(({ state: { series, frame } }, place) => ({
      letter: placeLetter(place),
      series: series?.data ?? null,
      metrics: frame?.metrics ?? null,
    }));
    return comparedCharts(state.catalog, compared);
  }

  protected override render() {
    if (this.isSecret) {
      return html`<p class="soft small">Shown when you have answered the last question.</p>`;
    }
    if (this.failed) {
      return html`<p class="soft small">
        The charts could not be loaded. Reload the page to see them.
      </p>`;
    }
    return html`${
      hasSeveralSpaces(this.state)
        ? html`<p class="whose soft small">${OF_THE_MACHINE}</p>`
        : nothing
    }
    ${this.drawn.map(
      ({ title, about, lines, ceiling, former, print }) => html`<figure>
        <figcaption class="flow">
          <h3>${title}</h3>
          ${this.costs(about)}
          <ul class="flow small">
            ${lines.map((line) => this.entry(line, print))}
            ${ceiling ? html`<li class="ceiling flow">${ceiling.title} <output>${print(ceiling.value)}</output></li>` : nothing}
            ${former ? html`<li class="former flow">before the change</li>` : nothing}
          </ul>
        </figcaption>
        <div class="plot" aria-hidden="true"></div>
        <p class="visually-hidden">${lines.map((line) => lineSentence(line, print))}</p>
      </figure>`,
    )}`;
  }

  /** The choice of another cost, beside the chart of the one that is shown. */
  private costs(about: readonly string[]) {
    const shown = shownCost(this.state);
    const costs = costsOf(this.state);
    const isAbout = about.some((id) => id === shown?.id || id.startsWith(`${shown?.id}_`));
    return this.measures === null && isAbout && costs.length > 1
      ? costChoice(this.state, costs, (action) => this.dispatch(action))
      : nothing;
  }

  private async fetchPlotter(): Promise<void> {
    try {
      this.plotter = await import('./plot');
    } catch {
      this.failed = true;
      return;
    }
    if (this.isConnected) this.rebuild();
  }

  private entry(line: DrawnLine, print: Drawn['print']) {
    const { title, colour } = line;
    const value = html`${title} <output>${this.legend(line, print)}</output>`;
    return typeof colour === 'string'
      ? html`<li class="line flow" .style="--colour: var(${colour})">${value}</li>`
      : html`<li class="flow">${swatch(line.id, colour)} ${value}</li>`;
  }

  protected override firstUpdated(): void {
    void this.fetchPlotter();
    this.sighting = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.build();
      },
      { rootMargin: '300px' },
    );
    this.sighting.observe(this);
  }

  private build(atOnce = false): void {
    this.sighting?.disconnect();
    this.sighting = null;
    this.rebuild(atOnce);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.sighting) return;
    const before = changed.get('state') as State | undefined;
    const { series, formerSeries } = this.state;
    const isOther =
      changed.has('state') && (before?.series !== series || before.formerSeries !== formerSeries);
    if (this.built !== shapeOf(this.drawn)) {
      this.rebuild();
    } else if (isOther || changed.has('designs')) {
      this.drawn.forEach((each, index) => {
        this.plots[index]?.setData(this.data(each));
      });
    }
    for (const plot of this.plots) plot.setStep(this.state.frame?.step ?? 0);
  }

  private legend({ values, now }: DrawnLine, print: Drawn['print']): string {
    const pointed = this.pointed;
    if (pointed === null) return now === null ? '' : print(now);
    const bucket = this.steps.findIndex((last) => last >= pointed);
    return print(values[bucket] ?? values.at(-1) ?? 0);
  }

  private get steps(): readonly number[] {
    const { series } = this.designs[0]?.state ?? this.state;
    return series?.data.steps ?? [];
  }

  private data(chart: Drawn): PlotData {
    const formerSteps = chart.former ? (this.state.formerSeries?.steps ?? []) : [];
    return { chart, steps: this.steps, formerSteps };
  }

  private clear(): void {
    for (const plot of this.plots) plot.destroy();
    this.plots = [];
  }

  /** Plots all charts: one now and one in each frame, so that no task is long, or all of them `atOnce`. */
  private rebuild(atOnce = false): void {
    const plotter = this.plotter;
    if (this.sighting || !plotter) return;
    this.built = shapeOf(this.drawn);
    this.clear();
    void this.plotAll(plotter, this.plots, atOnce);
  }

  /** Ends where other plots have taken the place of these. */
  private async plotAll(
    { createPlot }: typeof import('./plot'),
    plots: Plot[],
    atOnce: boolean,
  ): Promise<void> {
    const parents = [...this.renderRoot.querySelectorAll<HTMLElement>('.plot')];
    for (const [index, parent] of parents.entries()) {
      const chart = this.drawn[index];
      if (plots !== this.plots || !chart) return;
      const plot = createPlot(this.data(chart), {
        parent,
        width: Math.floor(this.clientWidth),
        height: PLOT_HEIGHT_PX,
        colour: (property) => this.colour(property),
        onSeek: (step) => this.dispatch({ type: 'seek', step }),
        onPoint: (step) => {
          this.pointed = step;
        },
      });
      plot.setStep(this.state.frame?.step ?? 0);
      plots.push(plot);
      if (!atOnce) await nextFrame();
    }
  }

  /** Canvases know neither custom properties nor `light-dark()`. */
  private colour(property: string): string {
    const probe = document.createElement('i');
    probe.style.color = `var(${property})`;
    this.renderRoot.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }
}

/** A text that differs where plots have to be built anew. */
function shapeOf(drawn: readonly Drawn[]): string {
  return drawn
    .map(({ title, lines, ceiling }) =>
      [title, ceiling?.value, ...lines.map(({ id }) => id)].join(),
    )
    .join('\n');
}

define('atlas-charts', ChartsView);
