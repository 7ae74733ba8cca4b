// `<atlas-spaces>`: the choice of the address space that the figure shows, where there are several.

import { css, html, nothing } from 'lit';
import { hasSeveralSpaces } from '../../state';
import { type RadioOption, radios } from '../controls/radios';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';

export class SpacesView extends viewOf(fields('frame', 'space')) {
  static override styles = [
    shared,
    css`
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
    const options: RadioOption<number | null>[] = [
      {
        id: null,
        title: 'Each step’s own',
        hint: 'Look at the space of the task that performed the step’s operation',
      },
      ...frame.spaces.map(({ task, name, life }) => {
        const isShown = task === frame.space && space === null;
        return {
          id: task,
          title:
            life === 'killed'
              ? html`<span class="killed">${capitalised(name)}</span> killed`
              : capitalised(name),
          look: isShown ? 'shown' : '',
          hint: isShown
            ? 'On the map now. Pick to stay in this space at every step'
            : 'Stay in this space at every step',
        };
      }),
    ];
    return html`<div class="flow">
      <span class="soft small" id="label">Address space</span>
      ${radios({ labelledBy: 'label' }, options, space, (task) =>
        this.dispatch({ type: 'space-chosen', task }),
      )}
    </div>`;
  }
}

function capitalised(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

define('atlas-spaces', SpacesView);
