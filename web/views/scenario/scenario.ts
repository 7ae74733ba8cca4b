// `<atlas-scenario>`: what is replayed: a recorded program, a generator's pattern, a lesson, or the
// visitor's own script; and the button that opens a file. Dropping a file works on the whole figure: see the root.

import { css, html, nothing, type PropertyValues } from 'lit';
import { clipped } from '../../base/clipped';
import { BUNDLED_TRACES } from '../../engine/traces';
import { formatBytes, formatCount } from '../../render/format';
import { isScenarioKept, type Scenario, scenarioTitle } from '../../state';
import '../radio-group';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';
import { ScriptField } from './script-field';

type Tab = 'recorded' | 'lessons' | 'generated' | 'written';

/** What is shown of a recording's origin; its title stands above. */
const PROVENANCE = [
  ['description', 'description'],
  ['program', 'program'],
  ['version', 'version'],
  ['command', 'command'],
  ['date', 'date'],
  ['recordedBy', 'recorded by'],
] as const;
/** As much of a recording's own words as is shown. */
const FACT_UNITS_MAX = 500;

const TABS: readonly { readonly id: Tab; readonly title: string }[] = [
  { id: 'recorded', title: 'Real program' },
  { id: 'lessons', title: 'Lessons' },
  { id: 'generated', title: 'Pattern' },
  { id: 'written', title: 'Script' },
];

