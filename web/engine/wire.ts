// Generated: what crosses the boundary to the engine. Each type stands where it is owned, in a crate below
// crates/wasm or in it; after a change run  UPDATE_EXPECT=1 cargo test -p atlas-wasm wire

/**
 * Everything there is to choose from and to explain: controls, legends, explanations and the editor's words are drawn
 * from it.
 */
export type Catalog = {
  /** The axes of a design, in the order people should meet them; those of one group stand together. */
  axes: Array<Axis>,
  /** Named designs. */
  presets: Array<Preset>,
  /** What is measured at every step. */
  metrics: Array<MetricDoc>,
  /** The categories that every byte of the region belongs to. */
  categories: Array<CategoryDoc>,
  /**
   * The bytes of all categories that are committed and were never touched: a bar shows them as one more part, taken
   * out of those they lie in.
   */
  untouched: UntouchedDoc,
  /** The outcomes of operations. */
  outcomes: Array<OutcomeDoc>,
  /** Ready-made workloads. */
  generators: Array<GeneratorDoc>,
  /** The words of the script language. */
  vocabulary: Array<Word>,
  /** Classic's design, complete: the one to begin with. */
  classic: Design,
};

/** One decision of a design. */
export type Axis = {
  /** Its permanent kebab-case name; links carry it. */
  id: string,
  /** Its name in print. */
  title: string,
  /** The title of the group it is shown in. */
  group: string,
  /** What it trades, in one sentence. */
  summary: string,
  /** The kind of its values. */
  kind: AxisKind,
  /** The least value of a number. */
  minimum: number | null,
  /** The greatest value of a number. */
  maximum: number | null,
  /** Whether a number must be a power of two. */
  powerOfTwo: boolean,
  /** Whether a number is an address, which people read in hexadecimal. */
  address: boolean,
  /** The unit of a number, `bytes` say; empty for an address or a plain count. */
  unit: string,
  /** The policies of a choice, in order. */
  options: Array<PolicyDoc>,
  /** Classic's value, as canonical text. */
  default: string,
};

/** The kind of an axis's values. */
export type AxisKind = "number" | "choice" | "switch";

/** What a policy says of itself. */
export type PolicyDoc = {
  /** Its permanent kebab-case name; links carry it. */
  id: string,
  /** Its name in print. */
  title: string,
  /** What it does, in one sentence. */
  summary: string,
  /** What it costs and where it fails, in one sentence. */
  price: string,
  /** The number it is written with, as in `at-least(64)`, if it takes one. */
  parameter: PolicyParameter | null,
};

/** A number that belongs to a policy. */
export type PolicyParameter = {
  /** What the number means. */
  summary: string,
  /** Its unit, `bytes` say, or empty for a plain count. */
  unit: string,
  /** The least value allowed. */
  minimum: number,
  /** The greatest value allowed. */
  maximum: number,
  /** The value it has when none is given. */
  default: number,
};

/**
 * The values that a design gives to axes, in the order of the axes' names. `2:placement` is an axis of task 2's own
 * design.
 *
 * Which axes it names depends on the occasion: a link has those that differ from Classic's values, a
 * report has all axes of the kernel's design.
 */
export type Design = Record<string, string>;

/** A named design. */
export type Preset = {
  /** Its permanent kebab-case name. */
  id: string,
  /** Its name in print. */
  title: string,
  /** What it stands for, in one sentence. */
  summary: string,
  /** The design, complete. */
  design: Design,
};

/** One metric. */
export type MetricDoc = {
  /** Its permanent name; units stand last in it. */
  id: string,
  /** Its name in print. */
  title: string,
  /** The metrics it stands with; those of one group stand together in [`METRICS`]. */
  group: string,
  /** How it is computed. */
  formula: string,
  /** What it says, in one sentence. */
  summary: string,
  /** What it counts. */
  unit: Unit,
  /** Which steps it looks at. */
  scope: Scope,
  /** Which way is better. */
  better: Better,
};

/** What a metric counts. */
export type Unit = "bytes" | "ratio" | "count";

/** Which steps a metric looks at. */
export type Scope = "state" | "step" | "so-far";

