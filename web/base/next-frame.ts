// Waits for the browser's next frame.

/** A document that is not displayed has no frames: its time comes then. */
const WITHOUT_FRAMES_MS = 100;

/** Resolves before the next frame is laid out; where there is none, after a moment. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, WITHOUT_FRAMES_MS);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
