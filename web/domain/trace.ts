// What the page knows of a bundled trace before fetching it.

/** A workload recorded from a real program that is served with the page. */
export interface BundledTrace {
  /** Permanent kebab-case name. */
  readonly id: string;
  readonly title: string;
}
