// `<atlas-welcome>`: what a first visit begins with: two designs of one program, the switch that parts them, and challenges.
//
// The two designs are the figure's own comparison, which stands below; the switch sets the axis that parts them.

import { css, html, nothing } from 'lit';
import { isOfFamily } from '../../domain/design';
import { CHALLENGES, GREETING } from '../../engine/challenges';
import { formatCount } from '../../render/format';
import { comparedViewOf } from '../comparison/compared-view';
import { radios } from '../controls/radios';
import { shared } from '../styles';
import { define, fields } from '../view';
import { challengeList, challengeStyles } from './challenges';

/** Named at once; the others are folded away with what is asked. */
const CHALLENGES_SHOWN = 3;

export class WelcomeView extends comparedViewOf(
  fields('catalog', 'compare', 'run'),
  fields('run'),
) {
  static override styles = [
    shared,
    challengeStyles,
    css`
      :host {
        display: block;
      }
      .welcome {
        display: grid;
        gap: 0.6rem;
        padding: 0.9rem 1rem 1rem;
        border-radius: var(--atlas-radius);
        background: var(--atlas-accent-wash);
      }
      .top {
        display: flex;
        align-items: start;
        justify-content: space-between;
        gap: 1rem;
      }
      h2 {
        font-size: 1.375rem;
        line-height: 1.25;
        text-wrap: balance;
      }
      .switch {
        gap: 0.3rem 0.75rem;
      }
      a {
        color: var(--atlas-accent);
      }
      .challenges {
        margin-top: 0.6rem;
      }
      .now {
        min-height: 1.45em;
      }
      /* The picture stays above the fold of a phone. All challenges are among the scenarios, too. */
      @container figure (width < 560px) {
        .welcome {
          gap: 0.4rem;
          padding: 0.7rem 0.9rem;
        }
        .top {
          display: contents;
        }
        h2 {
          font-size: 1.0625rem;
          text-wrap: wrap;
        }
        .top button {
          order: 1;
          justify-self: start;
        }
        .switch .choices [role='radio'] {
          padding-inline: 0.45rem;
          font-size: 0.8125rem;
        }
        details {
          display: none;
        }
      }
    `,
  ];

  protected override render() {
    const { catalog, compare } = this.state;
    const axis = catalog?.axes.find(({ id }) => id === GREETING.axis);
    const design = compare[0]?.design ?? {};
    const value = design[GREETING.axis];
    const options = axis?.options.filter((option) => isOfFamily(design, null, option)) ?? [];
    return html`<section class="welcome" aria-label="Welcome">
      <div class="top">
        <h2>One switch nearly doubled this heap.</h2>
        <button @click=${() => this.dispatch({ type: 'welcome-closed' })}>
          Start on your own
        </button>
      </div>
      <p>
        SQLite’s ${formatCount(this.state.run.total)} requests under two allocators that differ in one decision: when
        neighbouring holes become one. Turn B’s switch.
      </p>
      <div class="switch flow">
        ${
          axis
            ? radios({ label: 'B merges holes' }, options, value, (id) => this.turn(id))
            : nothing
        }
        <span class="now" role="status">${this.now()}</span>
      </div>
      <div class="flow">
        Or take a challenge:
        ${CHALLENGES.slice(0, CHALLENGES_SHOWN).map(
          ({ title, link }) => html`<a href=${link}>${title}</a>`,
        )}
      </div>
      <details>
        <summary class="small">All ${CHALLENGES.length}, from easy to hard</summary>
        ${challengeList(CHALLENGES)}
      </details>
    </section>`;
  }

  /** Turns B's switch, whichever design the controls were of. */
  private turn(value: string): void {
    this.dispatch({ type: 'design-activated', place: 1 });
    this.dispatch({ type: 'axis-set', axis: GREETING.axis, value });
  }

  /** How B's heap stands beside A's. */
  private now(): string {
    const [a, b] = this.designs.map(({ state }) => state.run.scorecard?.highWaterBytes ?? null);
    if (a == null || b == null) return '';
    const percent = Math.round((100 * (b - a)) / a);
    if (percent === 0) return 'B’s heap is as large as A’s.';
    return `B’s heap is ${Math.abs(percent)} % ${percent > 0 ? 'larger' : 'smaller'} than A’s.`;
  }
}

define('atlas-welcome', WelcomeView);