/** Which of two values of a metric one would rather have. */
export type Better = "lower" | "higher" | "neither";

/** What there is to say of a category. */
export type CategoryDoc = {
  /** Its permanent kebab-case name. */
  id: string,
  /** Its name in print. */
  title: string,
  /** What it means, in one sentence. */
  summary: string,
  /** The axes of a design that change how much of it there is. */
  axes: Array<string>,
};

/**
 * What there is to say of the bytes that are committed and never touched.
 *
 * They are no category: a byte that was requested stays requested whether or not its page was ever used. A bar
 * that shows them apart takes them out of the categories they lie in; [`State::untouched_parts`] says how many
 * each of them has.
 */
export type UntouchedDoc = {
  /** A permanent kebab-case name, unlike any category's. */
  id: string,
  /** Its name in print. */
  title: string,
  /** What it means, in one sentence. */
  summary: string,
  /** The axes of a design that change how much of it there is. */
  axes: Array<string>,
};

/** What there is to say of a kind of outcome. */
export type OutcomeDoc = {
  /** Its permanent kebab-case name. */
  id: string,
  /** Its name in print. */
  title: string,
  /** What it means, in one sentence. */
  summary: string,
  /** How it is to be taken. */
  tone: Tone,
};

/** How an outcome is to be taken. */
export type Tone = "good" | "note" | "bad";

/**
 * A seeded workload, reached from a script as `generate ID [as NAME] [seed N] [PARAMETER VALUE] …`.
 *
 * What a generator leaves live stays live; `free all NAME` on the next line frees it. Without `as NAME`
 * its pointers are the elements of an array named like the generator.
 */
export type GeneratorDoc = {
  /** The word after `generate`. Permanent: scripts and links carry it. */
  id: string,
  /** What a menu calls it. */
  title: string,
  /** What it does and what that shows, in a sentence. */
  summary: string,
  /** A script line that uses it. */
  example: string,
};

/** A word of the language, for highlighting, completion and help. */
export type Word = {
  /** The word itself. */
  word: string,
  /** The part it plays. */
  kind: WordKind,
  /** What it does, in one sentence. */
  doc: string,
  /** A line that uses it. */
  example: string,
};

/** The part a [`Word`] plays in the language. */
export type WordKind = "verb" | "keyword" | "function" | "generator" | "parameter" | "unit";

/**
 * What there is to say about designs before they are replayed. An axis of a task's own design goes by a key such as
 * `2:placement`.
 */
export type DesignReport = {
  /**
   * The kernel's design, complete, and the tasks' own axes that were given; all in canonical text. An axis whose text
   * can't be read has Classic's value.
   */
  design: Design,
  /** The problems of the designs that were given; none if they can be replayed as they stand. */
  problems: Array<DesignProblem>,
  /** Policies that don't go with the rest of the design: the reason, by option, by axis. */
  unavailable: Record<string, Record<string, string>>,
  /**
   * Axes that make no difference in this design: the reason, by axis. For each task, its axes too, whether or not
   * it has a design of its own.
   */
  inert: Record<string, string>,
};

/** One problem of a design. */
export type DesignProblem = {
  /** The id of the axis it concerns; one the catalogue doesn't know, where that is the problem. */
  axis: string,
  /** What is wrong, for a person. */
  reason: string,
};

/** What is to be replayed. */
export type Source =
  | { kind: "script", text: string }
  | { kind: "trace", name: string, bytes: Uint8Array };

/** What there is to say about a source before it is replayed. */
export type SourceReport = {
  /** The mistakes of a script, in columns of UTF-16 units; none if it can be replayed. */
  problems: Array<ScriptProblem>,
  /** How many operations it makes; 0 where there are problems. */
  operations: number,
  /** What a recording says of itself; `null` for a script. */
  info: TraceInfo | null,
};

/**
 * One reason why a text is no scenario, tied to the characters it is about.
 *
 * Lines and columns count from 1; columns count characters, not bytes, and `end_column` is the first
 * one that no longer belongs. A problem with the text as a whole points at line 1, column 1.
 */
