// The teacher's lock: which axes a link leaves in sight, and which of them to the reader.
//
// Owns what the link's words mean for an axis. It guides and doesn't guard: whoever edits the link lifts it.

import { type Design, parseKey } from '../domain/design';
import type { State } from './state';

/** Names every axis. */
const ALL = '*';

/** Whether an axis is out of sight. */
export function isHidden({ carried }: State, axis: string): boolean {
  return isNamed(carried.hidden, axis);
}

/** Whether an axis can't be changed: by name, or because it is out of sight. */
export function isFixed(state: State, axis: string): boolean {
  return isNamed(state.carried.fixed, axis) || isHidden(state, axis);
}

/** Whether there is anything that can't be changed. */
export function isLocked({ carried }: State): boolean {
  return carried.fixed.length + carried.hidden.length > 0;
}

/** A design as it may become of another: what is fixed stays. */
export function withinLock(state: State, from: Design, to: Design): Design {
  if (!isLocked(state)) return to;
  // A task that follows the kernel on a fixed axis has no value there that could stay, and gets none.
  const free = Object.entries(to).filter(
    ([key]) => parseKey(key).task === null || !isFixed(state, key),
  );
  const kept = Object.entries(from).filter(([key]) => isFixed(state, key));
  return Object.fromEntries([...free, ...kept]);
}

/** A task's own axis, `2:placement`, is locked with the axis it is of. */
function isNamed(names: readonly string[], axis: string): boolean {
  const own = parseKey(axis).axis;
  return names.some((name) => name === ALL || name === axis || name === own);
}
