// `<heap-atlas>`: a figure in anyone's page.
//
// Owns the attributes that an author writes, the API that scripts use, and what stands around a figure: title, poster,
// notes and foot. The figure itself is `<heap-atlas-figure>`, made when this element comes near the viewport; far from it,
// the figure gives its replay back and keeps its picture. Each other idea has a file: opening.ts the link that attributes
// ask for, stage.ts which figure is shown, sight.ts the viewport, way-back.ts the way back from links in the prose,
// reports.ts the events.
//
// The engine is the page's: an entry point extends this class and says where the engine comes from.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { HeapAtlasElement, HeapAtlasV1 } from '../../../packages/element/heap-atlas';
import { isSame } from '../../base/same';
import type { Design } from '../../domain/design';
import type { Engine } from '../../engine/api';
import { type Failure, linkOf, type Notice, type Opening, type State } from '../../state';
import { prose } from '../../views/prose';
import { shared, tokens } from '../../views/styles';
import { failureOf } from '../failure';
import { Figure } from './figure';
import { kindOf, openingOf } from './opening';
import type { Progress } from './progress';
import type { Move } from './prose';
import { failureIn, report, reportNewNotices, reportStep, VERSION } from './reports';
import {
  ATTRIBUTES,
  type Attributes,
  encodedValue,
  fragmentOf,
  homeAddress,
  isLessonLink,
  linkText,
  type Presentation,
  presentationOf,
} from './request';
import { rowElements, rowsOf } from './rows';
import { Sight } from './sight';
import { Stage } from './stage';
import { authorTokens, frame, rows } from './styles';
import { reveal, WayBack } from './way-back';

const SCRIPT_TYPE = 'text/heap-atlas';

export abstract class HeapAtlas extends LitElement implements HeapAtlasElement {
  static readonly version = VERSION;

  static override styles = [tokens, shared, authorTokens, rows, frame];

  @property({ reflect: true }) src: string | null = null;
  @property({ reflect: true }) scenario: string | null = null;
  @property({ reflect: true }) design: string | null = null;
  @property({ reflect: true }) compare: string | null = null;
  @property({ reflect: true }) selected: string | null = null;
  @property({ reflect: true }) view: string | null = null;
  /** Only picture, sentence and steps are shown, and what the text names of what else there is. */
  @property({ reflect: true }) bare: string | null = null;
  /** The id of the metric that stands with the picture. */
  @property({ reflect: true }) number: string | null = null;
  @property({ reflect: true }) controls: string | null = null;
  @property({ reflect: true }) theme: string | null = null;
  @property({ reflect: true }) loop: string | null = null;
  @property({ reflect: true }) speed: string | null = null;
  @property({ reflect: true }) caption: string | null = null;
  /** Readers predict before they are shown: before the steps listed (`9,12`), or with any other text before each request. */
  @property({ reflect: true }) predict: string | null = null;
  @property({ reflect: true }) home: string | null = null;
  /** The attribute `step`: where the figure begins. The property `step` is where it stands. */
  @property({ attribute: 'step' }) private initialStep: string | null = null;

  /** What the figure calls itself, where its author doesn't say. */
  @state() private ownTitle = '';
  /** Notices of the figure, shown in the foot where they say that something went wrong. */
  @state() private notes: readonly Notice[] = [];
  @state() private opened: string | null = null;
  @state() private failure: Failure | null = null;
  /** How far the replays of the newest figure are; `null` where none is under way. */
  @state({ hasChanged: isOtherProgress }) private progress: Progress | null = null;

  private readonly stage = new Stage(this);
  private readonly wayBack = new WayBack(this);
  private readonly sight = new Sight(this, {
    onNear: () => {
      void this.start();
      this.stage.figure?.resume();
    },
    onFar: () => this.stage.figure?.suspend(),
    onSeen: () => this.playItself(),
  });
  private starting: Promise<void> | null = null;
  /** The link that the newest figure was opened with. */
  private asked: string | null = null;
  /** Whether a figure that loops plays while it is in sight: until the visitor or the page pauses it. */
  private playsItself = true;

  constructor() {
    super();
    this.addEventListener('focusin', () => void this.start());
    this.addEventListener('pointerdown', () => void this.start());
  }

  protected abstract readonly engine: Engine;
  /** The page that opens a link in full, where the author names none; `null` where there is none. */
  protected abstract readonly site: string | null;

  /** The step the figure stands at; setting it goes to another. */
  get step(): number {
    return this.stage.figure?.current.step ?? Number(this.initialStep ?? 0);
  }

  set step(step: number) {
    void this.v1.seek(step);
  }

