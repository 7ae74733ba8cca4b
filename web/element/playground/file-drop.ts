// Files dropped anywhere on an element: a controller that marks the element while a file is over it.

import { css, html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';

export class FileDrop implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private isOver = false;

  constructor(host: ReactiveControllerHost & HTMLElement, onFile: (file: File) => void) {
    this.host = host;
    host.addController(this);
    host.addEventListener('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      this.setOver(true);
    });
    host.addEventListener('dragleave', (event) => {
      if (!host.contains(event.relatedTarget as Node | null)) this.setOver(false);
    });
    host.addEventListener('drop', (event) => {
      this.setOver(false);
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      onFile(file);
    });
  }

  hostDisconnected(): void {
    this.isOver = false;
  }

  render() {
    return this.isOver
      ? html`<div class="drop">Drop a recording, a log, a figure or a script to open it</div>`
      : nothing;
  }

  private setOver(isOver: boolean): void {
    if (isOver === this.isOver) return;
    this.isOver = isOver;
    this.host.requestUpdate();
  }
}

export const fileDropStyles = css`
  .drop {
    position: fixed;
    inset: 0.75rem;
    z-index: 30;
    display: grid;
    place-items: center;
    border: 3px dashed var(--atlas-accent);
    border-radius: 1rem;
    background: color-mix(in srgb, var(--atlas-surface) 88%, transparent);
    font-size: 1.25rem;
    font-weight: 600;
    pointer-events: none;
  }
  @media print {
    .drop {
      display: none;
    }
  }
`;
