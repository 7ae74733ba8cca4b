// The part of a canvas's 2D context that drawings of the map and of pictures use.
//
// A canvas provides it, and so does `SvgContext`: one drawing serves the screen and the SVG file.

export type DrawingContext = Pick<
  CanvasRenderingContext2D,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineCap'
  | 'lineJoin'
  | 'globalAlpha'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'save'
  | 'restore'
  | 'setLineDash'
  | 'fillRect'
  | 'clearRect'
  | 'beginPath'
  | 'closePath'
  | 'moveTo'
  | 'lineTo'
  | 'bezierCurveTo'
  | 'rect'
  | 'roundRect'
  | 'arc'
  | 'fillText'
  | 'measureText'
> & { fill(): void; stroke(): void };

/** Strokes the current path. */
export function stroke(context: DrawingContext, colour: string, width: number): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}
