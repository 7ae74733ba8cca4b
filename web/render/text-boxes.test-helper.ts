// For tests of pictures: where each text stands, and which run into each other.

/** Letters of one width, so that a test can tell where each text ends. */
export function measure(text: string, font: string): number {
  return text.length * 0.55 * Number(/([\d.]+)px/.exec(font)?.[1]);
}

export interface TextBox {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where each text of a picture stands, the groups it is in counted. */
export function textBoxes(svg: Element): TextBox[] {
  return [...svg.querySelectorAll('text')].map((element) => {
    const text = element.textContent ?? '';
    const size = Number(element.getAttribute('font-size'));
    let [x, y] = [Number(element.getAttribute('x')), Number(element.getAttribute('y'))];
    for (let group = element.parentElement; group; group = group.parentElement) {
      const [, dx = 0, dy = 0] =
        /translate\(([\d.-]+) ([\d.-]+)\)/.exec(group.getAttribute('transform') ?? '') ?? [];
      x += Number(dx);
      y += Number(dy);
    }
    const width = measure(text, `${size}px`);
    const anchor = element.getAttribute('text-anchor');
    const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
    return { text, left, right: left + width, top: y - 0.72 * size, bottom: y + 0.2 * size };
  });
}

/** The pairs of texts that stand on each other. */
export function collisions(boxes: readonly TextBox[]): string[] {
  return boxes.flatMap((one, at) =>
    boxes
      .slice(at + 1)
      .filter(
        (other) =>
          one.left < other.right &&
          other.left < one.right &&
          one.top < other.bottom &&
          other.top < one.bottom,
      )
      .map((other) => `“${one.text}” and “${other.text}”`),
  );
}
