// What a `<heap-atlas>` reports to its page, as events: failures, steps and changes of the design.
//
// Owns the details of these events, version 1. When to report is heap-atlas.ts's.

import type { ApiVersion, HeapAtlasEventMap } from '../../../packages/element/heap-atlas';
import type { Failure, State } from '../../state';

export const VERSION: ApiVersion = 1;

type Detail<Type extends keyof HeapAtlasEventMap> = Omit<
  HeapAtlasEventMap[Type]['detail'],
  'version'
>;

export function report<Type extends keyof HeapAtlasEventMap>(
  element: HTMLElement,
  type: Type,
  detail: Detail<Type>,
): void {
  element.dispatchEvent(new CustomEvent(type, { detail: { version: VERSION, ...detail } }));
}

export function reportStep(element: HTMLElement, frame: NonNullable<State['frame']>): void {
  const { step, total, operation, outcome } = frame;
  report(element, 'step', {
    step,
    total,
    operation: operation?.text ?? null,
    outcome: outcome?.id ?? null,
    sentence: outcome?.sentence ?? null,
  });
}

/** Reports the notices of things that went wrong that `before` does not have. */
export function reportNewNotices(element: HTMLElement, state: State, before: State): void {
  for (const notice of state.notices) {
    if (notice.tone !== 'bad' || before.notices.includes(notice)) continue;
    const { message, items } = notice;
    report(element, 'error', { message, advice: items.join(' ') });
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