export class ScenarioView extends viewOf((state) => ({
  ...ScriptField.select(state),
  ...fields(
    'scenario',
    'traces',
    'lessons',
    'catalog',
    'drafts',
    'scriptVerdict',
    'replacedWork',
    'carried',
  )(state),
})) {
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
      .catalogue {
        display: block;
        position: relative;
        max-height: 12.5rem;
        margin-bottom: 0.75rem;
        border: 1px solid var(--atlas-line);
        border-radius: var(--atlas-radius);
        background: var(--atlas-surface);
        overflow: hidden auto;
        scrollbar-width: thin;
      }
      .catalogue button {
        display: grid;
        grid-template-columns: 1.4rem 1fr;
        width: 100%;
        min-height: 1.75rem;
        padding: 0.2rem 0.6rem;
        border: 0;
        border-radius: 0;
        background: none;
        font-size: 0.875rem;
        text-align: start;
      }
      .catalogue button[aria-checked='true'] {
        background: var(--atlas-accent-wash);
        box-shadow: inset 3px 0 var(--atlas-accent);
        font-weight: 600;
      }
      .catalogue button:focus-visible {
        outline-offset: -2px;
      }
      .about {
        min-height: 5.8em;
        margin: 0.5rem 0 0.6rem;
      }
      .aside {
        margin-top: 0.5rem;
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
        .catalogue button,
        .choices button {
          min-height: 2.6rem;
        }
      }
    `,
  ];

  /** The lesson that was last scrolled to; who scrolls by hand is left alone. */
  private sighted: string | null = null;

  protected override render() {
    const { scenario } = this.state;
    const tab = tabOf(scenario);
    return html`
      <atlas-radio-group class="tabs" aria-label="Kind of scenario">
        ${TABS.map(({ id, title }) => this.radio(id === tab, title, () => this.open(id)))}
      </atlas-radio-group>
      ${this.choices(tab)}
      ${
        tab === 'recorded'
          ? nothing
          : html`<atlas-script-field .state=${this.stateForInner}></atlas-script-field>`
      }
      ${scenario.kind === 'linked' ? this.origin() : nothing} ${this.replacedWork()}
      <div class="file">
        <button @click=${this.browse}>Open a file…</button>
        <span class="soft small"
          >or drop a <code>.rep</code>, <code>.heaptrace</code>, <code>.heap-atlas</code> or a script
          anywhere</span
        >
        <input
          type="file"
          hidden
          accept=".rep,.heaptrace,.heap-atlas,.txt"
          @change=${this.picked}
        />
      </div>
    `;
  }

  /** Keeps the chosen lesson in sight, in its list alone: the page must not move. */
  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { scenario } = this.state;
    const id = scenario.kind === 'lesson' ? scenario.id : null;
    if (id === this.sighted) return;
    this.sighted = id;
    const list = this.renderRoot.querySelector<HTMLElement>('.catalogue');
    const chosen = list?.querySelector<HTMLElement>('[aria-checked="true"]');
    if (!list || !chosen) return;
    const top = chosen.offsetTop;
    const bottom = top + chosen.offsetHeight;
    if (top < list.scrollTop || bottom > list.scrollTop + list.clientHeight) {
      list.scrollTop = top - (list.clientHeight - chosen.offsetHeight) / 2;
    }
  }

  private choices(tab: Tab) {
    switch (tab) {
      case 'recorded':
        return this.recorded();
      case 'lessons':
        return this.lessons();
      case 'generated':
        return this.generated();
      case 'written':
        return nothing;
    }
  }

  private lessons() {
    const { scenario, lessons } = this.state;
    return html`<atlas-radio-group class="catalogue" aria-label="Lesson">
      ${lessons.map(({ id, title, question }, index) => {
        const checked = scenario.kind === 'lesson' && scenario.id === id;
        return html`<button
          role="radio"
          aria-checked=${checked}
          tabindex=${checked ? 0 : -1}
          title=${question}
          @click=${() => this.choose({ kind: 'lesson', id })}
        >
          <span class="soft" aria-hidden="true">${index + 1}</span> ${title}
        </button>`;
      })}
    </atlas-radio-group>`;
  }

  private recorded() {
    const { scenario, traces } = this.state;
    const trace =
      scenario.kind === 'bundled' ? BUNDLED_TRACES.find(({ id }) => id === scenario.id) : undefined;
    return html`<atlas-radio-group class="choices" aria-label="Recorded program">
        ${scenario.kind === 'file' ? this.radio(true, scenario.name, () => {}) : nothing}
        ${scenario.kind === 'remote' ? this.radio(true, 'From elsewhere', () => {}) : nothing}
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
              ? this.file(scenario)
              : nothing
        }
      </div>`;
  }

  private file({ info, bytes, url }: Extract<Scenario, { kind: 'file' }>) {
    const size = formatBytes(bytes.length);
    const fate =
      url !== undefined
        ? 'It is fetched again after a reload.'
        : isScenarioKept(this.state)
          ? 'It is kept over a reload, in this browser.'
          : `At ${size} it is too large to be kept over a reload: drop it again then.`;
    return html`${
      info
        ? html`<p>
              ${formatCount(info.operations)} operations on ${formatCount(info.pointers)} pointers.
              ${PROVENANCE.map(([key, title]) => {
                const fact = info.provenance[key];
                return fact === undefined ? '' : `${title}: ${clipped(fact, FACT_UNITS_MAX)}. `;
              })}
            </p>`
        : nothing
    }
      <p>${fate}</p>`;
  }

  /** Whose script it is: the visitor’s own is where it was. */
  private origin() {
    return html`<p class="aside small soft">
      This script came with a link.
      <button class="link" @click=${() => this.choose({ kind: 'script' })}>To your own script</button>
    </p>`;
  }

  /** The work that was replaced last, and the way back to it. */
  private replacedWork() {
    const [work] = this.state.replacedWork;
    if (work === undefined) return nothing;
    const title = scenarioTitle({
      ...this.state,
      scenario: work.scenario,
      carried: { ...this.state.carried, title: null },
    });
    return html`<p class="aside small soft">
      Set aside for a link: ${title}.
      <button class="link" @click=${() => this.dispatch({ type: 'work-brought-back' })}>
        Bring it back
      </button>
    </p>`;
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
    const { traces, lessons, catalog } = this.state;
    if (tab === 'written') {
      this.choose({ kind: 'script' });
    } else if (tab === 'recorded' && traces[0]) {
      this.choose({ kind: 'bundled', id: traces[0].id });
    } else if (tab === 'lessons' && lessons[0]) {
      this.choose({ kind: 'lesson', id: lessons[0].id });
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
  if (kind === 'script' || kind === 'linked') return 'written';
  if (kind === 'lesson') return 'lessons';
  return kind === 'generator' ? 'generated' : 'recorded';
}

define('atlas-scenario', ScenarioView);
