// The marks above the map: what the current operation examined and changed, the block under the pointer, the selected
// block, and the links of the lists that leave it.
//
// Each mark has its own form of line, and a colour that repeats the distinction; KEY names both and is the source of the
// map's key. Owns the drawing only: the engine's frame says which marks there are. Marks are drawn on their own canvas.

import type { Block, Candidate, Chain, Change, ChangeKind } from '../engine/wire';
import { BLOCKS_MAX } from '../state';
import { type DrawingContext, stroke } from './drawing-context';
import {
  type Extent,
  type Fragment,
  fragments,
  isVisible,
  type MapGeometry,
  mapHeight,
} from './geometry';
import { mixed, type Theme } from './palette';
import type { Marked } from './words';

/** A link of a chain from one block to another, as offsets from the region's start. */
export interface Link {
  readonly from: number;
  readonly to: number;
  /** Whether its chain has holes alone: its arrow is told from those of other chains. */
  readonly isOfHoles: boolean;
}

/** The links that lead on from a block. */
export function linksOf(block: Block, chains: readonly Chain[], chainId?: string): Link[] {
  return block.fields.flatMap(({ link }) => {
    const chain = link && chains.find(({ number }) => number === link.chain);
    const isAsked = chain && (chainId === undefined || chain.id === chainId);
    if (!isAsked || !link.isForward || link.to === null) return [];
    return [{ from: block.start, to: link.to, isOfHoles: chain.isOfHoles }];
  });
}

/** More arrows of a list than this hide the map below them. */
const LIST_ARROWS_MAX = 120;

/** Whether a chain has too many blocks on the map for arrows, or more than were asked for. */
export function isCrowded(blocks: readonly Block[], isOfHoles: boolean): boolean {
  const listed = isOfHoles ? blocks.filter(({ state }) => state === 'free') : blocks;
  return blocks.length >= BLOCKS_MAX || listed.length > LIST_ARROWS_MAX;
}

/** The links of the chains of an id that leave the blocks on the map. */
export function linksOfList(
  blocks: readonly Block[],
  chains: readonly Chain[],
  chainId: string,
): Link[] {
  const chain = chains.find(({ id }) => id === chainId);
  if (!chain || isCrowded(blocks, chain.isOfHoles)) return [];
  return blocks.flatMap((block) => linksOf(block, chains, chainId));
}

export interface HighlightScene extends Marked {
  readonly geometry: MapGeometry;
  readonly pixelRatio: number;
  readonly theme: Theme;
  readonly hovered: Extent | null;
  readonly selected: Extent | null;
  /** The links of the selected block. */
  readonly links: readonly Link[];
  /** The links of a whole list, drawn thin. */
  readonly list: readonly Link[];
  /** How far the pulse around a granted or freed block has spread, 0…1; at 1 there is none. */
  readonly pulse: number;
  readonly sans: string;
}

/** The kind of a change, or the verdict on an examined block. */
export type MarkName = 'rejected' | 'held' | 'taken' | 'joined' | ChangeKind;

export interface MarkStyle {
  readonly title: string;
  /** Lengths of lines and gaps in CSS pixels; empty for a solid line. */
  readonly dash: readonly number[];
  /** In CSS pixels. */
  readonly width: number;
  readonly colour: 'foreground' | 'accent' | 'released';
}

/** Every mark, in the order of the key. */
export const KEY: Readonly<Record<MarkName, MarkStyle>> = {
  rejected: { title: 'examined, rejected', dash: [2, 3], width: 1.5, colour: 'foreground' },
  held: { title: 'best so far, held', dash: [], width: 1.25, colour: 'foreground' },
  taken: { title: 'found', dash: [], width: 2.5, colour: 'foreground' },
  joined: {
    title: 'counted into a run of holes',
    dash: [7, 2.5, 1.5, 2.5],
    width: 1.75,
    colour: 'foreground',
  },
  merged: { title: 'merged into previous', dash: [8, 4], width: 2, colour: 'released' },
  split: { title: 'split off', dash: [4, 3], width: 1.75, colour: 'accent' },
  placed: { title: 'granted', dash: [], width: 3, colour: 'accent' },
  freed: { title: 'freed', dash: [], width: 3, colour: 'released' },
  queued: { title: 'queued to be freed', dash: [5, 2], width: 2.5, colour: 'released' },
  moved: { title: 'copied away from', dash: [1, 3.5], width: 2, colour: 'released' },
  extended: { title: 'added to the heap’s end', dash: [12, 3], width: 1.5, colour: 'accent' },
  trimmed: { title: 'given back from the heap’s end', dash: [1, 3.5], width: 2, colour: 'accent' },
};

