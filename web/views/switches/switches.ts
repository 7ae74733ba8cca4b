// `<atlas-switches>`: a few axes of the design, a line each, with the controls of controls/axis.ts.
//
// Every line has the same height (lines.ts), so that a figure can reserve its room before the catalogue is there.

import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { isOfFamily } from '../../domain/design';
import { isHidden } from '../../state';
import { axisStyles, lineControl, type Setting, settingOf } from '../controls/axis';
import { choicesStyles } from '../controls/radios';
import '../explained';
import { prose } from '../prose';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';
import { SWITCH_LINE, SWITCH_LINE_NARROW } from './lines';

export class SwitchesView extends viewOf(fields('catalog', 'design', 'verdict', 'carried')) {
  static override styles = [
    shared,
    axisStyles,
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
        width: 6rem;
        font-size: var(--atlas-text-small);
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

  /** Ids of axes; ids that are not in the catalogue are left out. */
  @property({ attribute: false }) axes: readonly string[] = [];

  protected override render() {
    const { catalog } = this.state;
    const known = this.axes.flatMap(
      (id) =>
        catalog?.axes.find(
          (axis) =>
            axis.id === id &&
            !isHidden(this.state, id) &&
            isOfFamily(this.state.design, null, axis),
        ) ?? [],
    );
    const set = (key: string, value: string) =>
      this.dispatch({ type: 'axis-set', axis: key, value });
    return repeat(
      known.map((axis) => settingOf(this.state, axis, null, set)),
      ({ key }) => key,
      line,
    );
  }
}

function line(setting: Setting) {
  const { axis, problem, inert } = setting;
  const summary = `summary-${axis.id}`;
  return html`<div class="axis ${inert ? 'inert' : ''}" data-axis=${axis.id}>
    <atlas-explained>
      <span class="title" id="title-${axis.id}" aria-describedby=${summary}>${axis.title}</span>
      <div slot="tip" class="tip" role="tooltip" id=${summary}>
        <div id="problem-${axis.id}">
          ${problem ? html`<p class="problem">${prose(problem)}</p>` : nothing}
        </div>
        <p>${axis.summary}</p>
        ${inert ? html`<p>No difference here: ${prose(inert)}.</p>` : nothing}
      </div>
    </atlas-explained>
    <div class="control">${lineControl(setting)}</div>
  </div>`;
}

define('atlas-switches', SwitchesView);
