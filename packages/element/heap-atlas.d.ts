/**
 * The types of `<heap-atlas>`, version 1 of its API.
 *
 * Importing the module defines the element, and makes links in the document move its figures.
 */

/** The version of the API, of the events' details, and of what `v1` offers. */
export type ApiVersion = 1;

/** What the event `step` tells: another step is on the screen. */
export interface StepDetail {
  readonly version: ApiVersion;
  readonly step: number;
  /** The last step there is. */
  readonly total: number;
  /** The operation that led to the step, as the script language writes it; `null` at step 0. */
  readonly operation: string | null;
  /** The id of what became of it: `granted`, `out-of-memory`, … `null` at step 0. */
  readonly outcome: string | null;
  /** What the allocator did, in a sentence; `null` at step 0. */
  readonly sentence: string | null;
}

/** What the event `change` tells: the figure replays on another design. */
export interface ChangeDetail {
  readonly version: ApiVersion;
  /** The design, complete: a value for each axis. */
  readonly design: Readonly<Record<string, string>>;
  /** What the scenario is called. */
  readonly scenario: string;
}

/** What the event `error` tells: something could not be done, or not be read. */
export interface ErrorDetail {
  readonly version: ApiVersion;
  /** What happened, for a person. */
  readonly message: string;
  /** What to do about it; may be empty. */
  readonly advice: string;
}

/** The events of a figure. None of them bubbles. */
export interface HeapAtlasEventMap {
  step: CustomEvent<StepDetail>;
  change: CustomEvent<ChangeDetail>;
  error: CustomEvent<ErrorDetail>;
}

/**
 * What scripts may ask of a figure. What changes it settles when that is begun; a figure that is far out of
 * sight begins for it. Later versions of the API stand beside this one, as `v2`, and never change it.
 */
export interface HeapAtlasV1 {
  /** Settles when the first picture is drawn. */
  readonly ready: Promise<void>;
  readonly step: number;
  /** The last step there is; 0 until the scenario is read. */
  readonly total: number;
  readonly playing: boolean;
  /** The design, complete: a value for each axis. */
  readonly design: Readonly<Record<string, string>>;
  /** The hash of the timeline, 16 hexadecimal digits; `null` until all is replayed. */
  readonly hash: string | null;
  /** Goes to a step; one that does not exist is brought into range. */
  seek(step: number): Promise<void>;
  stepBy(steps: number): Promise<void>;
  play(): Promise<void>;
  pause(): Promise<void>;
  /**
   * Sets the axes that are named and leaves the others: `placement=best-fit,coalescing=on-free`. With an empty
   * text, goes back to the design that the figure began with.
   */
  setDesign(design: string): Promise<void>;
  /** The link to the figure as it is now, from `v1` on: what follows the `#` of an address. */
  link(): Promise<string>;
}

/** `<heap-atlas>`. Each attribute but `step` is mirrored by the property of its name. */
export interface HeapAtlasElement extends HTMLElement {
  /** A link: an address with a fragment, or the fragment. Attributes stand above what it says. */
  src: string | null;
  /** The id of a recorded program, a lesson or a generator. */
  scenario: string | null;
  /** What differs from Classic: `placement=best-fit,coalescing=on-free`. */
  design: string | null;
  /** Further designs, with `|` between them. */
  compare: string | null;
  /** `time`, `map`, `machine`, `why`, `list`, `bytes`, `stats`, `chart`; several with spaces between. */
  view: string | null;
  /** A text makes the figure bare, an empty one too; named in it is what stays: `legend`, `addresses`, `roots`. */
  bare: string | null;
  /** The id of the metric that stands with the picture: `heap_bytes`. */
  number: string | null;
  /** `none`, `step`, `full`, or the axes that can be switched. */
  controls: string | null;
  /** `light`, `dark`, or `auto` for that of the page. */
  theme: string | null;
  /** Steps to play round and round: `3-9`. */
  loop: string | null;
  /** Steps per second. */
  speed: string | null;
  /** The figure's title. */
  caption: string | null;
  /** Where “Open in Heap Atlas” leads; an empty one leaves it out. */
  home: string | null;
  /** The step the figure stands at; the attribute `step` says where it begins. */
  step: number;
  readonly v1: HeapAtlasV1;
  addEventListener<Type extends keyof HeapAtlasEventMap>(
    type: Type,
    listener: (this: HeapAtlasElement, event: HeapAtlasEventMap[Type]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** The element's class. */
export declare const HeapAtlas: {
  readonly version: ApiVersion;
  readonly prototype: HeapAtlasElement;
  new (): HeapAtlasElement;
};

declare global {
  interface HTMLElementTagNameMap {
    'heap-atlas': HeapAtlasElement;
  }
}
