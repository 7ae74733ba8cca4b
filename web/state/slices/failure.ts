// Something that went wrong, in words for the visitor.

/** What happened, and what to do. */
export interface Failure {
  readonly message: string;
  readonly advice: string;
}
