// `<atlas-share-embed>`: the snippet that an author pastes into a page, with its options and a preview.

import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { heightIn } from '../../base/frame-size';
import { fileName } from '../../render/file-name';
import { type Embed, figureTitle } from '../../state';
import { radios } from '../controls/radios';
import { optionsOf, type SelectOption, valueFrom } from '../controls/select';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';
import './copy';
import {
  elementSnippet,
  type Figure,
  frameAddress,
  frameSnippet,
  markdownSnippet,
} from './snippets';
import { panel } from './styles';
import { TeachingView } from './teaching';
import { VIEWS, viewSet } from './views';

type Kind = 'frame' | 'element' | 'markdown';

const KINDS: readonly {
  readonly id: Kind;
  readonly title: string;
  readonly about: string;
  readonly write: (figure: Figure) => string;
}[] = [
  {
    id: 'element',
    title: 'Element',
    about:
      'For pages that may load a script: figures share one engine, size themselves, and links in the text can move them.',
    write: elementSnippet,
  },
  {
    id: 'frame',
    title: 'Frame',
    about:
      'For pages where a frame is easier: sandboxed, and given its height by a small script, or by you.',
    write: frameSnippet,
  },
  {
    id: 'markdown',
    title: 'Markdown',
    about:
      'A picture that leads to the figure. Save the picture beside the text, under the name in the snippet.',
    write: markdownSnippet,
  },
];

const CONTROLS: readonly SelectOption[] = [
  { id: 'step', title: 'Steps' },
  { id: 'full', title: 'Steps and design' },
  { id: 'none', title: 'None' },
];

const THEMES: readonly SelectOption[] = [
  { id: '', title: 'The page’s' },
  { id: 'light', title: 'Light' },
  { id: 'dark', title: 'Dark' },
];

const HEIGHT_MIN = 160;
const HEIGHT_MAX = 2000;
const PREVIEW_HEIGHT = 420;

export class EmbedPanel extends viewOf((state) => ({
  ...TeachingView.select(state),
  ...fields('sharing', 'frame', 'scenario', 'design', 'preset')(state),
  ...fields('traces', 'lessons', 'compare')(state),
})) {
  static override styles = [
    shared,
    panel,
    css`
      iframe {
        display: block;
        box-sizing: content-box;
        width: calc(100% - 2px);
        border: 1px solid var(--atlas-line);
        border-radius: var(--atlas-radius);
        background: var(--atlas-ground);
      }
      .about {
        min-height: 2.9em;
        margin-top: 0.5rem;
      }
    `,
  ];

  @property({ attribute: false }) site!: string;
  @state() private kind: Kind = 'element';
  /** The previewed figure's height in CSS pixels; `null` until it reports one. */
  @state() private needed: number | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('message', this.hear);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('message', this.hear);
  }

  /** The preview gets the height that its figure reports, as in an author's page. */
  private readonly hear = ({ source, origin, data }: MessageEvent): void => {
    const frame = this.renderRoot.querySelector('iframe');
    if (frame === null || source !== frame.contentWindow || origin !== location.origin) return;
    this.needed = heightIn(data) ?? this.needed;
  };

  protected override render() {
    const kind = this.kind;
    const { sharing, carried } = this.state;
    if (sharing === null) return nothing;
    if (sharing.isTooLong) {
      return html`<p>
        The scenario is too large for a link, and so for a figure made of one. Put its
        <code>.heap-atlas</code> file on a server, and name it by <code>#v1&amp;url=…</code>.
      </p>`;
    }
    const { embed, links } = sharing;
    const chosen = KINDS.find(({ id }) => id === kind) ?? KINDS[0];
    // Fixed options matter on the page that “Open in Heap Atlas” opens.
    const unseen =
      kind !== 'markdown' && embed.controls !== 'full'
        ? 'With these controls the figure itself shows no options; the page that it opens does.'
        : '';
    const figure = this.figure();
    const snippet = links && chosen ? chosen.write(figure) : '';
    return html`
      <div>
        ${radios(
          { label: 'Form' },
          KINDS,
          kind,
          (chosen) => {
            this.kind = chosen;
          },
          'segments',
        )}
        <p class="about small soft">${chosen?.about}</p>
      </div>
      ${
        kind === 'markdown'
          ? nothing
          : html`<div class="options">
              ${this.choice('view', 'Shows', carried.view ?? '', VIEWS, (view) =>
                this.dispatch(viewSet(view)),
              )}
              ${this.choice('controls', 'Controls', embed.controls, CONTROLS, (controls) =>
                this.set({ controls }),
              )}
              ${this.choice('theme', 'Colours', embed.theme ?? '', THEMES, (theme) =>
                this.set({ theme: theme === 'light' || theme === 'dark' ? theme : null }),
              )}
              ${kind === 'frame' ? this.height(embed.height) : nothing}
            </div>`
      }
      <atlas-share-teaching .state=${this.stateForInner} .about=${unseen}></atlas-share-teaching>
      <div>
        <label for="snippet">To paste into your page</label>
        <textarea
          id="snippet"
          readonly
          rows="6"
          spellcheck="false"
          .value=${snippet}
        ></textarea>
      </div>
      <div class="flow">
        <atlas-copy
          primary
          label="Copy snippet"
          .text=${snippet}
          .field=${() => this.renderRoot.querySelector('textarea')}
        ></atlas-copy>
        ${
          kind === 'markdown'
            ? html`<button
                @click=${() => this.dispatch({ type: 'product-wanted', product: 'png' })}
              >
                Download the picture
              </button>`
            : nothing
        }
      </div>
      ${
        kind === 'markdown' || links === null
          ? nothing
          : html`<div>
              <span class="label" id="preview">How it looks</span>
              <iframe
                aria-labelledby="preview"
                title="Preview of the figure"
                src=${frameAddress(figure)}
                height=${(kind === 'frame' ? embed.height : null) ?? this.needed ?? PREVIEW_HEIGHT}
              ></iframe>
            </div>`
      }
    `;
  }

  /** For a frame; an element sizes itself. */
  private height(height: number | null) {
    return html`<div>
        <label for="height">Height, in pixels</label>
        <input
          id="height"
          type="number"
          min=${HEIGHT_MIN}
          max=${HEIGHT_MAX}
          step="10"
          placeholder="by itself"
          .value=${height === null ? '' : String(height)}
          @change=${this.sized}
        />
      </div>`;
  }

  private choice(
    id: string,
    title: string,
    value: string,
    options: readonly SelectOption[],
    choose: (id: string) => void,
  ) {
    return html`<div>
      <label for=${id}>${title}</label>
      <select id=${id} @change=${(event: Event) => choose(valueFrom(event))}>
        ${optionsOf(options, value)}
      </select>
    </div>`;
  }

  private figure(): Figure {
    const { state, site } = this;
    const { links, embed } = state.sharing ?? {};
    return {
      title: figureTitle(state),
      site,
      page: links?.page.text ?? '',
      figure: links?.figure.text ?? '',
      height: embed?.height ?? null,
      picture: fileName(state, 'png'),
    };
  }

  private set(embed: Partial<Embed>): void {
    this.dispatch({ type: 'embed-set', embed });
  }

  private sized(event: Event): void {
    const input = event.target as HTMLInputElement;
    const asked = Math.round(input.valueAsNumber);
    const height = Number.isFinite(asked)
      ? Math.min(Math.max(asked, HEIGHT_MIN), HEIGHT_MAX)
      : null;
    input.value = height === null ? '' : String(height);
    this.set({ height });
  }
}

define('atlas-share-embed', EmbedPanel);
