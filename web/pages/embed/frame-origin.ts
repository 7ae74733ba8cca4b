// Which origin a figure's frame speaks from.
//
// Owns what the host script believes a frame by, as plain facts of the frame. That a message came from the frame itself is
// checked where it is heard.

/** What a sandboxed frame, which has no origin, sends as its origin. */
const OPAQUE = 'null';

/** The page of a figure, by the last part of its address. */
const EMBED_PAGE = /\/embed(\.html)?$/;

/**
 * `null` for a frame that shows no figure. The text `'null'` is the origin of whatever has none, so it is expected only
 * of a frame that the author sandboxed, and never follows from an address such as `data:`.
 *
 * @param base what the frame's address may be relative to
 */
export function originOf(
  frame: Pick<HTMLIFrameElement, 'src' | 'getAttribute'>,
  base: string,
): string | null {
  if (frame.src === '' || !URL.canParse(frame.src, base)) return null;
  const { protocol, pathname, origin } = new URL(frame.src, base);
  const isOnTheWeb = protocol === 'https:' || protocol === 'http:';
  if (!isOnTheWeb || !EMBED_PAGE.test(pathname)) return null;
  const sandbox = frame.getAttribute('sandbox');
  const isOpaque = sandbox !== null && !/(^|\s)allow-same-origin(\s|$)/i.test(sandbox);
  return isOpaque ? OPAQUE : origin;
}
