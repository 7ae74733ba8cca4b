// Has the engine check the design and the script whenever they change.
//
// Owns when a check is due and which answers are out of date. The reducer decides what follows from a verdict.

import type { Design } from '../../domain/design';
import { isSettled, preparedScript, type State, scriptText } from '../../state';
import type { EffectContext } from './context';

/** Quiet time before a check: a slider passes many values, and typing many texts. */
const DESIGN_QUIET_MS = 60;
const SCRIPT_QUIET_MS = 200;

export class Checks {
  private readonly context: EffectContext;
  /** Whether the figure offers options: then it asks which of them go with the design. */
  private readonly isExplained: boolean;
  private designCheck = new AbortController();
  private scriptCheck = new AbortController();
  private readonly disposed = new AbortController();
  private explaining: Design | null = null;
  private explainTimer: ReturnType<typeof setTimeout> | undefined;
  private scriptTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: EffectContext, isExplained: boolean) {
    this.context = context;
    this.isExplained = isExplained;
  }

  react(state: State, before: State): void {
    if (!state.isDesignChecked && state.design !== before.design) void this.checkDesign(state);
    this.explainSoon(state);
    const text = this.scriptToCheck(state);
    if (text !== null && (text !== this.scriptToCheck(before) || before.catalog === null)) {
      const isPressing = before.scenario !== state.scenario && preparedScript(state) === null;
      this.checkScriptSoon(text, isPressing ? 0 : SCRIPT_QUIET_MS);
    }
  }

  /** Asks again what was not answered: the effects that asked may have ended before the answer. */
  resume(state: State): void {
    if (!state.isDesignChecked) void this.checkDesign(state);
    this.explaining = null;
    const text = this.scriptToCheck(state);
    if (text !== null) this.checkScriptSoon(text, 0);
  }

  dispose(): void {
    for (const each of [this.disposed, this.designCheck, this.scriptCheck]) each.abort();
    clearTimeout(this.explainTimer);
    clearTimeout(this.scriptTimer);
  }

  private async checkDesign({ design }: State): Promise<void> {
    const { engine, store, complain } = this.context;
    this.designCheck.abort();
    this.designCheck = new AbortController();
    try {
      const { signal } = this.designCheck;
      const read = await engine.readDesign(design, { signal });
      store.dispatch({ type: 'design-checked', asked: design, ...read });
    } catch (error) {
      complain(error);
    }
  }

  /** Asks what goes with a design once there is a picture: the picture needs nothing of the answer. */
  private explainSoon(state: State): void {
    const { design, explained, isDesignChecked } = state;
    const isWanted = this.isExplained && isDesignChecked && isSettled(state);
    if (!isWanted || design === explained || design === this.explaining) return;
    this.explaining = design;
    clearTimeout(this.explainTimer);
    this.explainTimer = setTimeout(() => void this.explain(design), DESIGN_QUIET_MS);
  }

  private async explain(design: Design): Promise<void> {
    const { engine, store, complain } = this.context;
    try {
      const { signal } = this.disposed;
      const { unavailable, inert } = await engine.checkDesign(design, { signal });
      store.dispatch({ type: 'design-explained', asked: design, unavailable, inert });
    } catch (error) {
      complain(error);
    }
  }

  /** The script to check; `null` for none. A built-in one is sound: it is only counted, once there is a picture. */
  private scriptToCheck(state: State): string | null {
    if (state.scriptVerdict !== null) return null;
    const isToCount = this.isExplained && isSettled(state);
    return isToCount || preparedScript(state) === null ? scriptText(state) : null;
  }

  private checkScriptSoon(text: string, quietMs: number): void {
    clearTimeout(this.scriptTimer);
    this.scriptTimer = setTimeout(() => void this.checkScript(text), quietMs);
  }

  private async checkScript(text: string): Promise<void> {
    const { engine, store, complain } = this.context;
    this.scriptCheck.abort();
    this.scriptCheck = new AbortController();
    try {
      const { signal } = this.scriptCheck;
      const { problems, operations } = await engine.checkScript(text, { signal });
      store.dispatch({ type: 'script-checked', text, verdict: { problems, operations } });
    } catch (error) {
      complain(error);
    }
  }
}
