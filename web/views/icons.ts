// The icons of buttons, hidden from screen readers: each stands beside a label or in a button that has one.

import { svg, type TemplateResult } from 'lit';

function icon(path: string, fill = 'currentColor'): TemplateResult {
  return svg`<svg aria-hidden="true" width="16" height="16" viewBox="0 0 16 16" fill=${fill}
    stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round"
    ><path d=${path} /></svg>`;
}

function outline(path: string): TemplateResult {
  return icon(path, 'none');
}

export const icons = {
  first: icon('M3.5 3v10M12.5 3.5v9L6.5 8z'),
  back: icon('M11 3.5v9L4.5 8z'),
  play: icon('M5 3l8 5-8 5z'),
  pause: icon('M5 3.5v9M11 3.5v9'),
  forward: icon('M5 3.5v9L11.5 8z'),
  last: icon('M12.5 3v10M3.5 3.5v9l6-4.5z'),
  plus: icon('M8 3v10M3 8h10'),
  minus: icon('M3 8h10'),
  lock: icon('M4 7.5h8V13H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5'),
  close: icon('M4 4l8 8M12 4l-8 8'),
  swap: icon('M2.5 5.5h10M10 3l3 2.5L10 8zM13.5 10.5h-10M6 8l-3 2.5L6 13z'),
  check: outline('M3 8.5l3.2 3.2L13 4.5'),
  copy: outline('M5.5 5.5h7v8h-7zM10.5 5.5v-3h-7v8h2'),
  download: outline('M8 2.5v7.5M4.8 7l3.2 3.2L11.2 7M3 13.2h10'),
  share: outline('M8 9.5V2M5 4.6L8 1.8l3 2.8M3.5 8v5.5h9V8'),
} as const;
