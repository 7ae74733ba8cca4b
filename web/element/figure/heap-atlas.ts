// `<heap-atlas>`: a figure in anyone's page.
//
// Owns what stands before a figure lives, around it while it does, and after it went to rest: the title,
// the room its rows will take, the foot, the attributes an author writes, the events and the API that
// scripts use. The living part is `<heap-atlas-figure>`, made when the figure comes near the viewport;
// far from it, the figure gives its replay back and keeps its picture.
//
// The engine is the page's: an entry point extends this class and says where the engine comes from.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type {
  ApiVersion,
  ErrorDetail,
  HeapAtlasElement,
  HeapAtlasEventMap,
  HeapAtlasV1,
} from '../../../packages/element/heap-atlas';
import type { Design } from '../../domain/design';
import { withinLesson } from '../../domain/lesson';
import { isSameScenario } from '../../domain/link';
import type { Engine } from '../../engine/api';
import { LESSONS } from '../../engine/lessons';
import { BUNDLED_TRACES } from '../../engine/traces';
import { type Failure, linkOf, type Notice, type State } from '../../state';
import { prose } from '../../views/prose';
import { shared, tokens } from '../../views/styles';
import { failureOf } from '../failure';
import { Figure, type Place } from './figure';
import type { Progress } from './progress';
import type { Move } from './prose';
import {
  type Attributes,
  encodedValue,
  fragmentOf,
  homeAddress,
  isLessonLink,
  linkText,
  type Presentation,
  presentationOf,
  type ScenarioKind,
  showsBytesAlone,
} from './request';
import { rowElements, rowsOf } from './rows';
import { authorTokens, frame, rows } from './styles';

const VERSION: ApiVersion = 1;

/** How near to the viewport a figure starts, and how far from it one goes to rest. */
const NEAR = '400px 0px';
const FAR = '1600px 0px';
/** A figure of which less than this is in sight is scrolled to by a link in the prose. */
const SEEN_SHARE = 0.6;
const MOVED_MS = 1200;
/** Ways back that are remembered. */
const PLACES_MAX = 20;

const SCRIPT_TYPE = 'text/heap-atlas';

/** The attributes with a property of the same name. */
const ATTRIBUTES = [
  'src',
  'scenario',
  'design',
  'compare',
  'selected',
  'view',
  'controls',
  'theme',
  'loop',
  'speed',
  'caption',
  'predict',
  'home',
] as const;

/** Where a visitor was before a link in the prose led them to a figure. */
interface Left {
  readonly place: Place;
  readonly scroll: number;
  /** The link they followed. */
  readonly from: HTMLElement;
}

export abstract class HeapAtlas extends LitElement implements HeapAtlasElement {
  static readonly version = VERSION;

  static override properties = {
    ...Object.fromEntries(ATTRIBUTES.map((name) => [name, { reflect: true }])),
    stepWished: { attribute: 'step' },
    ownTitle: { state: true },
    notes: { state: true },
    opened: { state: true },
    failure: { state: true },
    isDrawn: { state: true },
    isMoved: { state: true },
    left: { state: true },
    progress: { state: true, hasChanged: isOtherProgress },
  };

  static override styles = [tokens, shared, authorTokens, rows, frame];

  declare src: string | null;
  declare scenario: string | null;
  declare design: string | null;
  declare compare: string | null;
  declare selected: string | null;
  declare view: string | null;
  declare controls: string | null;
  declare theme: string | null;
  declare loop: string | null;
  declare speed: string | null;
  declare caption: string | null;
  /** Whether the reader is asked before they are shown; any text, an empty one too, says yes. */
  declare predict: string | null;
  declare home: string | null;
  /** The attribute `step`: where the figure begins. The property `step` is where it stands. */
  private declare stepWished: string | null;

  /** What the figure calls itself, where its author doesn't say. */
  private declare ownTitle: string;
  /** What is wrong, but not so much that there is nothing to show. */
  private declare notes: readonly Notice[];
  /** The link under which the whole page is opened. */
  private declare opened: string | null;
  private declare failure: ErrorDetail | null;
  /** Whether the first picture stands in the place of the poster. */
  private declare isDrawn: boolean;
  private declare isMoved: boolean;
  /** Where visitors were before links led them here, the last one last. */
  private declare left: readonly Left[];
  /** How far the replays are of what is shown, or is to be shown next; `null` where none is under way. */
  private declare progress: Progress | null;

