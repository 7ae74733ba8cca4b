// The challenges: goals on recordings, as links.
//
// That each can be met is tested where it is replayed: crates/replay/tests/challenges.rs.

import challenges from '../../scenarios/challenges.json';

export interface Challenge {
  readonly id: string;
  readonly title: string;
  /** What is asked, in one or two sentences. */
  readonly task: string;
  /** The fragment that opens it. */
  readonly link: string;
}

/** From easy to hard. */
export const CHALLENGES: readonly Challenge[] = challenges;
