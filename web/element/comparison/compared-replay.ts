// The replay of one compared design: a store and effects of its own, without a view.
//
// Owns these from when the design is added until it is removed. The replay never plays by itself: comparison.ts gives it
// the figure's scenario, step, space and window.

import type { Engine } from '../../engine/api';
import { type ChosenDesign, createStore, INITIAL_STATE, type Lead, type Store } from '../../state';
import { Effects } from '../effects/effects';
import { DivergenceSearch } from './divergence-search';
import type { Replay } from './replay';

export class ComparedReplay implements Replay {
  readonly store: Store;
  readonly effects: Effects;
  readonly divergence: DivergenceSearch;
  /** The design as the figure's state has it. */
  choice: ChosenDesign;

  /**
   * @param figure the figure's own replay, of design A
   * @param onDivergence called when more steps were compared with A's
   */
  constructor(engine: Engine, figure: Replay, choice: ChosenDesign, onDivergence: () => void) {
    const { catalog, traces, lessons } = figure.store.state;
    this.choice = choice;
    this.store = createStore({
      ...INITIAL_STATE,
      isLed: true,
      // A design that is refused says why, as a design set by the visitor does.
      changed: 'figure',
      catalog,
      traces,
      lessons,
      // A copy: the figure's scenario is then another object in any case, and `led` has it replayed.
      scenario: { ...INITIAL_STATE.scenario },
    });
    this.effects = new Effects(engine, this.store, null, figure.effects.isExplained);
    this.divergence = new DivergenceSearch(figure, this, onDivergence);
  }

  lead(lead: Lead): void {
    this.choice = lead.choice;
    this.store.dispatch({ type: 'led', lead });
  }

  /** Whether the step is on the screen, or never will be. */
  isAt(step: number): boolean {
    const { run, shown } = this.store.state;
    return (
      (shown?.run === run.id && shown.step === step) ||
      run.phase === 'failed' ||
      run.phase === 'cancelled'
    );
  }

  dispose(): void {
    this.effects.dispose();
  }
}
