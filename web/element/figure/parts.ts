// What a figure fetches when it starts: the living part, the views it shows, and what its scenario is made
// of. A view that no figure on a page shows is never fetched.

import type { Offer } from '../effects';
import type { Figure as FigureElement } from './figure';

import type { Presentation, ScenarioKind, ViewName } from './request';

const LOADERS: Readonly<Record<ViewName, () => Promise<unknown>>> = {
  map: () => import('../../views/memory-map/memory-map'),
  why: () => import('../../views/why/why'),
  list: () => import('../../views/list/list'),
  bytes: () => import('../../views/inspector/inspector'),
  stats: () => import('../../views/statistics/statistics'),
  chart: () => import('../../views/charts/charts'),
};

/** Fetches the elements a figure is made of. */
export async function loadFigure({ views, controls }: Presentation): Promise<typeof FigureElement> {
  const [{ Figure }] = await Promise.all([
    import('./figure'),
    ...views.map((view) => LOADERS[view]()),
    ...(controls.axes.length > 0 ? [import('../../views/switches/switches')] : []),
    ...(controls.full ? [import('../../views/design/design')] : []),
  ]);
  return Figure;
}

/** What a figure's scenario is made of, and what kind of scenario its id names. */
export async function loadOffer(
  id: string | null,
): Promise<{ offer: Offer; kind: ScenarioKind | null }> {
  if (id === null) return { offer: { traces: [], lessons: [] }, kind: null };
  const { BUNDLED_TRACES } = await import('../../engine/traces');
  const traces = BUNDLED_TRACES.filter((trace) => trace.id === id);
  if (traces.length > 0) return { offer: { traces, lessons: [] }, kind: 'trace' };
  const { LESSONS } = await import('../../engine/lessons');
  const lessons = LESSONS.filter((lesson) => lesson.id === id);
  return { offer: { traces: [], lessons }, kind: lessons.length > 0 ? 'lesson' : 'generator' };
}
