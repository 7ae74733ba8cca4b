// `<atlas-design>`: the controls of a design, one per axis of the catalogue, in the catalogue's groups. Where
// the scenario has tasks, the kernel's design or what a task has of its own.
//
// Knows kinds of values (number, choice, switch), and no axis or policy by name: what there is to
// choose, what each choice trades, and which ones don't go together come from the engine.

import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { parseChoice, parseKey, printChoice, printKey, valueAt } from '../../domain/design';
import { parseQuantity, printQuantity, stepPower } from '../../domain/quantity';
import type { Axis, AxisOption } from '../../engine/wire';
import {
  type Access,
  accessToAll,
  axesInSight,
  changedAxes,
  isFixed,
  isLocked,
  presetDesign,
  printNumber,
  printValue,
  tasksInSight,
} from '../../state';
import '../explained';
import { icons } from '../icons';
import { prose } from '../prose';
import '../radio-group';
import { shared } from '../styles';
import { define, viewOf } from '../view';

/** What a link has done with the options, where it is the same with all of them, and else. */
const LOCKED: Readonly<Record<Access | 'some', string>> = {
  free: '',
  fixed: 'Whoever made this link has fixed the options.',
  hidden: 'Whoever made this link has hidden the options.',
  some: 'Whoever made this link has fixed or hidden some of the options.',
};

