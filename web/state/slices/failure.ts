// Something that went wrong, in words for the visitor.

export interface Failure {
  readonly message: string;
  readonly advice: string;
}
