// Reads the text that attributes were put together into, until the engine's codec does.

import type { Design } from '../../domain/design';
import { EMPTY_LINK, type Link, type LinkScenario } from '../../domain/link';

export function decoded(text: string): Link {
  const fields = text.split('&').map((part) => {
    const at = part.indexOf('=');
    const value = decodeURIComponent(part.slice(at + 1).replace(/\+/g, ' '));
    return [part.slice(0, at), value] as const;
  });
  const last = (key: string) => fields.findLast(([each]) => each === key)?.[1] ?? null;
  const number = (key: string) => {
    const value = last(key);
    return value === null ? null : Number(value);
  };
  const [from, to] = last('loop')?.split('-').map(Number) ?? [];
  return {
    ...EMPTY_LINK,
    scenario: scenarioIn(last),
    designs: fields.flatMap(([key, value]) => (key === 'design' ? [designOf(value)] : [])),
    step: number('step'),
    title: last('title'),
    controls: last('controls'),
    theme: last('theme'),
    loop: from !== undefined && to !== undefined ? { from, to } : null,
    speed: number('speed'),
  };
}

function scenarioIn(last: (key: string) => string | null): LinkScenario | null {
  const text = last('script');
  if (text !== null) return { kind: 'script', text };
  for (const kind of ['trace', 'lesson', 'generator'] as const) {
    const id = last(kind);
    if (id !== null) return { kind, id };
  }
  return null;
}

/** A design as a link writes it: `placement=best-fit,coalescing=on-free`. */
export function designOf(text: string): Design {
  const values = text.split(',').flatMap((part) => {
    const at = part.indexOf('=');
    return at < 0 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()] as const];
  });
  return Object.fromEntries(values);
}
