// The controls of one axis of a design, for the panel with all axes and for the lines of a few.
//
// Knows the kinds of axes (number, choice, switch, expression) and no axis or policy by name: the engine gives the options, their
// trade-offs, and the combinations that are refused. Owns how a control reads and writes a value; its place and the texts
// around it are the views' own.

import { css, html, nothing } from 'lit';
import {
  isOfFamily,
  parseChoice,
  parseKey,
  printChoice,
  printKey,
  valueAt,
} from '../../domain/design';
import { parseQuantity, printQuantity, stepPower } from '../../domain/quantity';
import type { Axis, PolicyDoc } from '../../engine/wire';
import { isFixed, printNumber, printValue, type State } from '../../state';
import { icons } from '../icons';
import { prose } from '../prose';
import { lineOfRadios, type RadioOption, radios } from './radios';

export type SettingState = Pick<State, 'design' | 'verdict' | 'carried'>;

export interface Setting {
  readonly axis: Axis;
  /** The axis in the design: its id, or for a task `2:placement`. */
  readonly key: string;
  readonly value: string;
  readonly problem: string | null;
  readonly inert: string | null;
  /** Why an option can't be combined with the rest of the design, by option. */
  readonly unavailable: Readonly<Record<string, string>>;
  /** Whether the link's author has fixed it. */
  readonly isFixed: boolean;
  set(value: string): void;
}

/** The setting of an axis for the kernel and all tasks that follow it (`task` is `null`), or for one task. */
export function settingOf(
  state: SettingState,
  axis: Axis,
  task: number | null,
  set: (key: string, value: string) => void,
): Setting {
  const { design, verdict } = state;
  const key = printKey({ task, axis: axis.id });
  // The engine's verdict on the kernel's axis holds for a task that follows the kernel.
  const follows = task !== null && !hasOwnDesign(state, task);
  const said = <T>(by: Readonly<Record<string, T>>): T | undefined =>
    by[key] ?? (follows ? by[axis.id] : undefined);
  const options = axis.options.filter((option) => isOfFamily(design, task, option));
  return {
    axis: { ...axis, options },
    key,
    value: valueAt(design, key),
    problem: verdict.problems.find((each) => each.axis === key)?.reason ?? null,
    inert: said(verdict.inert) ?? null,
    unavailable: said(verdict.unavailable) ?? {},
    isFixed: isFixed(state, key),
    set: (value) => {
      if (value !== valueAt(design, key)) set(key, value);
    },
  };
}

export function hasOwnDesign({ design }: Pick<State, 'design'>, task: number): boolean {
  return Object.keys(design).some((key) => parseKey(key).task === task);
}

/** The control with room for all: options wrap, and a number has buttons to halve and double it. */
export function control(setting: Setting) {
  const { axis } = setting;
  if (setting.isFixed) return html`<p class="fixed">${fixed(setting)}</p>`;
  switch (axis.kind) {
    case 'number':
      return html`<div class="number">
        ${numberField(setting)} ${axis.address ? nothing : steppers(setting)}
      </div>`;
    case 'expression':
      return [expressionField(setting, 2), names(setting)];
    case 'lengths':
      return expressionField(setting, 1);
    case 'switch':
      return toggle(setting);
    case 'choice':
      return html`${radios(named(setting), optionsOf(setting), chosen(setting), (id) => choose(setting, id))}
        ${labelledParameter(setting)}`;
  }
}

/** The control in one line. */
export function lineControl(setting: Setting) {
  const { axis } = setting;
  if (setting.isFixed) return fixed(setting);
  switch (axis.kind) {
    case 'number':
      return numberField(setting);
    case 'expression':
    case 'lengths':
      return expressionField(setting, 1);
    case 'switch':
      return lineOfRadios(named(setting), STATES, setting.value, setting.set);
    case 'choice':
      return [
        lineOfRadios(named(setting), optionsOf(setting), chosen(setting), (id) =>
          choose(setting, id),
        ),
        parameterOf(setting) ? parameterField(setting, `title-${axis.id}`) : nothing,
      ];
  }
}

function named({ axis: { id } }: Setting) {
  return { labelledBy: `title-${id}`, describedBy: `summary-${id} problem-${id}` };
}

function fixed({ axis, value }: Setting) {
  return html`${icons.lock} <b data-fixed=${axis.id}>${printValue(axis, value)}</b>
    <span class="soft small">fixed by the link</span>`;
}

function toggle({ axis, value, set }: Setting) {
  const isOn = value === 'on';
  return html`<button
    role="switch"
    aria-checked=${isOn}
    aria-labelledby="title-${axis.id}"
    aria-describedby="summary-${axis.id}"
    @click=${() => set(isOn ? 'off' : 'on')}
  >
    <i></i><span aria-hidden="true">${isOn ? 'On' : 'Off'}</span>
  </button>`;
}

/** A switch as two radios, which fit into a line. */
const STATES: readonly RadioOption<string>[] = [
  { id: 'off', title: 'Off' },
  { id: 'on', title: 'On' },
];

function chosen({ value }: Setting): string {
  return parseChoice(value).option;
}

function optionsOf(setting: Setting): readonly RadioOption<string>[] {
  return setting.axis.options.map((option) => {
    const reason = option.id === chosen(setting) ? undefined : setting.unavailable[option.id];
    const isOut = reason !== undefined;
    return { id: option.id, title: option.title, isOut, about: aboutOption(option, reason) };
  });
}

