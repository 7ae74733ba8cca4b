// A design as the page handles it: one text per axis, a task's own axes among them. What the texts mean is
// the engine's business; the page only takes a policy apart from the number it is written with, and the key
// of a task's axis from the task.

/** Key → value in text form: `16`, `best-fit`, `at-least(64)`, `on`. A key is an axis's id, or `2:placement`. */
export type Design = Readonly<Record<string, string>>;

/** A policy's id and the number it is written with, as text; `null` where there is none. */
export interface Choice {
  readonly option: string;
  readonly argument: string | null;
}

/** What a design's key says: an axis, and the task whose own it is; `null` for the kernel's and everybody's. */
export interface Key {
  readonly task: number | null;
  readonly axis: string;
}

export function parseKey(key: string): Key {
  const match = /^(\d+):(.+)$/.exec(key);
  return match ? { task: Number(match[1]), axis: match[2] ?? '' } : { task: null, axis: key };
}

export function printKey({ task, axis }: Key): string {
  return task === null ? axis : `${task}:${axis}`;
}

/** The value a key has in a design: a task without one of its own follows the kernel. */
export function valueAt(design: Design, key: string): string {
  return design[key] ?? design[parseKey(key).axis] ?? '';
}

/** The axis that decides which other axes a design has, and which options they offer. */
export const FAMILY = 'family';

/** Whether a design, or that of one of its tasks, has what belongs to some families only; to all where there are none. */
export function isOfFamily(
  design: Design,
  task: number | null,
  { families }: { readonly families: readonly string[] },
): boolean {
  return (
    families.length === 0 || families.includes(valueAt(design, printKey({ task, axis: FAMILY })))
  );
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
