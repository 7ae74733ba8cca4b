// `<atlas-scenario>`: what is replayed: a recorded program, a generator's pattern, or the visitor's own
// script; and the button that opens a file. Dropping a file works on the whole figure: see the root.

import { css, html, nothing } from 'lit';
import { formatBytes, formatCount } from '../../render/format';
import type { Scenario, State } from '../../state';
import '../radio-group';
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
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: 0.3rem;
      }
      .choices button {
        min-height: 1.9rem;
        padding: 0.1rem 0.65rem;
        font-size: 0.875rem;
        overflow-wrap: anywhere;
      }
      .choices button[aria-checked='true'] {
        border-color: var(--atlas-accent);
        background: var(--atlas-accent);
        color: var(--atlas-on-accent);
      }
      .about {
        min-height: 5.8em;
        margin: 0.5rem 0 0.6rem;
      }
      .about p + p {
        margin-top: 0.25rem;
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
      <atlas-radio-group class="tabs" aria-label="Kind of scenario">
        ${TABS.map(({ id, title }) => this.radio(id === tab, title, () => this.open(id)))}
      </atlas-radio-group>
      ${tab === 'recorded' ? this.recorded() : tab === 'generated' ? this.generated() : nothing}
      ${
        tab === 'recorded'
          ? nothing
          : html`<atlas-script-field .state=${this.state}></atlas-script-field>`
      }
      <div class="file">
        <button @click=${this.browse}>Open a file…</button>
        <span class="soft small">or drop a <code>.rep</code> or <code>.heaptrace</code> anywhere</span>
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
    return html`<atlas-radio-group class="choices" aria-label="Recorded program">
        ${scenario.kind === 'file' ? this.radio(true, scenario.name, () => {}) : nothing}
        ${traces.map(({ id, title }) =>
          this.radio(scenario.kind === 'bundled' && scenario.id === id, shortTitle(title), () =>
            this.choose({ kind: 'bundled', id }),
          ),
        )}
      </atlas-radio-group>
      <div class="about small soft">
        ${
          trace
            ? html`<p>${trace.description}</p>
                <p>
                  ${trace.program} ${trace.version}: ${formatCount(trace.operations)} operations, at
                  most ${formatBytes(trace.peakRequestedBytes)} live.
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
    return html`<atlas-radio-group class="choices" aria-label="Pattern">
        ${generators.map(({ id, title }) =>
          this.radio(id === chosen, title, () => this.choose({ kind: 'generator', id })),
        )}
      </atlas-radio-group>
      <p class="about small soft">${generators.find(({ id }) => id === chosen)?.summary}</p>`;
  }

  private radio(checked: boolean, title: string, choose: () => void) {
    return html`<button
      role="radio"
      aria-checked=${checked}
      tabindex=${checked ? 0 : -1}
      @click=${choose}
    >
      ${title}
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

/** What stands before the colon of `SQLite: a small shop`. */
function shortTitle(title: string): string {
  return title.split(':', 1)[0] ?? title;
}

function tabOf({ kind }: Scenario): Tab {
  if (kind === 'script') return 'written';
  return kind === 'generator' ? 'generated' : 'recorded';
}

define('atlas-scenario', ScenarioView);