  get v1(): HeapAtlasV1 {
    const state = () => this.stage.figure?.current;
    const after = async (what: (figure: Figure) => void) => what(await this.begun());
    const move = (step: number | null, design: string | null) => this.move({ step, design });
    return {
      get step() {
        return state()?.step ?? 0;
      },
      get total() {
        return state()?.run.total ?? 0;
      },
      get playing() {
        return state()?.playing ?? false;
      },
      get design() {
        return state()?.design ?? {};
      },
      get hash() {
        return state()?.run.hash ?? null;
      },
      ready: this.stage.drawn.then(() => {}),
      seek: (step) => move(step, null),
      stepBy: (steps) => after((figure) => figure.go({ step: figure.current.step + steps })),
      play: () => after((figure) => figure.play()),
      pause: () => after((figure) => figure.pause()),
      setDesign: (text) => move(null, text),
      link: () => this.currentLink(),
    };
  }

  /** Goes where a link in the prose leads, in sight of the visitor who followed it, and remembers the way back. */
  async lead(move: Move, link: HTMLElement): Promise<void> {
    const scroll = window.scrollY;
    reveal(this);
    const figure = await this.begun();
    this.wayBack.remember({ place: figure.place, scroll, link });
    await this.move(move);
    this.wayBack.markMoved();
  }

  private async move({ step, design }: Move): Promise<void> {
    const figure = await this.begun();
    if (design !== null) {
      figure.go({ design: design === '' ? figure.first : await this.read(figure, design) });
    }
    if (step !== null) figure.go({ step });
  }

  /** A design as a link writes it. The figure shows a notice of whatever can't be read. */
  private async read(figure: Figure, text: string): Promise<Design> {
    const { link, notices } = await this.engine.decodeLink(`v1&design=${encodedValue(text)}`);
    for (const { message } of notices) {
      figure.complain(`${message} It was said in “${text}”.`);
    }
    return link.designs[0] ?? {};
  }

  protected override render() {
    const { presentation } = this;
    const home = homeAddress(this.home ?? this.site, document.baseURI);
    const title = presentation.title ?? this.ownTitle;
    return html`<figure
      class="frame ${this.wayBack.isMoved ? 'moved' : ''}"
      part="frame"
      data-theme=${presentation.theme ?? nothing}
      aria-labelledby="title"
    >
      <figcaption id="title" class="title ${presentation.title ? 'given' : ''}" part="title">
        ${title}
      </figcaption>
      ${
        this.failure
          ? html`<div class="failed" role="alert" part="error">
                <p><strong>${prose(this.failure.message)}</strong></p>
                <p>${prose(this.failure.advice)}</p>
              </div>
              <slot></slot>`
          : this.body(presentation)
      }
      <div class="foot" part="foot">
        ${this.notes
          .filter(({ tone }) => tone === 'bad')
          .map(({ message, items }) => note(message, items))}
        ${this.progress === null ? nothing : this.underWay(this.progress)}
        ${
          this.wayBack.isOpen
            ? html`<button class="link" @click=${() => this.back()}>↩ Back to where you were</button>`
            : nothing
        }
        ${
          home
            ? html`<a
                part="open"
                href="${home}#${this.opened ?? this.linkText()}"
                target="_blank"
                rel="noopener"
                @pointerenter=${() => this.aim()}
                @pointerdown=${() => this.aim()}
                @focus=${() => this.aim()}
                >Open in Heap Atlas</a
              >`
            : nothing
        }
      </div>
    </figure>`;
  }

  /** A replay that goes on or was cancelled. One button for both: the focus stays on it. */
  private underWay({ isGoingOn, percent }: Progress) {
    const figure = this.stage.newest;
    return html`<span class="progress" ?data-going-on=${isGoingOn}>
      ${isGoingOn ? 'Replaying' : 'Stopped at'} ${percent} %
      <button class="link" @click=${() => (isGoingOn ? figure?.cancel() : figure?.replay())}>
        ${isGoingOn ? 'Cancel' : 'Replay'}
      </button>
    </span>`;
  }

  private body(presentation: Presentation) {
    const poster = html`<div class="poster" part="poster">
      <div class="rows" aria-hidden="true">
        ${rowElements(rowsOf(presentation, isLessonLink(this.linkText())), () => nothing)}
      </div>
      <slot name="poster"></slot>
    </div>`;
    return html`<div class="stage ${this.stage.isDrawn ? '' : 'waiting'}" part="body">
      ${this.stage.isDrawn ? nothing : poster}
    </div>
      <slot class="fallback" part="fallback"></slot>`;
  }

  protected override updated(): void {
    this.stage.place(this.renderRoot.querySelector('.stage'));
    const { newest } = this.stage;
    const { presentation } = this;
    if (newest && !isSame(newest.presentation, presentation)) newest.presentation = presentation;
    // A figure that has begun follows its attributes.
    if (this.starting !== null && this.asked !== null && this.linkText() !== this.asked) {
      this.starting = this.open();
    }
  }

  private script(): string | null {
    return this.querySelector(`script[type="${SCRIPT_TYPE}"]`)?.textContent ?? null;
  }

