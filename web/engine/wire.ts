// Generated from crates/wasm/src/wire.rs: what crosses the boundary to the engine. To change it,
// change that file and run  UPDATE_EXPECT=1 cargo test -p atlas-wasm wire

/** Everything the page offers: controls, legends, explanations and the editor's words are drawn from it. */
export type Catalog = {
  /** The axes of a design, in the order people should meet them; those of one group stand together. */
  axes: Array<Axis>,
  /** Named designs. */
  presets: Array<Preset>,
  /** What is measured at every step. */
  metrics: Array<MetricDoc>,
  /** The parts that every byte of the region belongs to. */
  categories: Array<CategoryDoc>,
  /**
   * The bytes of all parts that are committed and were never touched: what a bar shows as one more part, taken
   * out of those they lie in.
   */
  untouched: CategoryDoc,
  /** What can become of an operation. */
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
  /** What its values are. */
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
  options: Array<AxisOption>,
  /** Classic's value, as canonical text. */
  default: string,
};

/** What the values of an axis are. */
export type AxisKind = "number" | "choice" | "switch";

/** One policy of a choice. */
export type AxisOption = {
  /** Its permanent kebab-case name. */
  id: string,
  /** Its name in print. */
  title: string,
  /** What it does, in one sentence. */
  summary: string,
  /** What it costs and where it fails, in one sentence. */
  price: string,
  /** The number it is written with, if it takes one. */
  parameter: Parameter | null,
};

/** A number that belongs to a policy: the 64 of `at-least(64)`. */
export type Parameter = {
  /** What the number means. */
  summary: string,
  /** Its unit, or empty for a plain count. */
  unit: string,
  /** The least value. */
  minimum: number,
  /** The greatest value. */
  maximum: number,
  /** The value when none is given. */
  default: number,
};

/**
 * A design: the canonical text of each axis's value, by the axis's id. Complete where the engine gives it;
 * where it is given to the engine, an axis left out has Classic's value.
 *
 * `2:placement` is an axis of task 2's own design, which is the kernel's but for such axes; none of these is ever
 * filled in. In reports, too, what concerns a task's own design goes by such a key.
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

/** Something measured at every step. */
export type MetricDoc = {
  /** Its permanent name. */
  id: string,
  /** Its name in print. */
  title: string,
  /** The title of the group it is shown in. */
  group: string,
  /** How it is computed, exactly. */
  formula: string,
  /** What it tells, in one sentence. */
  summary: string,
  /** What its values are. */
  unit: Unit,
  /** Which way is better. */
  better: Better,
};

/** The unit of a metric. */
export type Unit = "bytes" | "ratio" | "count";

/** Which way a metric gets better. */
export type Better = "lower" | "higher" | "neither";

/** A part of the region: what a byte of it can be. Every byte belongs to exactly one. */
export type CategoryDoc = {
  /** Its permanent kebab-case name; palettes are keyed by it. */
  id: string,
  /** Its name in print. */
  title: string,
  /** What these bytes are, in one sentence. */
  summary: string,
  /** The axes that decide how many there are. */
  axes: Array<string>,
};

/** Something that can become of an operation. */
export type OutcomeDoc = {
  /** Its permanent kebab-case name. */
  id: string,
  /** Its name in print. */
  title: string,
  /** What it means, in one sentence. */
  summary: string,
  /** How alarming it is. */
  tone: Tone,
};

/** How alarming an outcome is. */
export type Tone = "good" | "note" | "bad";

/** A ready-made workload. */
export type GeneratorDoc = {
  /** Its permanent kebab-case name. */
  id: string,
  /** Its name in print. */
  title: string,
  /** Which programs behave like that, in one sentence. */
  summary: string,
  /** The script an editor opens with: it calls the generator with its defaults. */
  script: string,
};

/** A word of the script language. */
export type Word = {
  /** As it is written. */
  text: string,
  /** What sort of word it is. */
  kind: WordKind,
  /** What it does, in one sentence. */
  summary: string,
};

/** A sort of word. */
export type WordKind = "verb" | "keyword" | "generator" | "unit" | "function" | "parameter";