  private figure: Figure | null = null;
  /** One that is to take the figure's place with its first picture: the page has asked for something else. */
  private next: Figure | null = null;
  private starting: Promise<void> | null = null;
  /** The link that the figure, or the one to come, was begun with. */
  private asked: string | null = null;
  private readonly drawn = settleable<Figure>();
  private readonly observers: IntersectionObserver[] = [];
  private movedTimer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the figure is in sight, and whether it plays of its own accord while it is. */
  private isSeen = false;
  private playsItself = true;

  constructor() {
    super();
    for (const each of ATTRIBUTES) this[each] = null;
    this.stepWished = null;
    this.ownTitle = '';
    this.notes = [];
    this.opened = null;
    this.failure = null;
    this.isDrawn = false;
    this.isMoved = false;
    this.left = [];
    this.progress = null;
    this.addEventListener('focusin', () => void this.start());
    this.addEventListener('pointerdown', () => void this.start());
  }

  /** The engine of the page. */
  protected abstract readonly engine: Engine;
  /** The page that opens a link in full, where the author names none; `null` where there is none. */
  protected abstract readonly site: string | null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.observe(NEAR, (isNear) => {
      if (!isNear) return;
      void this.start();
      this.figure?.resume();
    });
    this.observe(FAR, (isWithin) => {
      if (!isWithin) this.figure?.suspend();
    });
    this.observe('0px', (isSeen) => {
      this.isSeen = isSeen;
      this.playItself();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const observer of this.observers.splice(0)) observer.disconnect();
    clearTimeout(this.movedTimer);
  }

  /** The step the figure stands at; setting it goes to another. */
  get step(): number {
    return this.figure?.current.step ?? Number(this.stepWished ?? 0);
  }

  set step(step: number) {
    void this.v1.seek(step);
  }

