// `<atlas-divergence>`: the steps at which compared designs differ from A: buttons to the first, next and previous one, and
// for each design a strip over the whole scenario.
//
// Steps that are not compared yet are left open. A design that differs nowhere, or nearly everywhere with the same outcomes,
// has no strip, which would be of one colour: words say it all. The strips are for eyes and pointers; keyboards and screen
// readers use the buttons. The element's own content stands in its first line.

import { css, html, nothing, svg } from 'lit';
import { type Divergence, nextDivergence, previousDivergence } from '../../domain/divergence';
import { formatCount, formatShare } from '../../render/format';
import { hasQuestionsLeft, placeLetter, type State } from '../../state';
import '../explained';
import { icons } from '../icons';
import { shared } from '../styles';
import { define, fields } from '../view';
import { comparedViewOf, type SelectedDesign } from './compared-view';
import { letter, letterStyles } from './letter';

/** About one for each pair of pixels of a wide figure. */
const STRETCHES = 400;
/** The height of a stretch with a single divergence, of 1, so that it can be seen. */
const HEIGHT_MIN = 0.35;
/** A strip of which more is filled tells nothing of where. */
const SHARE_MAX = 0.9;

export class DivergenceView extends comparedViewOf(
  (state) => ({
    ...fields('compare', 'activePlace', 'step', 'run')(state),
    isSecret: hasQuestionsLeft(state),
  }),
  fields('run'),
) {
  static override styles = [
    shared,
    letterStyles,
    css`
      :host {
        display: grid;
        /* A long operation is cut short, and makes nothing wider. */
        grid-template-columns: minmax(0, 1fr);
        gap: 0.4rem;
      }
      .flow {
        gap: 0.35rem;
        min-height: 2rem;
      }
      .flow button {
        min-height: 1.9rem;
        font-size: var(--atlas-text-small);
      }
      .step {
        padding-inline: 0.5rem;
      }
      .neighbours {
        display: flex;
        gap: 0.35rem;
      }
      /* Their room stays: what is below does not move when it is known that there is nowhere to go. */
      .neighbours[data-idle],
      /* Where answers part is half of an answer. */
      [data-secret] > :not(slot) {
        visibility: hidden;
      }
      slot {
        display: block;
        min-width: 0;
        max-width: 100%;
        margin-inline-end: auto;
      }
      .summary {
        padding-inline-end: 0.5rem;
      }
      ul {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: 0.2rem 0.6rem;
      }
      li {
        display: grid;
        grid-column: 1 / -1;
        grid-template-columns: subgrid;
        align-items: center;
      }
      li .letter {
        width: 1.2rem;
        height: 1.2rem;
        font-size: 0.6875rem;
      }
      .strip {
        position: relative;
        height: 14px;
        border-radius: 3px;
        background: var(--atlas-sunken);
        box-shadow: inset 0 0 0 1px var(--atlas-line);
        cursor: pointer;
        touch-action: pan-y;
      }
      .strip svg {
        display: block;
        width: 100%;
        height: 100%;
        fill: color-mix(in srgb, var(--atlas-accent) 35%, var(--atlas-surface));
      }
      .outcomes {
        fill: var(--atlas-accent);
      }
      .unknown {
        position: absolute;
        inset: 0 0 0 auto;
        background: repeating-linear-gradient(
          -45deg,
          transparent 0 4px,
          var(--atlas-line) 4px 5px
        );
      }
      .now {
        position: absolute;
        inset-block: -3px;
        width: 2px;
        margin-left: -1px;
        border-radius: 1px;
        background: var(--atlas-ink);
        pointer-events: none;
      }
      .share {
        min-width: 8.5rem;
        white-space: nowrap;
      }
      .share:nth-child(2) {
        grid-column: 2 / -1;
      }
      /* The operation has a line of its own, however short it is: another step's would take one. */
      @container figure (700px <= width < 900px) {
        slot {
          flex-basis: 100%;
        }
      }
      @container figure (width < 700px) {
        slot,
        .summary {
          flex-basis: 100%;
        }
        /* Its line stays where there is nothing to say: what it says changes from step to step. */
        .summary {
          min-height: 1lh;
        }
        .flow button {
          min-height: 2.6rem;
        }
        .step {
          min-width: 2.6rem;
        }
        ul {
          grid-template-columns: auto minmax(0, 1fr);
        }
        .share {
          grid-column: 2;
          white-space: normal;
        }
        /* The room of a strip above it: nothing moves when the last step is compared. */
        .share:nth-child(2) {
          padding-bottom: calc(14px + 0.2rem);
        }
      }
    `,
  ];

  private readonly paths = new WeakMap<Divergence, { places: string; outcomes: string }>();

  protected override render() {
    const found = this.designs.slice(1).flatMap(({ divergence }) => divergence ?? []);
    const { step, isSecret } = this.state;
    return html`<div class="flow" ?data-secret=${isSecret}>
        <slot></slot>
        <span class="summary soft small">${this.summary()}</span>
        ${this.first(found)}
        <span class="neighbours" ?data-idle=${found.every(isSameThroughout)}>
          ${this.neighbour('Previous', icons.back, previousDivergence(found, step))}
          ${this.neighbour('Next', icons.forward, nextDivergence(found, step))}
        </span>
      </div>
      <ul aria-label="Where each design differs from A" ?data-secret=${isSecret}>
        ${this.designs.slice(1).map((design, index) => this.row(design, index + 1))}
      </ul>`;
  }

  private summary(): string {
    const { step } = this.state;
    const others = this.designs.slice(1);
    // `first` says so once for all steps.
    if (others.every(({ divergence }) => isSameThroughout(divergence))) return '';
    if (step === 0 || others.some(({ divergence }) => (divergence?.searched ?? 0) < step))
      return '';
    const apart = others.flatMap(({ divergence }, index) =>
      divergence?.isAt(step) ? placeLetter(index + 1) : [],
    );
    if (apart.length === 0) return 'identical at this step';
    const names =
      apart.length > 1 ? `${apart.slice(0, -1).join(', ')} and ${apart.at(-1)}` : apart[0];
    return `${names} ${apart.length > 1 ? 'differ' : 'differs'} from A here`;
  }

  private first(found: readonly Divergence[]) {
    const firsts = found.flatMap(({ first }) => first ?? []);
    if (firsts.length > 0) {
      const step = Math.min(...firsts);
      return html`<atlas-explained>
        <button
          class="first"
          aria-describedby="tip"
          @click=${() => this.dispatch({ type: 'seek', step })}
        >
          First divergence: step ${formatCount(step)}
        </button>
        <div slot="tip" role="tooltip" id="tip">
          The first step at which the program gets another answer than under A: another outcome, another place
          in the region, or another payload.
        </div>
      </atlas-explained>`;
    }
    const isKnown = found.length === this.designs.length - 1 && found.every(isSameThroughout);
    return html`<span class="first soft small" role="status">
      ${isKnown ? 'The same answers throughout' : 'Looking for the first divergence'}
    </span>`;
  }

  private neighbour(name: string, icon: unknown, step: number | null) {
    const where = step === null ? 'none there' : `step ${formatCount(step)}`;
    // Not disabled: a disabled button would lose the focus.
    return html`<button
      class="step control"
      aria-label="${name} divergence"
      title="${name} divergence: ${where}"
      aria-disabled=${step === null}
      @click=${() => step !== null && this.dispatch({ type: 'seek', step })}
    >
      ${icon}
    </button>`;
  }

  private row({ divergence, state }: SelectedDesign<Pick<State, 'run'>>, place: number) {
    const isPlain = divergence?.isComplete && isOfOneColour(divergence);
    return html`<li>
      ${letter(place, place === this.state.activePlace)}
      ${isPlain ? nothing : this.strip(divergence)}
      <span class="share soft small">
        ${shareInWords(divergence, state.run.phase === 'failed')}${divergence ? this.outcomes(divergence) : nothing}
      </span>
    </li>`;
  }

  private strip(divergence: Divergence | null) {
    const { step, run } = this.state;
    const share = (steps: number) => (run.total === 0 ? 0 : (100 * steps) / run.total);
    return html`<div
        class="strip"
        aria-hidden="true"
        @pointerdown=${(event: PointerEvent) => this.press(event)}
        @pointermove=${(event: PointerEvent) => event.buttons === 1 && this.press(event)}
      >
        ${divergence ? this.drawn(divergence) : nothing}
        ${
          divergence?.isComplete
            ? nothing
            : html`<i
                class="unknown"
                .style="left: ${share(divergence?.searched ?? 0)}%"
              ></i>`
        }
        <i class="now" .style="left: ${share(step)}%"></i>
      </div>`;
  }

  /** How often the outcome itself differs, and not only the place or the payload. */
  private outcomes({ outcomes, firstOutcome: step }: Divergence) {
    if (step === null) return nothing;
    return html`, ${formatCount(outcomes)} in
      <button class="link" @click=${() => this.dispatch({ type: 'seek', step })}>
        outcome, first at ${formatCount(step)}
      </button>`;
  }

  private drawn(divergence: Divergence) {
    let paths = this.paths.get(divergence);
    if (paths === undefined) {
      const profile = divergence.profile(STRETCHES);
      paths = {
        places: bars(profile.map(({ share }) => share)),
        outcomes: bars(profile.map(({ outcomes }) => outcomes)),
      };
      this.paths.set(divergence, paths);
    }
    return svg`<svg viewBox="0 0 ${STRETCHES} 1" preserveAspectRatio="none">
      ${isNearlyFull(divergence) ? nothing : svg`<path d=${paths.places} />`}<path class="outcomes" d=${paths.outcomes} />
    </svg>`;
  }

  private press(event: PointerEvent): void {
    const strip = event.currentTarget as HTMLElement;
    const { left, width } = strip.getBoundingClientRect();
    const share = Math.max(0, Math.min(1, (event.clientX - left) / width));
    if (event.type === 'pointerdown') strip.setPointerCapture(event.pointerId);
    this.dispatch({ type: 'seek', step: Math.round(share * this.state.run.total) });
  }
}

