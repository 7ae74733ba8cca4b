// What an embedded page and its host say to each other: the height the figure needs, and the question for
// it. The form and its version alone; who may say it is checked where it is heard.

export const SIZE = 'heap-atlas:size';
export const HELLO = 'heap-atlas:hello';
export const VERSION = 1;

/** From the embedded page: so many CSS pixels tall is the figure. */
export interface SizeMessage {
  readonly type: typeof SIZE;
  readonly version: typeof VERSION;
  readonly height: number;
}

/** From the host: what is the size? A host script may come later than the figure. */
export interface HelloMessage {
  readonly type: typeof HELLO;
  readonly version: typeof VERSION;
}

/** Taller than any figure: a message that says more is not from one. */
const HEIGHT_MAX = 5000;

/** The height in a message; `null` for any other message. */
export function heightIn(data: unknown): number | null {
  if (typeof data !== 'object' || data === null) return null;
  const { type, version, height } = data as Partial<SizeMessage>;
  if (type !== SIZE || version !== VERSION || typeof height !== 'number') return null;
  return height > 0 && height <= HEIGHT_MAX ? height : null;
}

export function isHello(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  const { type, version } = data as Partial<HelloMessage>;
  return type === HELLO && version === VERSION;
}
