// `<atlas-add-design>`: the button that adds a design to compare: a copy of the active one, one of the lesson's, or a preset.
//
// Hidden where there is no room for another design.

import { css, html, nothing } from 'lit';
import {
  COMPARED_MAX,
  choiceFrom,
  comparedDesigns,
  type DesignSource,
  isFixed,
  isLocked,
  isSameDesign,
  ofLesson,
  openLesson,
  placeLetter,
  type State,
} from '../../state';
import { icons } from '../icons';
import { placeBeside, popoverStyles } from '../popover';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';

interface Offer {
  readonly title: string;
  readonly from: DesignSource;
}

export class AddDesignView extends viewOf(
  fields('catalog', 'scenario', 'lessons', 'compare', 'activePlace', 'design', 'preset', 'carried'),
) {
  static override styles = [
    shared,
    popoverStyles,
    css`
      :host {
        display: inline-block;
      }
      .open {
        min-height: 1.9rem;
        padding: 0.1rem 0.7rem 0.1rem 0.55rem;
        font-size: var(--atlas-text-small);
        white-space: nowrap;
      }
      .open svg {
        width: 12px;
        height: 12px;
      }
      [popover] {
        min-width: 14rem;
        max-width: calc(100vw - 16px);
        max-height: min(28rem, calc(100dvh - 16px));
        padding: 0.4rem;
        overflow: auto;
      }
      h3 {
        padding: 0.6rem 0.6rem 0.2rem;
      }
      li button {
        justify-content: flex-start;
        width: 100%;
      }
      li button[aria-disabled='true'] {
        text-decoration: line-through 1px;
        cursor: default;
      }
      @media (pointer: coarse) {
        .open,
        li button {
          min-height: 2.6rem;
        }
      }
    `,
  ];

  protected override render() {
    const { compare, activePlace } = this.state;
    if (compare.length >= COMPARED_MAX) return nothing;
    const isFirst = compare.length === 0;
    const copy: Offer = {
      title: isFirst
        ? 'A copy of this design, to change'
        : `A copy of ${placeLetter(activePlace)}, to change`,
      from: { kind: 'copy' },
    };
    const ofLesson = this.ofLesson();
    const presets = this.presets();
    const all = [copy, ...ofLesson, ...presets];
    if (!all.some(({ from }) => this.leadsElsewhere(from))) return nothing;
    return html`<button
        class="open"
        popovertarget="offers"
        aria-haspopup="true"
        title="Set another design beside this one: same scenario, same step"
      >
        ${icons.plus} ${isFirst ? 'Compare with…' : 'Add a design…'}
      </button>
      <div id="offers" popover @toggle=${(event: ToggleEvent) => this.place(event)}>
        <ul>
          ${this.offer(copy)}
        </ul>
        ${this.group('Of this lesson', ofLesson)} ${this.group('Presets', presets)}
      </div>`;
  }

  private group(title: string, offers: readonly Offer[]) {
    if (offers.length === 0) return nothing;
    return html`<h3 id=${title.toLowerCase().replaceAll(' ', '-')}>${title}</h3>
      <ul aria-labelledby=${title.toLowerCase().replaceAll(' ', '-')}>
        ${offers.map((offer) => this.offer(offer))}
      </ul>`;
  }

  private offer({ title, from }: Offer) {
    const add = () => {
      this.renderRoot.querySelector<HTMLElement>('[popover]')?.hidePopover();
      this.dispatch({ type: 'design-added', from });
    };
    const isOut = !this.leadsElsewhere(from);
    return html`<li>
      <button
        class="quiet"
        aria-disabled=${isOut ? 'true' : nothing}
        title=${isOut ? 'What would tell it apart is fixed by the link' : nothing}
        @click=${() => !isOut && add()}
      >
        ${title}
      </button>
    </li>`;
  }

  /** Whether a design may differ from those that are compared: a link can fix its options. */
  private leadsElsewhere(from: DesignSource): boolean {
    const { state } = this;
    if (!isLocked(state)) return true;
    const choice = choiceFrom(state, from);
    if (choice === null) return false;
    if (from.kind !== 'copy') return !this.isCompared(choice.design);
    return Object.keys(choice.design).some((key) => !isFixed(state, key));
  }

  private ofLesson(): Offer[] {
    const lesson = openLesson(this.state);
    if (!lesson) return [];
    return lesson.designs.flatMap(({ label }, index) =>
      this.isCompared(ofLesson(this.state, lesson, index))
        ? []
        : [{ title: label, from: { kind: 'lesson', index } }],
    );
  }

  private presets(): Offer[] {
    return (this.state.catalog?.presets ?? []).flatMap(({ id, title, design }) =>
      this.isCompared(design) ? [] : [{ title, from: { kind: 'preset', id } }],
    );
  }

  private isCompared(design: State['design']): boolean {
    return comparedDesigns(this.state).some((each) => isSameDesign(each.design, design));
  }

  private place({ newState }: ToggleEvent): void {
    const list = this.renderRoot.querySelector<HTMLElement>('[popover]');
    const button = this.renderRoot.querySelector('.open');
    if (newState === 'open' && list && button) placeBeside(button, list);
  }
}

define('atlas-add-design', AddDesignView);