/** Bars of a strip as an SVG path, as high as shares of 1. */
function bars(shares: readonly number[]): string {
  return shares
    .map((share, at) => {
      const height = HEIGHT_MIN + (1 - HEIGHT_MIN) * share;
      return share > 0 ? `M${at} 1v${-height}h1v${height}z` : '';
    })
    .join('');
}

/** Whether a design's answers are those of A at every step. */
function isSameThroughout(divergence: Divergence | null): boolean {
  return divergence?.isComplete === true && divergence.first === null;
}

/** Whether so many steps differ that only those with another outcome stand out. */
function isNearlyFull({ count, total }: Divergence): boolean {
  return count > SHARE_MAX * total;
}

/** Whether its strip would tell nothing that words don't. */
function isOfOneColour(divergence: Divergence): boolean {
  return divergence.outcomes === 0 && (divergence.count === 0 || isNearlyFull(divergence));
}

/** How often a design differs from A. */
function shareInWords(divergence: Divergence | null, isFailed: boolean): string {
  if (divergence === null || divergence.searched === 0) {
    return isFailed ? 'not replayed' : 'not compared yet';
  }
  const { count, searched, total, isComplete } = divergence;
  if (divergence.first === null) {
    return isComplete
      ? 'the same answers as under A'
      : `alike in ${formatCount(searched)} of ${formatCount(total)}`;
  }
  const said = `${formatShare(count, searched)} of ${isComplete ? 'steps' : 'these steps'} differ`;
  return isComplete && isOfOneColour(divergence)
    ? `${said} in place or size, none in outcome`
    : said;
}

define('atlas-divergence', DivergenceView);
