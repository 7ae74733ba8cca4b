// `<atlas-machine>`: the machine at the step: each address space with its heap, and the frames and swap that they share.
//
// A machine with one space and plenty of memory has nothing to say: see `isMachineTelling`.

import { css, html, nothing } from 'lit';
import type { PoolView, SpaceView } from '../../engine/wire';
import { formatAddress, formatCount } from '../../render/format';
import { type Look, ownerLook } from '../../render/palette';
import { explained } from '../explained';
import { swatch } from '../memory-map/chips';
import { size } from '../size';
import { shared } from '../styles';
import { toneSign } from '../tone';
import '../term';
import { define, fields, viewOf } from '../view';

/** The largest pool whose frames are drawn one by one. */
const FRAMES_APART_MAX = 64;
/** The length of a bar, as a multiple of the largest heap. */
const HEADROOM = 1.6;

/** The parts of an address space beside its heap. */
const BESIDE_HEAP = [
  {
    id: 'initial',
    title: 'initial memory',
    tip: 'What a task is loaded with: code, data, stack. Its heap begins where this ends. It is not replayed, and not drawn to scale.',
  },
  {
    id: 'reserved',
    title: 'reserved',
    tip: 'Addresses of the region that the heap has not grown into. They cost nothing yet.',
  },
] as const;

export class MachineView extends viewOf(fields('frame')) {
  static override styles = [
    shared,
    css`
      .spaces {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr));
        gap: 0.75rem 1.5rem;
        margin-top: 0.75rem;
      }
      .space {
        padding-inline-start: 0.6rem;
        border-inline-start: 3px solid transparent;
      }
      .space.shown {
        border-color: var(--atlas-accent);
      }
      .head {
        justify-content: space-between;
        gap: 0 0.75rem;
        min-height: 1.75rem;
      }
      .name {
        display: inline-flex;
        align-items: center;
        gap: 0.45rem;
        font-weight: 600;
      }
      .name .soft {
        font-weight: 400;
      }
      .bar,
      .frames {
        display: flex;
        height: 1.25rem;
        overflow: hidden;
        border: 1px solid var(--atlas-line-strong);
        border-radius: 4px;
        background: var(--atlas-sunken);
      }
      .bar .initial {
        flex: 0 0 4.5rem;
        border-inline-end: 1px solid var(--atlas-line-strong);
        background: var(--atlas-line);
        font-size: 0.6875rem;
        line-height: 1.15rem;
        text-align: center;
      }
      .region {
        position: relative;
        flex: 1;
      }
      .region .swatch,
      .frames .swatch {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        border: 0;
        border-radius: 0;
      }
      .cut {
        position: absolute;
        inset-block: 0;
        right: 0.5rem;
        color: var(--atlas-ink-soft);
        line-height: 0.9rem;
      }
      .heap {
        position: absolute;
        inset-block: 0;
        left: 0;
        min-width: 2px;
      }
      .addresses {
        display: flex;
        justify-content: space-between;
        padding-inline-start: 4.5rem;
        color: var(--atlas-ink-soft);
        font-family: var(--atlas-mono);
        font-size: 0.6875rem;
      }
      .pool {
        margin-top: 1rem;
      }
      .frames {
        height: 1.75rem;
      }
      .frames > span {
        position: relative;
        min-width: 0;
        overflow: hidden;
      }
      .frames.apart > span {
        border-inline-end: 1px solid var(--atlas-surface);
      }
      .frames.swap {
        height: 0.75rem;
        margin-top: 0.25rem;
      }
      .legend {
        gap: 0.35rem 1.25rem;
        margin-top: 0.5rem;
      }
      .legend .word {
        font-size: var(--atlas-text-small);
        text-decoration: none;
      }
      .legend .word > span {
        text-decoration: underline dotted var(--atlas-line-strong) 1px;
        text-underline-offset: 0.25em;
      }
      .swatch.initial {
        background: var(--atlas-line);
      }
      .swatch.reserved {
        background: var(--atlas-sunken);
      }
    `,
  ];

  protected override render() {
    const { frame } = this.state;
    if (frame === null) return nothing;
    const { pool, spaces, space } = frame;
    // The bars show the heaps in proportion to each other.
    const largest = Math.max(...spaces.map(({ heapBytes }) => heapBytes), pool.pageBytes);
    const drawn = (each: SpaceView) =>
      this.space(each, each.task === space, pool, largest * HEADROOM);
    const [kernel, ...tasks] = spaces;
    return html`
      <div class="head flow">
        <h3>Address spaces</h3>
        <ul class="legend flow" aria-label="Parts of an address space">
          ${BESIDE_HEAP.map(({ id, title, tip }) => this.entry(id, null, title, tip, id))}
        </ul>
      </div>
      ${kernel && drawn(kernel)}
      ${tasks.length > 0 ? html`<div class="spaces">${tasks.map(drawn)}</div>` : nothing}
      ${this.pool(pool, spaces)}
    `;
  }

