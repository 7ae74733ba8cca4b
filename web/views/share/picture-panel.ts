// `<atlas-share-picture>`: previews the picture of the figure's map or charts, and downloads it.

import { css, html, nothing, type PropertyValues } from 'lit';
import { state } from 'lit/decorators.js';
import { pngOf } from '../../render/png';
import { figureTitle, isChallenge, type Product, type State } from '../../state';
import { type RadioOption, radios } from '../controls/radios';
import { icons } from '../icons';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';
import './copy';
import { panel } from './styles';
import { viewSet } from './views';

type Scheme = 'light' | 'dark';

const SCHEMES: readonly RadioOption<Scheme>[] = [
  { id: 'light', title: 'Light' },
  { id: 'dark', title: 'Dark' },
];

/** What a picture can show, by the views that its link opens at. */
type Content = '' | 'time' | 'chart';

const CONTENTS: readonly RadioOption<Content>[] = [
  { id: 'time', title: 'Memory over time' },
  { id: '', title: 'Map' },
  { id: 'chart', title: 'Charts' },
];

export class PicturePanel extends viewOf((state) => ({
  ...fields('sharing', 'carried', 'compare', 'catalog', 'traces')(state),
  ...fields('lessons', 'scenario', 'design', 'preset', 'teaching')(state),
})) {
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
    `,
  ];

  @state() private address: string | null = null;

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
    const scheme = sharing?.scheme ?? undefined;
    const { content } = this;
    const svg = sharing?.picture?.svg ?? null;
    return html`
      <div class="flow">
        ${radios({ label: 'Content of the picture' }, CONTENTS, content, (id) => this.setContent(id), 'segments')}
        ${radios({ label: 'Colours of the picture' }, SCHEMES, scheme, (id) => this.want(id), 'segments')}
      </div>
      <div class="flow">
        <button class="primary" @click=${() => this.make('png')}>
          ${icons.download} Download PNG
        </button>
        <button @click=${() => this.make('svg')}>${icons.download} Download SVG</button>
        ${svg === null ? nothing : html`<atlas-copy label="Copy picture" .png=${() => pngOf(svg)}></atlas-copy>`}
      </div>
      <p class="small soft">
        ${this.aboutTheSvg(sharing?.picture?.isShapes ?? true)}
        ${isChallenge(this.state) ? 'The picture shows your design; the link in it does not.' : nothing}
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

  private aboutTheSvg(isShapes: boolean): string {
    if (this.content === 'time') return 'The SVG holds memory over time as pixels.';
    return isShapes
      ? 'The SVG is made of shapes: it can be enlarged and edited.'
      : 'This map has too many blocks for shapes, so the SVG holds it as pixels. Zoom in for shapes.';
  }

  private inWords(): string {
    const title = CONTENTS.find(({ id }) => id === this.content)?.title ?? '';
    return `${title}: ${figureTitle(this.state)}`;
  }

  private get content(): Content {
    const { view } = this.state.carried;
    return view === 'time' || view === 'chart' ? view : '';
  }

  /** Sets the link's view too, so that the link in the picture opens at what it shows. */
  private setContent(content: Content): void {
    if (content !== this.content) this.dispatch(viewSet(content));
  }

  private want(scheme: Scheme): void {
    this.dispatch({ type: 'picture-wanted', scheme });
  }

  private make(product: Product): void {
    this.dispatch({ type: 'product-wanted', product });
  }

  /** Shown as an image, so that nothing in the SVG can run. */
  private show(svg: string | null): void {
    if (this.address !== null) URL.revokeObjectURL(this.address);
    this.address =
      svg === null ? null : URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  }
}

define('atlas-share-picture', PicturePanel);