function aboutOption(option: PolicyDoc, reason: string | undefined) {
  return html`${reason === undefined ? nothing : html`<p class="problem">Not with this design: ${prose(reason)}</p>`}
    <p>${option.summary}</p>
    ${option.tradeOff ? html`<p><b>Trade-off:</b> ${option.tradeOff}</p>` : nothing}`;
}

function choose(setting: Setting, id: string): void {
  const { axis, set } = setting;
  if (id === chosen(setting)) return;
  const parameter = axis.options.find((option) => option.id === id)?.parameter ?? null;
  set(printChoice({ option: id, argument: parameter && String(parameter.default) }));
}

function parameterOf({ axis, value }: Setting) {
  const { option } = parseChoice(value);
  return axis.options.find(({ id }) => id === option)?.parameter ?? null;
}

function labelledParameter(setting: Setting) {
  const parameter = parameterOf(setting);
  if (parameter === null) return nothing;
  const id = `parameter-${setting.axis.id}`;
  return html`<div class="parameter small">
    <span class="soft" id=${id}>${parameter.summary}</span>
    <div class="number">${parameterField(setting, id)}</div>
  </div>`;
}

function parameterField(setting: Setting, labelledBy: string) {
  const { option, argument } = parseChoice(setting.value);
  const text = argument === null ? '' : argumentText(argument, parameterOf(setting)?.unit ?? '');
  return field(setting, labelledBy, text, (typed) =>
    setting.set(printChoice({ option, argument: typed })),
  );
}

function argumentText(argument: string, unit: string): string {
  const number = parseQuantity(argument);
  if (number === null) return argument;
  return unit === 'bytes' ? `${printQuantity(number)}${number < 1024 ? ' bytes' : ''}` : argument;
}

function numberField(setting: Setting) {
  const { axis, value, set } = setting;
  return field(setting, `title-${axis.id}`, printNumber(axis, value), set);
}

/** Room for a long expression; Enter takes it, as in the other fields. */
function expressionField({ axis, problem, value, set }: Setting, rows: number) {
  const commit = ({ target }: Event) => set((target as HTMLTextAreaElement).value.trim());
  return html`<textarea
    class="expression"
    rows=${rows}
    .value=${value}
    autocapitalize="off"
    autocomplete="off"
    spellcheck="false"
    aria-labelledby="title-${axis.id}"
    aria-describedby="summary-${axis.id} problem-${axis.id}"
    aria-invalid=${problem !== null}
    @change=${commit}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      commit(event);
    }}
  ></textarea>`;
}

function names({ axis }: Setting) {
  return html`<details class="names small">
    <summary>Names in ${axis.title}</summary>
    <dl>
      ${axis.names.map(({ name, meaning }) => html`<dt>${name}</dt><dd class="soft">${meaning}</dd>`)}
    </dl>
  </details>`;
}

function field(
  { axis, problem }: Setting,
  labelledBy: string,
  text: string,
  write: (typed: string) => void,
) {
  const commit = ({ target }: Event) => {
    const { value } = target as HTMLInputElement;
    if (value === text) return;
    // Text that is no quantity goes to the engine as typed: the engine's message is the most exact.
    write(String(parseQuantity(value) ?? value));
  };
  return html`<input
    .value=${text}
    inputmode=${axis.address ? 'text' : 'decimal'}
    autocomplete="off"
    spellcheck="false"
    aria-labelledby=${labelledBy}
    aria-describedby="summary-${axis.id} problem-${axis.id}"
    aria-invalid=${problem !== null}
    @change=${commit}
    @blur=${commit}
    @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && commit(event)}
  />`;
}

/** Sizes double and halve: a step of one would be lost on megabytes. */
function steppers({ axis, value, set }: Setting) {
  const number = parseQuantity(value);
  const minimum = axis.minimum ?? 0;
  const maximum = axis.maximum ?? 0xffff_ffff;
  const step = (direction: 1 | -1) => {
    const next = stepPower(number ?? minimum, direction);
    set(String(Math.min(Math.max(next, minimum), maximum)));
  };
  const stepper = (direction: 1 | -1, sign: string, verb: string, end: number) => html`<button
    aria-label="${verb} ${axis.title}"
    aria-disabled=${number === end ? 'true' : nothing}
    @click=${() => number !== end && step(direction)}
  >
    ${sign}
  </button>`;
  return [stepper(-1, '−', 'Halve', minimum), stepper(1, '+', 'Double', maximum)];
}

export const axisStyles = css`
  [aria-invalid='true'] {
    border-color: var(--atlas-bad);
  }
  .fixed {
    display: flex;
    align-items: center;
    gap: 0.4rem;
    min-height: 2rem;
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
  .number button {
    width: 2rem;
    padding: 0;
    font-size: 1.05rem;
  }
  .expression {
    box-sizing: border-box;
    width: 100%;
    resize: vertical;
    font: var(--atlas-text-small) / 1.5 var(--atlas-mono);
  }
  .names dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.15rem 0.75rem;
    margin: 0 0 0.35rem;
  }
  .names dt {
    font-family: var(--atlas-mono);
  }
  .names dd {
    margin: 0;
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
  @media (prefers-reduced-motion: reduce) {
    [role='switch'] i::before {
      transition: none;
    }
  }
  @media (pointer: coarse) {
    .number input,
    .number button {
      min-height: 2.6rem;
    }
    .number button {
      width: 2.6rem;
    }
  }
`;