/** A design as it can be replayed, or why not. */
export type DesignReading = {
  /** The design, completed and in canonical text. An axis whose text can't be read has Classic's value. */
  design: Design,
  /** What is wrong with the design that was given; none if it can be replayed as it stands. */
  problems: Array<DesignProblem>,
};

/** What there is to say about a design before it is used. */
export type DesignReport = {
  /** The design, completed and in canonical text. An axis whose text can't be read has Classic's value. */
  design: Design,
  /** What is wrong with the design that was given; none if it can be replayed as it stands. */
  problems: Array<DesignProblem>,
  /**
   * Policies that don't go with the rest of the design: the reason, by option, by axis. Those that do
   * go are left out. For tasks with a design of their own, their axes too.
   */
  unavailable: Record<string, Record<string, string>>,
  /**
   * Axes that make no difference in this design: the reason, by axis. For each task, its axes too, whether it has a
   * design of its own yet or could get one.
   */
  inert: Record<string, string>,
};

/** One thing that is wrong with a design. */
export type DesignProblem = {
  /** The id of the axis it concerns; one the catalogue doesn't know, where that is the problem. */
  axis: string,
  /** What is wrong, for a person. */
  reason: string,
};

/** What there is to say about a script before it is replayed. */
export type ScriptReport = {
  /** What is wrong with it; none if it can be replayed. */
  problems: Array<ScriptProblem>,
  /** How many operations it makes; 0 where there are problems. */
  operations: number,
};

/** One thing that is wrong with a script, or with a trace that is text. */
export type ScriptProblem = {
  /** The line, from 1. */
  line: number,
  /** The first column it is about, from 1, in UTF-16 units as editors count. */
  column: number,
  /** The first column it is no longer about; above `column`. */
  endColumn: number,
  /** What is wrong. */
  message: string,
  /** What to write instead, where that can be told. */
  hint: string | null,
};

/** What a trace file says of itself. */
export type TraceInfo = {
  /** The name of what was recorded, or of the file. */
  title: string,
  /** The format it was recognised as. */
  format: TraceFormat,
  /** How many operations it holds. */
  operations: number,
  /** How many pointers they refer to. */
  pointers: number,
  /** Where it comes from: program, version, command, date. Empty where the format keeps none. */
  provenance: Array<ProvenanceEntry>,
  /** What a reader should know about how faithfully it was imported. */
  notices: Array<string>,
};

/** A format of traces. */
export type TraceFormat = "heaptrace" | "rep";