export type ScriptProblem = {
  /** The line, from 1. */
  line: number,
  /** The first column concerned, from 1. */
  column: number,
  /** The first column no longer concerned; at least `column + 1`. */
  endColumn: number,
  /** What is wrong, as a sentence without its full stop. */
  message: string,
  /** What to write instead, where that can be told. */
  hint: string | null,
};

/** What a trace file says of itself. */
export type TraceInfo = {
  /** The name of what was recorded, or of the file. */
  title: string,
  /** The format of the file. */
  format: TraceFormat,
  /** How many operations it holds. */
  operations: number,
  /** How many pointers they refer to. */
  pointers: number,
  /** Where it comes from; empty where the format keeps no provenance. */
  provenance: Provenance,
  /** What a reader should know about how faithfully it was imported. */
  notices: Array<string>,
};

/** A format of traces. */
export type TraceFormat = "heaptrace" | "rep";

/** Where a workload came from. A field is empty where nobody knows. */
export type Provenance = {
  /** What to call the workload in a list, in a few words. */
  title?: string,
  /** One sentence on its character. */
  description?: string,
  /** The program, by its file name: `sqlite3`. */
  program?: string,
  /** The program's version, as it prints it. */
  version?: string,
  /** The command line. */
  command?: string,
  /** The day of the recording, as `YYYY-MM-DD`. */
  date?: string,
  /** What recorded it, with its version. */
  recordedBy?: string,
};

/** How far a replay has come. */
export type Progress = {
  /** Steps that can be looked at: `0..=replayed`. */
  replayed: number,
  /** The operations of the scenario: the last step there will be. */
  total: number,
  /** Whether all have been replayed. */
  done: boolean,
  /** The timeline's hash, 16 hexadecimal digits, once all have been replayed. */
  hash: string | null,
};

/** What is wished to be known and seen of a step. */
export type StepWish = {
  /** The maps to be painted. */
  maps?: Array<MapSpec>,
  /** Everything about the step but its blocks. */
  frame?: boolean,
  /** The blocks in a stretch of the region. */
  blocks?: BlocksWish,
  /** The blocks that bytes belong to, by the bytes' offsets. */
  blocksAt?: Array<number>,
  /** Blocks in the order of a list. */
  list?: ListWish,
  /** The place in a list of the block that a byte belongs to. */
  place?: PlaceWish,
  /** Raw bytes. */
  bytes?: BytesWish,
};

/** A wish for the blocks that overlap a stretch of the region. */
export type BlocksWish = {
  /** Offset of the first byte. */
  from: number,
  /** How many bytes. */
  bytes: number,
  /** How many blocks at most: the first by address. */
  count: number,
};

/** A wish for blocks in the order of a list. */
export type ListWish = {
  /** Whether the free list is meant, and not the list of all blocks. */
  free: boolean,
  /** The first place in the list, from 0. */
  from: number,
  /** How many blocks at most. */
  count: number,
};

/** A wish for a block's place in a list. */
export type PlaceWish = {
  /** Whether the free list is meant, and not the list of all blocks. */
  free: boolean,
  /** Offset of a byte of the block. */
  offset: number,
};

/** A wish for raw bytes. */
export type BytesWish = {
  /** Offset of the first byte. */
  offset: number,
  /** How many at most. */
  count: number,
};

/** What there is of a wish. */
export type StepLook = {
  /** The maps, in the order of the wish. */
  pictures: Array<Picture>,
  /** Everything about the step but its blocks. */
  frame: Frame | null,
  /** The blocks of the stretch, by address. */
  blocks: Array<Block> | null,
  /** For each offset the block that the byte belongs to; `null` beyond the heap's end. */
  blocksAt: Array<Block | null>,
  /** The blocks of the list. */
  list: Array<ListEntry> | null,
  /** The place in the list; `null` also where the block is not on it. */
  place: number | null,
  /** The bytes, fewer where the region ends. */
  bytes: BytesView | null,
};