export function markOf({ verdict }: Candidate): MarkName {
  switch (verdict) {
    case 'held':
      return 'held';
    case 'taken':
    case 'found':
      return 'taken';
    case 'joins':
      return 'joined';
    default:
      return 'rejected';
  }
}

/** More probes than this have no numbers, but a trail whose colour deepens in their order. */
const NUMBERED_MAX = 12;
/** Blocks narrower than this, in CSS pixels, have a pin instead of an outline. */
const OUTLINE_WIDTH_MIN = 5;
/** The share of the trail's colour at its beginning; at its end it has the full colour. */
export const TRAIL_START = 0.35;
const TRAIL_SHADES = 24;

/** Whether the probes have numbers: they are few, and all of them have room for one. */
export function isNumbered(
  probes: readonly Candidate[],
  geometry: MapGeometry,
  pixelRatio: number,
) {
  if (probes.length > NUMBERED_MAX || geometry.rowHeight < 14 * pixelRatio) return false;
  return probes.every((probe) =>
    fragments(geometry, probe.start, probe.bytes).every(
      (part) => part.width >= OUTLINE_WIDTH_MIN * pixelRatio || part.continuesFromAbove,
    ),
  );
}

/** Draws all marks, over a clear canvas or over a map. */
export function drawHighlights(context: DrawingContext, scene: HighlightScene): void {
  const { geometry, pixelRatio, candidates: probes, changes } = scene;
  context.save();
  const numbered = isNumbered(probes, geometry, pixelRatio);

  if (numbered) {
    for (const probe of probes) strokeMark(context, scene, probe, markOf(probe));
  } else {
    drawTrail(context, scene, probes);
  }
  for (const change of changes) {
    if (change.kind === 'split') drawCut(context, scene, change);
    strokeMark(context, scene, change, change.kind);
  }
  if (scene.pulse < 1) {
    for (const change of changes) drawPulse(context, scene, change);
  }
  for (const link of scene.list) drawLink(context, scene, link, LIST_LINE);
  if (scene.hovered) {
    strokeExtent(context, scene, scene.hovered, [], 1.5, scene.theme.selection);
  }
  if (scene.selected) {
    strokeExtent(context, scene, scene.selected, [], 3, scene.theme.selection);
  }
  for (const link of scene.links) drawLink(context, scene, link, SELECTED_LINE);
  if (numbered) drawBadges(context, scene, probes);
  context.restore();
}

function strokeMark(
  context: DrawingContext,
  scene: HighlightScene,
  extent: Extent,
  mark: MarkName,
): void {
  const { dash, width, colour } = KEY[mark];
  strokeExtent(context, scene, extent, dash, width, scene.theme[colour]);
}

/** Draws an outline within the block, with a casing; a block that is too small gets a pin instead. */
function strokeExtent(
  context: DrawingContext,
  scene: HighlightScene,
  extent: Extent,
  dash: readonly number[],
  cssWidth: number,
  colour: string,
): void {
  const { geometry, pixelRatio, theme } = scene;
  const parts = fragments(geometry, extent.start, extent.bytes);
  const [first] = parts;
  if (first === undefined) return;
  const widest = Math.max(...parts.map((part) => part.width));
  if (widest < OUTLINE_WIDTH_MIN * pixelRatio) {
    drawPin(context, scene, first, colour);
    return;
  }
  const width = cssWidth * pixelRatio;
  context.beginPath();
  for (const part of parts) outline(context, part, width / 2);
  context.lineJoin = 'miter';
  context.setLineDash([]);
  stroke(context, theme.casing, width + 2 * pixelRatio);
  context.setLineDash(dash.map((length) => length * pixelRatio));
  stroke(context, colour, width);
  context.setLineDash([]);
}

/** Adds the sides of a fragment to the path, except those at which the block continues in another row. */
function outline(path: DrawingContext, part: Fragment, inset: number): void {
  const left = part.x + inset;
  const right = part.x + Math.max(part.width - inset, inset);
  const top = part.y + inset;
  const bottom = part.y + part.height - inset;
  if (!part.continuesFromAbove && !part.continuesBelow) {
    path.rect(left, top, right - left, bottom - top);
    return;
  }
  const from = part.continuesFromAbove ? part.x : left;
  const to = part.continuesBelow ? part.x + part.width : right;
  path.moveTo(to, top);
  path.lineTo(from, top);
  if (part.continuesFromAbove) path.moveTo(from, bottom);
  else path.lineTo(from, bottom);
  path.lineTo(to, bottom);
  if (!part.continuesBelow) path.lineTo(to, top);
}

