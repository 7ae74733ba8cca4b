// Has the engine check the design and the script whenever they change.
//
// Owns when a check is due and which answers are out of date. The reducer decides what follows from a verdict.

import type { Source } from '../../engine/wire';
import { isSettled, preparedScript, type State, scriptText } from '../../state';
import type { EffectContext } from './context';

/** Quiet time before a check: typing passes many texts. */
const SCRIPT_QUIET_MS = 200;

export class Checks {
  private readonly context: EffectContext;
  /** Whether the figure offers options: then it counts a built-in script, too. */
  private readonly isExplained: boolean;
  private designCheck = new AbortController();
  private scriptCheck = new AbortController();
  private scriptTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: EffectContext, isExplained: boolean) {
    this.context = context;
    this.isExplained = isExplained;
  }

  react(state: State, before: State): void {
    if (!state.isDesignChecked && state.design !== before.design) void this.checkDesign(state);
    const text = this.scriptToCheck(state);
    if (text !== null && (text !== this.scriptToCheck(before) || before.catalog === null)) {
      const isPressing = before.scenario !== state.scenario && preparedScript(state) === null;
      this.checkScriptSoon(text, isPressing ? 0 : SCRIPT_QUIET_MS);
    }
  }

  /** Asks again what was not answered: the effects that asked may have ended before the answer. */
  resume(state: State): void {
    if (!state.isDesignChecked) void this.checkDesign(state);
    const text = this.scriptToCheck(state);
    if (text !== null) this.checkScriptSoon(text, 0);
  }

  dispose(): void {
    this.designCheck.abort();
    this.scriptCheck.abort();
    clearTimeout(this.scriptTimer);
  }

  private async checkDesign({ design }: State): Promise<void> {
    const { engine, store, complain } = this.context;
    this.designCheck.abort();
    this.designCheck = new AbortController();
    try {
      const { signal } = this.designCheck;
      const report = await engine.readDesign(design, { signal });
      store.dispatch({ type: 'design-checked', asked: design, ...report });
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
      const source: Source = { kind: 'script', text };
      const { problems, operations } = await engine.compile(source, { signal });
      store.dispatch({ type: 'script-checked', text, verdict: { problems, operations } });
    } catch (error) {
      complain(error);
    }
  }
}
