// One of several, on a line whose height is known: side by side where there is room, and as the system's own
// list where there is not. Whoever renders it is in a container named `figure`, which decides.

import { css, html, nothing } from 'lit';
import '../explained';
import '../radio-group';

export interface Choice {
  /** Tells it from the others. */
  readonly id: string;
  readonly title: string;
  readonly isChosen: boolean;
  /** Whether it can't be chosen now; it is shown, and says why. */
  readonly isOut: boolean;
  /** What there is to say about it, on hover and focus; `null` where the title says all. */
  readonly about: unknown;
}

/** What the choice is called: by a text, or by an element of the same tree. */
export type Called = { readonly label: string } | { readonly labelledBy: string };

export function choices(called: Called, offered: readonly Choice[], choose: (id: string) => void) {
  const label = 'label' in called ? called.label : nothing;
  const labelledBy = 'labelledBy' in called ? called.labelledBy : nothing;
  const isNoneChosen = !offered.some(({ isChosen }) => isChosen);
  return html`<atlas-radio-group class="choices" aria-label=${label} aria-labelledby=${labelledBy}>
      ${offered.map((choice, at) => radio(choice, isNoneChosen && at === 0, choose))}
    </atlas-radio-group>
    <select
      class="choices"
      aria-label=${label}
      aria-labelledby=${labelledBy}
      @change=${({ target }: Event) => choose((target as HTMLSelectElement).value)}
    >
      ${isNoneChosen ? html`<option selected disabled>none of these</option>` : nothing}
      ${offered.map(
        ({ id, title, isChosen, isOut }) =>
          html`<option value=${id} ?selected=${isChosen} ?disabled=${isOut}>${title}</option>`,
      )}
    </select>`;
}

function radio(choice: Choice, isStop: boolean, choose: (id: string) => void) {
  const { id, title, isChosen, isOut, about } = choice;
  return html`<atlas-explained>
    <button
      role="radio"
      aria-checked=${isChosen}
      aria-disabled=${isOut ? 'true' : nothing}
      aria-describedby=${about ? `about-${id}` : nothing}
      tabindex=${isChosen || isStop ? 0 : -1}
      data-option=${id}
      @click=${() => !isOut && !isChosen && choose(id)}
    >
      ${title}
    </button>
    ${about ? html`<div slot="tip" class="tip" role="tooltip" id="about-${id}">${about}</div>` : nothing}
  </atlas-explained>`;
}

export const choicesStyles = css`
  atlas-radio-group.choices {
    display: flex;
    gap: 0.25rem;
    min-width: 0;
    /* What doesn't fit is scrolled to; a second line would move the page. */
    overflow: auto hidden;
    scrollbar-width: none;
  }
  .choices button {
    min-height: 2rem;
    padding: 0.1rem 0.6rem;
    font-size: var(--atlas-text-small);
    white-space: nowrap;
  }
  .choices button[aria-checked='true'] {
    border-color: var(--atlas-accent);
    background: var(--atlas-accent);
    color: var(--atlas-on-accent);
  }
  .choices button[aria-disabled='true'] {
    border-style: dashed;
    background: var(--atlas-sunken);
    text-decoration: line-through;
    text-decoration-thickness: 1px;
  }
  .choices button:focus-visible {
    outline-offset: -2px;
  }
  select.choices {
    display: none;
    flex: 1;
    min-width: 0;
    min-height: 2.6rem;
    padding: 0.15rem 0.5rem;
    border: 1px solid var(--atlas-line-strong);
    border-radius: var(--atlas-radius);
    background: var(--atlas-surface);
    font-size: var(--atlas-text);
  }
  .tip p + p {
    margin-top: 0.35rem;
  }
  @container figure (width < 560px) {
    atlas-radio-group.choices {
      display: none;
    }
    select.choices {
      display: block;
    }
  }
`;
