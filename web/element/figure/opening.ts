// The opening of a figure: the link that its attributes ask for, read by the engine and completed.

import { withinLesson } from '../../domain/lesson';
import type { Engine } from '../../engine/api';
import { LESSONS } from '../../engine/lessons';
import { BUNDLED_TRACES } from '../../engine/traces';
import type { Opening } from '../../state';
import { type Attributes, presentationOf, type ScenarioKind, showsBytesAlone } from './request';

/** Reads a link's text. `attributes` are those that the text was put together from. */
export async function openingOf(
  engine: Pick<Engine, 'decodeLink'>,
  text: string,
  { design, compare, view }: Attributes,
): Promise<Opening> {
  const { link, notices } = await engine.decodeLink(text);
  const { scenario, designs, selected } = link;
  const lesson =
    scenario?.kind === 'lesson' ? LESSONS.find(({ id }) => id === scenario.id) : undefined;
  // Where the author names no design but others to compare with it, these are read within the lesson's.
  const [first = {}] = designs;
  const isUnsaid = design === null && Object.keys(first).length === 0;
  const isWithin = lesson && compare !== null && isUnsaid;
  return {
    link: {
      ...link,
      // Where nothing else is shown to select a block on, the bytes are those of the first block.
      selected: selected ?? (showsBytesAlone(presentationOf(text, view)) ? 0 : null),
      designs: isWithin ? withinLesson(lesson, designs) : designs,
    },
    notices,
  };
}

/** The kind of scenario that an id names. An id that neither a trace nor a lesson has is a generator's. */
export function kindOf(id: string): ScenarioKind {
  const isAmong = (offered: readonly { readonly id: string }[]) =>
    offered.some((each) => each.id === id);
  if (isAmong(BUNDLED_TRACES)) return 'trace';
  return isAmong(LESSONS) ? 'lesson' : 'generator';
}
