// What the map's drawings ask of whatever they draw on: a canvas, or a picture made of shapes.

/** The part of a canvas's context that the drawings use. */
export type Pen = Pick<
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
