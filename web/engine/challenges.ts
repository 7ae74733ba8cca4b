// What the page offers a newcomer: the switch that parts two designs, and challenges: goals on recordings, as links.
//
// That each can be met is tested where it is replayed: crates/replay/tests/all/challenges.rs.

import challenges from '../../scenarios/challenges.json';
import greeting from '../../scenarios/greeting.json';

export interface Challenge {
  readonly id: string;
  readonly title: string;
  /** What is asked, in one or two sentences. */
  readonly task: string;
  /** The fragment that opens it. */
  readonly link: string;
}

/** The axis in which the second design of a first visit differs, and its value there. */
export const GREETING: { readonly axis: string; readonly value: string } = greeting;

/** From easy to hard. */
export const CHALLENGES: readonly Challenge[] = challenges;
