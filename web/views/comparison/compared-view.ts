// The base of the views of a comparison: they draw from the figure's state and from the states of all designs compared.

import type { PropertyDeclarations } from 'lit';
import type { Divergence } from '../../domain/divergence';
import type { State, Store } from '../../state';
import { isSameSelection, viewOf } from '../view';

export interface ComparedDesign extends Pick<Store, 'state' | 'dispatch'> {
  /** The steps at which its answers differ from A's; `null` for A itself, and before the search begins. */
  readonly divergence: Divergence | null;
}

/** A compared design as a view receives it: with a selection of its state. */
export interface SelectedDesign<Selection> extends Pick<ComparedDesign, 'divergence' | 'dispatch'> {
  readonly state: Selection;
  /** The whole state, for a view within this one. */
  readonly stateForInner: unknown;
}

/** The base class of a view that draws from `select` of the figure's state and from `selectDesign` of each design's. */
export function comparedViewOf<Selection extends object, DesignSelection extends object>(
  select: (state: State) => Selection,
  selectDesign: (state: State) => DesignSelection,
) {
  abstract class SelectingComparedView extends viewOf(select) {
    static readonly selectDesign = selectDesign;

    static override properties: PropertyDeclarations = {
      designs: { attribute: false, noAccessor: true },
    };

    private selectedDesigns: readonly SelectedDesign<DesignSelection>[] | undefined;
    private wholeDesigns: readonly ComparedDesign[] = [];

    protected override get hasState(): boolean {
      return super.hasState && this.selectedDesigns !== undefined;
    }

    get designs(): readonly SelectedDesign<DesignSelection>[] {
      return this.selectedDesigns ?? [];
    }

    set designs(designs: readonly ComparedDesign[]) {
      const before = this.selectedDesigns;
      const selected = designs.map(({ state, divergence, dispatch }) => {
        return { state: selectDesign(state), divergence, dispatch, stateForInner: state };
      });
      this.wholeDesigns = designs;
      this.selectedDesigns = selected;
      const isSame =
        before?.length === selected.length &&
        selected.every((design, place) => isSameCompared(design, before[place]));
      if (!isSame) this.requestUpdate('designs', before);
    }

    /** The designs for a view within this one, whose `selectDesign` must be part of this view's. */
    protected get designsForInner(): unknown {
      return this.wholeDesigns;
    }
  }
  return SelectingComparedView;
}

function isSameCompared<Selection extends object>(
  one: SelectedDesign<Selection>,
  other: SelectedDesign<Selection> | undefined,
): boolean {
  return (
    other !== undefined &&
    one.divergence === other.divergence &&
    isSameSelection(one.state, other.state)
  );
}
