// The list of challenges, each a link that opens it. `challengeStyles` are its styles.

import { css, html } from 'lit';
import type { Challenge } from '../../engine/challenges';

export function challengeList(challenges: readonly Challenge[]) {
  return html`<ol class="challenges">
    ${challenges.map(
      ({ title, task, link }) => html`<li>
        <a href=${link}>${title}</a>
        <span class="small soft">${task}</span>
      </li>`,
    )}
  </ol>`;
}

export const challengeStyles = css`
  .challenges {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr));
    gap: 0.5rem 1.25rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .challenges li {
    display: grid;
    align-content: start;
    gap: 0.1rem;
  }
  .challenges a {
    color: var(--atlas-accent);
    font-weight: 600;
  }
`;
