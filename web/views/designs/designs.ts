// `<atlas-designs>`: which of the compared designs the controls below set, and the button that adds a design.

import { css, html, nothing } from 'lit';
import { comparedDesigns, hasQuestionsLeft, isLocked, placeLetter } from '../../state';
import { radios } from '../controls/radios';
import { shared } from '../styles';
import { define, viewOf } from '../view';
import { AddDesignView } from './add-design';

export class DesignsView extends viewOf((state) => ({
  ...AddDesignView.select(state),
  isFindable: !isLocked(state) && !hasQuestionsLeft(state),
})) {
  static override styles = [
    shared,
    css`
      .flow {
        justify-content: space-between;
        margin-bottom: 0.75rem;
      }
      .find {
        min-height: 1.9rem;
        padding: 0.1rem 0.7rem;
        font-size: var(--atlas-text-small);
        white-space: nowrap;
      }
      .letters {
        display: flex;
        gap: 2px;
        padding: 2px;
        border: 1px solid var(--atlas-line);
        border-radius: calc(var(--atlas-radius) + 2px);
        background: var(--atlas-sunken);
      }
      [role='radio'] {
        width: 2.2rem;
        min-height: 1.7rem;
        padding: 0;
        border-color: transparent;
        background: none;
        font-weight: 600;
      }
      @media (pointer: coarse) {
        [role='radio'] {
          width: 2.8rem;
          min-height: 2.6rem;
        }
      }
    `,
  ];

  protected override render() {
    if (this.state.catalog === null) return nothing;
    return html`<div class="flow">
      ${this.state.compare.length === 0 ? nothing : this.letters()}
      <span class="flow">
        <atlas-add-design .state=${this.stateForInner}></atlas-add-design>
        ${this.find()}
      </span>
    </div>`;
  }

  /** Where a link fixes options, or questions are left, what other designs make of the scenario is not for the reader. */
  private find() {
    const { isFindable } = this.state;
    if (!isFindable) return nothing;
    return html`<button
      class="find"
      aria-haspopup="dialog"
      title="Try many designs on this scenario, and rank them"
      @click=${() => this.dispatch({ type: 'sweep-opened' })}
    >
      Find a design…
    </button>`;
  }

  private letters() {
    return radios(
      { label: 'Design that the controls set' },
      comparedDesigns(this.state).map((_, place) => ({ id: place, title: placeLetter(place) })),
      this.state.activePlace,
      (place) => this.dispatch({ type: 'design-activated', place }),
      'letters',
    );
  }
}

define('atlas-designs', DesignsView);
