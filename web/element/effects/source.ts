// What is replayed, as the engine takes it. A bundled recording is fetched.

import { fetchTrace } from '../../engine/traces';
import type { Source } from '../../engine/wire';
import { type State, scriptText } from '../../state';

export async function sourceOf(state: State, signal: AbortSignal): Promise<Source> {
  const { scenario } = state;
  switch (scenario.kind) {
    case 'bundled': {
      const bytes = await fetchTrace(scenario.id, signal);
      return { kind: 'trace', name: `${scenario.id}.heaptrace`, bytes };
    }
    case 'file':
      return { kind: 'trace', name: scenario.name, bytes: scenario.bytes };
    default:
      return { kind: 'script', text: scriptText(state) ?? '' };
  }
}
