// `<atlas-switches>`: a few axes of the design, a line each: the switch that a paragraph speaks of.
//
// A small sibling of `<atlas-design>`, which shows them all with their summaries. Every line has the
// same height whatever the axis offers (lines.ts), so that room can be made before the catalogue is there.

import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { parseChoice, printChoice } from '../../domain/design';
import { parseQuantity } from '../../domain/quantity';
import type { Axis, AxisOption } from '../../engine/wire';
import { isFixed, isHidden, printNumber, printValue } from '../../state';
import '../explained';
import { icons } from '../icons';
import { prose } from '../prose';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';
import { type Choice, choices, choicesStyles } from './choices';
import { SWITCH_LINE, SWITCH_LINE_NARROW } from './lines';

export class SwitchesView extends viewOf(fields('catalog', 'design', 'verdict', 'carried')) {
  static override properties = { axes: { attribute: false } };

  static override styles = [
    shared,
    choicesStyles,
    css`
      .axis {
        display: grid;
        grid-template-columns: 9.5rem minmax(0, 1fr);
        align-items: center;
        height: ${SWITCH_LINE};
        overflow: clip;
        overflow-clip-margin: 4px;
      }
      /* Two lines fit beside the choices. */
      .title {
        padding-inline-end: 0.5rem;
        font-size: var(--atlas-text-small);
        font-weight: 600;
        line-height: 1.25;
      }
      .inert .title {
        color: var(--atlas-ink-soft);
        font-weight: 400;
      }
      .control {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-width: 0;
      }
      input {
        min-height: 2rem;
        padding: 0.15rem 0.5rem;
        border: 1px solid var(--atlas-line-strong);
        border-radius: var(--atlas-radius);
        background: var(--atlas-surface);
        font-size: var(--atlas-text-small);
        width: 6rem;
      }
      input[aria-invalid='true'] {
        border-color: var(--atlas-bad);
      }
      .problem {
        color: var(--atlas-bad);
      }
      @container figure (width < 560px) {
        .axis {
          grid-template: auto 1fr / minmax(0, 1fr);
          height: ${SWITCH_LINE_NARROW};
        }
        input {
          min-height: 2.6rem;
        }
      }
    `,
  ];

  /** The axes to show, by their ids; those the catalogue doesn't know are left out. */
  declare axes: readonly string[];

  constructor() {
    super();
    this.axes = [];
  }

  protected override render() {
    const known = this.axes.flatMap(
      (id) =>
        this.state.catalog?.axes.find((axis) => axis.id === id && !isHidden(this.state, id)) ?? [],
    );
    return repeat(
      known,
      ({ id }) => id,
      (axis) => this.line(axis),
    );
  }

  private line(axis: Axis) {
    const { verdict } = this.state;
    const problem = verdict.problems.find((each) => each.axis === axis.id)?.reason;
    const inert = verdict.inert[axis.id];
    const tip = `tip-${axis.id}`;
    return html`<div class="axis ${inert ? 'inert' : ''}" data-axis=${axis.id}>
      <atlas-explained>
        <span class="title" id="title-${axis.id}" aria-describedby=${tip}>${axis.title}</span>
        <div slot="tip" class="tip" role="tooltip" id=${tip}>
          ${problem ? html`<p class="problem">${prose(problem)}</p>` : nothing}
          <p>${axis.summary}</p>
          ${inert ? html`<p>No difference here: ${prose(inert)}.</p>` : nothing}
        </div>
      </atlas-explained>
      <div class="control">${this.control(axis, problem !== undefined)}</div>
    </div>`;
  }

  private control(axis: Axis, isWrong: boolean) {
    const value = this.state.design[axis.id] ?? '';
    if (isFixed(this.state, axis.id)) {
      return html`${icons.lock} <b>${printValue(axis, value)}</b>
        <span class="soft small">fixed by the link</span>`;
    }
    switch (axis.kind) {
      case 'number':
        return this.field(axis, printNumber(axis, value), isWrong, (typed) => typed);
      case 'switch': {
        const isOn = value === 'on';
        return this.radios(axis, [
          { id: 'off', title: 'Off', isChosen: !isOn, about: null, isOut: false },
          { id: 'on', title: 'On', isChosen: isOn, about: null, isOut: false },
        ]);
      }
      case 'choice': {
        const { option, argument } = parseChoice(value);
        const chosen = axis.options.find(({ id }) => id === option);
        return [
          this.radios(
            axis,
            axis.options.map((each) => this.choice(axis, each, each.id === option)),
          ),
          chosen?.parameter
            ? this.field(axis, argument ?? '', isWrong, (typed) =>
                printChoice({ option, argument: typed }),
              )
            : nothing,
        ];
      }
    }
  }

  private choice(axis: Axis, option: AxisOption, isChosen: boolean): Choice {
    const reason = this.state.verdict.unavailable[axis.id]?.[option.id];
    const isOut = reason !== undefined && !isChosen;
    return {
      id: option.id,
      title: option.title,
      isChosen,
      isOut,
      about: html`${isOut ? html`<p class="problem">Not with this design: ${prose(reason)}</p>` : nothing}
        <p>${option.summary}</p>
        ${option.price ? html`<p><b>Price:</b> ${option.price}</p>` : nothing}`,
    };
  }

  private radios(axis: Axis, offered: readonly Choice[]) {
    return choices({ labelledBy: `title-${axis.id}` }, offered, (id) => {
      const option = axis.options.find((each) => each.id === id);
      const argument = option?.parameter ? String(option.parameter.default) : null;
      this.set(axis, printChoice({ option: id, argument }));
    });
  }

  private field(axis: Axis, text: string, isWrong: boolean, written: (typed: string) => string) {
    const commit = ({ target }: Event) => {
      const { value } = target as HTMLInputElement;
      this.set(axis, written(String(parseQuantity(value) ?? value)));
    };
    return html`<input
      .value=${text}
      inputmode=${axis.address ? 'text' : 'decimal'}
      autocomplete="off"
      spellcheck="false"
      aria-labelledby="title-${axis.id}"
      aria-invalid=${isWrong}
      @change=${commit}
      @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && commit(event)}
    />`;
  }

  private set(axis: Axis, value: string): void {
    this.dispatch({ type: 'axis-set', axis: axis.id, value });
  }
}

define('atlas-switches', SwitchesView);