/** Everything about a step but its blocks. */
export type Frame = {
  /** The step. */
  step: number,
  /** The operations of the scenario. */
  total: number,
  /** The operation that led here; `null` at step 0. */
  operation: FrameOperation | null,
  /** Its outcome; `null` at step 0. */
  outcome: FrameOutcome | null,
  /** The operation that comes next; `null` at the last step. */
  next: NextOperation | null,
  /** The blocks that the allocator examined, in order: the first 4096, and the one that was chosen. */
  candidates: Array<Candidate>,
  /** The changes to memory, in order of time. */
  changes: Array<Change>,
  /** How many blocks the operation examined, whether or not they are among the candidates. */
  probesTotal: number,
  /** Every metric of the catalogue. */
  metrics: Metrics,
  /**
   * The metrics of the space looked at alone, without those of cost, which have no space; `null` where it is the
   * only one, and `metrics` says the same.
   */
  spaceMetrics: Metrics | null,
  /** How many bytes each category has, in the catalogue's order. They add up to the region exactly. */
  parts: Array<RegionPart>,
  /** The region. */
  region: RegionView,
  /** The allocator's own roots. */
  roots: RootsView,
  /** The task that performed the operation; at step 0 the kernel. */
  task: number,
  /**
   * The task whose space is looked at: candidates, changes, parts, region and roots are that space's, and
   * there are no candidates or changes where another task performed the operation. All else is the whole machine's.
   */
  space: number,
  /** All address spaces, in order of their tasks: the kernel's, and one for each task of the scenario. */
  spaces: Array<SpaceView>,
  /** The memory they share. */
  pool: PoolView,
};

/** The operation that led to a step. */
export type FrameOperation = {
  /** As the script language writes it. */
  text: string,
  /** The task it belongs to; 0 is the kernel. */
  task: number,
  /** Its verb, `malloc` say. */
  verb: string,
};

/** The outcome of an operation. */
export type FrameOutcome = {
  /** The id of the outcome, as in the catalogue. */
  id: string,
  /** Its name in print. */
  title: string,
  /** How it is to be taken. */
  tone: Tone,
  /** The allocator's work, for a person: `malloc 256: walked 7 blocks, split off 64 bytes`. */
  sentence: string,
};

/** An operation that was not performed yet. */
export type NextOperation = {
  /** The operation as a script would have it. */
  text: string,
  /** The task that will perform it. */
  task: number,
  /** Whether it asks for memory, so that a block will have to be found for it. */
  asks: boolean,
};

/** A block that the operation examined. */
export type Candidate = {
  /** The virtual address of its payload. */
  address: number,
  /** The bytes it offers: its payload, or that of the run of holes that begins with it. */
  payloadBytes: number,
  /** The reason it was examined. */
  purpose: Purpose,
  /** The allocator's verdict on it. */
  verdict: Verdict,
  /** Its weighted terms, where the placement weighs candidates and the block could serve. */
  score: Score | null,
  /** Whether this is the block that was looked for: the one granted, or the one of the address named. */
  won: boolean,
  /** Offset of the block's first byte. */
  start: number,
  /** Length of the block in bytes. */
  bytes: number,
};

/** What a heap was looking for when it examined a block. */
export type Purpose = "placement" | "run" | "lookup" | "neighbour" | "drain" | "merge";

/** What a heap thought of a block it examined. */
export type Verdict = "allocated" | "too-small" | "held" | "passed" | "taken" | "joins" | "other" | "found";

/** The weighted terms of one candidate, and their sum: less is better. */
export type Score = {
  /** Weighted bytes left over. */
  waste: number,
  /** Weighted blocks examined. */
  distance: number,
  /** Weighted distance from the region's start. */
  address: number,
  /** Weighted bytes of the hole left. */
  fragment: number,
  /** The sum of the four. */
  total: number,
};

/** A stretch of memory that the operation changed. */
export type Change = {
  /** The kind of change. */
  kind: ChangeKind,
  /** Address of the payload of the block it is, or of its first byte where it is none. */
  address: number,
  /** The payload's length where the stretch was granted. */
  payloadBytes: number | null,
  /** The address of the payload that the stretch was merged into or copied to. */
  to: number | null,
  /** Offset of the block's first byte. */
  start: number,
  /** Length of the block in bytes. */
  bytes: number,
};

/** A kind of change. */
export type ChangeKind = "merged" | "split" | "placed" | "freed" | "queued" | "moved" | "extended" | "trimmed";

/** Values of metrics, in the catalogue's order; written as an object, by the metrics' ids. */
export type Metrics = Record<string, number>;