  /** The API, version 1. */
  get v1(): HeapAtlasV1 {
    const state = () => this.figure?.current;
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
      ready: this.drawn.promise.then(() => {}),
      seek: (step) => move(step, null),
      stepBy: (steps) => after((figure) => figure.go({ step: figure.current.step + steps })),
      play: () => after((figure) => figure.play()),
      pause: () => after((figure) => figure.pause()),
      setDesign: (text) => move(null, text),
      link: () => this.currentLink(),
    };
  }

  /**
   * Goes where a link in the prose leads, in the sight of whoever followed it, and remembers where they were.
   */
  async lead(move: Move, from: HTMLElement): Promise<void> {
    const scroll = window.scrollY;
    this.reveal();
    const figure = await this.begun();
    this.left = [...this.left, { place: figure.place, scroll, from }].slice(-PLACES_MAX);
    await this.move(move);
    this.isMoved = true;
    clearTimeout(this.movedTimer);
    this.movedTimer = setTimeout(() => {
      this.isMoved = false;
    }, MOVED_MS);
  }

  private async move({ step, design }: Move): Promise<void> {
    const figure = await this.begun();
    if (design !== null) {
      figure.go({ design: design === '' ? figure.first : await this.read(figure, design) });
    }
    if (step !== null) figure.go({ step });
  }

  /** A design as a link writes it; what can't be read of it is told. */
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
      class="frame ${this.isMoved ? 'moved' : ''}"
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
          this.left.length > 0
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
    const figure = this.next ?? this.figure;
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
    return html`<div class="stage ${this.isDrawn ? '' : 'waiting'}" part="body">
      ${this.isDrawn ? nothing : poster}
    </div>
      <slot class="fallback" part="fallback"></slot>`;
  }

  protected override updated(): void {
    this.placeFigures();
    // A figure that has begun follows its attributes.
    if (this.starting !== null && this.asked !== null && this.linkText() !== this.asked) {
      this.starting = this.open();
    }
  }

  /**
   * Puts the figures on their stage, the one to come behind the one there is. By hand, because they must stay where they
   * are: an element that is moved begins anew.
   */
  private placeFigures(): void {
    const stage = this.renderRoot.querySelector('.stage');
    const figures = [this.figure, this.next].filter((each) => each !== null);
    for (const each of stage?.querySelectorAll('heap-atlas-figure') ?? []) {
      if (!figures.includes(each as Figure)) each.remove();
    }
    figures.forEach((each, at) => {
      if (each.parentNode === stage) return;
      if (at === 0) stage?.prepend(each);
      else figures[0]?.after(each);
    });
  }

  /** The script that is written into the element. */
  private script(): string | null {
    return this.querySelector(`script[type="${SCRIPT_TYPE}"]`)?.textContent ?? null;
  }

  private attributesAsked(): Attributes {
    // A page's script may well set a number.
    const text = (value: unknown) => (value == null ? null : String(value));
    const entries = ATTRIBUTES.map((name) => [name, text(this[name])]);
    const asked: Record<(typeof ATTRIBUTES)[number], string | null> = Object.fromEntries(entries);
    return { ...asked, script: this.script(), step: this.stepWished };
  }

  private linkText(): string {
    return linkText(this.attributesAsked(), kindOf);
  }

  /** How the figure is to look, as far as its link says so. */
  get presentation(): Presentation {
    return presentationOf(this.linkText(), this.view);
  }

  /** Makes the way to the whole page lead to the figure as it is now: whoever comes near it may take it. */
  private aim(): void {
    void this.currentLink().then((text) => {
      this.opened = text;
    });
  }

  private async currentLink(): Promise<string> {
    const state = this.figure?.current;
    if (state === undefined || state.catalog === null) return this.linkText();
    const { text } = await this.engine.encodeLink(linkOf(state));
    return fragmentOf(text);
  }

  private observe(rootMargin: string, tell: (isIntersecting: boolean) => void): void {
    const observer = new IntersectionObserver(
      (entries) => tell(entries.at(-1)?.isIntersecting === true),
      { rootMargin },
    );
    observer.observe(this);
    this.observers.push(observer);
  }

  /** Begins, if nothing has begun it yet; the figure as it is once its first picture is drawn. */
  private async begun(): Promise<Figure> {
    void this.start();
    const first = await this.drawn.promise;
    // Another may have taken its place since.
    return this.figure ?? first;
  }

  private start(): Promise<void> {
    this.starting ??= this.open();
    return this.starting;
  }

  /** Makes a living figure of what the attributes ask for now. */
  private async open(): Promise<void> {
    const text = this.linkText();
    if (text === this.asked) return;
    this.asked = text;
    try {
      const { engine } = this;
      const { link: read, notices } = await engine.decodeLink(text);
      const { scenario } = read;
      const lesson =
        scenario?.kind === 'lesson' ? LESSONS.find(({ id }) => id === scenario.id) : undefined;
      // Designs beside a lesson's own, which the author doesn't name, are within that lesson.
      const [first = {}] = read.designs;
      const isUnsaid = this.design === null && Object.keys(first).length === 0;
      const isWithin = lesson && this.compare !== null && isUnsaid;
      const link = {
        ...read,
        // Bytes alone are those of the first block.
        selected: read.selected ?? (showsBytesAlone(this.presentation) ? 0 : null),
        designs: isWithin ? withinLesson(lesson, read.designs) : read.designs,
      };
      if (text !== this.asked) return;
      this.failure = null;
      // Whatever was on its way is not asked for any more.
      this.next = null;
      this.requestUpdate();
      const open = this.figure?.opening?.link;
      if (this.figure && open && isSameScenario(link.scenario, open.scenario)) {
        this.figure.presentation = this.presentation;
        this.figure.follow({ link, notices });
        return;
      }
      const figure = new Figure();
      figure.engine = engine;
      figure.opening = { link, notices };
      figure.isLesson = link.scenario?.kind === 'lesson';
      figure.presentation = this.presentation;
      figure.watch = (state, before) => this.watch(figure, state, before);
      figure.onUpdate = () => {
        this.progress = (this.next ?? this.figure)?.progress ?? null;
      };
      if (this.isDrawn) this.next = figure;
      else this.figure = figure;
    } catch (error) {
      if (text !== this.asked) return;
      this.fail({ version: VERSION, ...failureOf(error) });
    }
  }

  private fail(failure: ErrorDetail): void {
    this.failure = failure;
    this.tell('error', failure);
  }

  private watch(figure: Figure, state: State, before: State): void {
    // One that was on its way when something else was asked for has nothing to say any more.
    if (figure !== this.figure && figure !== this.next) return;
    const failure = failureIn(state);
    if (failure && failure.message !== failureIn(before)?.message) {
      const detail = { version: VERSION, ...failure };
      if (figure === this.figure && this.isDrawn && state.run.failure) {
        // Which it shows itself, below its last picture.
        this.tell('error', detail);
      } else this.fail(detail);
    }
    for (const notice of state.notices) {
      if (notice.tone !== 'bad' || before.notices.includes(notice)) continue;
      const { message, items } = notice;
      this.tell('error', { version: VERSION, message, advice: items.join(' ') });
    }
    if (state.frame && (state.picture || !figure.presentation.views.includes('map'))) {
      this.present(figure);
    }
    if (figure !== this.figure) return;
    // In sight, only a visitor or the page's script ends the playing.
    if (before.playing && !state.playing && this.isSeen) this.playsItself = false;
    this.ownTitle = figure.ownTitle;
    this.notes = state.notices;
    if (state.frame && state.frame !== before.frame) {
      if (state.frame.step !== before.frame?.step) this.tellStep(state.frame);
    }
    if (before.frame && state.isDesignChecked && state.design !== before.design) {
      const { design } = state;
      this.tell('change', { version: VERSION, design, scenario: figure.scenarioTitle });
    }
  }

  /** Puts a figure that has a picture in the place of the poster, or of the figure before it. */
  private present(figure: Figure): void {
    if (figure === this.next) {
      this.figure = figure;
      this.next = null;
    }
    if (figure !== this.figure || this.isDrawn) return;
    this.isDrawn = true;
    this.drawn.settle(figure);
    this.playItself();
  }

  private tellStep({ step, total, operation, outcome }: NonNullable<State['frame']>): void {
    this.tell('step', {
      version: VERSION,
      step,
      total,
      operation: operation?.text ?? null,
      outcome: outcome?.id ?? null,
      sentence: outcome?.sentence ?? null,
    });
  }

  private tell<Type extends keyof HeapAtlasEventMap>(
    type: Type,
    detail: HeapAtlasEventMap[Type]['detail'],
  ): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** A figure that loops plays while it is in sight, for those who don't mind motion. */
  private playItself(): void {
    const { figure } = this;
    if (figure?.current.carried.loop == null || !this.playsItself) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    if (this.isSeen) figure.play();
    else figure.pause();
  }

  private back(): void {
    const last = this.left.at(-1);
    if (!last) return;
    this.left = this.left.slice(0, -1);
    this.figure?.go(last.place);
    // The focus goes along: the button it was on may be gone, and stands elsewhere.
    last.from.focus({ preventScroll: true });
    window.scrollTo({ top: last.scroll, behavior: scrollBehavior() });
  }

  /** Scrolls to the figure where too little of it is in sight. */
  private reveal(): void {
    const { top, bottom, height } = this.getBoundingClientRect();
    const seen = Math.min(bottom, window.innerHeight) - Math.max(top, 0);
    if (seen >= Math.min(height, window.innerHeight) * SEEN_SHARE) return;
    this.scrollIntoView({
      block: height < window.innerHeight ? 'center' : 'start',
      behavior: scrollBehavior(),
    });
  }
}

