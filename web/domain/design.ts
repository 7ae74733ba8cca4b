// A design as the page handles it: one text per axis. What the texts mean is the engine's business.

/** Axis id → value in text form: `16`, `best-fit`, `at-least(64)`, `on`. */
export type Design = Readonly<Record<string, string>>;