  private space(space: SpaceView, isShown: boolean, { pageBytes }: PoolView, extent: number) {
    const { name, base, regionBytes, heapBytes, residentPages, swappedPages } = space;
    const pages = Math.ceil(heapBytes / pageBytes);
    const drawnBytes = Math.min(regionBytes, extent);
    return html`<section class="space ${isShown ? 'shown' : ''}" data-task=${space.task}>
      <div class="head flow">
        <span class="name">
          ${swatch(`space-${space.task}`, ownerLook(space.task))} ${name}
          ${isShown ? html`<span class="soft small">on the map</span>` : nothing}
        </span>
        <span class="small">${life(space)}</span>
      </div>
      <div class="bar" aria-hidden="true">
        <span class="initial">initial</span>
        <span class="region">
          ${drawnBytes < regionBytes ? html`<span class="cut">…</span>` : nothing}
          ${
            heapBytes === 0
              ? nothing
              : html`<span
                  class="heap"
                  .style=${`width: ${(100 * heapBytes) / drawnBytes}%`}
                  >${swatch(`heap-${space.task}`, ownerLook(space.task))}</span
                >`
          }
        </span>
      </div>
      <div class="addresses" aria-hidden="true">
        <span>${formatAddress(base)}</span><span>${formatAddress(base + regionBytes)}</span>
      </div>
      <p class="soft small">
        ${
          space.life === 'killed'
            ? `Its heap and its frames went with it, after ${plural(space.faults, 'page fault')}.`
            : html`<atlas-term of="Heap"></atlas-term> ${size(heapBytes)} of
                ${size(regionBytes)} reserved, ${formatCount(pages)}
                <atlas-term of="Page">${pages === 1 ? 'page' : 'pages'}</atlas-term>:
                ${formatCount(residentPages)} <atlas-term of="Resident">resident</atlas-term>,
                ${formatCount(swappedPages)} in <atlas-term of="Swap">swap</atlas-term>.
                ${formatCount(space.faults)}
                <atlas-term of="Page fault">${space.faults === 1 ? 'page fault' : 'page faults'}</atlas-term>
                so far.`
        }
      </p>
    </section>`;
  }

  private pool(pool: PoolView, spaces: readonly SpaceView[]) {
    const { frames, framesFree, pageBytes, swapPages, swapUsed } = pool;
    const held = spaces.filter(({ residentPages }) => residentPages > 0);
    return html`<section class="pool">
      <div class="head flow">
        <h3><atlas-term of="Frame">Frames</atlas-term> they share</h3>
        <span class="soft small">
          ${formatCount(frames - framesFree)} of ${formatCount(frames)} taken,
          ${size(pageBytes)} each
        </span>
      </div>
      ${this.strip(
        'frames',
        frames,
        held.map(({ task, residentPages }) => [task, residentPages]),
      )}
      ${
        swapPages === 0
          ? nothing
          : this.strip(
              'frames swap',
              swapPages,
              spaces.map(({ task, swappedPages }) => [task, swappedPages]),
            )
      }
      <ul class="legend flow" aria-label="Frames by owner">
        ${spaces.map((space) => {
          const touched = space.residentPages - space.untouchedPages;
          return this.entry(
            `owner-${space.task}`,
            ownerLook(space.task),
            `${space.name}: ${plural(space.residentPages, 'frame')}`,
            `${formatCount(touched)} written to, ${formatCount(space.untouchedPages)} taken and not touched since. ` +
              `${plural(space.swappedPages, 'page')} of it in swap.`,
          );
        })}
        ${this.entry(
          'free',
          null,
          `free: ${plural(framesFree, 'frame')}`,
          'Nobody holds these. Where none is left, the page touched longest ago goes to swap; without room there, a grant is refused, and a touch ends its task.',
        )}
        ${this.entry(
          'swap',
          null,
          swapPages === 0
            ? 'no swap'
            : `swap: ${formatCount(swapUsed)} of ${plural(swapPages, 'page')}`,
          'Pages put aside because frames ran out. The next touch brings one back, and counts as a page fault.',
        )}
      </ul>
    </section>`;
  }

  /** A bar of `total` frames or pages, those of the owners first. */
  private strip(name: string, total: number, taken: readonly (readonly [number, number])[]) {
    const isApart = total <= FRAMES_APART_MAX;
    const id = name.replace(' ', '-');
    const owners = taken.filter(([, count]) => count > 0);
    const free = total - owners.reduce((sum, [, count]) => sum + count, 0);
    const segment = (grow: number, key: string, look: Look | null) =>
      html`<span .style=${`flex: ${grow} 0 0`}>${look && swatch(key, look)}</span>`;
    const segments = (count: number, key: string, look: Look | null) =>
      isApart
        ? Array.from({ length: count }, (_, at) => segment(1, `${key}-${at}`, look))
        : segment(count, key, look);
    return html`<div class="${name} ${isApart ? 'apart' : ''}" aria-hidden="true">
      ${owners.map(([task, count]) => segments(count, `${id}-${task}`, ownerLook(task)))}
      ${segments(free, `${id}-free`, null)}
    </div>`;
  }

  private entry(id: string, look: Look | null, title: string, tip: string, kind = '') {
    return html`<li>
      ${explained(
        `tip-${id}`,
        html`${look ? swatch(id, look) : html`<i class="swatch ${kind}"></i>`}<span>${title}</span>`,
        html`<p>${tip}</p>`,
      )}
    </li>`;
  }
}

function life({ life, killedStep }: SpaceView) {
  if (life === 'killed') {
    return html`<span class="bad"
      >${toneSign('bad')} killed at step ${formatCount(killedStep ?? 0)}: no frame was left</span
    >`;
  }
  return life === 'unborn' ? html`<span class="soft">has done nothing yet</span>` : nothing;
}

function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

define('atlas-machine', MachineView);
