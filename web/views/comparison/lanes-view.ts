// The base of the views of a comparison: they draw from the figure's state and from the states of all designs compared.

import type { PropertyDeclarations } from 'lit';
import type { Divergence } from '../../domain/divergence';
import type { State, Store } from '../../state';
import { isSameSelection, viewOf } from '../view';

/** A compared design on the screen, and the way to send it an action. */
export interface Lane extends Pick<Store, 'state' | 'dispatch'> {
  /** Where it parts from A, as far as that is known; `null` for A itself, and before the search begins. */
  readonly divergence: Divergence | null;
}

/** A lane as a view sees it that draws from a selection of its state. */
export interface SelectedLane<Selection> extends Pick<Lane, 'divergence' | 'dispatch'> {
  readonly state: Selection;
  /** The lane's state for a view within this one. */
  readonly stateForInner: unknown;
}

/** The base class of a view that draws from `select` of the figure's state and from `selectLane` of each lane's. */
export function lanesViewOf<Selection extends object, LaneSelection extends object>(
  select: (state: State) => Selection,
  selectLane: (state: State) => LaneSelection,
) {
  abstract class SelectingLanesView extends viewOf(select) {
    static readonly selectLane = selectLane;

    static override properties: PropertyDeclarations = {
      lanes: { attribute: false, noAccessor: true },
    };

    private selectedLanes: readonly SelectedLane<LaneSelection>[] | undefined;
    private wholeLanes: readonly Lane[] = [];

    protected override get hasState(): boolean {
      return super.hasState && this.selectedLanes !== undefined;
    }

    get lanes(): readonly SelectedLane<LaneSelection>[] {
      return this.selectedLanes ?? [];
    }

    set lanes(lanes: readonly Lane[]) {
      const before = this.selectedLanes;
      const selected = lanes.map(({ state, divergence, dispatch }) => {
        return { state: selectLane(state), divergence, dispatch, stateForInner: state };
      });
      this.wholeLanes = lanes;
      this.selectedLanes = selected;
      const isSame =
        before?.length === selected.length &&
        selected.every((lane, place) => isSameLane(lane, before[place]));
      if (!isSame) this.requestUpdate('lanes', before);
    }

    /** The lanes for a view within this one, whose `selectLane` must be part of this view's. */
    protected get lanesForInner(): unknown {
      return this.wholeLanes;
    }
  }
  return SelectingLanesView;
}

function isSameLane<Selection extends object>(
  one: SelectedLane<Selection>,
  other: SelectedLane<Selection> | undefined,
): boolean {
  return (
    other !== undefined &&
    one.divergence === other.divergence &&
    isSameSelection(one.state, other.state)
  );
}
