// What a figure fetches when it starts: the living part, the views it shows, and what its scenario is made
// of. A view that no figure on a page shows is never fetched.

import type { LinkScenario } from '../../domain/link';
import { fetchLesson, isLesson } from '../../engine/lesson';
import { BUNDLED_TRACES } from '../../engine/traces';
import type { Offer } from '../effects';
import type { Figure as FigureElement } from './figure';
import type { Presentation, ScenarioKind, ViewName } from './request';

const LOADERS: Readonly<Record<ViewName, () => Promise<unknown>>> = {
  map: () => import('../../views/memory-map/memory-map'),
  machine: () => import('../../views/machine/machine'),
  why: () => import('../../views/why/why'),
  list: () => import('../../views/list/list'),
  bytes: () => import('../../views/inspector/inspector'),
  stats: () => import('../../views/statistics/statistics'),
  chart: () => import('../../views/charts/charts'),
};

/** Fetches the elements a figure is made of. */
export async function loadFigure({
  views,
  controls,
  predict,
}: Presentation): Promise<typeof FigureElement> {
  const [{ Figure }] = await Promise.all([
    import('./figure'),
    ...views.map((view) => LOADERS[view]()),
    ...(controls.axes.length > 0 ? [import('../../views/switches/switches')] : []),
    ...(predict ? [import('../../views/prediction/prediction')] : []),
    ...(controls.full ? [import('../../views/design/design')] : []),
  ]);
  return Figure;
}

/** What kind of scenario an author means by an id. */
export function kindOf(id: string): ScenarioKind {
  if (isTrace(id)) return 'trace';
  return isLesson(id) ? 'lesson' : 'generator';
}

/** What a figure's scenario is made of. */
export async function offerOf(
  scenario: LinkScenario | null,
  { controls }: Presentation,
): Promise<Offer> {
  const lesson = scenario?.kind === 'lesson' ? await fetchLesson(scenario.id) : null;
  return {
    traces: BUNDLED_TRACES,
    lessons: lesson ? [lesson] : [],
    isExplained: controls.full || controls.axes.length > 0,
  };
}

/** Whether an id is that of a bundled trace; all others are lessons and generators. */
export function isTrace(id: string): boolean {
  return BUNDLED_TRACES.some((trace) => trace.id === id);
}
