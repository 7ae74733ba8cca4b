// An error that a visitor can act on: what happened, and what to do about it.
//
// Owns the form alone. Whoever knows the cause writes the words, so that nobody further up has to guess them.

export class AdvisedError extends Error {
  override readonly name = 'AdvisedError';
  readonly advice: string;

  constructor(message: string, advice: string, options?: ErrorOptions) {
    super(message, options);
    this.advice = advice;
  }
}
