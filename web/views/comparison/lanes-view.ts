// What the views of a comparison share: they draw from several figures' states at once.

import type { PropertyValues } from 'lit';
import type { Divergence } from '../../domain/divergence';
import type { Store } from '../../state';
import { View } from '../view';

/** What there is to see of a design that is compared, and the way to tell it something. */
export interface Lane extends Pick<Store, 'state' | 'dispatch'> {
  /** Where it parts from A, as far as that is known; `null` for A itself, and before the search begins. */
  readonly divergence: Divergence | null;
}

/** A view of all lanes; `state` is that of the figure whose lanes they are. */
export abstract class LanesView extends View {
  static override properties = { ...View.properties, lanes: { attribute: false } };

  declare lanes: readonly Lane[];

  /** The parts of a lane's state this view draws from. */
  protected abstract laneSlices(lane: Lane): readonly unknown[];

  protected override shouldUpdate(changed: PropertyValues): boolean {
    if (this.lanes === undefined || this.state === undefined) return false;
    const former = changed.get('lanes') as readonly Lane[] | undefined;
    const others = new Map(changed);
    others.delete('lanes');
    if (former !== undefined) {
      if (former.length !== this.lanes.length) return true;
      const isAnother = this.lanes.some((lane, place) => {
        const old = former[place];
        const slices = old ? this.laneSlices(old) : [];
        return this.laneSlices(lane).some((slice, at) => !Object.is(slice, slices[at]));
      });
      if (isAnother) return true;
    }
    if (others.size === 0) return !this.hasUpdated;
    return super.shouldUpdate(others);
  }
}
