// `<atlas-prediction>`: the question before a request, the reader's answer, and the score, at a constant height.
//
// A place is picked on the map; the other answers are buttons here. state/reducers/quiz.ts judges.

import { css, html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { Block } from '../../engine/wire';
import { formatAddress, formatBytes, formatCount } from '../../render/format';
import { whyWrong } from '../../render/wrong-guess';
import { type Guess, isAsking, type Question } from '../../state';
import { shared } from '../styles';
import { toneSign } from '../tone';
import { define, fields, viewOf } from '../view';
import { PREDICTION_HEIGHT, PREDICTION_HEIGHT_NARROW } from './lines';

export class PredictionView extends viewOf(fields('quiz', 'frame', 'carried', 'step', 'compare')) {
  static override styles = [
    shared,
    css`
      .panel {
        display: grid;
        align-content: center;
        gap: 0.4rem;
        height: ${PREDICTION_HEIGHT};
        padding: 0.4rem 0.9rem;
        border-inline-start: 3px solid transparent;
        border-radius: var(--atlas-radius);
      }
      .panel.asking {
        border-color: var(--atlas-accent);
        background: var(--atlas-accent-wash);
      }
      .line {
        justify-content: space-between;
      }
      code {
        font-weight: 600;
      }
      .score {
        font-size: var(--atlas-text-small);
        white-space: nowrap;
      }
      @container figure (width < 560px) {
        .panel {
          height: ${PREDICTION_HEIGHT_NARROW};
        }
      }
    `,
  ];

  /** Whether nothing is shown where there is no question. */
  @property({ type: Boolean, reflect: true }) bare = false;

  /** A figure keeps an open question in sight. */
  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.toggleAttribute('asking', isAsking(this.state));
    this.toggleAttribute('asked', this.state.quiz.question !== null);
  }

  protected override render() {
    const { quiz, carried } = this.state;
    if (!carried.predict || (this.bare && quiz.question === null)) return nothing;
    const score =
      quiz.asked === 0
        ? nothing
        : html`<span class="score soft">
            ${quiz.right} of ${quiz.asked} right
          </span>`;
    return html`<div class="panel ${isAsking(this.state) ? 'asking' : ''}">
      <div class="line flow">
        <p role="status">${this.sentence(quiz.question)}</p>
        ${score}
      </div>
      ${isAsking(this.state) ? this.answers() : nothing}
    </div>`;
  }

  private sentence(question: Question | null) {
    const { frame, compare, carried } = this.state;
    if (question === null) {
      const isOver = frame !== null && frame.step === frame.total;
      return html`<span class="soft"
        >${isOver ? 'The program ends here.' : askedWhen(carried.predict ?? [])}</span
      >`;
    }
    if (question.guess === null) {
      const where = compare.length > 0 ? 'A’s map' : 'the map';
      return html`Where will <code>${frame?.next?.text}</code> go? Pick the place on ${where}.`;
    }
    if (question.isRight === null) return html`<span class="soft">Let us see.</span>`;
    return question.isRight
      ? html`<b class="good">${toneSign('good')} Right:</b> ${guessInWords(question.guess)}`
      : html`<b class="bad">${toneSign('bad')} Not this time.</b> ${frame && whyWrong(question.guess, frame)}`;
  }

  private answers() {
    const guess = (guess: Guess | null) => this.dispatch({ type: 'guessed', guess });
    return html`<div class="flow control" role="group" aria-label="Other answers">
      <button @click=${() => guess({ kind: 'end' })}>After the last block</button>
      <button @click=${() => guess({ kind: 'nowhere' })}>Nowhere: it is refused</button>
      <button class="link" @click=${() => guess(null)}>Show me</button>
    </div>`;
  }
}

function askedWhen(steps: readonly number[]): string {
  const listed = [steps.slice(0, -1).map(formatCount).join(', '), formatCount(steps.at(-1) ?? 0)];
  const those = `before step${steps.length > 1 ? 's' : ''} ${listed.filter(Boolean).join(' and ')}`;
  const when = steps.length === 0 ? 'before each request' : those;
  return `Step forward: ${when} you are asked where the block will go.`;
}

function guessInWords(guess: Guess): string {
  switch (guess.kind) {
    case 'place':
      return guess.block ? `${placed(guess.block)}.` : 'into the memory you picked.';
    case 'end':
      return 'after the last block, where the heap grows.';
    case 'nowhere':
      return 'nowhere; the request is refused.';
  }
}

function placed(block: Block): string {
  const where = `${formatBytes(block.payload)} at ${formatAddress(block.address)}`;
  switch (block.state) {
    case 'free':
      return `into the hole of ${where}`;
    case 'stagnant':
      return `into the freed block of ${where} that still waits`;
    case 'gap':
      return `into the gap at ${formatAddress(block.address)}, which is not the heap’s`;
    case 'allocated':
      return `into ${block.pointer ?? 'the block'} of ${where}, which is in use`;
  }
}

define('atlas-prediction', PredictionView);
