// A file of no known format: the visitor says how its lines are written, and sees what that makes of the first of them.

import { css, html, nothing } from 'lit';
import type { Action, Unread } from '../../state';

export function unreadForm(unread: Unread | null, dispatch: (action: Action) => void) {
  if (unread === null) return nothing;
  const { file, patterns, tried } = unread;
  const isFitting = tried?.lines.some(({ says, isMistake }) => says !== null && !isMistake);
  return html`<section class="unread" aria-label="A log of your own">
    <p class="small">
      <strong>${file.name}</strong> is of no known format. If it is a log, say how its lines are
      written, a pattern for each kind: <code>%size</code> bytes at <code>%addr</code>,
      <code>%old</code> for a block that is resized, <code>%*</code> for anything.
    </p>
    <textarea
      aria-label="Patterns"
      rows="3"
      spellcheck="false"
      .value=${patterns}
      @input=${(event: Event) =>
        dispatch({ type: 'patterns-edited', text: (event.target as HTMLTextAreaElement).value })}
    ></textarea>
    ${tried?.problem ? html`<p class="small" role="status">${tried.problem}</p>` : nothing}
    <ol class="small" aria-label="First lines">
      ${tried?.lines.map(
        ({ text, says }) => html`<li>
          <code>${text}</code>
          ${says === null ? nothing : html`<br />→ ${says}`}
        </li>`,
      )}
    </ol>
    <button ?disabled=${!isFitting} @click=${() => dispatch({ type: 'patterns-accepted' })}>
      Read it so
    </button>
    <button class="link" @click=${() => dispatch({ type: 'unread-left' })}>Leave it</button>
  </section>`;
}

export const unreadStyles = css`
  .unread {
    margin-top: 0.75rem;
    padding-top: 0.75rem;
    border-top: 1px solid var(--atlas-line);
  }
  .unread textarea {
    box-sizing: border-box;
    width: 100%;
    margin-top: 0.5rem;
    font-family: var(--atlas-mono);
    resize: vertical;
  }
  .unread ol {
    margin: 0.5rem 0;
    padding: 0;
    list-style: none;
  }
  .unread li {
    overflow-wrap: anywhere;
  }
`;
