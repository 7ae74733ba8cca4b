// The layout of a comparison's table. In a narrow figure each row's title stands above its numbers, so that four designs fit
// a phone without scrolling.

import { css } from 'lit';

/** For a table that is too narrow for a column of titles. */
const stacked = css`
  table,
  thead,
  tbody {
    display: block;
  }
  tr {
    display: grid;
    grid-auto-columns: minmax(0, 1fr);
    grid-auto-flow: column;
  }
  thead {
    position: sticky;
    top: 0;
    z-index: 3;
  }
  thead td {
    display: none;
  }
  thead th {
    position: static;
    padding-inline: 0.4rem 0;
  }
  tbody th {
    grid-row: 1;
    grid-column: 1 / -1;
    font-size: var(--atlas-text-small);
  }
  tbody tr:not(.group) {
    grid-template-rows: auto auto;
    height: auto;
    padding: 0.3rem 0;
  }
  tbody td {
    grid-row: 2;
    padding-inline-start: 0.4rem;
    font-size: var(--atlas-text-small);
  }
  .change {
    display: block;
    margin: 0;
  }
  td {
    display: flex;
    flex-direction: column-reverse;
    justify-content: flex-end;
  }
`;

export const tableStyles = css`
  table {
    width: min(100%, 13rem + var(--designs) * 15rem);
    table-layout: fixed;
    border-collapse: collapse;
  }
  .caption {
    align-items: baseline;
    gap: 0.1rem 0.75rem;
    margin-bottom: 0.25rem;
  }
  thead td,
  tbody th[scope='row'] {
    width: 13rem;
  }
  thead th,
  thead td {
    position: sticky;
    top: 0;
    z-index: 3;
    padding: 0.35rem 0 0.35rem 0.75rem;
    border-bottom: 1px solid var(--atlas-line-strong);
    background: var(--atlas-ground);
    background-clip: padding-box;
  }
  thead th {
    font-size: var(--atlas-text-small);
    font-weight: 600;
    text-align: end;
  }
  thead .title {
    margin-inline-start: 0.25rem;
  }
  tbody th {
    padding: 0;
    font-weight: 400;
    text-align: start;
  }
  .group th {
    padding-top: 0.9rem;
  }
  .group .choices {
    margin-block: 0.35rem;
  }
  tbody tr:not(.group) {
    height: 1.75rem;
    border-bottom: 1px solid var(--atlas-line);
  }
  tbody tr:not(.group):hover {
    background: var(--atlas-sunken);
  }
  tbody th button[aria-pressed='true'] {
    font-weight: 650;
    text-decoration: underline solid var(--atlas-accent) 2px;
  }
  .swatch {
    width: 0.8rem;
    height: 0.8rem;
    border-radius: 2px;
  }
  tbody td {
    padding: 0 0 0 0.75rem;
    text-align: end;
    white-space: nowrap;
  }
  .is-best .value {
    font-weight: 650;
  }
  .best {
    display: inline-block;
    width: 0.45rem;
    height: 0.45rem;
    margin-inline-end: 0.35rem;
    border-radius: 50%;
    background: var(--atlas-good);
    vertical-align: 0.08em;
  }
  .change {
    margin-inline-end: 0.6em;
    font-size: var(--atlas-text-tiny);
  }
  .table + button {
    margin-top: 0.75rem;
  }
  @media (forced-colors: active) {
    .best {
      border: 0.25rem solid Highlight;
    }
  }
  @container figure (width < 700px) {
    .table {
      ${stacked}
    }
  }
  @container figure (width < 920px) {
    .table[data-designs='4'] {
      ${stacked}
    }
  }
`;
