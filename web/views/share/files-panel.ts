// `<atlas-share-files>`: the figure, its numbers and its scenario as files.

import { css, html } from 'lit';
import { formatCount } from '../../render/format';
import { type Product, scenarioTitle, scriptText } from '../../state';
import { icons } from '../icons';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';
import { panel } from './styles';

export class FilesPanel extends viewOf(
  fields('sharing', 'frame', 'scenario', 'carried', 'catalog', 'lessons', 'drafts', 'traces'),
) {
  static override styles = [
    shared,
    panel,
    css`
      li {
        justify-content: space-between;
        padding: 0.75rem 0;
      }
      li + li {
        border-top: 1px solid var(--atlas-line);
      }
      li > div:first-child {
        flex: 1 1 16rem;
      }
      h3 {
        color: inherit;
        font-size: var(--atlas-text);
        letter-spacing: 0;
        text-transform: none;
      }
      .flow button {
        min-width: 6.5rem;
      }
      @media (width < 34rem) {
        li {
          flex-direction: column;
          align-items: stretch;
        }
        li > div:first-child {
          flex-basis: auto;
        }
      }
    `,
  ];

  protected override render() {
    const { state } = this;
    const step = formatCount(state.frame?.step ?? 0);
    const isScript = scriptText(state) !== null;
    const title = scenarioTitle(state);
    return html`<ul>
      ${this.file(
        'The figure',
        'Scenario, design and step in one file, to be dropped on this page.',
        [['atlas', '.heap-atlas']],
      )}
      ${this.file(`Figures at step ${step}`, 'Every number of the statistics, as it is computed.', [
        ['metrics-csv', 'CSV'],
        ['metrics-json', 'JSON'],
      ])}
      ${this.file(
        'Figures over time',
        'What the charts are drawn from: at most 10,000 steps of the replay.',
        [
          ['series-csv', 'CSV'],
          ['series-json', 'JSON'],
        ],
      )}
      ${this.file(
        'Every step',
        'Operation, outcome, address, sizes, probes, splits, merges, and the free list after it, of the first design.',
        [['steps-csv', 'CSV']],
      )}
      ${this.file(
        'The scenario',
        isScript ? `The script of ${title}.` : `The recording of ${title}.`,
        [['scenario', isScript ? 'Script' : 'Trace']],
      )}
    </ul>`;
  }

  private file(
    title: string,
    about: string,
    products: readonly (readonly [product: Product, label: string])[],
  ) {
    return html`<li class="flow">
      <div>
        <h3>${title}</h3>
        <p class="small soft">${about}</p>
      </div>
      <div class="flow">
        ${products.map(
          ([product, label]) => html`<button
            aria-label="Download ${title}, ${label}"
            @click=${() => this.dispatch({ type: 'product-wanted', product })}
          >
            ${icons.download} ${label}
          </button>`,
        )}
      </div>
    </li>`;
  }
}

define('atlas-share-files', FilesPanel);