/** Draws a pin above a block that is too small for an outline. */
function drawPin(
  context: DrawingContext,
  { pixelRatio, theme, geometry }: HighlightScene,
  part: Fragment,
  colour: string,
): void {
  const size = 5 * pixelRatio;
  const x = Math.min(Math.max(part.x + part.width / 2, size), geometry.width - size);
  const bottom = part.y + Math.min(geometry.rowHeight, 2 * pixelRatio);
  // There is no space above the first row: the pin points up from below it.
  const direction = part.y >= 2 * size ? -1 : 1;
  const tip = direction < 0 ? bottom : part.y + geometry.rowHeight - 2 * pixelRatio;
  context.beginPath();
  context.moveTo(x, tip);
  context.lineTo(x - size, tip + direction * 1.8 * size);
  context.lineTo(x + size, tip + direction * 1.8 * size);
  context.closePath();
  stroke(context, theme.casing, 2.5 * pixelRatio);
  context.fillStyle = colour;
  context.fill();
}

/** Draws a line below each examined block, pale for the first and strong for the last. */
function drawTrail(
  context: DrawingContext,
  { geometry, pixelRatio, theme }: HighlightScene,
  probes: readonly Candidate[],
): void {
  const height = Math.max(1, Math.min(Math.round(3 * pixelRatio), geometry.rowGap));
  // Shades are mixed once: thousands of probes on several maps are drawn many times a second.
  const start = mixed(theme.background, theme.trail, TRAIL_START);
  const shades = Array.from({ length: TRAIL_SHADES }, (_, shade) =>
    mixed(start, theme.trail, shade / (TRAIL_SHADES - 1)),
  );
  probes.forEach((probe, index) => {
    if (!isVisible(geometry, probe.start, probe.bytes)) return;
    const share = probes.length > 1 ? index / (probes.length - 1) : 1;
    context.fillStyle = shades[Math.round(share * (TRAIL_SHADES - 1))] ?? theme.trail;
    for (const part of fragments(geometry, probe.start, probe.bytes)) {
      const width = Math.max(part.width, pixelRatio);
      // No gap follows the last row: there the line runs along the row's own lower edge.
      const top = Math.min(part.y + part.height, mapHeight(geometry) - height);
      context.fillRect(part.x, top, width, height);
    }
  });
}

/** Draws the place where a block was split: a line that reaches beyond the row at both ends. */
function drawCut(
  context: DrawingContext,
  { geometry, pixelRatio, theme }: HighlightScene,
  remainder: Extent,
): void {
  const [part] = fragments(geometry, remainder.start, remainder.bytes);
  if (part === undefined || part.continuesFromAbove) return;
  const reach = Math.max(geometry.rowGap, 3 * pixelRatio);
  context.beginPath();
  context.moveTo(part.x, part.y - reach);
  context.lineTo(part.x, part.y + geometry.rowHeight + reach);
  stroke(context, theme.casing, 4 * pixelRatio);
  stroke(context, theme.accent, 2 * pixelRatio);
}

