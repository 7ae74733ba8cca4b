// `<atlas-share>`: the dialog to share a figure: as a link, in a page, as a picture, as files, as code.
//
// A chunk of its own with its panels, fetched when it is first opened. Opens when it is connected; dispatches `share-closed`.

import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { closeByBackdrop, dialogStyles, keepKeys } from '../dialog';
import { icons } from '../icons';
import { shared } from '../styles';
import { toneSign } from '../tone';
import { define, viewOf } from '../view';
import { CodePanel } from './code-panel';
import { EmbedPanel } from './embed-panel';
import { FilesPanel } from './files-panel';
import { LinkPanel } from './link-panel';
import { PicturePanel } from './picture-panel';

const TABS = [
  ['link', 'Link'],
  ['embed', 'Embed'],
  ['picture', 'Picture'],
  ['files', 'Files'],
  ['code', 'Code'],
] as const;

type Tab = (typeof TABS)[number][0];

export class ShareView extends viewOf((state) => ({
  ...LinkPanel.select(state),
  ...EmbedPanel.select(state),
  ...PicturePanel.select(state),
  ...FilesPanel.select(state),
  ...CodePanel.select(state),
})) {
  static override styles = [
    shared,
    dialogStyles,
    css`
      dialog {
        display: flex;
        flex-direction: column;
        /* At a fixed upper edge, so that the tabs stay in place. */
        width: min(44rem, calc(100vw - 2rem));
        max-height: calc(100dvh - 8vh - 1rem);
        margin-top: 8vh;
        padding: 0;
        overflow: hidden;
      }
      dialog:not([open]) {
        display: none;
      }
      header {
        padding: 0.9rem 0.9rem 0.4rem 1.5rem;
      }
      header button {
        min-width: 2.25rem;
        padding: 0;
      }
      h2 {
        font-size: 1.125rem;
      }
      [role='tablist'] {
        display: flex;
        gap: 0.25rem;
        padding: 0 1.25rem;
        border-bottom: 1px solid var(--atlas-line);
      }
      [role='tab'] {
        position: relative;
        min-height: 2.5rem;
        padding: 0 0.75rem;
        border: 0;
        border-radius: 0;
        background: none;
        color: var(--atlas-ink-soft);
      }
      [role='tab'][aria-selected='true'] {
        color: inherit;
        font-weight: 600;
      }
      [role='tab'][aria-selected='true']::after {
        content: '';
        position: absolute;
        inset: auto 0.5rem -1px;
        height: 2px;
        background: var(--atlas-accent);
      }
      [role='tab']:focus-visible {
        outline-offset: -3px;
      }
      [role='tabpanel'] {
        flex: 1;
        min-height: 0;
        padding: 1.1rem 1.5rem 1.5rem;
        overflow: hidden auto;
        scrollbar-width: thin;
      }
      .trouble {
        display: flex;
        gap: 0.5rem;
        margin-bottom: 1rem;
      }
      @media (width < 34rem) {
        dialog {
          width: 100vw;
          max-width: none;
          max-height: calc(100dvh - 1.5rem);
          margin: auto 0 0;
          border-width: 1px 0 0;
          border-radius: calc(2 * var(--atlas-radius)) calc(2 * var(--atlas-radius)) 0 0;
        }
        header {
          padding-inline-start: 1rem;
        }
        [role='tablist'] {
          padding: 0 0.5rem;
        }
        [role='tabpanel'] {
          padding: 1rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) site!: string;
  @state() private tab: Tab = 'link';

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
    void this.focusCopy();
  }

  protected override render() {
    const { state, site, tab } = this;
    const trouble = state.sharing?.trouble ?? '';
    return html`<dialog
      aria-labelledby="title"
      @click=${closeByBackdrop}
      @keydown=${keepKeys}
      @close=${() => this.dispatch({ type: 'share-closed' })}
    >
      <header>
        <h2 id="title">Share this figure</h2>
        <form method="dialog">
          <button class="quiet" aria-label="Close">${icons.close}</button>
        </form>
      </header>
      <div role="tablist" aria-label="Ways to share" @keydown=${this.rove}>
        ${TABS.map(
          ([id, title]) => html`<button
            role="tab"
            id=${id}
            aria-selected=${id === tab}
            aria-controls="panel"
            tabindex=${id === tab ? 0 : -1}
            @click=${() => {
              this.tab = id;
            }}
          >
            ${title}
          </button>`,
        )}
      </div>
      <div role="tabpanel" id="panel" aria-labelledby=${tab}>
        ${
          trouble === ''
            ? nothing
            : html`<p class="trouble" role="alert">${toneSign('bad')} ${trouble}</p>`
        }
        ${this.panel(tab, site)}
      </div>
    </dialog>`;
  }

  private panel(tab: Tab, site: string) {
    switch (tab) {
      case 'link':
        return html`<atlas-share-link .state=${this.stateForInner} .site=${site}></atlas-share-link>`;
      case 'embed':
        return html`<atlas-share-embed .state=${this.stateForInner} .site=${site}></atlas-share-embed>`;
      case 'picture':
        return html`<atlas-share-picture .state=${this.stateForInner}></atlas-share-picture>`;
      case 'files':
        return html`<atlas-share-files .state=${this.stateForInner}></atlas-share-files>`;
      case 'code':
        return html`<atlas-share-code .state=${this.stateForInner} .site=${site}></atlas-share-code>`;
    }
  }

  private rove(event: KeyboardEvent): void {
    const at = TABS.findIndex(([id]) => id === this.tab);
    const last = TABS.length - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const target = TABS[targets[event.key] ?? -1];
    if (target === undefined) return;
    event.preventDefault();
    this.tab = target[0];
    this.renderRoot.querySelector<HTMLElement>(`#${target[0]}`)?.focus();
  }

  /** The button to copy gets the focus, not the field. */
  private async focusCopy(): Promise<void> {
    const panel = this.renderRoot.querySelector<LinkPanel>('atlas-share-link');
    await panel?.updateComplete;
    panel?.focus();
  }
}

define('atlas-share', ShareView);
