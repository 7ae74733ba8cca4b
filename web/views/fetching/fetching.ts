// `<atlas-fetching>`: asks before a file is fetched from another server, and shows the progress of the fetch.
//
// Status shows a failed fetch.

import { css, html, nothing } from 'lit';
import { formatBytes } from '../../render/format';
import type { Fetching } from '../../state';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';

type OnItsWay = Extract<Fetching, { phase: 'fetching' }>;

export class FetchingView extends viewOf(fields('fetching', 'scenario')) {
  static override styles = [
    shared,
    css`
      .question {
        display: grid;
        justify-items: start;
        gap: 0.4rem;
      }
      /* Whose server it is must be readable to its last letter. */
      strong,
      button {
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override render() {
    const { fetching } = this.state;
    switch (fetching?.phase) {
      case 'asking':
        return this.question(fetching.host);
      case 'fetching':
        return this.progress(fetching);
      default:
        return nothing;
    }
  }

  private question(host: string) {
    const { scenario } = this.state;
    const url = scenario.kind === 'remote' ? scenario.url : '';
    return html`<div class="question callout small" role="group" aria-labelledby="question">
      <p id="question">
        This link names a file on another server, <strong>${host}</strong>. Your browser asks that
        server only if you agree.
      </p>
      <button title=${url} @click=${() => this.dispatch({ type: 'fetch-agreed', url })}>
        Fetch the file from ${host}
      </button>
    </div>`;
  }

  private progress({ host, received, total }: OnItsWay) {
    const amount =
      total === null ? formatBytes(received) : `${Math.floor((100 * received) / total)} %`;
    return html`<div class="flow small" role="status">
      <span class="soft">Fetching from ${host ?? 'this site'}, ${amount}</span>
      ${
        total === null
          ? html`<progress aria-label="File"></progress>`
          : html`<progress aria-label="File" max=${total} value=${received}></progress>`
      }
    </div>`;
  }
}

define('atlas-fetching', FetchingView);