export class DesignView extends viewOf((state) => {
  const { catalog, design, preset, verdict, carried } = state;
  return { catalog, design, preset, verdict, carried, tasks: tasksInSight(state) };
}) {
  static override properties = { asked: { state: true } };

  static override styles = [
    shared,
    css`
      select,
      input {
        min-height: 2rem;
        padding: 0.15rem 0.5rem;
        border: 1px solid var(--atlas-line-strong);
        border-radius: var(--atlas-radius);
        background: var(--atlas-surface);
      }
      .presets {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        margin-bottom: 0.4rem;
      }
      .summary {
        margin-bottom: 0.75rem;
      }
      .presets select {
        flex: 1;
        min-width: 0;
      }
      .whose {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0.35rem 0.75rem;
        margin-bottom: 0.75rem;
      }
      .segments {
        display: flex;
        flex-wrap: wrap;
        padding: 2px;
        border-radius: calc(var(--atlas-radius) + 2px);
        background: var(--atlas-sunken);
        box-shadow: inset 0 0 0 1px var(--atlas-line);
      }
      .segments [role='radio'] {
        gap: 0.4rem;
        border-color: transparent;
        background: none;
        color: inherit;
        font-size: var(--atlas-text-small);
      }
      .segments [role='radio'][aria-checked='true'] {
        border-color: var(--atlas-line-strong);
        background: var(--atlas-surface);
        color: inherit;
        font-weight: 600;
      }
      .segments i {
        width: 0.45rem;
        height: 0.45rem;
        border-radius: 50%;
        background: var(--atlas-accent);
      }
      .segments .wrong i {
        background: var(--atlas-bad);
      }
      details {
        border-top: 1px solid var(--atlas-line);
      }
      summary {
        gap: 0.6rem;
        padding: 0.6rem 0;
      }
      summary .values {
        overflow: hidden;
        margin-inline-start: auto;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      details[open] .values {
        visibility: hidden;
      }
      .axis {
        position: relative;
        display: grid;
        gap: 0.35rem;
        padding: 0 0 1rem 0;
      }
      .axis[data-changed]::before {
        content: '';
        position: absolute;
        inset: 0.15rem auto 1rem -0.65rem;
        width: 3px;
        border-radius: 2px;
        background: var(--atlas-accent);
      }
      .fixed {
        display: flex;
        align-items: center;
        gap: 0.4rem;
        min-height: 2rem;
      }
      .set-aside {
        padding-bottom: 0.75rem;
      }
      .axis[data-single] {
        grid-template-columns: 1fr auto;
        align-items: center;
      }
      .axis[data-single] > p,
      .axis[data-single] > [role='status'] {
        grid-column: 1 / -1;
      }
      .title {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        column-gap: 0.75rem;
        font-weight: 600;
      }
      .title .link {
        font-weight: 400;
        font-size: var(--atlas-text-small);
      }
      .options {
        display: flex;
        flex-wrap: wrap;
        gap: 0.3rem;
      }
      [role='radio'] {
        min-height: 1.9rem;
        padding: 0.1rem 0.65rem;
        font-size: 0.875rem;
      }
      [role='radio'][aria-checked='true'] {
        border-color: var(--atlas-accent);
        background: var(--atlas-accent);
        color: var(--atlas-on-accent);
      }
      [role='radio'][aria-disabled='true'] {
        border-style: dashed;
        background: var(--atlas-sunken);
        text-decoration: line-through;
        text-decoration-thickness: 1px;
      }
      .number {
        display: flex;
        gap: 0.3rem;
      }
      .number input {
        flex: 1 1 6rem;
        width: 6rem;
        min-width: 0;
      }
      .number input[aria-invalid='true'] {
        border-color: var(--atlas-bad);
      }
      .number button {
        width: 2rem;
        padding: 0;
        font-size: 1.05rem;
      }
      .parameter {
        display: grid;
        gap: 0.25rem;
        margin-inline-start: 0.75rem;
      }
      [role='switch'] {
        justify-self: start;
        gap: 0.6rem;
        padding: 0;
        border-color: transparent;
        background: none;
      }
      [role='switch'] i {
        width: 2.1rem;
        height: 1.2rem;
        padding: 2px;
        border-radius: 0.6rem;
        background: var(--atlas-line-strong);
      }
      [role='switch'] i::before {
        content: '';
        display: block;
        width: calc(1.2rem - 4px);
        height: calc(1.2rem - 4px);
        border-radius: 50%;
        background: var(--atlas-surface);
        transition: translate 0.12s;
      }
      [role='switch'][aria-checked='true'] i {
        background: var(--atlas-accent);
      }
      [role='switch'][aria-checked='true'] i::before {
        translate: 0.9rem;
      }
      .problem {
        padding: 0.4rem 0.6rem;
        border-radius: var(--atlas-radius);
        background: var(--atlas-bad-wash);
        color: var(--atlas-bad);
        font-size: var(--atlas-text-small);
      }
      .tip-title {
        font-weight: 650;
      }
      .tip p + p {
        margin-top: 0.35rem;
      }
      @media (prefers-reduced-motion: reduce) {
        [role='switch'] i::before {
          transition: none;
        }
      }
      @media (pointer: coarse) {
        [role='radio'],
        .number input,
        .number button,
        .presets select {
          min-height: 2.6rem;
        }
        .number button {
          width: 2.6rem;
        }
      }
    `,
  ];

  /** The task whose design is asked for; `null` for the kernel's, which all tasks follow. */
  private declare asked: number | null;

  constructor() {
    super();
    this.asked = null;
  }

  /** The task whose design is shown: the one asked for, while there is such a task. */
  private get task(): number | null {
    const { asked } = this;
    return asked !== null && this.state.tasks.includes(asked) ? asked : null;
  }

  /** The key of an axis in the design that is shown. */
  private key({ id }: Axis): string {
    return printKey({ task: this.task, axis: id });
  }

  private value(axis: Axis): string {
    return valueAt(this.state.design, this.key(axis));
  }

  /** What the engine says of an axis. What it says of the kernel holds for a task that follows it. */
  private told<T>(by: Readonly<Record<string, T>>, axis: Axis): T | undefined {
    const { task } = this;
    const follows = task !== null && !this.hasOwn(task);
    return by[this.key(axis)] ?? (follows ? by[axis.id] : undefined);
  }

  private hasOwn(task: number): boolean {
    return Object.keys(this.state.design).some((key) => parseKey(key).task === task);
  }

  private problem(axis: Axis) {
    return this.state.verdict.problems.find((each) => each.axis === this.key(axis));
  }

  protected override render() {
    const changed = new Set(changedAxes(this.state));
    return html`
      ${this.presets(changed.size)}
      ${this.whose(this.state.tasks)}
      ${
        isLocked(this.state)
          ? html`<p class="soft small">${LOCKED[accessToAll(this.state.carried) ?? 'some']}</p>`
          : nothing
      }
      ${axesInSight(this.state).map(({ title, axes }) => this.group(title, axes, changed))}
    `;
  }

  private presets(changes: number) {
    const { catalog, preset } = this.state;
    const summary = catalog?.presets.find(({ id }) => id === preset)?.summary;
    const choose = (chosen: string) => this.dispatch({ type: 'preset-chosen', preset: chosen });
    const isAllFixed = catalog?.axes.every(({ id }) => isFixed(this.state, id)) ?? false;
    const canReset = changes > 0 && !isAllFixed;
    return html`<div class="presets">
        <label for="preset">Preset</label>
        <select
          id="preset"
          ?disabled=${isAllFixed}
          aria-describedby="preset-summary"
          @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
        >
          ${catalog?.presets.map(
            ({ id, title }) =>
              html`<option value=${id} ?selected=${id === preset}>${title}</option>`,
          )}
        </select>
        <button
          aria-disabled=${canReset ? nothing : 'true'}
          @click=${() => canReset && choose(preset)}
        >
          ${changes === 0 ? 'No changes' : `Reset ${changes} ${changes === 1 ? 'change' : 'changes'}`}
        </button>
      </div>
      <p class="summary soft small" id="preset-summary">${summary}</p>`;
  }

  /** Whose design is shown, and a task's way back to the kernel's. */
  private whose(tasks: readonly number[]) {
    if (tasks.length === 0) return nothing;
    const { task } = this;
    return html`<div class="whose">
      <atlas-radio-group class="segments" aria-label="Whose design">
        ${this.segment(null, tasks.length > 1 ? 'Kernel and all tasks' : 'Kernel and task')}
        ${tasks.map((each) => this.segment(each, `Task ${each}`))}
      </atlas-radio-group>
      ${
        task === null
          ? nothing
          : html`<button
              aria-disabled=${this.hasOwn(task) ? nothing : 'true'}
              @click=${() => this.dispatch({ type: 'task-follows', task })}
            >
              Task ${task} follows the kernel
            </button>`
      }
    </div>`;
  }

  private segment(task: number | null, title: string) {
    const isChosen = this.task === task;
    const isOwn = task !== null && this.hasOwn(task);
    const isWrong = this.state.verdict.problems.some(({ axis }) => parseKey(axis).task === task);
    const note = isWrong ? 'with a problem' : isOwn ? 'with a design of its own' : '';
    return html`<button
      role="radio"
      class=${isWrong ? 'wrong' : ''}
      aria-checked=${isChosen}
      tabindex=${isChosen ? 0 : -1}
      @click=${() => {
        this.asked = task;
      }}
    >
      ${title}${note ? html`<i></i><span class="visually-hidden"> ${note}</span>` : nothing}
    </button>`;
  }

  private group(title: string, axes: readonly Axis[], changed: ReadonlySet<string>) {
    // Sizes and addresses are set once; policies are what a visitor comes to compare.
    const inForce = axes.filter((axis) => !this.isSetAside(axis, changed));
    const policies = inForce.filter(({ kind }) => kind !== 'number').length * 2 >= inForce.length;
    // What the kernel has changed is open for a task too: a look at another's design folds nothing away.
    const isChanged = axes.some((axis) => changed.has(axis.id) || changed.has(this.key(axis)));
    const isWrong = axes.some((axis) => this.problem(axis) !== undefined);
    const values = inForce.map((axis) => printValue(axis, this.value(axis)));
    return html`<details ?open=${policies || isChanged || isWrong}>
      <summary>
        <h3>${title}</h3>
        <span class="values soft small" aria-hidden="true">${values.join(' · ')}</span>
      </summary>
      ${repeat(
        inForce,
        ({ id }) => id,
        (axis) => this.axis(axis, changed.has(this.key(axis))),
      )}
      ${this.setAside(axes.filter((axis) => this.isSetAside(axis, changed)))}
    </details>`;
  }

  /** Whether an axis is out of the way: it makes no difference now, and the visitor has not set it. */
  private isSetAside(axis: Axis, changed: ReadonlySet<string>): boolean {
    return this.told(this.state.verdict.inert, axis) !== undefined && !changed.has(this.key(axis));
  }

  /** Axes that make no difference, one line for each reason: no controls that do nothing. */
  private setAside(axes: readonly Axis[]) {
    const titles = new Map<string, string[]>();
    for (const axis of axes) {
      const reason = this.told(this.state.verdict.inert, axis) ?? '';
      titles.set(reason, [...(titles.get(reason) ?? []), axis.title]);
    }
    return [...titles].map(
      ([reason, named]) => html`<p class="set-aside soft small">
        <strong>${named.join(', ')}</strong>: no difference here, ${reason}.
      </p>`,
    );
  }

  private axis(axis: Axis, isChanged: boolean) {
    const problem = this.problem(axis);
    const inert = this.told(this.state.verdict.inert, axis);
    const isHeld = isFixed(this.state, this.key(axis));
    // An axis without an alternative, yet, is told in one line.
    const isSingle = axis.kind === 'choice' && axis.options.length === 1;
    return html`<div
      class="axis"
      ?data-changed=${isChanged}
      ?data-single=${isSingle}
      data-axis=${axis.id}
    >
      <div class="title">
        <span id="title-${axis.id}">${axis.title}</span>
        ${isChanged && !isHeld ? this.reset(axis) : nothing}
      </div>
      ${isHeld ? this.fixed(axis) : this.control(axis)}
      <p class="soft small" id="summary-${axis.id}">${axis.summary}</p>
      <div role="status" id="problem-${axis.id}">
        ${problem ? html`<p class="problem">${prose(problem.reason)}</p>` : nothing}
        ${inert ? html`<p class="soft small">No difference here: ${prose(inert)}.</p>` : nothing}
      </div>
    </div>`;
  }

  private reset(axis: Axis) {
    const { catalog, preset, design } = this.state;
    const base = this.task === null ? presetDesign(catalog, preset) : design;
    const value = base[axis.id] ?? '';
    return html`<button
      class="link"
      aria-label="Reset ${axis.title} to ${printValue(axis, value)}"
      @click=${() => this.dispatch({ type: 'axis-reset', axis: this.key(axis) })}
    >
      ↺ ${printValue(axis, value)}
    </button>`;
  }

  private control(axis: Axis) {
    const value = this.value(axis);
    switch (axis.kind) {
      case 'number':
        return this.number(axis, value);
      case 'switch':
        return this.switch(axis, value === 'on');
      case 'choice':
        return this.choice(axis, value);
    }
  }

  /** What the author of the link has set, and the reader is to leave. */
  private fixed(axis: Axis) {
    const value = printValue(axis, this.value(axis));
    return html`<p class="fixed" data-fixed=${axis.id}>
      ${icons.lock} <b>${value}</b> <span class="soft small">fixed by the link</span>
    </p>`;
  }

  private set(axis: Axis, value: string): void {
    this.dispatch({ type: 'axis-set', axis: this.key(axis), value });
  }

  private switch(axis: Axis, on: boolean) {
    return html`<button
      role="switch"
      aria-checked=${on}
      aria-labelledby="title-${axis.id}"
      aria-describedby="summary-${axis.id}"
      @click=${() => this.set(axis, on ? 'off' : 'on')}
    >
      <i></i><span aria-hidden="true">${on ? 'On' : 'Off'}</span>
    </button>`;
  }

  private number(axis: Axis, value: string) {
    const number = parseQuantity(value);
    const minimum = axis.minimum ?? 0;
    const maximum = axis.maximum ?? 0xffff_ffff;
    const invalid = this.problem(axis) !== undefined;
    // Sizes double and halve; a plain step of one would be lost on megabytes.
    const step = (direction: 1 | -1) => {
      const next = stepPower(number ?? minimum, direction);
      this.set(axis, String(Math.min(Math.max(next, minimum), maximum)));
    };
    const commit = ({ target }: Event) => {
      const { value: typed } = target as HTMLInputElement;
      // What can't be read goes to the engine as typed: it says best what is wrong with it.
      this.set(axis, String(parseQuantity(typed) ?? typed));
    };
    const stepper = (direction: 1 | -1, sign: string, verb: string, at: number) =>
      html`<button
        aria-label="${verb} ${axis.title}"
        aria-disabled=${number === at ? 'true' : nothing}
        @click=${() => number !== at && step(direction)}
      >
        ${sign}
      </button>`;
    return html`<div class="number">
      <input
        .value=${printNumber(axis, value)}
        inputmode=${axis.address ? 'text' : 'decimal'}
        autocomplete="off"
        spellcheck="false"
        aria-labelledby="title-${axis.id}"
        aria-describedby="summary-${axis.id} problem-${axis.id}"
        aria-invalid=${invalid}
        @change=${commit}
        @blur=${commit}
        @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && commit(event)}
      />
      ${
        axis.address
          ? nothing
          : [stepper(-1, '−', 'Halve', minimum), stepper(1, '+', 'Double', maximum)]
      }
    </div>`;
  }

  private choice(axis: Axis, value: string) {
    const { option: chosen, argument } = parseChoice(value);
    const parameter = axis.options.find(({ id }) => id === chosen)?.parameter ?? null;
    const commit = ({ target }: Event) => {
      const { value: typed } = target as HTMLInputElement;
      const argumentTyped = String(parseQuantity(typed) ?? typed);
      this.set(axis, printChoice({ option: chosen, argument: argumentTyped }));
    };
    return html`<atlas-radio-group
        class="options"
        aria-labelledby="title-${axis.id}"
        aria-describedby="summary-${axis.id} problem-${axis.id}"
      >
        ${axis.options.map((option) => this.option(axis, option, option.id === chosen))}
      </atlas-radio-group>
      ${
        parameter
          ? html`<label class="parameter small">
              <span class="soft">${parameter.summary}</span>
              <span class="number">
                <input
                  .value=${argument === null ? '' : parameterText(argument, parameter.unit)}
                  inputmode="decimal"
                  autocomplete="off"
                  @change=${commit}
                  @blur=${commit}
                  @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && commit(event)}
                />
              </span>
            </label>`
          : nothing
      }`;
  }

  private option(axis: Axis, option: AxisOption, isChosen: boolean) {
    const reason = this.told(this.state.verdict.unavailable, axis)?.[option.id];
    const isOut = reason !== undefined && !isChosen;
    const tip = `tip-${axis.id}-${option.id}`;
    return html`<atlas-explained>
      <button
        role="radio"
        aria-checked=${isChosen}
        aria-disabled=${isOut ? 'true' : nothing}
        aria-describedby=${tip}
        tabindex=${isChosen ? 0 : -1}
        data-option=${option.id}
        @click=${() => this.pick(axis, option)}
      >
        ${option.title}
      </button>
      <div slot="tip" class="tip" role="tooltip" id=${tip}>
        ${isOut ? html`<p class="problem">Not with this design: ${prose(reason)}</p>` : nothing}
        <p>${option.summary}</p>
        ${option.price ? html`<p><span class="tip-title">Price:</span> ${option.price}</p>` : nothing}
      </div>
    </atlas-explained>`;
  }

  private pick(axis: Axis, option: AxisOption): void {
    if (this.told(this.state.verdict.unavailable, axis)?.[option.id] !== undefined) return;
    const argument = option.parameter === null ? null : String(option.parameter.default);
    this.set(axis, printChoice({ option: option.id, argument }));
  }
}

function parameterText(argument: string, unit: string): string {
  const number = parseQuantity(argument);
  if (number === null) return argument;
  return unit === 'bytes' ? `${printQuantity(number)}${number < 1024 ? ' bytes' : ''}` : argument;
}

define('atlas-design', DesignView);