/** One line of a trace's provenance. */
export type ProvenanceEntry = {
  /** What is stated, `command` say. */
  key: string,
  /** What is stated of it. */
  value: string,
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

/** Everything about a step but its blocks. */
export type Frame = {
  /** The step. */
  step: number,
  /** The operations of the scenario. */
  total: number,
  /** The operation that led here; `null` at step 0. */
  operation: FrameOperation | null,
  /** What became of it; `null` at step 0. */
  outcome: FrameOutcome | null,
  /** The operation that comes after; `null` at the last step. */
  next: NextOperation | null,
  /**
   * What the allocator looked at and changed on the way, in order of time; the first 4096 where there
   * are more.
   */
  highlights: Array<Highlight>,
  /** How many blocks the operation examined, highlighted or not. */
  probesTotal: number,
  /** Every metric of the catalogue, in its order. */
  metrics: Array<MetricValue>,
  /**
   * The metrics of the space looked at alone, without those of cost, which have no space; `null` where it is the
   * only one, and `metrics` says the same.
   */
  spaceMetrics: Array<MetricValue> | null,
  /** How many bytes each category has, in the catalogue's order. They add up to the region exactly. */
  parts: Array<RegionPart>,
  /** The region. */
  region: RegionView,
  /** The allocator's own roots. */
  roots: RootsView,
  /** The task that performed the operation; at step 0 the kernel. */
  task: number,
  /**
   * The task whose space is looked at: highlights, parts, region and roots are that space's, and there are
   * no highlights where another task performed the operation. All else is the whole machine's.
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

/** What became of an operation. */
export type FrameOutcome = {
  /** The id of the outcome, as in the catalogue. */
  id: string,
  /** Its name in print. */
  title: string,
  /** How alarming it is. */
  tone: Tone,
  /** What the allocator did, for a person: `malloc 256: walked 7 blocks, split off 64 bytes`. */
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

/** A stretch of memory that an operation looked at or changed. */
export type Highlight = {
  /** What happened to it. */
  kind: HighlightKind,
  /** Offset of its first byte. */
  start: number,
  /** Its length. */
  bytes: number,
  /** Address of the payload of the block it is, or of its first byte where it is none. */
  address: number,
  /** What there is to say: `too small: 64 bytes`. Empty where the kind says it all. */
  note: string,
  /** What the search thought of a block it examined; `null` for other kinds. */
  verdict: Verdict | null,
};

/** What happened to a highlighted stretch. */
export type HighlightKind = "probed" | "joined" | "merged" | "split" | "placed" | "freed" | "queued" | "moved" | "extended" | "trimmed";

/** What a search thought of a block. The map draws the three apart. */
export type Verdict = "rejected" | "held" | "taken";

/** The value of a metric at a step. */
export type MetricValue = {
  /** The id of the metric. */
  id: string,
  /** Its value. */
  value: number,
};

/** How much of a block a category has. */
export type Part = {
  /** The id of the category. */
  category: string,
  /** Its bytes. */
  bytes: number,
};

/** How much of the whole region a category has. */
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

/** Where the allocator begins from, at a step: offsets of headers, `null` for none. */
export type RootsView = {
  /** KERNEL_ALOC: the list's first block. */
  kernelAloc: number | null,
  /** LAST: the block that stands last in memory. */
  last: number | null,
  /** TAIL: the list's last block. */
  tail: number | null,
  /** Where the next search begins, for designs that remember it. */
  rover: number | null,
};

/** One address space at a step. */
export type SpaceView = {
  /** Whose it is; 0 is the kernel. */
  task: number,
  /** What it is called: `kernel`, `task 2`. */
  name: string,
  /** Whether its task lives. */
  life: SpaceLife,
  /** The step that killed the task; `null` for all others. */
  killedStep: number | null,
  /** The virtual address its region begins at. What lies below is the task's initial memory. */
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

/** Metrics over time. */
export type Series = {
  /** The last step of every bucket, ascending. Without downsampling each bucket is one step. */
  steps: Array<number>,
  /** A column for each metric that is charted; their ids are among the catalogue's. */
  columns: Array<SeriesColumn>,
  /** The frames of each task that ever held one, in order of the tasks. */
  frames: Array<FrameColumn>,
};

/** One metric over time. All lists are as long as [`Series::steps`]. */
export type SeriesColumn = {
  /** The id of the metric. */
  metric: string,
  /** The value at each bucket's last step. */
  values: Array<number>,
  /** The least value in each bucket. */
  minima: Array<number>,
  /** The greatest value in each bucket. */
  maxima: Array<number>,
};

/** The frames a task holds, over time. All lists are as long as [`Series::steps`]. */
export type FrameColumn = {
  /** The task; 0 is the kernel. */
  task: number,
  /** What it holds at each bucket's last step. */
  values: Array<number>,
  /** The fewest it holds in each bucket. */
  minima: Array<number>,
  /** The most. */
  maxima: Array<number>,
};

/** An operation in a listing. */
export type OperationLine = {
  /** The step it leads to, from 1. */
  step: number,
  /** As the script language writes it. */
  text: string,
  /** The id of its outcome; `null` where the replay has not come so far. */
  outcome: string | null,
  /** How alarming that is; `null` likewise. */
  tone: Tone | null,
};

/** A block at a step. */
export type Block = {
  /** Offset of its first byte. */
  start: number,
  /** Its whole length: padding in front, header and payload. */
  bytes: number,
  /**
   * What its bytes are, in order of address: they add up to `bytes`. The map draws its patterns, and the
   * inspector gives the causes of padding, from this.
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
  /** What the program asked for; `null` for a hole. */
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

/** Whether a block is in use. */
export type BlockState = "allocated" | "free" | "stagnant";

/** A block in the order of a list: of the list of all blocks, or of the free list. */
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
  bytes: Array<number>,
  /** What they are, in order and without gaps or overlap. */
  spans: Array<ByteSpan>,
};

/** What a stretch of raw bytes is. */
export type ByteSpan = {
  /** Offset of its first byte. */
  offset: number,
  /** Its length. */
  bytes: number,
  /** A field of the header (`size`, `addr`, `next`, `fourth`), or the id of a category. */
  label: string,
  /** What a field of the header says, decoded; `null` for anything else. */
  value: string | null,
};

/**
 * What part of the region to paint, and how.
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
  /** The colour of everything that is no memory, `0xRRGGBBAA`. */
  background: number,
};

/**
 * What was painted, and where memory lies in it.
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

/** A figure as a link holds it. A field that a link says nothing of is `null`, empty or false. */
export type Link = {
  /** What is replayed. */
  scenario: LinkScenario | null,
  /**
   * The design, and up to three that are compared with it. Each is what it has different from Classic: axes left
   * out have Classic's values.
   */
  designs: Array<Design>,
  /** The id of the preset that is the design, where `designs` is empty. */
  preset: string | null,
  /** The step looked at. */
  step: number | null,
  /** The view in front: `map`, `list`, `stats`, `bytes`, `why` or `chart`. */
  view: string | null,
  /** The task whose space is looked at. */
  space: number | null,
  /** The stretch of the region that the map shows. */
  window: LinkWindow | null,
  /** The offset of the block that is selected. */
  selected: number | null,
  /** What the figure is called: one line, for text alone. */
  title: string | null,
  /** The timeline's hash for each design, as the link's author saw it. */
  hashes: Array<string>,
  /** Axes a reader cannot change; `*` for all. */
  fixed: Array<string>,
  /** Axes a reader does not see; `*` for all. */
  hidden: Array<string>,
  /** Whether a reader is asked where the next block lands before it is shown. */
  predict: boolean,
  /** The controls of an embedded figure: `none`, `step`, `full`, or axes with commas between. */
  controls: string | null,
  /** `light` or `dark`. */
  theme: string | null,
  /** Steps that are played over and over. */
  loop: LinkSteps | null,
  /** How fast they are played, in steps a second, to a thousandth. */
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
  /** The last. */
  to: number,
};

/** Something of a link that could not be kept. */
export type LinkNotice = {
  /** The field, by its key in the fragment (`design`, `script.z`, …); `version` for the link as a whole. */
  field: string,
  /** What could not be kept and why, for a person. Parts of it may be a stranger's words. */
  message: string,
};

/** A link that was read. Whatever was given, there is one. */
export type DecodedLink = {
  /**
   * What could be kept. Designs and axes in it exist and make sense; whether its trace, lesson or generator
   * exists is not looked at.
   */
  link: Link,
  /** What could not. */
  notices: Array<LinkNotice>,
};

/** A link that was written. */
export type EncodedLink = {
  /** The fragment, `#` included. */
  text: string,
  /** What makes it long: its fields in order. They add up to the whole text. */
  parts: Array<LinkPart>,
  /** What a link cannot hold, and this one therefore does not. */
  notices: Array<LinkNotice>,
};

/** How long a field of a link is. */
export type LinkPart = {
  /** The field, by its key in the fragment; `version` for the link's beginning. */
  field: string,
  /** Its length in characters. */
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
  bytes: Uint8Array,
  /** What such a file cannot hold, and this one therefore does not. */
  notices: Array<LinkNotice>,
};

/** An error as it leaves the engine. Anything a scenario can do wrong is an outcome instead. */
export type ErrorReport = {
  /** What was wrong. */
  kind: ErrorKind,
  /** What happened and what to do, for a person. */
  message: string,
  /** Where a script or a text trace is wrong; empty for other kinds. */
  problems: Array<ScriptProblem>,
};

/** What an error is about. */
export type ErrorKind = "design" | "script" | "trace" | "bounds" | "internal";
