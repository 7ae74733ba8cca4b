// `<atlas-lesson>`: the card of the open lesson: its question, what to look for, the designs it compares, and its neighbours.
//
// All texts are the lesson's own. Changing the design keeps the step, so that the difference shows on the spot.

import { css, html, nothing, type PropertyValues } from 'lit';
import { type Check, type Lesson, questionsOf } from '../../domain/lesson';
import { checkSentence } from '../../render/lesson-words';
import { isLessonDesignFree, lessonDesignSet, openLesson } from '../../state';
import '../glossed';
import { radios } from '../controls/radios';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';

export class LessonView extends viewOf(
  fields('scenario', 'lessons', 'design', 'compare', 'activePlace', 'catalog', 'carried', 'preset'),
) {
  static override styles = [
    shared,
    css`
      article {
        display: grid;
        gap: 0.5rem;
        padding: 0.75rem 1rem;
        border: 1px solid var(--atlas-line);
        border-inline-start: 3px solid var(--atlas-accent);
        border-radius: var(--atlas-radius);
        background: var(--atlas-surface);
      }
      nav {
        display: flex;
        gap: 0.9rem;
        margin-inline-start: auto;
      }
      h2 {
        font-size: 1.125rem;
        text-wrap: balance;
      }
      .look-for {
        max-width: 75ch;
      }
      summary {
        gap: 0.5rem;
      }
      details ul {
        margin-top: 0.35rem;
        padding-inline-start: 0.9rem;
      }
      details li + li {
        margin-top: 0.15rem;
      }
      nav button[aria-disabled='true'] {
        color: var(--atlas-ink-soft);
        text-decoration: none;
      }
      @media (pointer: coarse) {
        nav button.link {
          min-height: 2.6rem;
        }
      }
    `,
  ];

  private opened: string | null = null;

  protected override render() {
    const { lessons } = this.state;
    const lesson = openLesson(this.state);
    if (!lesson) return nothing;
    const at = lessons.indexOf(lesson);
    const alike = lessons.filter(({ exercise }) => exercise === lesson.exercise);
    const kind = lesson.exercise ? 'Exercise' : 'Lesson';
    return html`<article aria-labelledby="question">
      <header class="flow small">
        <span class="soft">${kind} ${alike.indexOf(lesson) + 1} of ${alike.length}: ${lesson.title}</span>
        <nav aria-label="Lessons">
          ${this.neighbour('Previous', lessons[at - 1])} ${this.neighbour('Next', lessons[at + 1])}
        </nav>
      </header>
      <h2 id="question">${lesson.question}</h2>
      ${this.predicting(lesson)} ${this.lookFor(lesson)}
      ${this.designs(lesson)} ${this.checks(lesson)}
    </article>`;
  }

  /**
   * Offered where the designs place a request differently: where they differ in cost alone, there is nothing to guess.
   * A reader who is asked all the same, by a link, can end it.
   */
  private predicting(lesson: Lesson) {
    const predicts = this.state.carried.predict !== null;
    if (!predicts && questionsOf(lesson).length === 0) return nothing;
    return html`<p class="flow small">
      <button
        class="control"
        aria-pressed=${predicts}
        @click=${() => this.dispatch({ type: 'predicting-set', predicts: !predicts })}
      >
        Predict first
      </button>
      <span class="soft">Say where a request will go, then see.</span>
    </p>`;
  }

  /** Folded where the reader is asked to predict first. */
  private lookFor({ lookFor }: Lesson) {
    const text = html`<p class="look-for"><atlas-glossed .text=${lookFor}></atlas-glossed></p>`;
    return this.state.carried.predict
      ? html`<details><summary>What to look for</summary>${text}</details>`
      : text;
  }

  /** On a phone the card stands below the map, out of sight of the list of lessons. */
  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const id = openLesson(this.state)?.id ?? null;
    if (id === this.opened) return;
    this.opened = id;
    const { top, bottom } = this.getBoundingClientRect();
    // Only where the card is out of sight: text that can be read is not moved.
    if (top < 0 || bottom > window.innerHeight) this.scrollIntoView({ block: 'start' });
  }

  private neighbour(title: string, lesson: Lesson | undefined) {
    const open = () =>
      lesson &&
      this.dispatch({ type: 'scenario-chosen', scenario: { kind: 'lesson', id: lesson.id } });
    return html`<button
      class="link control"
      aria-disabled=${lesson === undefined ? 'true' : nothing}
      title=${lesson?.title ?? nothing}
      @click=${open}
    >
      ${title}
    </button>`;
  }

  private designs({ designs }: Lesson) {
    const set = lessonDesignSet(this.state);
    const free = designs.map((_, index) => isLessonDesignFree(this.state, index));
    const isAnyFree = free.includes(true);
    return html`<div class="flow">
        ${radios(
          { label: 'Designs to compare' },
          designs.map(({ label }, index) => ({
            id: index,
            title: label,
            isOut: !free[index],
            hint: free[index] ? undefined : 'What tells it apart is fixed by the link',
          })),
          set ?? undefined,
          (index) => this.dispatch({ type: 'lesson-design-chosen', index }),
        )}
        ${
          this.state.compare.length > 0 || free.filter((each) => each).length < 2
            ? nothing
            : html`<button
                class="link control"
                title="All these designs at the same step, with their numbers in one table"
                @click=${() => this.dispatch({ type: 'lesson-compared' })}
              >
                Compare all side by side
              </button>`
        }
      </div>
      ${
        set === null
          ? html`<p class="small soft" role="status">
              The design is none of these now.${isAnyFree ? ' Choose one to come back.' : ''}
            </p>`
          : nothing
      }`;
  }

  private checks({ checks }: Lesson) {
    return html`<details class="small">
      <summary>The numbers that a test checks</summary>
      <ul>
        ${checks.map((check) => html`<li>${this.check(check)}</li>`)}
      </ul>
    </details>`;
  }

  private check(check: Check) {
    const { catalog } = this.state;
    if (!catalog) return nothing;
    return html`<strong>${check.design}</strong>: ${checkSentence(check, catalog)}`;
  }
}

define('atlas-lesson', LessonView);
