// The base of every view: it receives the figure's state, selects its part, renders when that part changes, and dispatches
// actions. See web/state/index.ts for the seam.

import { LitElement, type PropertyDeclarations } from 'lit';
import type { Action, State } from '../state';

export const ACTION_EVENT = 'atlas-action';

export type ActionEvent = CustomEvent<Action>;

export abstract class View extends LitElement {
  static override properties: PropertyDeclarations = {
    state: { attribute: false, noAccessor: true },
  };

  protected abstract readonly hasState: boolean;

  protected override shouldUpdate(): boolean {
    return this.hasState;
  }

  protected dispatch(action: Action): void {
    this.dispatchEvent(
      new CustomEvent<Action>(ACTION_EVENT, { detail: action, bubbles: true, composed: true }),
    );
  }
}

/** The base class of a view that draws from `select(state)`, and sees nothing else: it can't miss a change. */
export function viewOf<Selection extends object>(select: (state: State) => Selection) {
  abstract class SelectingView extends View {
    static readonly select = select;

    private selection: Selection | undefined;
    private wholeState: State | undefined;

    protected get hasState(): boolean {
      return this.selection !== undefined;
    }

    get state(): Selection {
      // `shouldUpdate` waits for the state.
      return this.selection as Selection;
    }

    set state(state: State) {
      const before = this.selection;
      this.wholeState = state;
      this.selection = select(state);
      if (before === undefined || !isSameSelection(before, this.selection)) {
        this.requestUpdate('state', before);
      }
    }

    /** The figure's state for a view within this one, whose `select` must be part of this view's. */
    protected get stateForInner(): unknown {
      return this.wholeState;
    }
  }
  return SelectingView;
}

export function fields<Name extends keyof State>(...names: readonly Name[]) {
  return (state: State): Pick<State, Name> => {
    const selection: Partial<Pick<State, Name>> = {};
    for (const name of names) selection[name] = state[name];
    return selection as Pick<State, Name>;
  };
}

/** Whether two selections have the same values; of lists, the same elements. */
export function isSameSelection(one: object, other: object): boolean {
  const values = other as Readonly<Record<string, unknown>>;
  return Object.entries(one).every(([name, value]) => {
    const another = values[name];
    if (Object.is(value, another)) return true;
    if (!Array.isArray(value) || !Array.isArray(another)) return false;
    return value.length === another.length && value.every((each, at) => each === another[at]);
  });
}

/** Two modules of a page may register the same element. */
export function define(name: string, element: CustomElementConstructor): void {
  if (customElements.get(name) === undefined) customElements.define(name, element);
}
