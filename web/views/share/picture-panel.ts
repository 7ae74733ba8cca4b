// `<atlas-share-picture>`: the figure as a picture, with its legend, its caption and its link in it.

import { css, html, type PropertyValues } from 'lit';
import { figureTitle, type Product, type State } from '../../state';
import { icons } from '../icons';
import '../radio-group';
import { shared } from '../styles';
import { define, View } from '../view';
import { panel } from './styles';
import { VIEWS, viewOptions, viewSet } from './views';

const SCHEMES = [
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;

export class PicturePanel extends View {
  static override properties = { ...View.properties, address: { state: true } };

  static override styles = [
    shared,
    panel,
    css`
      .sheet {
        display: grid;
        min-height: 12rem;
        border: 1px solid var(--atlas-line);
        border-radius: var(--atlas-radius);
        background: var(--atlas-sunken);
        overflow: hidden;
      }
      img {
        display: block;
        width: 100%;
      }
      .sheet p {
        place-self: center;
      }
      .below {
        display: flex;
        align-items: center;
        gap: 0.75rem;
      }
      .below label {
        margin: 0;
      }
      .below select {
        width: auto;
        min-width: 12rem;
      }
    `,
  ];

  /** The picture's address while it is shown. */
  private declare address: string | null;

  constructor() {
    super();
    this.address = null;
  }

  protected override slices({ sharing, carried, compare }: State) {
    return [sharing, carried, compare];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { colorScheme } = getComputedStyle(this);
    const isDark = colorScheme.includes('light')
      ? matchMedia('(prefers-color-scheme: dark)').matches && colorScheme.includes('dark')
      : colorScheme.includes('dark');
    this.want(isDark ? 'dark' : 'light');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.show(null);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('state') as State | undefined;
    const picture = this.state.sharing?.picture ?? null;
    if (picture !== (before?.sharing?.picture ?? null)) this.show(picture?.svg ?? null);
  }

  protected override render() {
    const { sharing } = this.state;
    const scheme = sharing?.scheme ?? null;
    return html`
      ${this.below()}
      <div class="row">
        <button class="primary" @click=${() => this.make('png')}>
          ${icons.download} Download PNG
        </button>
        <button @click=${() => this.make('svg')}>${icons.download} Download SVG</button>
        <atlas-radio-group class="segments" aria-label="Colours of the picture">
          ${SCHEMES.map(
            ([id, title]) => html`<button
              role="radio"
              aria-checked=${id === scheme}
              tabindex=${id === scheme ? 0 : -1}
              @click=${() => this.want(id)}
            >
              ${title}
            </button>`,
          )}
        </atlas-radio-group>
      </div>
      <p class="small soft">
        ${
          sharing?.picture?.isShapes === false
            ? 'A map with too many blocks to be drawn one by one is a picture within the picture in the SVG. Zoom in for shapes.'
            : 'The SVG is made of shapes: it can be enlarged and edited.'
        }
      </p>
      <div class="sheet">
        ${
          this.address
            ? html`<img src=${this.address} alt=${this.inWords()} />`
            : html`<p class="soft small">Drawing…</p>`
        }
      </div>
    `;
  }

  private inWords(): string {
    const { carried, compare } = this.state;
    const below = VIEWS.find(([id]) => id !== null && id === carried.view)?.[1].toLowerCase();
    const isBelow = below !== undefined && compare.length === 0;
    return `Memory map${isBelow ? ` and ${below}` : ''}: ${figureTitle(this.state)}`;
  }

  /** Which view is printed below the map: the one that the link printed with it opens at. */
  private below() {
    const { carried, compare } = this.state;
    if (compare.length > 0) {
      return html`<p class="small soft">
        A comparison’s picture has the maps of all designs, and their numbers in one table.
      </p>`;
    }
    return html`<div class="below">
      <label for="below">Below the map</label>
      <select id="below" @change=${this.chosen}>
        ${viewOptions(carried.view, 'Nothing')}
      </select>
    </div>`;
  }

  private chosen(event: Event): void {
    this.dispatch(viewSet((event.target as HTMLSelectElement).value));
  }

  private want(scheme: 'light' | 'dark'): void {
    this.dispatch({ type: 'picture-wanted', scheme });
  }

  private make(product: Product): void {
    this.dispatch({ type: 'product-wanted', product });
  }

  /** Shows a picture as a picture, so that nothing in it can run. */
  private show(svg: string | null): void {
    if (this.address !== null) URL.revokeObjectURL(this.address);
    this.address =
      svg === null ? null : URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  }
}

define('atlas-share-picture', PicturePanel);
