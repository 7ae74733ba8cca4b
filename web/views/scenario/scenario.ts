// `<atlas-scenario>`: the choice of the scenario: a recorded program, a generator's pattern, a lesson, the visitor's script, or a
// file. Dropping a file works on the whole page.

import { css, html, nothing, type PropertyValues } from 'lit';
import { clipped } from '../../base/clipped';
import type { Lesson } from '../../domain/lesson';
import { CHALLENGES } from '../../engine/challenges';
import { BUNDLED_TRACES } from '../../engine/traces';
import { formatBytes, formatCount } from '../../render/format';
import {
  isScenarioKept,
  keptDrafts,
  keptFiles,
  type OwnFile,
  type OwnScript,
  ownScripts,
  type Scenario,
  scenarioTitle,
} from '../../state';
import { type RadioOption, radios } from '../controls/radios';
import { size } from '../size';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';
import { challengeList, challengeStyles } from '../welcome/challenges';
import { ScriptField } from './script-field';
import { unreadForm, unreadStyles } from './unread';

type Tab = 'recorded' | 'lessons' | 'generated' | 'written';

const PROVENANCE = [
  ['description', 'description'],
  ['program', 'program'],
  ['version', 'version'],
  ['command', 'command'],
  ['date', 'date'],
  ['recordedBy', 'recorded by'],
] as const;
const FACT_UNITS_MAX = 500;

/** The option of the script that the visitor writes here; no file is named so. */
const UNNAMED = '';

const TABS: readonly RadioOption<Tab>[] = [
  { id: 'recorded', title: 'Real program' },
  { id: 'lessons', title: 'Lessons' },
  { id: 'generated', title: 'Pattern' },
  { id: 'written', title: 'Script' },
];

