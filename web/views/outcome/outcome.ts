// `<atlas-outcome>`: the step's operation and its outcome in a sentence, at a constant height.

import { css, html } from 'lit';
import { formatCount } from '../../render/format';
import { withoutOperation } from '../../render/sentence';
import '../explained';
import { shared } from '../styles';
import { toneSign } from '../tone';
import { define, fields, viewOf } from '../view';

export class OutcomeView extends viewOf(fields('frame', 'catalog')) {
  static override styles = [
    shared,
    css`
      .operation-line {
        min-height: 1.6rem;
      }
      button.outcome {
        gap: 0.4em;
        font-weight: 600;
        text-decoration-color: currentcolor;
      }
      atlas-explained {
        flex: none;
        margin-inline-start: auto;
      }
      .sentence {
        height: 2.9em;
      }
      @container figure (width < 560px) {
        /* The operation has a line of its own. */
        .operation-line {
          flex-wrap: wrap;
          gap: 0 0.75rem;
          height: 3.2rem;
        }
        code {
          order: 1;
          width: 100%;
        }
        .sentence {
          height: 4.35em;
          -webkit-line-clamp: 3;
        }
      }
    `,
  ];

  protected override render() {
    const { frame, catalog } = this.state;
    const { operation, outcome } = frame ?? {};
    if (!operation || !outcome) {
      return html`<div class="operation-line">
          <span class="soft">${frame ? 'step 0' : '\u00a0'}</span> <code class="operation one-line">${frame ? 'empty heap' : '\u00a0'}</code>
        </div>
        <p class="sentence two-lines soft">
          ${frame ? 'Nothing has been asked of the allocator yet. Step forward, or press play.' : ''}
        </p>`;
    }
    const sentence = withoutOperation(outcome.sentence, operation.text);
    const exactly = withoutOperation(outcome.exactly ?? outcome.sentence, operation.text);
    const doc = catalog?.outcomes.find(({ id }) => id === outcome.id);
    return html`<div class="operation-line">
        <span class="soft">step ${formatCount(frame?.step ?? 0)}</span>
        <code class="operation one-line">${operation.text}</code>
        <atlas-explained>
          <button class="word outcome ${outcome.tone}" aria-describedby="doc">
            ${toneSign(outcome.tone)} ${outcome.title}
          </button>
          <div slot="tip" role="tooltip" id="doc">${doc?.summary ?? outcome.title}</div>
        </atlas-explained>
      </div>
      <p class="sentence two-lines" title=${exactly}>${sentence}</p>`;
  }
}

define('atlas-outcome', OutcomeView);
