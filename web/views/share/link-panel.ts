// `<atlas-share-link>`: the link to the figure, its contents, and the reasons for its length.

import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { EncodedLink } from '../../engine/wire';
import { formatCount } from '../../render/format';
import { conditionInWords } from '../../render/goal';
import {
  designInWords,
  figureTitle,
  hashesOf,
  isChallenge,
  placeLetter,
  scenarioTitle,
  teachingOf,
} from '../../state';
import { designNames } from '../comparison/names';
import { radios } from '../controls/radios';
import { optionsOf, valueFrom } from '../controls/select';
import { icons } from '../icons';
import { shared } from '../styles';
import { toneSign } from '../tone';
import { define, fields, viewOf } from '../view';
import './copy';
import { panel } from './styles';
import { TeachingView } from './teaching';
import { VIEWS, viewSet } from './views';

/** Some chats and mail programs cut longer links. */
const CHARS_MAX = 2000;
const PARTS_NAMED = 3;

/** Names of a link's fields. */
const FIELD_NAMES: Readonly<Record<string, string>> = {
  script: 'the script',
  'script.z': 'the script, compressed',
  recording: 'the recording',
  'recording.z': 'the recording, compressed',
  design: 'the design',
  title: 'the title',
  hash: 'the proof of its figures',
  window: 'the map’s window',
  url: 'the file’s address',
};

