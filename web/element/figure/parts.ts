// What a figure fetches: when it starts, the living part, the view that is its picture, and what its scenario is made
// of; once the picture is there, what stands around it. A view that no figure on a page shows is never fetched.

import type { LinkScenario } from '../../domain/link';
import { fetchLesson } from '../../engine/lesson';
import { isGenerator } from '../../engine/prepared';
import { BUNDLED_TRACES } from '../../engine/traces';
import type { Part } from '../../state';
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

/** What a figure begins with: its element, and the parts of the reducer beside those it has of itself. */
export interface Beginning {
  readonly Figure: typeof FigureElement;
  readonly parts: readonly Part[];
}

/** Fetches what a figure needs for its first picture. One that asks before it shows must do so from the start. */
export async function loadFigure({ views, predict }: Presentation): Promise<Beginning> {
  const [picture = 'map'] = views;
  const [{ Figure }, asking] = await Promise.all([
    import('./figure'),
    predict ? import('./asking') : null,
    LOADERS[picture](),
  ]);
  return { Figure, parts: asking ? [asking.predicting] : [] };
}

/** Fetches what stands around the picture; gives the parts of the reducer that come with it. */
export async function loadSurroundings({
  views,
  controls,
}: Presentation): Promise<readonly Part[]> {
  const [{ comparing, making }] = await Promise.all([
    import('./surroundings'),
    ...views.map((view) => LOADERS[view]()),
    ...(controls.axes.length > 0 ? [import('../../views/switches/switches')] : []),
    ...(controls.full ? [import('../../views/design/design')] : []),
  ]);
  return [comparing, making];
}

/** What kind of scenario an author means by an id: a lesson, by one that nothing else has. */
export function kindOf(id: string): ScenarioKind {
  if (isTrace(id)) return 'trace';
  return isGenerator(id) ? 'generator' : 'lesson';
}

/** What a figure's scenario is made of. */
export async function offerOf(
  scenario: LinkScenario | null,
  { views, controls }: Presentation,
): Promise<Offer> {
  const lesson = scenario?.kind === 'lesson' ? await fetchLesson(scenario.id) : null;
  return {
    traces: BUNDLED_TRACES,
    lessons: lesson ? [lesson] : [],
    isExplained: controls.full || controls.axes.length > 0,
    isInWords: views[0] !== 'map',
  };
}

/** Whether an id is that of a bundled trace; all others are lessons and generators. */
export function isTrace(id: string): boolean {
  return BUNDLED_TRACES.some((trace) => trace.id === id);
}
