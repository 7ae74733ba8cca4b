// `<atlas-designs>`: which of the compared designs the controls below it set, and the way to compare at
// all. One button where nothing is compared yet.

import { css, html, nothing } from 'lit';
import { comparedDesigns, placeLetter } from '../../state';
import '../radio-group';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';
import { AddDesignView } from './add-design';

export class DesignsView extends viewOf((state) => ({
  ...AddDesignView.select(state),
  ...fields('catalog', 'scenario', 'lessons', 'compare', 'activePlace', 'design', 'preset')(state),
})) {
  static override styles = [
    shared,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0.4rem 0.75rem;
        margin-bottom: 0.75rem;
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
      [role='radio'][aria-checked='true'] {
        border-color: var(--atlas-accent);
        background: var(--atlas-accent);
        color: var(--atlas-on-accent);
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
    return html`<div class="row">
      ${this.state.compare.length === 0 ? nothing : this.letters()}
      <atlas-add-design .state=${this.stateForInner}></atlas-add-design>
    </div>`;
  }

  private letters() {
    const { activePlace } = this.state;
    return html`<atlas-radio-group class="letters" aria-label="Design that the controls set">
      ${comparedDesigns(this.state).map(
        (_, place) => html`<button
          role="radio"
          aria-checked=${place === activePlace}
          tabindex=${place === activePlace ? 0 : -1}
          @click=${() => this.dispatch({ type: 'design-activated', place })}
        >
          ${placeLetter(place)}
        </button>`,
      )}
    </atlas-radio-group>`;
  }
}

define('atlas-designs', DesignsView);
