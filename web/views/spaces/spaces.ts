// `<atlas-spaces>`: which address space the figure looks at: each step's own, or one that is picked.
//
// Shown only where there is more than one. Owns the choice's buttons; what each view shows of the space
// is theirs.

import { css, html, nothing } from 'lit';
import { hasSeveralSpaces } from '../../state';
import '../radio-group';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';

export class SpacesView extends viewOf(fields('frame', 'space')) {
  static override styles = [
    shared,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.35rem 0.75rem;
      }
      atlas-radio-group {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
      }
      [role='radio'] {
        padding-inline: 0.6rem;
        font-size: var(--atlas-text-small);
      }
      [role='radio'][aria-checked='true'] {
        border-color: var(--atlas-accent);
        background: var(--atlas-accent);
        color: var(--atlas-on-accent);
      }
      [role='radio'].shown:not([aria-checked='true']) {
        border-color: var(--atlas-accent);
        box-shadow: inset 0 -2px var(--atlas-accent);
      }
      .killed {
        text-decoration: line-through;
      }
    `,
  ];

  protected override render() {
    const { frame, space } = this.state;
    if (frame === null || !hasSeveralSpaces(this.state)) return nothing;
    return html`<div class="row">
      <span class="soft small" id="label">Address space</span>
      <atlas-radio-group aria-labelledby="label">
        ${this.choice(null, html`Each step’s own`, false)}
        ${frame.spaces.map(({ task, name, life }) =>
          this.choice(
            task,
            life === 'killed'
              ? html`<span class="killed">${capitalised(name)}</span> killed`
              : capitalised(name),
            task === frame.space && space === null,
          ),
        )}
      </atlas-radio-group>
    </div>`;
  }

  private choice(task: number | null, title: unknown, isShown: boolean) {
    const isChosen = this.state.space === task;
    return html`<button
      role="radio"
      class=${isShown ? 'shown' : ''}
      aria-checked=${isChosen}
      tabindex=${isChosen ? 0 : -1}
      title=${
        task === null
          ? 'Look at the space of the task that performed the step’s operation'
          : isShown
            ? 'On the map now. Pick to stay in this space at every step'
            : 'Stay in this space at every step'
      }
      @click=${() => this.dispatch({ type: 'space-chosen', task })}
    >
      ${title}
    </button>`;
  }
}

function capitalised(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

define('atlas-spaces', SpacesView);