/** How much of the whole region belongs to a category. */
export type RegionPart = {
  /** The id of the category. */
  category: string,
  /** Its bytes. */
  bytes: number,
  /** How many of them lie in frames that nothing has written to since they were taken. */
  untouched: number,
};

/** The region at a step. */
export type RegionView = {
  /** The virtual address of its first byte. */
  base: number,
  /** Its length. */
  bytes: number,
  /** The length of the heap, which stands at its start. */
  heapBytes: number,
  /** The greatest length the heap has had so far. */
  highWaterBytes: number,
  /** How many blocks the heap has, and so how long the list is. */
  blocks: number,
  /** How long the free list is; `null` where the structure keeps none. */
  threaded: number | null,
};

/** The allocator's roots at a step: offsets of headers, `null` for none. */
export type RootsView = {
  /** KERNEL_ALOC: the list's first block. */
  kernelAloc: number | null,
  /** LAST: the block that stands last in memory. */
  last: number | null,
  /** TAIL: the list's last block. */
  tail: number | null,
  /** The block at which the next search begins, for designs that remember it. */
  rover: number | null,
};

/** One address space at a step. */
export type SpaceView = {
  /** The task it belongs to; 0 is the kernel. */
  task: number,
  /** Its name in print: `kernel`, `task 2`. */
  name: string,
  /** Whether its task lives. */
  life: SpaceLife,
  /** The step that killed the task; `null` for all others. */
  killedStep: number | null,
  /** The virtual address its region begins at. Below lies the task's initial memory. */
  base: number,
  /** The length of its region. */
  regionBytes: number,
  /** How far its heap reaches into the region. */
  heapBytes: number,
  /** How many pages of its region have a frame or a place in swap. */
  committedPages: number,
  /** How many of these have a frame. */
  residentPages: number,
  /** How many of those nothing has written to yet. */
  untouchedPages: number,
  /** How many of the committed are in swap. */
  swappedPages: number,
  /** Touches so far that found no frame behind the page. */
  faults: number,
};

/** Whether a task lives. */
export type SpaceLife = "unborn" | "alive" | "killed";

/** The frames and the swap that all spaces share, at a step. */
export type PoolView = {
  /** The length of a page and of a frame. */
  pageBytes: number,
  /** How many frames there are. */
  frames: number,
  /** How many of them nobody holds. */
  framesFree: number,
  /** How many pages swap holds at most. */
  swapPages: number,
  /** How many it holds. */
  swapUsed: number,
  /** Whether all pages of all regions can have a frame at once, so that nothing ever runs short. */
  plentiful: boolean,
};

/** A block at a step. */
export type Block = {
  /** Offset of its first byte. */
  start: number,
  /** Its whole length: padding in front, header and payload. */
  bytes: number,
  /**
   * The categories of its bytes, in order of address: they add up to `bytes`. The map draws its patterns, and
   * the inspector gives the causes of padding, from this.
   */
  parts: Array<Part>,
  /** Offset of its header. */
  headerOffset: number,
  /** Address of its payload. */
  address: number,
  /** Length of its payload in bytes. */
  payload: number,
  /** Whether it is in use. */
  state: BlockState,
  /** The size that the program asked for; `null` for a hole. */
  requested: number | null,
  /** The name of the pointer the program keeps it in; `null` for a hole. */
  pointer: string | null,
  /** The step at which it was granted; `null` for a hole. */
  bornStep: number | null,
  /** The flags in the low bits of the header's address word, as binary digits. */
  flags: string,
  /** The header's size word. */
  size: number,
  /** The header's address word, flags included. */
  addr: number,
  /** The header's next word: the virtual address of the next header in the list, or 0. */
  next: number,
  /** The header's fourth word. */
  fourth: number,
};

/** How much of a block belongs to a category. */
export type Part = {
  /** The id of the category. */
  category: string,
  /** Its bytes. */
  bytes: number,
};

/** Whether a block is in use. */
export type BlockState = "allocated" | "free" | "stagnant";

