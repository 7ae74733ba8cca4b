// What a link asks a design to reach: in words, and whether a scorecard keeps it.
//
// How a goal is written in a link is the module's business.

import type { Condition, GoalMeasure, Scorecard } from '../engine/wire';
import { formatBytes, formatNumber } from './format';

interface Goal {
  readonly title: string;
  /** The scorecard's number, in the unit in which goals name it. */
  readonly value: (scorecard: Scorecard) => number;
  readonly print: (value: number) => string;
}

export const GOALS: Readonly<Record<GoalMeasure, Goal>> = {
  'high-water': {
    title: 'heap high water',
    value: ({ highWaterBytes }) => highWaterBytes,
    print: formatBytes,
  },
  refused: { title: 'refused requests', value: ({ refused }) => refused, print: formatNumber },
  probes: {
    title: 'probes per operation',
    value: ({ probesMean }) => probesMean,
    print: formatNumber,
  },
  'probes-p99': {
    title: 'p99 of probes',
    value: ({ probesP99 }) => probesP99,
    print: formatNumber,
  },
  utilisation: {
    title: 'utilisation',
    value: ({ utilisation }) => 100 * utilisation,
    print: (value) => `${formatNumber(value)} %`,
  },
};

export function isKept({ measure, bound, thousandths }: Condition, scorecard: Scorecard): boolean {
  const value = 1000 * GOALS[measure].value(scorecard);
  switch (bound) {
    case 'at-most':
      return value <= thousandths;
    case 'at-least':
      return value >= thousandths;
    case 'exactly':
      return value === thousandths;
  }
}

export function conditionInWords({ measure, bound, thousandths }: Condition): string {
  const { title, print } = GOALS[measure];
  if (measure === 'refused' && thousandths === 0) return 'no refused requests';
  const how = { 'at-most': 'at most', 'at-least': 'at least', exactly: 'exactly' }[bound];
  return `${title} ${how} ${print(thousandths / 1000)}`;
}

/** The same goal with a scorecard's own numbers as its limits: for others to beat. */
export function goalOf(goal: readonly Condition[], scorecard: Scorecard): Condition[] {
  return goal.map((condition) => {
    const thousandths = 1000 * GOALS[condition.measure].value(scorecard);
    // Rounded so that the design that set it keeps it.
    const round = condition.bound === 'at-least' ? Math.floor : Math.ceil;
    return { ...condition, thousandths: round(thousandths) };
  });
}