function isOtherProgress(one: Progress | null, other: Progress | null | undefined): boolean {
  return one?.isGoingOn !== other?.isGoingOn || one?.percent !== other?.percent;
}

/** What kind of scenario an author means by an id: a generator, by one that nothing else has. */
function kindOf(id: string): ScenarioKind {
  const isAmong = (offered: readonly { readonly id: string }[]) =>
    offered.some((each) => each.id === id);
  if (isAmong(BUNDLED_TRACES)) return 'trace';
  return isAmong(LESSONS) ? 'lesson' : 'generator';
}

/** Why a state has no picture, and won't get one by itself; `null` where nothing is wrong. */
function failureIn({ engineFailure, run, fetching, scriptVerdict }: State): Failure | null {
  const problems = scriptVerdict?.problems ?? [];
  const [first] = problems;
  const unfetched = fetching?.phase === 'failed' ? fetching.failure : null;
  const failure = engineFailure ?? run.failure ?? unfetched;
  if (failure || !first) return failure;
  const { line, message, hint } = first;
  const where = problems.length > 1 ? `${problems.length} mistakes, the first` : 'a mistake';
  return {
    message: `The script has ${where} in line ${line}: ${message}.`,
    advice: hint ? `Hint: ${hint}` : '',
  };
}

/** What is wrong, on one line of the foot; more of it opens above that. */
function note(message: string, items: readonly string[]): TemplateResult {
  if (items.length === 0) return html`<p class="note" part="note">${message}</p>`;
  return html`<details class="note" part="note">
    <summary>${message}</summary>
    <ul>${items.map((item) => html`<li>${prose(item)}</li>`)}</ul>
  </details>`;
}

function scrollBehavior(): ScrollBehavior {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
}

/** A promise, and the way to keep it. */
function settleable<Value>(): { promise: Promise<Value>; settle: (value: Value) => void } {
  let settle: (value: Value) => void = () => {};
  const promise = new Promise<Value>((resolve) => {
    settle = resolve;
  });
  return { promise, settle };
}
