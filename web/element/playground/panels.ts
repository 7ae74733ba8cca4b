// The panels around the playground's stage: scenario and design in the rail, the others beside or below the stage.
//
// Owns their order, titles and widths. The playground decides how many of them are drawn yet. The views of the other panels
// are in ../details.ts, which is fetched while the first picture is shown.

import { html, noChange, nothing } from 'lit';
import {
  changedAxes,
  comparedDesigns,
  hasQuestionsLeft,
  isMachineTelling,
  openLesson,
  type State,
  scenarioTitle,
} from '../../state';
import type { ComparedDesign } from '../../views/comparison/compared-view';
import '../../views/design/design';
import '../../views/designs/designs';
import '../../views/delta/delta';
import '../../views/scenario/scenario';

export interface PanelScene {
  readonly state: State;
  /** The state of the design that the controls set and the details are of. */
  readonly ofDetails: State;
  /** The designs that are compared; none where there is one. */
  readonly designs: readonly ComparedDesign[];
  /** Whether there is room for the rail beside the stage; else its panels fold away below it. */
  readonly isWide: boolean;
  /** Whether a panel beside or below the stage stays as it is for now. */
  readonly waits: (title: string) => boolean;
}

export function railPanels({ state, ofDetails, isWide }: PanelScene): readonly unknown[] {
  const designs = comparedDesigns(state).map(({ design }) => design);
  return [
    railPanel(isWide, {
      title: 'Scenario',
      summary: scenarioTitle(state),
      content: html`<atlas-scenario .state=${state}></atlas-scenario>`,
    }),
    railPanel(isWide, {
      title: 'Design',
      summary: designTitle(state),
      content: html`<div>
        <atlas-designs .state=${state}></atlas-designs>
        <atlas-design .state=${ofDetails} .designs=${designs}></atlas-design>
      </div>`,
      delta: html`<atlas-delta .state=${ofDetails}></atlas-delta>`,
    }),
  ];
}

interface RailPanel {
  readonly title: string;
  /** One line about the panel while it is folded away. */
  readonly summary: string;
  readonly content: unknown;
  /** What the last change did, in sight while the panel is folded away. */
  readonly delta?: unknown;
}

function railPanel(isWide: boolean, { title, summary, content, delta = nothing }: RailPanel) {
  return isWide
    ? html`<section><h2>${title}</h2>${content}</section>`
    : html`<details>
        <summary>
          <h2>${title}</h2>
          <span class="soft small">${summary}</span>
          ${delta}
        </summary>
        ${content}
      </details>`;
}

function designTitle(state: State): string {
  const { catalog, preset } = state;
  const title = catalog?.presets.find(({ id }) => id === preset)?.title ?? '';
  const changes = changedAxes(state).length;
  return changes === 0 ? title : `${title}, ${changes} changed`;
}

const WHY = 'Why here?';
const LIST = 'The list';

interface Panels {
  /** What happened at the step, and the block that is looked at. */
  readonly closeUp: readonly unknown[];
  /** The numbers, over the whole replay too. */
  readonly overall: readonly unknown[];
}

/** The panels beside or below the stage; a view that the open lesson has put onto the stage is not repeated. */
export function panels({ state, ofDetails, designs, waits }: PanelScene): Panels {
  const panel = (title: string, view: unknown, width: 'full' | '') =>
    panelOf(title, waits(title) ? noChange : view, width);
  const isCompared = designs.length > 0;
  const onStage = isCompared ? null : (openLesson(state)?.view ?? null);
  return {
    closeUp: [
      onStage === 'why'
        ? nothing
        : panel(WHY, html`<atlas-why .state=${ofDetails}></atlas-why>`, ''),
      panel(
        'Operations',
        html`<atlas-operations .state=${ofDetails}></atlas-operations>`,
        onStage === 'why' ? 'full' : '',
      ),
      panel('Block', html`<atlas-inspector .state=${ofDetails}></atlas-inspector>`, 'full'),
      onStage === 'list'
        ? nothing
        : panel(LIST, html`<atlas-list .state=${ofDetails}></atlas-list>`, 'full'),
    ],
    overall: [
      isMachineTelling(ofDetails)
        ? panel('The machine', html`<atlas-machine .state=${ofDetails}></atlas-machine>`, 'full')
        : nothing,
      isCompared
        ? nothing
        : panel(
            'Statistics at this step',
            html`<atlas-statistics .state=${state}></atlas-statistics>`,
            'full',
          ),
      panel(
        'Over time',
        html`<atlas-charts
          .state=${ofDetails}
          .designs=${designs}
          .isSecret=${hasQuestionsLeft(state)}
        ></atlas-charts>`,
        'full',
      ),
    ],
  };
}

export const RAIL_PANELS = 2;
/** Those that are not in the rail. */
export const STEP_PANELS = 7;

/** The view that shows the open lesson best, on the stage between its card and the map. */
export function lessonView(state: State) {
  const lesson = openLesson(state);
  switch (lesson?.view) {
    case 'why':
      return panelOf(WHY, html`<atlas-why .state=${state}></atlas-why>`, '');
    case 'list':
      return panelOf(LIST, html`<atlas-list .state=${state}></atlas-list>`, '');
    case 'chart':
      return html`<atlas-charts
        .state=${state}
        .designs=${[]}
        .isSecret=${hasQuestionsLeft(state)}
        .measures=${lesson.checks.map(({ measure }) => measure)}
      ></atlas-charts>`;
    default:
      return nothing;
  }
}

/** A panel; where panels stand in two columns, one that is `full` spans both. */
function panelOf(title: string, view: unknown, width: 'full' | '') {
  return html`<section class="panel ${width}" data-panel=${title}>
    <h2>${title}</h2>
    ${view}
  </section>`;
}
