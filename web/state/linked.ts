// What a link names of a state: its scenario, and of a design what departs from Classic.
//
// The words that writing a link (link.ts) and opening one (opening.ts) have in common.

import { type Design, FAMILY } from '../domain/design';
import type { LinkScenario } from '../engine/link';
import type { Catalog } from '../engine/wire';
import { plainDesign, preparedScript, presetDesign, scriptText } from './lookups';
import { INITIAL_STATE, type State } from './state';

export function linkScenario(state: State): LinkScenario | null {
  const { scenario } = state;
  switch (scenario.kind) {
    case 'bundled':
      return { kind: 'trace', id: scenario.id };
    case 'file': {
      const { name, bytes, url } = scenario;
      return url === undefined ? { kind: 'recording', name, bytes } : { kind: 'url', url };
    }
    case 'remote':
      return { kind: 'url', url: scenario.url };
    default:
      return preparedScript(state) ?? { kind: 'script', text: scriptText(state) ?? '' };
  }
}

export function classicOf(catalog: Catalog | null): Design {
  return presetDesign(catalog, INITIAL_STATE.preset);
}

/** What a link says of a design: what it has different from its family's own values and, where that isn't Classic's, the family. */
export function departure(catalog: Catalog | null, design: Design): Design {
  const family = design[FAMILY] ?? '';
  const isNamed = FAMILY in design && family !== classicOf(catalog)[FAMILY];
  const named: Design = isNamed ? { [FAMILY]: family } : {};
  return { ...difference(design, plainDesign(catalog, design)), ...named };
}

export function difference(design: Design, base: Design): Design {
  return Object.fromEntries(Object.entries(design).filter(([axis, value]) => base[axis] !== value));
}
