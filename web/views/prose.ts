// Sentences as the engine writes them, where `code` stands in backquotes.

import { html } from 'lit';

export function prose(text: string) {
  return text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part));
}
