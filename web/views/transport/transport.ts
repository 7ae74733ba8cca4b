// `<atlas-transport>`: moves through the steps like a player: buttons, a slider, a field for the step, and the speed.
//
// Dispatches actions only; the state decides which step is reachable. The figure handles keys.

import { css, html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { formatCount } from '../../render/format';
import { isReplaying, isSettled, stepsPerSecond } from '../../state';
import { optionsOf, valueFrom } from '../controls/select';
import { icons } from '../icons';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';

/** Steps a second. The fastest is for traces of a million operations. */
const SPEEDS = [1, 2, 4, 8, 16, 64, 256, 1024, 8192, 65536];
/** The value of the option that leaves the speed to the replay's length. */
const AUTOMATIC = 'auto';

export class TransportView extends viewOf((state) => ({
  ...fields('step', 'run', 'playing', 'speed', 'frame', 'scriptVerdict')(state),
  ...fields('picture', 'awaitsPicture', 'isInSight')(state),
})) {
  static override styles = [
    shared,
    css`
      .transport {
        display: grid;
        grid-template-columns: auto minmax(6rem, 1fr) auto auto;
        align-items: center;
        gap: 0.5rem 0.9rem;
      }
      .buttons {
        display: flex;
        gap: 0.2rem;
      }
      .buttons button {
        width: 2.4rem;
        padding: 0;
      }
      .buttons .play {
        width: 3rem;
      }
      .count {
        display: flex;
        align-items: baseline;
        gap: 0.35rem;
        font-size: var(--atlas-text-small);
        white-space: nowrap;
      }
      .count input {
        width: calc(var(--digits) * 1ch + 1.1rem);
        padding: 0 0.35rem;
        text-align: end;
      }
      select {
        padding: 0 0.35rem;
        font-size: var(--atlas-text-small);
      }
      input[type='range'] {
        --track: linear-gradient(
          to right,
          var(--atlas-accent) var(--passed),
          var(--atlas-line-strong) var(--passed) var(--replayed),
          var(--atlas-line) var(--replayed)
        );
        appearance: none;
        width: 100%;
        height: 2rem;
        margin: 0;
        background: none;
        cursor: pointer;
      }
      input[type='range']::-webkit-slider-runnable-track {
        height: 6px;
        border-radius: 3px;
        background: var(--track);
      }
      input[type='range']::-moz-range-track {
        height: 6px;
        border-radius: 3px;
        background: var(--track);
      }
      input[type='range']::-webkit-slider-thumb {
        appearance: none;
        width: 18px;
        height: 18px;
        margin-top: -6px;
        border: 3px solid var(--atlas-accent);
        border-radius: 50%;
        background: var(--atlas-surface);
      }
      input[type='range']::-moz-range-thumb {
        box-sizing: border-box;
        width: 18px;
        height: 18px;
        border: 3px solid var(--atlas-accent);
        border-radius: 50%;
        background: var(--atlas-surface);
      }
      @media (forced-colors: active) {
        input[type='range'] {
          appearance: auto;
        }
      }
      :host([compact]) .transport {
        grid-template-columns: auto minmax(4rem, 1fr) auto;
      }
      :host([bare]) .transport {
        grid-template-columns: auto minmax(4rem, 1fr);
      }
      @container figure (width < 620px) {
        :host(:not([compact])) .transport {
          grid-template-columns: 1fr auto auto;
        }
        :host(:not([compact])) .slider {
          grid-column: 1 / -1;
          grid-row: 1;
        }
      }
      @container figure (width < 460px) {
        .buttons button {
          width: 2.25rem;
          min-height: 2.5rem;
        }
        .buttons .play {
          width: 2.75rem;
        }
        .count .of {
          display: none;
        }
        .transport {
          gap: 0.25rem 0.5rem;
        }
      }
      /* There is room for the speed beside the slider only. */
      @container figure (width < 22.5rem) {
        :host(:not([compact])) .transport {
          grid-template-columns: minmax(0, 1fr) auto;
        }
        :host(:not([compact])) .slider {
          grid-column: 1;
        }
        :host(:not([compact])) select {
          grid-area: 1 / 2;
        }
      }
    `,
  ];

  /** Whether it takes one line, without the jumps to the ends and the speed. */
  @property({ type: Boolean, reflect: true }) compact = false;
  /** Whether there is no field for the step. */
  @property({ type: Boolean, reflect: true }) bare = false;

  protected override render() {
    const { run, playing, speed } = this.state;
    const { step } = this;
    const { total } = run;
    const isEmpty = total === 0;
    const passed = this.percent(step);
    const replayed = isReplaying(run) ? this.percent(run.replayed) : 100;
    return html`<div class="transport" role="group" aria-label="Steps">
      <div class="buttons">
        ${this.compact ? nothing : this.button('first', 'First step', 'Home', step === 0, () => this.seek(0))}
        ${this.button('back', 'One step back', '←', step === 0, () => this.stepBy(-1))}
        <button
          class="play primary"
          aria-label=${playing ? 'Pause' : 'Play'}
          title="${playing ? 'Pause' : 'Play'} (Space)"
          aria-disabled=${isEmpty}
          @click=${() => !isEmpty && this.dispatch({ type: playing ? 'pause' : 'play' })}
        >
          ${playing ? icons.pause : icons.play}
        </button>
        ${this.button('forward', 'One step forward', '→', step >= total, () => this.stepBy(1))}
        ${this.compact ? nothing : this.button('last', 'Last step', 'End', step >= total, () => this.seek(total))}
      </div>
      <input
        class="slider"
        type="range"
        min="0"
        max=${Math.max(total, 1)}
        step="1"
        ?disabled=${isEmpty}
        .value=${String(step)}
        aria-label="Step"
        aria-valuetext=${this.inWords()}
        .style="--passed: ${passed}%; --replayed: ${Math.max(passed, replayed)}%"
        @input=${(event: InputEvent) => this.seek(Number(valueFrom(event)))}
      />
      ${this.bare ? nothing : this.field()}
      ${this.compact ? nothing : this.pace(speed)}
    </div>`;
  }

  private field() {
    const { total } = this.state.run;
    const { step } = this;
    const isEmpty = total === 0;
    return html`<label class="count" .style="--digits: ${Math.max(2, String(total).length)}">
        <span class="visually-hidden">Go to step</span>
        <input
          inputmode="numeric"
          autocomplete="off"
          ?disabled=${isEmpty}
          .value=${String(step)}
          @focus=${(event: FocusEvent) => (event.target as HTMLInputElement).select()}
          @keydown=${(event: KeyboardEvent) => {
            if (event.key === 'Enter') this.typed(event.target as HTMLInputElement);
          }}
          @change=${(event: Event) => this.typed(event.target as HTMLInputElement)}
        />
        <span class="of soft">of ${formatCount(total)}</span>
      </label>`;
  }

  private pace(speed: number | null) {
    const chosen = String(speed ?? AUTOMATIC);
    const automatic = formatCount(stepsPerSecond({ ...this.state, speed: null }));
    const speeds = this.speeds(speed).map((each) => ({
      id: String(each),
      title: `${formatCount(each)} / s`,
    }));
    return html`<select
      aria-label="Speed"
      title="auto: ${automatic} steps a second"
      .value=${chosen}
      @change=${(event: Event) => {
        const value = valueFrom(event);
        this.dispatch({
          type: 'speed-set',
          stepsPerSecond: value === AUTOMATIC ? null : Number(value),
        });
      }}
    >
      ${optionsOf([{ id: AUTOMATIC, title: 'auto' }, ...speeds], chosen)}
    </select>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    // Attributes are set in any order, and the value is limited by the maximum.
    const slider = this.renderRoot.querySelector<HTMLInputElement>('.slider');
    if (slider) slider.value = String(this.step);
  }

  /** 0 where the scenario turned out to be empty, whatever the link asked for. */
  private get step(): number {
    const { step, run } = this.state;
    return run.total === 0 && isSettled(this.state) ? 0 : step;
  }

  private button(
    icon: 'first' | 'back' | 'forward' | 'last',
    label: string,
    key: string,
    isOff: boolean,
    go: () => void,
  ) {
    // Not disabled at the ends: a disabled button would lose the focus.
    return html`<button
      aria-label=${label}
      title="${label} (${key})"
      aria-disabled=${isOff}
      @click=${() => !isOff && go()}
    >
      ${icons[icon]}
    </button>`;
  }

  /** A saved speed may be none of them. */
  private speeds(speed: number | null): number[] {
    return speed === null || SPEEDS.includes(speed)
      ? SPEEDS
      : [...SPEEDS, speed].sort((a, b) => a - b);
  }

  private percent(step: number): number {
    const { total } = this.state.run;
    return total === 0 ? 0 : (100 * Math.min(step, total)) / total;
  }

  private inWords(): string {
    const { run, frame } = this.state;
    const { step } = this;
    const place = `step ${step} of ${run.total}`;
    if (frame?.step !== step) return place;
    return `${place}: ${frame.operation?.text ?? 'empty heap'}`;
  }

  private seek(step: number): void {
    this.dispatch({ type: 'seek', step });
  }

  private stepBy(delta: number): void {
    this.dispatch({ type: 'step-by', delta });
  }

  private typed(field: HTMLInputElement): void {
    const step = Number(field.value.replace(/[\s,]/g, ''));
    if (field.value.trim() !== '' && Number.isFinite(step)) this.seek(step);
    // The typed text may be out of range, or no number.
    field.value = String(this.step);
  }
}

define('atlas-transport', TransportView);
