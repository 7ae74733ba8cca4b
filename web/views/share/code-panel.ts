// `<atlas-share-code>`: the command that replays the figure natively, and its designs as Rust source.

import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { fileName } from '../../render/file-name';
import { placeLetter } from '../../state';
import { designNames } from '../comparison/names';
import { icons } from '../icons';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';
import { commandLine } from './command';
import './copy';
import { panel } from './styles';

/** What the source needs of the program that it is pasted into. */
const CRATE = 'crates/heap/README.md';

export class CodePanel extends viewOf(
  fields(
    'sharing',
    'frame',
    'scenario',
    'design',
    'preset',
    'compare',
    'carried',
    'catalog',
    'traces',
    'lessons',
  ),
) {
  static override styles = [
    shared,
    panel,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.5rem;
      }
      h3 {
        color: inherit;
        font-size: var(--atlas-text);
        letter-spacing: 0;
        text-transform: none;
      }
      textarea.source {
        white-space: pre;
        overflow: auto;
      }
    `,
  ];

  @property({ attribute: false }) site!: string;

  protected override render() {
    const { links } = this.state.sharing ?? {};
    if (!links) return nothing;
    return html`${this.native(links.replayed.text)} ${this.rust(links.sources)}`;
  }

  private native(link: string) {
    const { state, site } = this;
    const { scenario, sharing } = state;
    const file = sharing?.isTooLong ? fileName(state, 'heap-atlas') : null;
    const address = 'url' in scenario ? scenario.url : undefined;
    const fetched = address === undefined ? null : new URL(address, site).href;
    const command = commandLine({ link, file, fetched });
    return html`<section>
      <h3 id="native">On the command line</h3>
      <p class="small soft">
        Replays the figure natively, with every design on the screen, and tells whether the numbers
        are these. <code>cargo install --path crates/cli</code> builds <code>heap-atlas</code>.
      </p>
      <textarea
        class="command"
        aria-labelledby="native"
        readonly
        rows=${fetched === null ? 2 : 4}
        spellcheck="false"
        .value=${command}
      ></textarea>
      <div class="flow">
        ${this.copy('Copy command', command, '.command')}
        ${
          file === null
            ? nothing
            : html`<button
                @click=${() => this.dispatch({ type: 'product-wanted', product: 'atlas' })}
              >
                ${icons.download} Download the file
              </button>`
        }
      </div>
    </section>`;
  }

  private rust(sources: readonly string[]) {
    const { state } = this;
    if (state.carried.hidden.length > 0) {
      return html`<p class="small soft">The link that was opened hides options of the design, and so its source.</p>`;
    }
    const names = designNames(state);
    const isCompared = sources.length > 1;
    return sources.map((source, place) => {
      const title = isCompared ? `${placeLetter(place)}: ${names[place]?.title}` : 'In Rust';
      return html`<section>
        <h3 id="design-${place}">${isCompared ? 'In Rust, ' : ''}${title}</h3>
        ${
          place > 0
            ? nothing
            : html`<p class="small soft">
                The allocator’s design, without the machine, as a constant for the crate
                <code>classic-heap</code> (<code>${CRATE}</code>).
              </p>`
        }
        ${
          source === ''
            ? html`<p class="small">This design cannot be replayed as it stands.</p>`
            : html`<textarea
                  class="source"
                  id="source-${place}"
                  aria-labelledby="design-${place}"
                  readonly
                  rows=${source.trimEnd().split('\n').length}
                  spellcheck="false"
                  .value=${source}
                ></textarea>
                <div class="flow">
                  ${this.copy(isCompared ? `Copy ${placeLetter(place)}` : 'Copy design', source, `#source-${place}`)}
                </div>`
        }
      </section>`;
    });
  }

  private copy(label: string, text: string, field: string) {
    return html`<atlas-copy
      .label=${label}
      .text=${text}
      .field=${() => this.renderRoot.querySelector<HTMLTextAreaElement>(field)}
    ></atlas-copy>`;
  }
}

define('atlas-share-code', CodePanel);