export class LinkPanel extends viewOf((state) => ({
  ...TeachingView.select(state),
  ...fields('compare', 'outcomesBeside', 'sharing', 'scenario', 'design', 'preset')(state),
  ...fields('traces', 'lessons', 'outdated')(state),
})) {
  static override styles = [
    shared,
    panel,
    css`
      .two {
        display: grid;
        grid-template-columns: 1fr 12rem;
        gap: 0.75rem;
      }
      .meter {
        flex: 1 1 12rem;
        min-width: 0;
      }
      .bar {
        height: 4px;
        margin-top: 0.3rem;
        border-radius: 2px;
        background: var(--atlas-line);
        overflow: hidden;
      }
      .bar i {
        display: block;
        height: 100%;
        background: var(--atlas-good);
      }
      .bar.long i {
        background: var(--atlas-note);
      }
      .callout button {
        margin-top: 0.5rem;
      }
      .says {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 0.25rem 1rem;
        font-size: var(--atlas-text-small);
      }
      .says dt {
        color: var(--atlas-ink-soft);
      }
      .says dd {
        overflow-wrap: anywhere;
      }
      @media (width < 34rem) {
        .two {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) site!: string;

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('atlas-copy')?.focus();
  }

  protected override render() {
    const { state } = this;
    const { sharing, carried } = state;
    const link = sharing?.links?.page ?? null;
    const unnamed = figureTitle({ ...state, carried: { ...carried, title: null } });
    return html`
      ${teachingOf(state).goal.length > 0 ? this.challenge() : nothing}
      ${sharing?.isTooLong ? this.tooLong() : this.link(link)}
      <div class="two">
        <div>
          <label for="title">Title</label>
          <input
            id="title"
            maxlength="200"
            placeholder=${unnamed}
            .value=${carried.title ?? ''}
            @input=${(event: Event) => this.dispatch({ type: 'title-set', title: valueFrom(event) })}
          />
        </div>
        <div>
          <label for="view">Opens at</label>
          <select id="view" @change=${(event: Event) => this.dispatch(viewSet(valueFrom(event)))}>
            ${optionsOf(VIEWS, carried.view ?? '')}
          </select>
        </div>
      </div>
      <atlas-share-teaching .state=${this.stateForInner}></atlas-share-teaching>
      ${sharing?.isTooLong ? nothing : this.says()}
    `;
  }

  /** Whether the link tells how its goal was reached. */
  private challenge() {
    const { state } = this;
    const { goal } = teachingOf(state);
    const asked = goal.map(conditionInWords).join(', ');
    const isAlone = isChallenge(state);
    return html`<div>
      <span class="small soft" id="carries">The link carries</span>
      ${radios(
        { labelledBy: 'carries' },
        [
          { id: true, title: 'The goal alone' },
          { id: false, title: 'The goal and this design' },
        ],
        isAlone,
        (isChosen) => this.dispatch({ type: 'challenge-set', isChallenge: isChosen }),
        'segments',
      )}
      <p class="small soft">
        Readers are to reach ${asked}.
        ${isAlone ? 'They see nothing of your design.' : 'They see your design, and so how it is done.'}
      </p>
    </div>`;
  }

  private link(link: EncodedLink | null) {
    const address = link === null ? '' : this.site + link.text;
    const isLong = address.length > CHARS_MAX;
    return html`<div>
        <label for="link">Link to this figure</label>
        <textarea
          id="link"
          readonly
          rows="2"
          spellcheck="false"
          .value=${address}
          @focus=${(event: FocusEvent) => (event.target as HTMLTextAreaElement).select()}
        ></textarea>
      </div>
      <div class="flow">
        <atlas-copy
          primary
          label="Copy link"
          .text=${address}
          .field=${() => this.renderRoot.querySelector('textarea')}
        ></atlas-copy>
        ${
          'share' in navigator
            ? html`<button @click=${() => this.send(address)}>${icons.share} Send…</button>`
            : nothing
        }
        <div class="meter">
          <span class="small soft">
            ${formatCount(address.length)} characters${isLong ? '' : `, of ${formatCount(CHARS_MAX)} that every chat and mail program passes on`}
          </span>
          <div class="bar ${isLong ? 'long' : ''}" aria-hidden="true">
            <i .style="width: ${Math.min(100, (100 * address.length) / CHARS_MAX)}%"></i>
          </div>
        </div>
      </div>
      ${isLong && link ? this.long(link) : nothing}
      ${link?.notices.map(({ message }) => html`<p class="small">${toneSign('note')} ${message}</p>`)}`;
  }

  private long({ parts }: EncodedLink) {
    const longest = parts
      .filter(({ field }) => field !== 'version')
      .toSorted((one, other) => other.chars - one.chars)
      .slice(0, PARTS_NAMED)
      .map(({ field, chars }) => `${FIELD_NAMES[field] ?? field} (${formatCount(chars)})`);
    return html`<div class="callout small" role="status">
      <p>
        Some chats and mail programs cut a link beyond ${formatCount(CHARS_MAX)} characters. What makes
        this one long: ${longest.join(', ')}.
      </p>
      ${this.fileButton()}
    </div>`;
  }

  private tooLong() {
    return html`<div class="callout">
      <p>
        ${scenarioTitle(this.state)} is too large for a link. It travels as a file: the reader drops
        it on this page, and finds the figure as it is here.
      </p>
      ${this.fileButton()}
    </div>`;
  }

  private fileButton() {
    return html`<button
      @click=${() => this.dispatch({ type: 'product-wanted', product: 'atlas' })}
    >
      ${icons.download} Download as a file
    </button>`;
  }

  private says() {
    const { state } = this;
    const { run } = state;
    const hashes = hashesOf(state);
    const names = designNames(state);
    const isCompared = names.length > 1;
    const scenario = html`<dt>Scenario</dt>
      <dd>${scenarioTitle({ ...state, carried: { ...state.carried, title: null } })}</dd>`;
    if (isChallenge(state)) return html`<dl class="says">${scenario}</dl>`;
    return html`<dl class="says">
      ${scenario}
      <dt>${isCompared ? 'Designs' : 'Design'}</dt>
      ${
        isCompared
          ? names.map(({ title }, place) => html`<dd>${placeLetter(place)}: ${title}</dd>`)
          : html`<dd>${designInWords(state)}</dd>`
      }
      <dt>Step</dt>
      <dd>${formatCount(state.step)} of ${formatCount(run.total)}</dd>
      <dt>Proof</dt>
      <dd>
        ${
          hashes.every((hash) => hash !== null)
            ? html`${hashes.map((hash) => html`<code>${hash}</code> `)}– a reader who opens the link is told
                whether the page computed the same numbers for them.`
            : 'The replay is under way; once it is done, the link can prove its figures.'
        }
      </dd>
    </dl>`;
  }

  /** Opens the system's dialog to share. */
  private async send(url: string): Promise<void> {
    try {
      await navigator.share({ title: figureTitle(this.state), url });
    } catch {
      // Cancelled by the visitor.
    }
  }
}

define('atlas-share-link', LinkPanel);
