// The teacher's lock: which axes a link leaves in sight, and which of them to the reader.
//
// Owns what the link's words mean for an axis. It guides and doesn't guard: a reader who edits the link lifts it.

import { type Design, FAMILY, parseKey } from '../domain/design';
import type { AxisLock, State, Teaching } from './state';

const ALL = '*';

type LockState = Pick<State, 'carried'>;

export function isHidden({ carried }: LockState, axis: string): boolean {
  return isNamed(carried.hidden, axis);
}

/** Whether an axis can't be changed: by name, or because it is out of sight. */
export function isFixed(state: LockState, axis: string): boolean {
  return isNamed(state.carried.fixed, axis) || isHidden(state, axis);
}

export function isLocked({ carried }: LockState): boolean {
  return carried.fixed.length + carried.hidden.length > 0;
}

/** What links made of a state ask of their readers. */
export function teachingOf({ teaching, carried }: Pick<State, 'teaching' | 'carried'>): Teaching {
  const { fixed, hidden, predict, goal } = carried;
  return teaching ?? { fixed, hidden, predict, goal };
}

export type Access = 'free' | 'fixed' | 'hidden';

/** What readers may do with all axes alike; `null` where it is not the same for all. */
export function accessToAll({ fixed, hidden }: Teaching): Access | null {
  if (hidden.includes(ALL)) return 'hidden';
  if (hidden.length > 0) return null;
  if (fixed.includes(ALL)) return 'fixed';
  return fixed.length > 0 ? null : 'free';
}

export function accessTo({ fixed, hidden }: Teaching, axis: string): Access {
  if (isNamed(hidden, axis)) return 'hidden';
  return isNamed(fixed, axis) ? 'fixed' : 'free';
}

/** The same access to all axes, those of later versions too. */
export function withAccessToAll(access: Access): AxisLock {
  return { fixed: access === 'fixed' ? [ALL] : [], hidden: access === 'hidden' ? [ALL] : [] };
}

/** Another access to one of the axes; from then on each is named by itself. */
export function withAccess(
  teaching: Teaching,
  axes: readonly string[],
  axis: string,
  access: Access,
): AxisLock {
  const of = (each: string) => (each === axis ? access : accessTo(teaching, each));
  return {
    fixed: axes.filter((each) => of(each) === 'fixed'),
    hidden: axes.filter((each) => of(each) === 'hidden'),
  };
}

/** A design as it may become of another: what is fixed stays. */
export function withinLock(state: LockState, from: Design, to: Design): Design {
  if (!isLocked(state)) return to;
  // What is fixed in one family may mean nothing in another, which is then out of reach.
  const isOtherFamily = to[FAMILY] !== from[FAMILY];
  const isBarred = (key: string) => isFixed(state, key) && to[key] !== from[key];
  if (isOtherFamily && Object.keys(from).some(isBarred)) return from;
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
