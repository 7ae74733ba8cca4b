// What every view shares: it gets the figure's state as a property, renders only when what it draws
// from has changed, and speaks to the figure by actions. See web/state/index.ts for the seam.

import { LitElement, type PropertyValues } from 'lit';
import type { Action, State } from '../state';

/** The event that carries an action from a view to its figure. */
export const ACTION_EVENT = 'atlas-action';

export type ActionEvent = CustomEvent<Action>;

export abstract class View extends LitElement {
  static override properties = { state: { attribute: false } };

  declare state: State;

  /** The parts of the state this view draws from; it renders again when one is another object. */
  protected abstract slices(state: State): readonly unknown[];

  protected override shouldUpdate(changed: PropertyValues): boolean {
    if (this.state === undefined) return false;
    const others = [...changed.keys()].some((key) => key !== 'state');
    const before = changed.get('state') as State | undefined;
    if (others || !this.hasUpdated || before === undefined) return true;
    const old = this.slices(before);
    return this.slices(this.state).some((slice, index) => !Object.is(slice, old[index]));
  }

  protected dispatch(action: Action): void {
    this.dispatchEvent(
      new CustomEvent<Action>(ACTION_EVENT, { detail: action, bubbles: true, composed: true }),
    );
  }
}

/** Registers an element, once: two modules of the page may ask for the same figure. */
export function define(name: string, element: CustomElementConstructor): void {
  if (customElements.get(name) === undefined) customElements.define(name, element);
}
