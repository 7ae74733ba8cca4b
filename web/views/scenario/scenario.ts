// `<atlas-scenario>`: what is replayed: a recorded program, a generator's pattern, or the visitor's own
// script; and the button that opens a file. Dropping a file works on the whole figure: see the root.

import { css, html, nothing } from 'lit';
import { formatBytes, formatCount } from '../../render/format';
import type { Scenario, State } from '../../state';
import { shared } from '../styles';
import { define, View } from '../view';
import './script-field';

type Tab = 'recorded' | 'generated' | 'written';

const TABS: readonly { readonly id: Tab; readonly title: string }[] = [
  { id: 'recorded', title: 'Real program' },
  { id: 'generated', title: 'Pattern' },
  { id: 'written', title: 'Script' },
];

export class ScenarioView extends View {
  static override styles = [
    shared,
    css`
      .tabs {
        display: flex;
        margin-bottom: 0.75rem;
        padding: 2px;
        border-radius: calc(var(--atlas-radius) + 2px);
        background: var(--atlas-sunken);
        box-shadow: inset 0 0 0 1px var(--atlas-line);
      }
      .tabs button {
        flex: 1 0 auto;
        min-height: 1.9rem;
        padding: 0 0.4rem;
        border-color: transparent;
        background: none;
        font-size: 0.875rem;
      }
      .tabs button[aria-checked='true'] {
        border-color: var(--atlas-line-strong);
        background: var(--atlas-surface);
        font-weight: 600;
      }
      .choices button {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: 0.75rem;
        width: 100%;
        min-height: 1.9rem;
        padding: 0.15rem 0.6rem;
        border-color: transparent;
        background: none;
        font-size: 0.875rem;
        text-align: start;
      }
      .choices button[aria-checked='true'] {
        border-color: var(--atlas-accent);
        background: var(--atlas-accent-wash);
        font-weight: 600;
      }
      .choices span + span {
        flex: none;
        font-weight: 400;
      }
      .about {
        min-height: 4.2rem;
        margin: 0.5rem 0 0.75rem;
        padding-inline: 0.6rem;
      }
      .about code {
        overflow-wrap: anywhere;
      }
      .file {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        margin-top: 0.5rem;
      }
      .file button {
        flex: none;
      }
      @media (pointer: coarse) {
        .tabs button,
        .choices button {
          min-height: 2.6rem;
        }
      }
    `,
  ];

  protected override slices({ scenario, traces, catalog, drafts, scriptVerdict }: State) {
    return [scenario, traces, catalog, drafts, scriptVerdict];
  }

  protected override render() {
    const { scenario } = this.state;
    const tab = tabOf(scenario);
    return html`
      <div
        class="tabs"
        role="radiogroup"
        aria-label="Kind of scenario"
        @keydown=${rove}
      >
        ${TABS.map(({ id, title }) => this.radio(id === tab, html`${title}`, () => this.open(id)))}
      </div>
      ${tab === 'recorded' ? this.recorded() : tab === 'generated' ? this.generated() : nothing}
      ${
        tab === 'recorded'
          ? nothing
          : html`<atlas-script-field .state=${this.state}></atlas-script-field>`
      }
      <div class="file">
        <button @click=${this.browse}>Open a file…</button>
        <span class="soft small">or drop it anywhere: <code>.rep</code>, <code>.heaptrace</code></span>
        <input
          type="file"
          hidden
          accept=".rep,.heaptrace,.txt"
          @change=${this.picked}
        />
      </div>
    `;
  }

  private recorded() {
    const { scenario, traces } = this.state;
    const trace = scenario.kind === 'bundled' && traces.find(({ id }) => id === scenario.id);
    return html`<div class="choices" role="radiogroup" aria-label="Recorded program" @keydown=${rove}>
        ${
          scenario.kind === 'file'
            ? this.radio(
                true,
                html`<span>${scenario.name}</span>
                  <span class="soft small">${formatCount(scenario.info.operations)} operations</span>`,
                () => {},
              )
            : nothing
        }
        ${traces.map(({ id, title, operations }) =>
          this.radio(
            scenario.kind === 'bundled' && scenario.id === id,
            html`<span>${title}</span>
              <span class="soft small">${formatCount(operations)}</span>`,
            () => this.choose({ kind: 'bundled', id }),
          ),
        )}
      </div>
      <div class="about small soft">
        ${
          trace
            ? html`<p>${trace.description}</p>
                <p>
                  Recorded from ${trace.program} ${trace.version}: ${formatCount(trace.operations)}
                  operations, at most ${formatBytes(trace.peakRequestedBytes)} live at once.
                </p>`
            : scenario.kind === 'file'
              ? html`<p>
                  ${formatCount(scenario.info.operations)} operations on
                  ${formatCount(scenario.info.pointers)} pointers.
                  ${scenario.info.provenance.map(({ key, value }) => `${key}: ${value}. `)}
                </p>`
              : nothing
        }
      </div>`;
  }

  private generated() {
    const { scenario, catalog } = this.state;
    const generators = catalog?.generators ?? [];
    const chosen = scenario.kind === 'generator' ? scenario.id : null;
    return html`<div class="choices" role="radiogroup" aria-label="Pattern" @keydown=${rove}>
        ${generators.map(({ id, title }) =>
          this.radio(id === chosen, html`<span>${title}</span>`, () =>
            this.choose({ kind: 'generator', id }),
          ),
        )}
      </div>
      <p class="about small soft">${generators.find(({ id }) => id === chosen)?.summary}</p>`;
  }

  private radio(checked: boolean, content: unknown, choose: () => void) {
    return html`<button
      role="radio"
      aria-checked=${checked}
      tabindex=${checked ? 0 : -1}
      @click=${choose}
    >
      ${content}
    </button>`;
  }

  private open(tab: Tab): void {
    if (tab === tabOf(this.state.scenario)) return;
    const { traces, catalog } = this.state;
    if (tab === 'written') {
      this.choose({ kind: 'script' });
    } else if (tab === 'recorded' && traces[0]) {
      this.choose({ kind: 'bundled', id: traces[0].id });
    } else if (tab === 'generated' && catalog?.generators[0]) {
      this.choose({ kind: 'generator', id: catalog.generators[0].id });
    }
  }

  private choose(scenario: Scenario): void {
    this.dispatch({ type: 'scenario-chosen', scenario });
  }

  private browse(): void {
    this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click();
  }

  private picked(event: Event): void {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file) this.dispatch({ type: 'file-offered', file });
    // The same file may be picked again after it was changed.
    input.value = '';
  }
}

function tabOf({ kind }: Scenario): Tab {
  if (kind === 'script') return 'written';
  return kind === 'generator' ? 'generated' : 'recorded';
}

/** Arrow keys go through a radio group and choose, as in every radio group. */
function rove(event: KeyboardEvent): void {
  const direction = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (direction === undefined) return;
  event.preventDefault();
  const group = event.currentTarget as HTMLElement;
  const radios = [...group.querySelectorAll<HTMLElement>('[role="radio"]')];
  const at = radios.indexOf(event.target as HTMLElement);
  const next = radios[(at + direction + radios.length) % radios.length];
  next?.focus();
  next?.click();
}

define('atlas-scenario', ScenarioView);
