// One of several: a radio group, in a form that wraps and in a form of one line.
//
// The one-line form has a known height: where there is no room for it, it is the system's own list. An element that
// renders it is in a container named `figure`, whose width decides.

import { css, html, nothing } from 'lit';
import '../explained';
import '../radio-group';

export interface RadioOption {
  /** Tells it from the others. */
  readonly id: string;
  readonly title: string;
  readonly isChosen: boolean;
  /** Whether it can't be chosen now; it stays visible, and its explanation says why. */
  readonly isOut: boolean;
  /** The explanation, on hover and focus; `null` where the title is enough. */
  readonly about: unknown;
}

/** The group's name: a text, or the id of an element in the same tree. */
export type Called =
  | { readonly label: string }
  | { readonly labelledBy: string; readonly describedBy?: string };

/** A radio group that wraps. */
export function radios(
  called: Called,
  offered: readonly RadioOption[],
  choose: (id: string) => void,
) {
  const { label, labelledBy, describedBy } = attributes(called);
  const isNoneChosen = !offered.some(({ isChosen }) => isChosen);
  // An explanation's id must be unique in the tree that it is rendered into.
  const tipOf = (id: string) => `about-${'label' in called ? 'choice' : called.labelledBy}-${id}`;
  return html`<atlas-radio-group
    class="choices"
    aria-label=${label}
    aria-labelledby=${labelledBy}
    aria-describedby=${describedBy}
  >
    ${offered.map((choice, at) => radio(choice, tipOf(choice.id), isNoneChosen && at === 0, choose))}
  </atlas-radio-group>`;
}

/** A radio group of one line, or a list where there is no room for the line. */
export function lineOfRadios(
  called: Called,
  offered: readonly RadioOption[],
  choose: (id: string) => void,
) {
  const { label, labelledBy } = attributes(called);
  const isNoneChosen = !offered.some(({ isChosen }) => isChosen);
  return html`<div class="line">${radios(called, offered, choose)}</div>
    <select
      class="line"
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

function attributes(called: Called) {
  return {
    label: 'label' in called ? called.label : nothing,
    labelledBy: 'labelledBy' in called ? called.labelledBy : nothing,
    describedBy: ('describedBy' in called && called.describedBy) || nothing,
  };
}

function radio(choice: RadioOption, tip: string, isStop: boolean, choose: (id: string) => void) {
  const { id, title, isChosen, isOut, about } = choice;
  return html`<atlas-explained>
    <button
      role="radio"
      aria-checked=${isChosen}
      aria-disabled=${isOut ? 'true' : nothing}
      aria-describedby=${about ? tip : nothing}
      tabindex=${isChosen || isStop ? 0 : -1}
      data-option=${id}
      @click=${() => !isOut && !isChosen && choose(id)}
    >
      ${title}
    </button>
    ${about ? html`<div slot="tip" class="tip" role="tooltip" id=${tip}>${about}</div>` : nothing}
  </atlas-explained>`;
}

export const choicesStyles = css`
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.3rem;
  }
  .choices button {
    min-height: 1.9rem;
    padding: 0.1rem 0.65rem;
    font-size: 0.875rem;
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
  .tip p + p {
    margin-top: 0.35rem;
  }
  div.line {
    display: contents;
  }
  .line .choices {
    flex-wrap: nowrap;
    gap: 0.25rem;
    min-width: 0;
    /* What doesn't fit is scrolled to; a second line would move the page. */
    overflow: auto hidden;
    scrollbar-width: none;
  }
  .line .choices button {
    min-height: 2rem;
    padding-inline: 0.6rem;
    font-size: var(--atlas-text-small);
    white-space: nowrap;
  }
  .line .choices button:focus-visible {
    outline-offset: -2px;
  }
  select.line {
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
  @media (pointer: coarse) {
    :not(.line) > .choices button {
      min-height: 2.6rem;
    }
  }
  @container figure (width < 560px) {
    .line .choices {
      display: none;
    }
    select.line {
      display: block;
    }
  }
`;
