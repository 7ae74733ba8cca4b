// The machine, which all designs on the screen share: which keys of a design are the machine's, and how they are kept
// alike.

import { type Design, parseKey } from '../domain/design';
import type { ChosenDesign, State } from './state';

/** Whether a key of a design is the machine's: `region-size`, or `2:region-size`. */
export function isOfMachine({ catalog }: Pick<State, 'catalog'>, key: string): boolean {
  const { axis } = parseKey(key);
  return catalog?.axes.some(({ id, scope }) => id === axis && scope === 'machine') ?? false;
}

/** A design on the machine of another. */
export function onMachineOf(
  state: Pick<State, 'catalog'>,
  machine: Design,
  design: Design,
): Design {
  const { entries, fromEntries } = Object;
  const own = entries(design).filter(([key]) => key in machine || !isOfMachine(state, key));
  const shared = entries(machine).filter(([key]) => isOfMachine(state, key));
  return { ...fromEntries(own), ...fromEntries(shared) };
}

/** A change of every design on the screen: A, and those compared with it. */
export function onEveryDesign(
  state: State,
  change: (design: Design) => Design,
): Pick<State, 'design' | 'compare'> {
  const compare = state.compare.map((choice): ChosenDesign => {
    const design = change(choice.design);
    return design === choice.design ? choice : { ...choice, design };
  });
  const isSame = compare.every((choice, at) => choice === state.compare[at]);
  return { design: change(state.design), compare: isSame ? state.compare : compare };
}
