// One of several: a radio group, and a form of it in one line.
//
// The one-line form has a known height: where there is no room for it, it is the system's own list. An element that
// renders it is in a container named `figure`, whose width decides.

import { css, html, nothing } from 'lit';
import '../explained';
import '../radio-group';
import { optionsOf, valueFrom } from './select';

export interface RadioOption<Id> {
  readonly id: Id;
  readonly title: unknown;
  /** Whether it can't be chosen now; it stays visible, and its explanation says why. */
  readonly isOut?: boolean;
  /** The explanation, on hover and focus. */
  readonly about?: unknown;
  /** A few words in place of an explanation. */
  readonly hint?: string | undefined;
  readonly look?: string;
}

/** The group's name: a text, or the id of an element in the same tree. */
export type GroupName =
  | { readonly label: string }
  | { readonly labelledBy: string; readonly describedBy?: string };

/**
 * A radio group that wraps. `chosen` is `undefined` where none is chosen; choosing the chosen one again calls back too.
 * `look` is `choices`, `segments` or a class of the view.
 */
export function radios<Id>(
  name: GroupName,
  offered: readonly RadioOption<Id>[],
  chosen: Id | undefined,
  choose: (id: Id) => void,
  look = 'choices',
) {
  const isNoneChosen = !offered.some(({ id }) => id === chosen);
  // An explanation's id must be unique in the tree that it is rendered into.
  const group = 'label' in name ? 'choice' : name.labelledBy;
  return html`<atlas-radio-group
    class=${look}
    aria-label=${'label' in name ? name.label : nothing}
    aria-labelledby=${'labelledBy' in name ? name.labelledBy : nothing}
    aria-describedby=${('describedBy' in name && name.describedBy) || nothing}
  >
    ${offered.map(({ id, title, isOut = false, about, hint, look }, at) => {
      const tip = `about-${group}-${id}`;
      const radio = html`<button
        role="radio"
        class=${look ?? nothing}
        aria-checked=${id === chosen}
        aria-disabled=${isOut ? 'true' : nothing}
        aria-describedby=${about ? tip : nothing}
        tabindex=${id === chosen || (isNoneChosen && at === 0) ? 0 : -1}
        title=${hint ?? nothing}
        data-option=${String(id)}
        @click=${() => !isOut && choose(id)}
      >
        ${title}
      </button>`;
      return about
        ? html`<atlas-explained
            >${radio}
            <div slot="tip" class="tip" role="tooltip" id=${tip}>${about}</div>
          </atlas-explained>`
        : radio;
    })}
  </atlas-radio-group>`;
}

/** A radio group of one line, or a list where there is no room for the line. */
export function lineOfRadios(
  name: GroupName,
  offered: readonly RadioOption<string>[],
  chosen: string | undefined,
  choose: (id: string) => void,
) {
  const isNoneChosen = !offered.some(({ id }) => id === chosen);
  return html`<div class="in-line">${radios(name, offered, chosen, choose)}</div>
    <select
      class="in-line"
      aria-label=${'label' in name ? name.label : nothing}
      aria-labelledby=${'labelledBy' in name ? name.labelledBy : nothing}
      @change=${(event: Event) => choose(valueFrom(event))}
    >
      ${isNoneChosen ? html`<option selected disabled>none of these</option>` : nothing}
      ${optionsOf(offered, chosen)}
    </select>`;
}

export const choicesStyles = css`
  .choices button[aria-disabled='true'] {
    border-style: dashed;
    background: var(--atlas-sunken);
    text-decoration: line-through;
    text-decoration-thickness: 1px;
  }
  div.in-line {
    display: contents;
  }
  .in-line .choices {
    flex-wrap: nowrap;
    gap: 0.25rem;
    min-width: 0;
    /* What doesn't fit is scrolled to; a second line would move the page. */
    overflow: auto hidden;
    scrollbar-width: none;
  }
  .in-line .choices [role='radio'] {
    min-height: 2rem;
    padding-inline: 0.6rem;
    font-size: var(--atlas-text-small);
    white-space: nowrap;
  }
  .in-line .choices button:focus-visible {
    outline-offset: -2px;
  }
  select.in-line {
    display: none;
    flex: 1;
    min-width: 0;
    min-height: 2.6rem;
    font-size: var(--atlas-text);
  }
  @container figure (width < 560px) {
    .in-line .choices {
      display: none;
    }
    select.in-line {
      display: block;
    }
  }
`;
