// `<atlas-share-teaching>`: what a shared link asks of its readers: to predict
// requests, to reach a goal, and to leave options as they are.
//
// Applies to readers only, and says that it is no protection.

import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { questionsOf } from '../../domain/lesson';
import type { Condition, GoalMeasure } from '../../engine/wire';
import { conditionInWords } from '../../render/goal';
import {
  type Access,
  accessTo,
  accessToAll,
  axisGroups,
  openLesson,
  type State,
  teachingOf,
  withAccess,
  withAccessToAll,
} from '../../state';
import { optionsOf, type SelectOption, valueFrom } from '../controls/select';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';
import { panel } from './styles';

const ACCESSES: readonly SelectOption[] = [
  { id: 'free', title: 'Free to change' },
  { id: 'fixed', title: 'Fixed' },
  { id: 'hidden', title: 'Hidden' },
];

interface Limit {
  readonly measure: GoalMeasure;
  readonly title: string;
  /** What the field counts in, in the unit of the scorecard's number. */
  readonly unit: number;
  readonly step: string;
}

const LIMITS: readonly Limit[] = [
  { measure: 'high-water', title: 'Heap high water, KiB at most', unit: 1024, step: 'any' },
  { measure: 'refused', title: 'Refused requests at most', unit: 1, step: '1' },
  { measure: 'probes', title: 'Probes per operation at most', unit: 1, step: 'any' },
];

/** Whether a condition is one that a field shows. */
function isLimit({ measure, bound, thousandths }: Condition): boolean {
  const isMost = bound === 'at-most' || (bound === 'exactly' && thousandths === 0);
  return isMost && LIMITS.some((limit) => limit.measure === measure);
}

/** The greatest limit that a link holds. */
const THOUSANDTHS_MAX = 2 ** 48;
/** The highest step that a link names. */
const STEP_MAX = 2 ** 32 - 1;
/** The most steps that a link asks before. */
const STEPS_MAX = 64;
/** Each option has its own access. */
const EACH = 'each';