/** A block in the order of a list. */
export type ListEntry = {
  /** Its place in the list, from 0. */
  index: number,
  /** The block. */
  block: Block,
  /** Whether it is LAST: the last block in memory. */
  last: boolean,
  /** Whether it is TAIL: the last block in the list. */
  tail: boolean,
  /** Whether the next search begins here. */
  rover: boolean,
};

/** Raw bytes of the region at a step. */
export type BytesView = {
  /** Offset of the first byte. */
  offset: number,
  /** The bytes. */
  bytes: Uint8Array,
  /** The stretches they form, in order and without gaps or overlap. */
  spans: Array<ByteSpan>,
};

/** A stretch of raw bytes. */
export type ByteSpan = {
  /** Offset of its first byte. */
  offset: number,
  /** Its length. */
  bytes: number,
  /** A field of the header (`size`, `addr`, `next`, `fourth`), or the id of a category. */
  label: string,
  /** The value of a field of the header, decoded; `null` for anything else. */
  value: string | null,
};

/**
 * The part of the region to paint, and how.
 *
 * The caller lays memory out, as it alone knows the pixels there are: see [`MapImage`] for the geometry.
 * It gets the rows it expects, each `bytes / rows` bytes, where `rows` divides `bytes`.
 */
export type MapSpec = {
  /** Width of the image in device pixels, 1 to 8192. */
  width: number,
  /** Height of the image in device pixels, 1 to 8192. */
  height: number,
  /** Offset of the window's first byte. */
  from: number,
  /** Length of the window, at least 1; what lies beyond the region's end is background. */
  bytes: number,
  /** Height of a row in device pixels, at least 1. */
  rowHeight: number,
  /** Space between two rows in device pixels. */
  rowGap: number,
  /** The colour of each category, `0xRRGGBBAA`. A category left out has the background's. */
  palette: Record<string, number>,
  /** The colour of everything that is not memory, `0xRRGGBBAA`. */
  background: number,
};

/**
 * Where memory lies in a painted map.
 *
 * Memory runs left to right and top to bottom, like text: as many rows as fit the height, each
 * `rowHeight` pixels tall, their tops `rowHeight + rowGap` pixels apart. Row `r` covers the
 * `bytesPerRow` bytes from offset `from + r * bytesPerRow` over the whole width, so byte `b` of a row begins
 * `b / bytesPerPixel` pixels from the left.
 */
export type MapImage = {
  /** Width in device pixels. */
  width: number,
  /** Height in device pixels. */
  height: number,
  /** The scale, `bytesPerRow / width`: below 1 where a byte is wider than a pixel. */
  bytesPerPixel: number,
  /** How many bytes a row covers. */
  bytesPerRow: number,
  /** Offset of the window's first byte. */
  from: number,
  /** Length of the window as painted, `rows * bytesPerRow`: at least what was asked for. */
  bytes: number,
  /** How many rows there are. */
  rows: number,
  /** Height of a row in device pixels. */
  rowHeight: number,
  /** Space between two rows in device pixels. */
  rowGap: number,
};

/** A painted map. */
export type Picture = {
  /** Where memory lies in it. */
  image: MapImage,
  /** Its pixels, line by line from the top: red, green, blue, opacity. */
  pixels: Uint8Array<ArrayBuffer>,
};

/** Points over the steps replayed so far. */
export type Series = {
  /** For each point the last step it stands for; it begins behind the one before. */
  steps: Array<number>,
  /** The columns, each with one value a point. */
  columns: Array<SeriesColumn>,
  /** The frames held by each task that ever held one, in order of the tasks. */
  frames: Array<FrameColumn>,
};

/** One metric over time. */
export type SeriesColumn = {
  /** The metric's id, as in [`METRICS`](crate::METRICS). */
  metric: string,
  /** The value at a point's last step. */
  last: Array<number>,
  /** The lowest value among a point's steps. */
  low: Array<number>,
  /** The highest value among a point's steps. */
  high: Array<number>,
};

/** The frames of one task over time. */
export type FrameColumn = {
  /** The task. */
  task: number,
  /** What it held at a point's last step. */
  last: Array<number>,
  /** The fewest it held among a point's samples. */
  low: Array<number>,
  /** The most. */
  high: Array<number>,
};

