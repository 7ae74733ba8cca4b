// The line below the map: an overview of the heap, or its length where the map shows all of it.

import { html, nothing } from 'lit';
import { windowBytes } from '../../render/geometry';
import type { State } from '../../state';
import { size } from '../size';
import '../term';
import './overview';
import type { PanEvent } from './overview';

type StripState = Pick<State, 'window' | 'overview' | 'picture' | 'frame'>;

export function strip(state: StripState, panTo: (offset: number) => void) {
  return html`<div class="strip">
    ${state.window === null ? extents(state) : overview(state, panTo)}
  </div>`;
}

function extents({ frame }: StripState) {
  if (!frame) return nothing;
  const { heapBytes, highWaterBytes, bytes } = frame.region;
  return html`<span class="soft small"
    ><atlas-term of="Heap">heap</atlas-term> ${size(heapBytes)} ·
    <atlas-term of="High-water mark">high water</atlas-term>
    ${size(highWaterBytes)} · <atlas-term of="Region">region</atlas-term>
    ${size(bytes)}</span
  >`;
}

function overview({ overview, picture, frame }: StripState, panTo: (offset: number) => void) {
  if (!overview || !picture || !frame) return nothing;
  const geometry = picture.image;
  const shown = { from: geometry.from, bytes: windowBytes(geometry) };
  const whole = { from: overview.image.from, bytes: overview.image.bytes };
  const isAllShown = whole.from >= shown.from && whole.bytes <= shown.bytes;
  if (isAllShown) return nothing;
  return html`<atlas-overview
    .picture=${overview}
    .whole=${whole}
    .window=${shown}
    .base=${frame.region.base}
    .rowBytes=${geometry.bytesPerRow}
    @atlas-pan=${(event: PanEvent) => panTo(event.detail)}
  ></atlas-overview>`;
}