export class TeachingView extends viewOf(
  fields('teaching', 'carried', 'catalog', 'design', 'step', 'run', 'scenario', 'lessons'),
) {
  static override styles = [
    shared,
    panel,
    css`
      :host {
        display: block;
      }
      details {
        padding: 0.6rem 0.8rem;
        border: 1px solid var(--atlas-line);
        border-radius: var(--atlas-radius);
      }
      summary {
        gap: 0.6rem;
      }
      summary b {
        font-weight: 600;
      }
      .body {
        display: grid;
        gap: 0.9rem;
        padding-top: 0.8rem;
      }
      .check {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 0.6rem;
        margin: 0;
        color: inherit;
        font-size: var(--atlas-text);
      }
      .check input {
        width: 1.1rem;
        min-height: 1.1rem;
        margin: 0.2rem 0 0;
        accent-color: var(--atlas-accent);
      }
      .hint {
        margin-inline-start: 1.7rem;
      }
      fieldset {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr));
        gap: 0.6rem 0.75rem;
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0 0 0.3rem;
        font-weight: 600;
      }
      .limit {
        justify-content: space-between;
      }
      .limit input {
        width: 7rem;
      }
      #accesses {
        margin-top: 0.3rem;
      }
    `,
  ];

  /** A note where the product shows no options; else empty. */
  @property() about = '';
  /** Whether options are set one by one, even while all are alike. */
  @state() private isEach = false;

  protected override render() {
    const { state } = this;
    const teaching = teachingOf(state);
    const toAll = this.isEach ? null : accessToAll(teaching);
    const isAtEnd = state.run.phase === 'done' && state.step >= state.run.total;
    return html`<details>
      <summary><b>For teaching</b> <span class="soft small">${teachingInWords(state)}</span></summary>
      <div class="body">
        <div>
          <label class="check">
            <input
              type="checkbox"
              aria-describedby="asked"
              .checked=${teaching.predict !== null}
              @change=${this.asked}
            />
            Ask the reader first
          </label>
          <p class="hint flow soft small">
            <span id="asked">Before a request the reader says where it will go, then sees.</span>
            ${
              teaching.predict !== null && isAtEnd
                ? html`<span>
                    After the last step nothing is left to ask:
                    <button class="link" @click=${() => this.dispatch({ type: 'seek', step: 0 })}>
                      begin at step 0
                    </button>
                  </span>`
                : nothing
            }
          </p>
          ${teaching.predict === null ? nothing : this.steps(teaching.predict)}
        </div>
        <div>
          <label for="all">For the reader, the design’s options are</label>
          <select id="all" aria-describedby="accesses" @change=${this.setAll}>
            ${optionsOf([...ACCESSES, { id: EACH, title: 'Set one by one' }], toAll ?? EACH)}
          </select>
          <p class="small soft" id="accesses">
            What is fixed is seen and can’t be changed; what is hidden is out of sight.
          </p>
        </div>
        <fieldset>
          <legend class="small">Set a goal for the whole replay</legend>
          ${LIMITS.map((limit) => this.limit(limit))} ${this.otherConditions()}
        </fieldset>
        ${toAll === null ? this.each() : nothing}
        ${this.about === '' ? nothing : html`<p class="small soft">${this.about}</p>`}
        <p class="callout small">
          <b>Not for exams.</b> The replay and its answers are in the reader’s browser: a reader who edits
          the link lifts the lock, and one who goes to a later step sees the answer.
        </p>
      </div>
    </details>`;
  }

  private each() {
    const teaching = teachingOf(this.state);
    return axisGroups(this.state).map(
      ({ title, axes }) => html`<fieldset>
        <legend class="small">${title}</legend>
        ${axes.map(
          (axis) => html`<div>
            <label for="access-${axis.id}">${axis.title}</label>
            <select
              id="access-${axis.id}"
              data-access=${axis.id}
              @change=${(event: Event) => this.set(axis.id, event)}
            >
              ${optionsOf(ACCESSES, accessTo(teaching, axis.id))}
            </select>
          </div>`,
        )}
      </fieldset>`,
    );
  }

  private steps(chosen: readonly number[]) {
    return html`<label class="flow small">
      Only before steps
      <input
        inputmode="numeric"
        autocomplete="off"
        placeholder="each request"
        .value=${chosen.join(', ')}
        @change=${this.stepsChosen}
      />
    </label>`;
  }

  /** A field for the most that a number of the scorecard may be; empty where the link asks nothing of it. */
  private limit({ measure, title, unit, step }: Limit) {
    const { goal } = teachingOf(this.state);
    const asked = goal.find((condition) => isLimit(condition) && condition.measure === measure);
    const set = (event: Event) => {
      const value = Number.parseFloat(valueFrom(event));
      const others = goal.filter((condition) => condition !== asked);
      const bound = measure === 'refused' && value === 0 ? 'exactly' : 'at-most';
      const thousandths = Math.min(Math.round(1000 * unit * value), THOUSANDTHS_MAX);
      const own: Condition[] = value >= 0 ? [{ measure, bound, thousandths }] : [];
      this.dispatch({ type: 'teaching-set', teaching: { goal: [...others, ...own] } });
    };
    return html`<label class="limit flow small">
      ${title}
      <input
        type="number"
        min="0"
        step=${step}
        placeholder="any"
        .value=${asked ? String(asked.thousandths / 1000 / unit) : ''}
        @change=${set}
      />
    </label>`;
  }

  /** What else a link asked for, which no field shows. */
  private otherConditions() {
    const { goal } = teachingOf(this.state);
    const others = goal.filter((condition) => !isLimit(condition));
    if (others.length === 0) return nothing;
    const limits = goal.filter(isLimit);
    return html`<p class="flow small">
      And ${others.map(conditionInWords).join(', ')}.
      <button
        class="link"
        @click=${() => this.dispatch({ type: 'teaching-set', teaching: { goal: limits } })}
      >
        Do not ask for that
      </button>
    </p>`;
  }

  private asked(event: Event): void {
    const { checked } = event.target as HTMLInputElement;
    const lesson = openLesson(this.state);
    const questions = lesson ? questionsOf(lesson) : [];
    this.dispatch({ type: 'teaching-set', teaching: { predict: checked ? questions : null } });
  }

  private stepsChosen(event: Event): void {
    const field = event.target as HTMLInputElement;
    const steps = (field.value.match(/\d+/g) ?? [])
      .map(Number)
      .filter((step) => step > 0 && step <= STEP_MAX);
    const predict = [...new Set(steps)].slice(0, STEPS_MAX);
    this.dispatch({ type: 'teaching-set', teaching: { predict } });
    field.value = predict.join(', ');
  }

  private setAll(event: Event): void {
    const access = valueFrom(event);
    this.isEach = access === EACH;
    if (this.isEach) return;
    this.dispatch({ type: 'teaching-set', teaching: withAccessToAll(access as Access) });
  }

  private set(axis: string, event: Event): void {
    const access = valueFrom(event) as Access;
    const axes = (this.state.catalog?.axes ?? []).map(({ id }) => id);
    const teaching = withAccess(teachingOf(this.state), axes, axis, access);
    // Stays so even where all are alike for a moment.
    this.isEach = true;
    this.dispatch({ type: 'teaching-set', teaching });
  }
}

export function teachingInWords(state: Pick<State, 'teaching' | 'carried' | 'catalog'>): string {
  const teaching = teachingOf(state);
  const words: Readonly<Record<Access, string>> = {
    free: '',
    fixed: 'all options fixed',
    hidden: 'all options hidden',
  };
  const toAll = accessToAll(teaching);
  const axes = (state.catalog?.axes ?? []).map(({ id }) => accessTo(teaching, id));
  const count = (access: Access) => axes.filter((each) => each === access).length;
  const counted = (['fixed', 'hidden'] as const).flatMap((access) =>
    count(access) > 0 ? [`${count(access)} ${access}`] : [],
  );
  const options = toAll === null ? `options: ${counted.join(', ')}` : words[toAll];
  const goal = teaching.goal.length === 0 ? '' : 'sets a goal';
  const said = [teaching.predict === null ? '' : 'asks first', goal, options].filter(
    (each) => each !== '',
  );
  return said.length === 0 ? 'nothing asked, nothing fixed' : said.join(' · ');
}

define('atlas-share-teaching', TeachingView);