export class ScenarioView extends viewOf((state) => ({
  ...ScriptField.select(state),
  ...fields('replacedWork', 'files', 'unread')(state),
})) {
  static override styles = [
    shared,
    challengeStyles,
    unreadStyles,
    css`
      .tabs {
        display: flex;
        flex-wrap: nowrap;
        margin-bottom: 0.75rem;
      }
      .tabs [role='radio'] {
        flex: 1 0 auto;
        padding-inline: 0.4rem;
      }
      .choices [role='radio'] {
        overflow-wrap: anywhere;
      }
      .catalogue {
        display: block;
        max-height: 12.5rem;
        margin-bottom: 0.75rem;
        scrollbar-width: thin;
      }
      .catalogue .list {
        display: block;
      }
      .catalogue p {
        margin: 0.4rem 0 0.1rem;
        padding-inline: 0.6rem;
      }
      .catalogue button {
        grid-template-columns: 1.4rem 1fr;
        min-height: 1.75rem;
        padding-block: 0.2rem;
        font-size: 0.875rem;
      }
      .own {
        margin-bottom: 0.4rem;
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
        .catalogue button {
          min-height: 2.6rem;
        }
      }
    `,
  ];

  /** The lesson that the list was last scrolled to. */
  private sighted: string | null = null;

  protected override render() {
    const { scenario } = this.state;
    const tab = tabOf(scenario);
    return html`
      ${radios({ label: 'Kind of scenario' }, TABS, tab, (id) => this.open(id), 'segments tabs')}
      ${this.choices(tab)}
      ${
        tab === 'recorded'
          ? nothing
          : html`<atlas-script-field .state=${this.stateForInner}></atlas-script-field>`
      }
      ${this.origin()} ${this.replacedWork()}
      <div class="file">
        <button @click=${this.browse}>Open a file…</button>
        <span class="soft small"
          >or drop it anywhere: a recording, a log of valgrind, ltrace, mtrace or another tool, a
          figure, a script</span
        >
        <input type="file" hidden @change=${this.picked} />
      </div>
      ${unreadForm(this.state.unread, (action) => this.dispatch(action))}
    `;
  }

  /** Scrolls the list to the chosen lesson, and not the page. */
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
        return this.scripts();
    }
  }

  /** The visitor's scripts, once there are several. */
  private scripts() {
    const { scenario } = this.state;
    const names = ownScripts(this.state);
    if (names.length === 0) return nothing;
    const kept = ownScripts({ drafts: keptDrafts(this.state) });
    const lost = names.filter((name) => !kept.includes(name));
    return html`${radios(
      { label: 'Script' },
      [{ id: UNNAMED, title: 'Your script' }, ...names.map((name) => ({ id: name, title: name }))],
      scenario.kind === 'script' ? (scenario.name ?? UNNAMED) : undefined,
      (name) => this.choose(name === UNNAMED ? { kind: 'script' } : { kind: 'script', name }),
      'choices own',
    )}
    ${
      lost.length > 0
        ? html`<p class="own small soft">
            After a reload there is no room for all of them. ${notKept(lost)}
          </p>`
        : nothing
    }`;
  }

  private lessons() {
    const { scenario, lessons } = this.state;
    const list = (label: string, offered: readonly Lesson[]) =>
      radios(
        { label },
        offered.map(({ id, title, question }, index) => ({
          id,
          title: html`<span class="soft" aria-hidden="true">${index + 1}</span> ${title}`,
          hint: question,
          look: 'line',
        })),
        scenario.kind === 'lesson' ? scenario.id : undefined,
        (id) => this.choose({ kind: 'lesson', id }),
        'list',
      );
    const exercises = lessons.filter(({ exercise }) => exercise);
    return html`<div class="catalogue scroller">
      ${list(
        'Lesson',
        lessons.filter(({ exercise }) => !exercise),
      )}
      <p class="soft small">Exercises of textbooks and exams</p>
      ${list('Exercise', exercises)}
    </div>`;
  }

  private recorded() {
    const { scenario, traces } = this.state;
    const trace =
      scenario.kind === 'bundled' ? BUNDLED_TRACES.find(({ id }) => id === scenario.id) : undefined;
    const bundled = traces.map(({ id, title }) => ({
      id,
      title: shortTitle(title),
      scenario: { kind: 'bundled', id } as const,
    }));
    const offered = [...this.brought(), ...bundled];
    const isOpen = (each: Scenario) =>
      each === scenario || (each.kind === 'bundled' && each.id === trace?.id);
    return html`${radios(
      { label: 'Recorded program' },
      offered,
      offered.find((each) => isOpen(each.scenario))?.id,
      (id) => {
        const chosen = offered.find((each) => each.id === id)?.scenario;
        if (chosen && chosen !== scenario) this.choose(chosen);
      },
    )}
      <div class="about small soft">
        ${
          trace
            ? html`<p>${trace.description}</p>
                <p>
                  ${trace.program} ${trace.version}: ${formatCount(trace.operations)} operations, at
                  most ${size(trace.peakRequestedBytes)} live.
                </p>`
            : scenario.kind === 'file'
              ? this.file(scenario)
              : nothing
        }
      </div>
      <details class="aside">
        <summary class="small">Challenges on these programs</summary>
        ${challengeList(CHALLENGES)}
      </details>`;
  }

  /** The recordings that are not the page's own: the visitor's, and the one that is open. */
  private brought() {
    const { scenario, files } = this.state;
    const own = files.map((file, nth) => ({
      id: `file ${nth}`,
      title: file.name,
      scenario: file as Scenario,
    }));
    const isListed = files.some((file) => file === scenario);
    if (tabOf(scenario) !== 'recorded' || scenario.kind === 'bundled' || isListed) return own;
    const title = scenario.kind === 'file' ? scenario.name : 'From elsewhere';
    return [{ id: scenario.kind, title, scenario }, ...own];
  }

  private file(file: OwnFile) {
    const { info, bytes, url } = file;
    const { files } = this.state;
    const kept = keptFiles(this.state);
    const others = files.filter((each) => each !== file && !kept.includes(each));
    const fate =
      url !== undefined
        ? 'It is fetched again after a reload.'
        : isScenarioKept(this.state)
          ? 'It is kept over a reload, in this browser.'
          : `At ${formatBytes(bytes.length)} it is too large to be kept over a reload: drop it again then.`;
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
      <p>
        ${fate}
        ${others.length > 0 ? notKept(others.map(({ name }) => name)) : nothing}
        ${files.includes(file) ? this.removal(file) : nothing}
      </p>`;
  }

  private removal(scenario: OwnFile | OwnScript) {
    return html`<button class="link" @click=${() => this.removeFile(scenario)}>
      Remove it from this list
    </button>`;
  }

  private removeFile(scenario: OwnFile | OwnScript): void {
    this.dispatch({ type: 'file-removed', scenario });
    // The button has gone, and the focus with it.
    requestAnimationFrame(() => {
      const chosen = '.choices [aria-checked="true"], .tabs [aria-checked="true"]';
      const all = this.renderRoot.querySelectorAll<HTMLElement>(chosen);
      [...all].at(-1)?.focus();
    });
  }

  /** Where a script comes from that the visitor did not begin here. */
  private origin() {
    const { scenario } = this.state;
    if (scenario.kind === 'script' && scenario.name !== undefined) {
      return html`<p class="aside small soft">
        This script is from a file of yours. ${this.removal(scenario)}
      </p>`;
    }
    if (scenario.kind !== 'linked') return nothing;
    return html`<p class="aside small soft">
      This script came with a link.
      <button class="link" @click=${() => this.choose({ kind: 'script' })}>To your own script</button>
    </p>`;
  }

  /** The work that was replaced or removed last. */
  private replacedWork() {
    const [work] = this.state.replacedWork;
    if (work === undefined) return nothing;
    const title = scenarioTitle({
      ...this.state,
      scenario: work.scenario,
      carried: { ...this.state.carried, title: null },
    });
    return html`<p class="aside small soft">
      Set aside: ${title}.
      <button class="link" @click=${() => this.dispatch({ type: 'work-brought-back' })}>
        Bring it back
      </button>
    </p>`;
  }

  private generated() {
    const { scenario, catalog } = this.state;
    const generators = catalog?.generators ?? [];
    const chosen = scenario.kind === 'generator' ? scenario.id : null;
    return html`${radios({ label: 'Pattern' }, generators, chosen ?? undefined, (id) =>
      this.choose({ kind: 'generator', id }),
    )}
      <p class="about small soft">${generators.find(({ id }) => id === chosen)?.summary}</p>`;
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

function notKept(names: readonly string[]): string {
  return `Not kept: ${names.join(', ')}.`;
}

/** The words before the colon of `SQLite: a small shop`. */
function shortTitle(title: string): string {
  return title.split(':', 1)[0] ?? title;
}

function tabOf({ kind }: Scenario): Tab {
  if (kind === 'script' || kind === 'linked') return 'written';
  if (kind === 'lesson') return 'lessons';
  return kind === 'generator' ? 'generated' : 'recorded';
}

define('atlas-scenario', ScenarioView);
