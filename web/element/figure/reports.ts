// What a `<heap-atlas>` reports to its page, as events: failures, steps and changes of the design.
//
// Owns the details of these events, version 1. When to report is heap-atlas.ts's.

import type { ApiVersion, HeapAtlasEventMap } from '../../../packages/element/heap-atlas';
import type { Design } from '../../domain/design';
import type { Failure, State } from '../../state';

export const VERSION: ApiVersion = 1;

/** The detail of an event without the API's version. */
type Detail<Type extends keyof HeapAtlasEventMap> = Omit<
  HeapAtlasEventMap[Type]['detail'],
  'version'
>;

export class Reports {
  private readonly element: HTMLElement;

  constructor(element: HTMLElement) {
    this.element = element;
  }

  failure({ message, advice }: Failure): void {
    this.dispatch('error', { message, advice });
  }

  /** Reports the notices of things that went wrong that `before` does not have. */
  newNotices(state: State, before: State): void {
    for (const notice of state.notices) {
      if (notice.tone !== 'bad' || before.notices.includes(notice)) continue;
      const { message, items } = notice;
      this.failure({ message, advice: items.join(' ') });
    }
  }

  step({ step, total, operation, outcome }: NonNullable<State['frame']>): void {
    this.dispatch('step', {
      step,
      total,
      operation: operation?.text ?? null,
      outcome: outcome?.id ?? null,
      sentence: outcome?.sentence ?? null,
    });
  }

  change(design: Design, scenario: string): void {
    this.dispatch('change', { design, scenario });
  }

  private dispatch<Type extends keyof HeapAtlasEventMap>(type: Type, detail: Detail<Type>): void {
    const event = new CustomEvent(type, { detail: { version: VERSION, ...detail } });
    this.element.dispatchEvent(event);
  }
}

/** Why a state has no picture, and won't get one by itself; `null` where nothing is wrong. */
export function failureIn({ engineFailure, run, fetching, scriptVerdict }: State): Failure | null {
  const problems = scriptVerdict?.problems ?? [];
  const [first] = problems;
  const unfetched = fetching?.phase === 'failed' ? fetching.failure : null;
  const failure = engineFailure ?? run.failure ?? unfetched;
  if (failure || !first) return failure;
  const { line, message, hint } = first;
  const where = problems.length > 1 ? `${problems.length} mistakes, the first` : 'a mistake';
  return {
    message: `The script has ${where} in line ${line}: ${message}.`,
    advice: hint ? `Hint: ${hint}` : '',
  };
}
