// What the page knows of a bundled trace before fetching it.

/** A workload recorded from a real program that is served with the page. */
export interface BundledTrace {
  /** Permanent kebab-case name. */
  readonly id: string;
  readonly title: string;
}

export interface TraceFacts {
  /** One sentence on its character. */
  readonly description: string;
  readonly program: string;
  readonly version: string;
  readonly operations: number;
  /** Most bytes the program had requested and not yet freed, at any time. */
  readonly peakRequestedBytes: number;
}