/** An operation in a listing. */
export type OperationLine = {
  /** The step it leads to, from 1. */
  step: number,
  /** As the script language writes it. */
  text: string,
  /** The id of its outcome; `null` where the replay has not come so far. */
  outcome: string | null,
  /** How that outcome is to be taken; `null` likewise. */
  tone: Tone | null,
};

/** What a link says. A field is `null`, empty or false where the link says nothing of it. */
export type Link = {
  /** What is replayed. */
  scenario: LinkScenario | null,
  /** The design, and those compared with it. */
  designs: Array<Design>,
  /** The preset that is the design, where the link names no other. */
  preset: string | null,
  /** The step looked at. */
  step: number | null,
  /** The view that is in front, one of [`VIEWS`]. */
  view: string | null,
  /** The task whose space is looked at. */
  space: number | null,
  /** The stretch of the region that the map shows. */
  window: LinkWindow | null,
  /** The offset of the block that is selected. */
  selected: number | null,
  /** What the figure is called. */
  title: string | null,
  /** The timeline's hash for each design: what the link's author saw. */
  hashes: Array<string>,
  /** The axes a reader cannot change; `*` for all. */
  fixed: Array<string>,
  /** The axes a reader does not see; `*` for all. */
  hidden: Array<string>,
  /** Whether the reader is asked where the next block lands before it is shown. */
  predict: boolean,
  /** Which controls an embedded figure has: `none`, `step`, `full`, or axes with commas between. */
  controls: string | null,
  /** `light` or `dark`. */
  theme: string | null,
  /** The steps that are played over and over. */
  loop: LinkSteps | null,
  /** How fast they are played, in thousandths of a step a second; written as steps a second. */
  speed: number | null,
};

/** What a link replays. */
export type LinkScenario =
  | { kind: "trace", id: string }
  | { kind: "lesson", id: string }
  | { kind: "generator", id: string }
  | { kind: "script", text: string }
  | { kind: "recording", name: string, bytes: Uint8Array }
  | { kind: "url", url: string };

/** A stretch of the region, in offsets from its start. */
export type LinkWindow = {
  /** Its first byte. */
  from: number,
  /** Its length, at least 1. */
  bytes: number,
};

/** A range of steps, both ends included. */
export type LinkSteps = {
  /** The first. */
  from: number,
  /** The last, at or after the first. */
  to: number,
};

/** Something of a link that could not be kept. */
export type LinkNotice = {
  /** The field it concerns, by its key in the fragment; `version` where it is the link as a whole. */
  field: string,
  /** What could not be kept and why, as a sentence for a person. Holds no control characters. */
  message: string,
};

/** A link that was read. */
export type DecodedLink = {
  /** What could be kept. */
  link: Link,
  /** What could not. */
  notices: Array<LinkNotice>,
};

/** A link that was written. */
export type EncodedLink = {
  /** The fragment, `#` included. */
  text: string,
  /** What makes it long: the fields in their order, which have all characters of the text between them. */
  parts: Array<LinkPart>,
  /** What a link cannot hold, and this one therefore does not. */
  notices: Array<LinkNotice>,
};

/** How long a field of a link is. */
export type LinkPart = {
  /** The field, by its key in the fragment; `version` for the link's beginning. */
  field: string,
  /** Its length in characters, with what separates it from the field in front. */
  chars: number,
};

/** What a file holds that was dropped or picked. */
export type FileContents =
  | { kind: "trace", info: TraceInfo }
  | { kind: "script", text: string }
  | { kind: "link", decoded: DecodedLink };

/** A file that was written. */
export type EncodedFile = {
  /** Its contents. */
  bytes: Uint8Array<ArrayBuffer>,
  /** What such a file cannot hold, and this one therefore does not. */
  notices: Array<LinkNotice>,
};

/** An error as it leaves the engine. Anything a scenario can do wrong is an outcome instead. */
export type ErrorReport = {
  /** The subject of the error. */
  kind: ErrorKind,
  /** What happened and what to do, for a person. */
  message: string,
  /** Where a script or a text trace is wrong, in columns of UTF-16 units; empty for other kinds. */
  problems: Array<ScriptProblem>,
};

/** The subject of an error. */
export type ErrorKind = "design" | "script" | "trace" | "bounds" | "internal";
