// The script `heap-atlas-host.js`, for pages that embed figures by iframe: gives each iframe the height its
// figure asks for.
//
// Believes a message only if it comes from a frame of this page, from the origin that frame must have, and sets nothing
// but that frame's height. Without it, the height that the author wrote holds.

import { HELLO, type HelloMessage, heightIn, VERSION } from '../../base/frame-size';
import { originOf } from './frame-origin';

/** The frames that show figures; those that come later are found when they speak. */
function frames(): HTMLIFrameElement[] {
  const all = [...document.querySelectorAll('iframe')];
  return all.filter((frame) => originOf(frame, document.baseURI) !== null);
}

window.addEventListener('message', ({ source, origin, data }) => {
  const height = heightIn(data);
  if (height === null) return;
  const frame = frames().find(({ contentWindow }) => contentWindow === source);
  if (!frame || origin !== originOf(frame, document.baseURI)) return;
  // Where the author's height counts the border in, so must this one.
  const isBorderIn = getComputedStyle(frame).boxSizing === 'border-box';
  const border = isBorderIn ? frame.offsetHeight - frame.clientHeight : 0;
  frame.style.height = `${height + border}px`;
});

// Figures that were there before this script have sent their height before anyone listened.
const hello: HelloMessage = { type: HELLO, version: VERSION };
for (const { contentWindow } of frames()) contentWindow?.postMessage(hello, '*');
