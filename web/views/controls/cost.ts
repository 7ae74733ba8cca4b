// The choice of the cost of operations that tables and charts show: probes, or another that the engine counts.

import type { MetricDoc } from '../../engine/wire';
import { type Action, type CostState, shownCost } from '../../state';
import { radios } from './radios';

export function costChoice(
  state: CostState,
  costs: readonly MetricDoc[],
  dispatch: (action: Action) => void,
) {
  const offered = costs.map(({ id, title, summary }) => ({ id, title, hint: summary }));
  return radios({ label: 'Cost counted in' }, offered, shownCost(state)?.id, (cost) =>
    dispatch({ type: 'cost-chosen', cost }),
  );
}
