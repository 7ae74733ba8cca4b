// A design as the page handles it: one text per axis. What the texts mean is the engine's business;
// the page only takes a policy apart from the number it is written with.

/** Axis id → value in text form: `16`, `best-fit`, `at-least(64)`, `on`. */
export type Design = Readonly<Record<string, string>>;

/** A policy's id and the number it is written with, as text; `null` where there is none. */
export interface Choice {
  readonly option: string;
  readonly argument: string | null;
}

export function parseChoice(value: string): Choice {
  const match = /^([^(]*)\((.*)\)$/.exec(value);
  return match
    ? { option: match[1] ?? '', argument: match[2] ?? '' }
    : { option: value, argument: null };
}

export function printChoice({ option, argument }: Choice): string {
  return argument === null ? option : `${option}(${argument})`;
}