  private attributesAsked(): Attributes {
    // A page's script may well set a number.
    const text = (value: unknown) => (value == null ? null : String(value));
    const entries = ATTRIBUTES.map((name) => [name, text(this[name])]);
    const asked: Record<(typeof ATTRIBUTES)[number], string | null> = Object.fromEntries(entries);
    return { ...asked, script: this.script(), step: this.initialStep };
  }

  private linkText(): string {
    return linkText(this.attributesAsked(), kindOf);
  }

  /** How the figure is to look, as far as its link says so. */
  get presentation(): Presentation {
    return presentationOf(this.linkText(), this.view, this);
  }

  /** Makes “Open in Heap Atlas” lead to the figure as it is now, before the visitor follows the link. */
  private aim(): void {
    void this.currentLink().then((text) => {
      this.opened = text;
    });
  }

  private async currentLink(): Promise<string> {
    const state = this.stage.figure?.current;
    if (state === undefined || state.catalog === null) return this.linkText();
    const { text } = await this.engine.encodeLink(linkOf(state));
    return fragmentOf(text);
  }

  /** Starts the figure if need be. Returns the figure shown, once the first picture is drawn. */
  private async begun(): Promise<Figure> {
    void this.start();
    const first = await this.stage.drawn;
    return this.stage.figure ?? first;
  }

  private start(): Promise<void> {
    this.starting ??= this.open();
    return this.starting;
  }

  /** Shows what the attributes ask for now, in the figure there is where that replays the same scenario. */
  private async open(): Promise<void> {
    const text = this.linkText();
    if (text === this.asked) return;
    this.asked = text;
    try {
      const opening = await openingOf(this.engine, text, this.attributesAsked());
      if (text !== this.asked) return;
      this.failure = null;
      this.stage.dropNext();
      const { figure } = this.stage;
      const open = figure?.opening?.link;
      if (figure && open && isSame(opening.link.scenario, open.scenario)) {
        figure.presentation = this.presentation;
        figure.follow(opening);
      } else {
        this.stage.add(this.figureOf(opening));
      }
    } catch (error) {
      if (text === this.asked) this.fail(failureOf(error));
    }
  }

  private figureOf(opening: Opening): Figure {
    const figure = new Figure();
    figure.engine = this.engine;
    figure.opening = opening;
    figure.isLesson = opening.link.scenario?.kind === 'lesson';
    figure.presentation = this.presentation;
    figure.watch = (state, before) => this.watch(figure, state, before);
    figure.onUpdate = () => {
      this.progress = this.stage.newest?.progress ?? null;
    };
    return figure;
  }

  private fail(failure: Failure): void {
    this.failure = failure;
    report(this, 'error', { ...failure });
  }

  private watch(figure: Figure, state: State, before: State): void {
    // A next figure that was given up has nothing to report any more.
    if (!this.stage.holds(figure)) return;
    const failure = failureIn(state);
    if (failure && failure.message !== failureIn(before)?.message) {
      // A figure with a picture shows by itself, below the picture, that its replay failed.
      const isShown = figure === this.stage.figure && this.stage.isDrawn && state.run.failure;
      if (isShown) report(this, 'error', { ...failure });
      else this.fail(failure);
    }
    reportNewNotices(this, state, before);
    if (state.frame && (state.picture || !figure.presentation.views.includes('map'))) {
      if (this.stage.present(figure)) this.playItself();
    }
    if (figure !== this.stage.figure) return;
    // In sight, only a visitor or the page's script ends the playing.
    if (before.playing && !state.playing && this.sight.isSeen) this.playsItself = false;
    this.ownTitle = figure.ownTitle;
    this.notes = state.notices;
    if (state.frame && state.frame.step !== before.frame?.step) reportStep(this, state.frame);
    if (before.frame && state.isDesignChecked && state.design !== before.design) {
      report(this, 'change', { design: state.design, scenario: figure.scenarioTitle });
    }
  }

  /** Plays a figure that loops while it is in sight, for visitors who don't mind motion. */
  private playItself(): void {
    const { figure } = this.stage;
    if (figure?.current.carried.loop == null || !this.playsItself) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    if (this.sight.isSeen) figure.play();
    else figure.pause();
  }

  private back(): void {
    const place = this.wayBack.goBack();
    if (place) this.stage.figure?.go(place);
  }
}

function isOtherProgress(one: Progress | null, other: Progress | null | undefined): boolean {
  return one?.isGoingOn !== other?.isGoingOn || one?.percent !== other?.percent;
}

/** A notice on one line of the foot; its items open above the line. */
function note(message: string, items: readonly string[]): TemplateResult {
  if (items.length === 0) return html`<p class="note" part="note">${message}</p>`;
  return html`<details class="note" part="note">
    <summary>${message}</summary>
    <ul>${items.map((item) => html`<li>${prose(item)}</li>`)}</ul>
  </details>`;
}