/** Draws a ring that spreads from a block that was granted or freed. */
function drawPulse(context: DrawingContext, scene: HighlightScene, change: Change): void {
  if (change.kind !== 'placed' && change.kind !== 'freed') return;
  const { geometry, pixelRatio, theme, pulse } = scene;
  const reach = (2 + 12 * pulse) * pixelRatio;
  context.globalAlpha = 1 - pulse;
  context.lineWidth = 3 * pixelRatio;
  context.strokeStyle = theme[KEY[change.kind].colour];
  for (const part of fragments(geometry, change.start, change.bytes)) {
    context.beginPath();
    context.roundRect(
      part.x - reach,
      part.y - reach,
      part.width + 2 * reach,
      part.height + 2 * reach,
      reach,
    );
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** Numbers the examined blocks in the order of examination, at their upper left corners. */
function drawBadges(
  context: DrawingContext,
  { geometry, pixelRatio, theme, sans }: HighlightScene,
  probes: readonly Candidate[],
): void {
  const radius = 8 * pixelRatio;
  const taken = new Map<string, number>();
  context.font = `700 ${10.5 * pixelRatio}px ${sans}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  probes.forEach((probe, index) => {
    const [part] = fragments(geometry, probe.start, probe.bytes);
    if (part === undefined) return;
    // A block examined more than once carries its numbers side by side.
    const key = `${part.x},${part.y}`;
    const before = taken.get(key) ?? 0;
    taken.set(key, before + 1);
    const x = Math.min(
      Math.max(part.x, radius + pixelRatio) + before * 1.9 * radius,
      geometry.width - radius - pixelRatio,
    );
    const y = Math.max(part.y, radius + pixelRatio);
    const isTaken = markOf(probe) === 'taken';
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = isTaken ? theme.foreground : theme.casing;
    context.fill();
    stroke(context, isTaken ? theme.casing : theme.foreground, 1.5 * pixelRatio);
    context.fillStyle = isTaken ? theme.casing : theme.foreground;
    context.fillText(String(index + 1), x, y + 0.5 * pixelRatio);
  });
  context.textAlign = 'start';
}

/** Widths of a link's arrow and of its casing, in CSS pixels. */
const SELECTED_LINE = { width: 2, casing: 4.5 };
const LIST_LINE = { width: 1.25, casing: 3 };

/** An arrow begins and ends within so many bytes of a block's first: there its bookkeeping lies in most designs. */
const LINK_END_BYTES = 16;

/** Where the arrow to an offset ends; beyond the window, at the edge of the map that is on the way there. */
function linkEnd(geometry: MapGeometry, to: number): Pick<Fragment, 'x' | 'y' | 'width'> {
  const [end] = fragments(geometry, to, LINK_END_BYTES);
  if (end !== undefined) return end;
  const { from, bytesPerRow, width, rowHeight } = geometry;
  const column = (((to - from) % bytesPerRow) + bytesPerRow) % bytesPerRow;
  return {
    x: (column * width) / bytesPerRow,
    y: to < from ? -rowHeight : mapHeight(geometry),
    width: (LINK_END_BYTES * width) / bytesPerRow,
  };
}

/**
 * Draws a link as an arrow from the beginning of one block to that of another. Within a row the arrow runs below the labels; between rows it is a curve
 * over everything in between. Where the other block is beyond the window, the arrow leads to the map's edge.
 */
function drawLink(
  context: DrawingContext,
  { geometry, pixelRatio, theme }: HighlightScene,
  { from, to, isOfHoles }: Link,
  line: { readonly width: number; readonly casing: number },
): void {
  const [start] = fragments(geometry, from, LINK_END_BYTES);
  if (start === undefined) return;
  const end = linkEnd(geometry, to);
  const height = geometry.rowHeight;
  // A hole may have links of both lists: their arrows leave it side by side.
  const shift = (isOfHoles ? 20 : 10) * pixelRatio;
  const colour = isOfHoles ? theme.released : theme.selection;
  const x0 = start.x + Math.min(start.width * (isOfHoles ? 0.8 : 0.5), shift);
  context.beginPath();
  const dot = 1.5 * line.width * pixelRatio;
  let y0 = start.y + height * (isOfHoles ? 0.68 : 0.84);
  if (start.y === end.y) {
    const x1 = end.x > x0 ? end.x : end.x + end.width;
    context.moveTo(x0, y0);
    context.lineTo(x1, y0);
    arrowhead(context, x1, y0, Math.sign(x1 - x0), 0, pixelRatio);
  } else {
    const down = end.y > start.y ? 1 : -1;
    const x1 = Math.min(end.x + Math.min(end.width / 2, shift), geometry.width);
    y0 = down > 0 ? y0 : start.y + height * 0.18;
    const y1 = down > 0 ? end.y : end.y + height;
    const swing = down * Math.max(Math.abs(y1 - y0) * 0.6, 14 * pixelRatio);
    context.moveTo(x0, y0);
    context.bezierCurveTo(x0, y0 + swing, x1, y1 - swing, x1, y1);
    arrowhead(context, x1, y1, 0, down, pixelRatio);
  }
  context.lineCap = 'round';
  context.lineJoin = 'round';
  stroke(context, theme.casing, line.casing * pixelRatio);
  context.strokeStyle = colour;
  context.lineWidth = line.width * pixelRatio;
  context.setLineDash(isOfHoles ? [6 * pixelRatio, 4 * pixelRatio] : []);
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  context.arc(x0, y0, dot, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
  stroke(context, theme.casing, pixelRatio);
}

/** Adds an arrowhead to the path, at a point and in the direction of a unit vector. */
function arrowhead(
  path: DrawingContext,
  x: number,
  y: number,
  alongX: number,
  alongY: number,
  pixelRatio: number,
): void {
  const length = 6 * pixelRatio;
  const spread = 4.5 * pixelRatio;
  path.moveTo(x - alongX * length - alongY * spread, y - alongY * length - alongX * spread);
  path.lineTo(x, y);
  path.lineTo(x - alongX * length + alongY * spread, y - alongY * length + alongX * spread);
}
