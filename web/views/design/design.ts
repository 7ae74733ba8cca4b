// `<atlas-design>`: the controls of a design by the catalogue's groups, and last those of the machine, which all designs
// share: the kernel's design or, where the scenario has tasks, a task's own.
//
// Owns which design is shown, and which axes are folded away; controls/axis.ts owns the controls.

import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { type Design, FAMILY, parseKey, valueAt } from '../../domain/design';
import type { Axis } from '../../engine/wire';
import {
  type Access,
  accessToAll,
  axesInSight,
  baseDesign,
  changedAxes,
  isFixed,
  isLocked,
  isOfMachine,
  placeLetter,
  presetDesign,
  printValue,
  tasksInSight,
} from '../../state';
import { axisStyles, control, hasOwnDesign, type Setting, settingOf } from '../controls/axis';
import { choicesStyles, type RadioOption, radios } from '../controls/radios';
import { optionsOf, valueFrom } from '../controls/select';
import { prose } from '../prose';
import { shared } from '../styles';
import { define, isSameSelection, viewOf } from '../view';
import { designStyles } from './styles';

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
  static override styles = [shared, axisStyles, choicesStyles, designStyles];

  /** The task whose design was asked for; `null` for the kernel's. */
  @state() private asked: number | null = null;
  /** Whether all options are shown: opened by the visitor or by an axis that must be in sight, closed by the visitor alone. */
  @state() private isAllShown = false;
  private wasNoticed = false;

  /** All designs on the screen, A first. */
  @property({
    attribute: false,
    hasChanged: (after: readonly Design[], before?: readonly Design[]) =>
      !isSameSelection({ designs: before }, { designs: after }),
  })
  designs: readonly Design[] = [];

  /** The task asked for, as long as the scenario has it. */
  private get task(): number | null {
    return this.asked !== null && this.state.tasks.includes(this.asked) ? this.asked : null;
  }

  private setting(axis: Axis): Setting {
    return settingOf(this.state, axis, this.task, (key, value) =>
      this.dispatch({ type: 'axis-set', axis: key, value }),
    );
  }

  protected override render() {
    const changed = new Set(changedAxes(this.state));
    const ofDesign = [...changed].filter((key) => !isOfMachine(this.state, key));
    const inSight = axesInSight(this.state, this.task);
    // An axis that decides much in some designs alone stands among the others in the rest of them.
    const isFirst = (axis: Axis) => axis.first && this.setting(axis).inert === null;
    const first = inSight.flatMap(({ axes }) => axes.filter(isFirst));
    const groups = inSight.flatMap(({ title, axes }) => {
      const others = axes.filter((axis) => !isFirst(axis));
      return others.length === 0 ? [] : [{ title, axes: others }];
    });
    const others = groups.flatMap(({ axes }) => axes);
    const isNoticed =
      first.length === 0 || others.some((axis) => this.isNoticed(this.setting(axis), changed));
    if (isNoticed && !this.wasNoticed) this.isAllShown = true;
    this.wasNoticed = isNoticed;
    const isOfDesign = ({ axes }: (typeof groups)[number]) =>
      !axes.some(({ scope }) => scope === 'machine');
    return html`
      ${this.presets(ofDesign.length)}
      ${this.whose(this.state.tasks)}
      ${
        isLocked(this.state)
          ? html`<p class="soft small">${LOCKED[accessToAll(this.state.carried) ?? 'some']}</p>`
          : nothing
      }
      ${first
        .map((axis) => this.setting(axis))
        .map((setting) => this.axis(setting, changed.has(setting.key)))}
      <details class="all" .open=${this.isAllShown} @toggle=${this.allToggled}>
        <summary><b>All options</b> <span class="soft small">${others.length} more</span></summary>
        ${groups.filter(isOfDesign).map(({ title, axes }) => this.group(title, axes, changed))}
        ${groups
          .filter((group) => !isOfDesign(group))
          .map(({ title, axes }) => this.group(title, axes, changed))}
      </details>
    `;
  }

  private allToggled({ target }: Event): void {
    this.isAllShown = (target as HTMLDetailsElement).open;
  }

  private presets(changes: number) {
    const { catalog, preset, design } = this.state;
    const presets = catalog?.presets ?? [];
    // Beside a preset of another family, the design is none of the presets.
    const isOfPreset = presetDesign(catalog, preset)[FAMILY] === design[FAMILY];
    const summary = isOfPreset ? presets.find(({ id }) => id === preset)?.summary : '';
    const choose = (chosen: string) => this.dispatch({ type: 'preset-chosen', preset: chosen });
    const isAllFixed = catalog?.axes.every(({ id }) => isFixed(this.state, id)) ?? false;
    const canReset = changes > 0 && !isAllFixed;
    return html`<div class="presets">
        <label for="preset">Preset</label>
        <select
          id="preset"
          ?disabled=${isAllFixed}
          aria-describedby="preset-summary"
          @change=${(event: Event) => choose(valueFrom(event))}
        >
          ${isOfPreset ? nothing : html`<option value="" selected disabled>None</option>`}
          ${optionsOf(presets, isOfPreset ? preset : null)}
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

  private whose(tasks: readonly number[]) {
    if (tasks.length === 0) return nothing;
    const { task } = this;
    return html`<div class="whose flow">
      ${radios(
        { label: 'Whose design' },
        [
          this.segment(null, tasks.length > 1 ? 'Kernel and all tasks' : 'Kernel and task'),
          ...tasks.map((each) => this.segment(each, `Task ${each}`)),
        ],
        task,
        (chosen) => {
          this.asked = chosen;
        },
        'segments',
      )}
      ${
        task === null
          ? nothing
          : html`<button
              aria-disabled=${hasOwnDesign(this.state, task) ? nothing : 'true'}
              @click=${() => this.dispatch({ type: 'task-follows', task })}
            >
              Task ${task} follows the kernel
            </button>`
      }
    </div>`;
  }

  private segment(task: number | null, title: string): RadioOption<number | null> {
    const isOwn = task !== null && hasOwnDesign(this.state, task);
    const isWrong = this.state.verdict.problems.some(({ axis }) => parseKey(axis).task === task);
    const note = isWrong ? 'with a problem' : isOwn ? 'with a design of its own' : '';
    return {
      id: task,
      title: html`${title}${note ? html`<i></i><span class="visually-hidden"> ${note}</span>` : nothing}`,
      look: isWrong ? 'wrong' : '',
    };
  }

  private group(title: string, axes: readonly Axis[], changed: ReadonlySet<string>) {
    const settings = axes.map((axis) => this.setting(axis));
    // An axis that makes no difference is folded away, unless the visitor has set it.
    const isOut = ({ inert, key }: Setting) => inert !== null && !changed.has(key);
    const inForce = settings.filter((setting) => !isOut(setting));
    // Policies are what a visitor compares: groups of sizes and addresses begin folded.
    const policies = inForce.filter(({ axis }) => axis.kind !== 'number').length;
    const isNoticed = settings.some((setting) => this.isNoticed(setting, changed));
    const isOpen = policies * 2 >= inForce.length || isNoticed;
    const values = inForce.map(({ axis, value }) => printValue(axis, value));
    return html`<details ?open=${isOpen}>
      <summary>
        <h3>${title}</h3>
        <span class="values one-line soft small" aria-hidden="true">${values.join(' · ')}</span>
      </summary>
      ${
        axes.some(({ scope }) => scope === 'machine') && this.designs.length > 1
          ? html`<p class="soft small">One machine for all designs.</p>`
          : nothing
      }
      ${repeat(
        inForce,
        ({ axis }) => axis.id,
        (setting) => this.axis(setting, changed.has(setting.key)),
      )}
      ${withoutEffect(settings.filter(isOut))}
    </details>`;
  }

  /** Whether an axis must be in sight: it was changed, is wrong, or differs between the designs on the screen. */
  private isNoticed(setting: Setting, changed: ReadonlySet<string>): boolean {
    const { axis, key, problem } = setting;
    // What the kernel's changes opened stays open when a task's design is shown.
    const isChanged = changed.has(axis.id) || changed.has(key);
    return isChanged || problem !== null || this.onOtherMachines(setting).length > 0;
  }

  private axis(setting: Setting, isChanged: boolean) {
    const { axis, problem, inert } = setting;
    const isSingle = axis.kind === 'choice' && axis.options.length === 1;
    return html`<div
      class="axis"
      ?data-changed=${isChanged}
      ?data-single=${isSingle}
      data-axis=${axis.id}
    >
      <div class="title">
        <span id="title-${axis.id}">${axis.title}</span>
        ${isChanged && !setting.isFixed ? this.reset(setting) : nothing}
      </div>
      ${control(setting)}
      <p class="soft small" id="summary-${axis.id}">${axis.summary}</p>
      <div role="status" id="problem-${axis.id}">
        ${problem ? html`<p class="problem">${prose(problem)}</p>` : nothing}
        ${inert ? html`<p class="soft small">No difference here: ${prose(inert)}.</p>` : nothing}
      </div>
      ${this.otherMachines(setting)}
    </div>`;
  }

  /** The designs on the screen whose machine has another value here: their places, and the values. */
  private onOtherMachines({ axis, key, value }: Setting) {
    if (axis.scope !== 'machine') return [];
    return this.designs
      .map((design, place) => ({ place, other: valueAt(design, key) }))
      .filter(({ other }) => other !== value);
  }

  /** A link's or a lesson's designs may have different machines, until the visitor sets one for all. */
  private otherMachines(setting: Setting) {
    const { axis, key, value, isFixed } = setting;
    const others = this.onOtherMachines(setting);
    if (others.length === 0) return nothing;
    const inWords = others.map(
      ({ place, other }) => `Design ${placeLetter(place)}: ${printValue(axis, other)}`,
    );
    return html`<p class="small" data-other-machines=${axis.id}>
      ${inWords.join(', ')}.
      ${
        isFixed
          ? nothing
          : html`<button class="link" @click=${() => this.dispatch({ type: 'axis-set', axis: key, value })}>
              Use ${printValue(axis, value)} for all designs
            </button>`
      }
    </p>`;
  }

  private reset({ axis, key }: Setting) {
    const base = this.task === null ? baseDesign(this.state) : this.state.design;
    const value = printValue(axis, base[axis.id] ?? '');
    return html`<button
      class="link"
      aria-label="Reset ${axis.title} to ${value}"
      @click=${() => this.dispatch({ type: 'axis-reset', axis: key })}
    >
      ↺ ${value}
    </button>`;
  }
}

/** Folded away, a line for each reason, instead of controls without effect. */
function withoutEffect(settings: readonly Setting[]) {
  if (settings.length === 0) return nothing;
  const reasons = new Set(settings.map(({ inert }) => inert));
  const lines = [...reasons].map((reason) => {
    const titles = settings.filter(({ inert }) => inert === reason).map(({ axis }) => axis.title);
    return html`<p><strong>${titles.join(', ')}</strong>: no difference here, ${reason}.</p>`;
  });
  const count = settings.length === 1 ? '1 option' : `${settings.length} options`;
  return html`<details class="set-aside soft small">
    <summary>${count} without effect here</summary>
    ${lines}
  </details>`;
}

define('atlas-design', DesignView);
