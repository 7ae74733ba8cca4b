// The script `heap-atlas-host.js`, for pages that embed figures by iframe: gives each iframe the height its
// figure asks for.
//
// Believes a message only if it comes from a frame of this page, from the origin the frame was loaded from,
// and sets nothing but that frame's height. Without it, the height that the author wrote holds.

import { HELLO, type HelloMessage, heightIn, VERSION } from '../../base/frame-size';

/** What a sandboxed frame, which has no origin, sends as its origin. */
const OPAQUE = 'null';

/** The page of a figure, by the last part of its address. */
const EMBED_PAGE = /\/embed(\.html)?$/;

/** The frames that show figures; those that come later are found when they speak. */
function frames(): HTMLIFrameElement[] {
  return [...document.querySelectorAll('iframe')].filter(({ src }) => {
    return src !== '' && EMBED_PAGE.test(new URL(src, document.baseURI).pathname);
  });
}

function originOf(frame: HTMLIFrameElement): string {
  const isOpaque = frame.hasAttribute('sandbox') && !frame.sandbox.contains('allow-same-origin');
  return isOpaque ? OPAQUE : new URL(frame.src, document.baseURI).origin;
}

window.addEventListener('message', ({ source, origin, data }) => {
  const height = heightIn(data);
  if (height === null) return;
  const frame = frames().find(({ contentWindow }) => contentWindow === source);
  if (!frame || origin !== originOf(frame)) return;
  // Where the author's height counts the border in, so must this one.
  const isBorderIn = getComputedStyle(frame).boxSizing === 'border-box';
  const border = isBorderIn ? frame.offsetHeight - frame.clientHeight : 0;
  frame.style.height = `${height + border}px`;
});

// Figures that were there before this script have told their height to nobody.
const hello: HelloMessage = { type: HELLO, version: VERSION };
for (const { contentWindow } of frames()) contentWindow?.postMessage(hello, '*');
