// Waits for the browser's next frame, so that work is done between frames and doesn't hold one up.

/** A document that is not displayed has no frames: its time comes then. */
const WITHOUT_FRAMES_MS = 100;

/** Resolves after the next frame, in a task of its own; where there is none, after a moment. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, WITHOUT_FRAMES_MS);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve);
    });
  });
}
