// Names of files made from a figure: its scenario and step, in letters that every system allows.

import { type State, scenarioTitle, type TitleState } from '../state';

const NAME_CHARS_MAX = 48;

/** For example `sqlite-step-91638.png`; without the step where the state shows none. */
export function fileName(state: TitleState & Pick<State, 'frame'>, ending: string): string {
  const { scenario, frame } = state;
  const named = 'id' in scenario ? scenario.id : scenarioTitle(state);
  const plain = named
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\.(rep|heaptrace|heap-atlas|txt)$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, NAME_CHARS_MAX)
    .replace(/^-|-$/g, '');
  const step = frame === null ? '' : `-step-${frame.step}`;
  return `${plain === '' ? 'figure' : plain}${step}.${ending}`;
}
