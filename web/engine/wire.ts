// Generated: what crosses the boundary to the engine. Each type is documented in the Rust module named above it.
// After a change run  UPDATE_EXPECT=1 cargo test -p atlas-wasm wire

// atlas_replay::catalog
export type Catalog = { axes: Array<Axis>, presets: Array<Preset>, metrics: Array<MetricDoc>,
  categories: Array<CategoryDoc>, untouched: UntouchedDoc, outcomes: Array<OutcomeDoc>, generators: Array<GeneratorDoc>,
  vocabulary: Array<Word>, classic: Design, families: Record<string, Record<string, string>> };
export type Axis = { id: string, title: string, group: string, scope: AxisScope, first: boolean,
  families: Array<string>, summary: string, kind: AxisKind, minimum: number | null, maximum: number | null,
  powerOfTwo: boolean, address: boolean, unit: string, options: Array<OptionDoc>, names: Array<ScoreName>,
  default: string };
export type AxisKind = "number" | "choice" | "switch" | "expression" | "lengths";
export type OptionDoc = { families: Array<string>, id: string, title: string, summary: string, tradeOff: string,
  parameter: PolicyParameter | null };
export type Preset = { id: string, title: string, summary: string, design: Design };

// atlas_replay::design::axes
export type AxisScope = "machine" | "allocator";

// classic_heap::policy
export type PolicyDoc = { id: string, title: string, summary: string, tradeOff: string,
  parameter: PolicyParameter | null };
export type PolicyParameter = { summary: string, unit: string, minimum: number, maximum: number, default: number };

// classic_heap::policy::placement::score
export type ScoreName = { name: string, meaning: string };

// atlas_scenario::share::settings
export type Design = Record<string, string>;

// atlas_replay::metrics
export type MetricDoc = { id: string, title: string, group: string, formula: string, summary: string, unit: Unit,
  scope: Scope, better: Better };
export type Unit = "bytes" | "ratio" | "count";
export type Scope = "state" | "step" | "so-far";
export type Better = "lower" | "higher" | "neither";

// atlas_replay::state
export type CategoryDoc = { id: string, title: string, summary: string, axes: Array<string> };
export type UntouchedDoc = { id: string, title: string, summary: string, axes: Array<string> };

// atlas_replay::outcome
export type OutcomeDoc = { id: string, title: string, summary: string, tone: Tone };
export type Tone = "good" | "neutral" | "note" | "bad";

// atlas_scenario::generate
export type GeneratorDoc = { id: string, title: string, summary: string, example: string };

// atlas_scenario::script::words
export type Word = { word: string, kind: WordKind, doc: string, example: string };
export type WordKind = "verb" | "keyword" | "function" | "generator" | "parameter" | "unit";

// atlas_replay::designs::report
export type DesignReport = { design: Design, problems: Array<DesignProblem>, unavailable: Record<string, Record<string,
  string>>, inert: Record<string, string>, source: string };
export type DesignProblem = { axis: string, reason: string };

// atlas_wasm::source
export type Source = { kind: "script", text: string } | { kind: "trace", name: string, bytes: Uint8Array };
export type SourceReport = { problems: Array<ScriptProblem>, operations: number, info: TraceInfo | null };

// atlas_scenario::problem
export type ScriptProblem = { line: number, column: number, endColumn: number, message: string, hint: string | null };

// atlas_scenario::recording
export type TraceInfo = { title: string, format: string, operations: number, pointers: number, provenance: Provenance,
  notices: Array<string> };

// atlas_scenario::trace::provenance
export type Provenance = { title?: string, description?: string, program?: string, version?: string, command?: string,
  date?: string, recordedBy?: string };

// atlas_wasm::session
export type Progress = { replayed: number, total: number, done: boolean, hash: string | null,
  scorecard: Scorecard | null };
export type StepWish = { maps?: Array<MapSpec>, frame?: boolean, blocks?: BlocksWish, blocksAt?: Array<number>,
  list?: ListWish, place?: PlaceWish, bytes?: BytesWish };
export type StepLook = { pictures: Array<Picture>, line: number | null, frame: Frame | null,
  blocks: Array<Block> | null, blocksAt: Array<Block | null>, list: Array<ListEntry> | null, place: number | null,
  bytes: BytesView | null };
export type Picture = { image: MapImage, pixels: Uint8Array<ArrayBuffer> };

// atlas_wasm::paint
export type MapSpec = { width: number, height: number, from: number, bytes: number, rowHeight: number, rowGap: number,
  palette: Record<string, number>, background: number };
export type MapImage = { width: number, height: number, bytesPerPixel: number, bytesPerRow: number, from: number,
  bytes: number, rows: number, rowHeight: number, rowGap: number };

// atlas_replay::look
export type BlocksWish = { from: number, bytes: number, count: number };
export type ListWish = { chain: string | null, from: number, count: number };
export type PlaceWish = { chain: string | null, offset: number };
export type BytesWish = { offset: number, count: number };

// atlas_replay::look::frame
export type Frame = { step: number, total: number, operation: FrameOperation | null, outcome: FrameOutcome | null,
  next: NextOperation | null, candidates: Array<Candidate>, scoreTerms: Array<string>, changes: Array<Change>,
  probesTotal: number, metrics: Metrics, spaceMetrics: Metrics | null, parts: Array<RegionPart>, region: RegionView,
  chains: Array<Chain>, roots: Array<Root>, task: number, space: number, spaces: Array<SpaceView>, pool: PoolView };
export type FrameOperation = { text: string, task: number, verb: string };
export type FrameOutcome = { id: string, title: string, tone: Tone, sentence: string, exactly: string | null };
export type NextOperation = { text: string, task: number, asks: boolean };

// atlas_replay::look::metrics
export type Metrics = Record<string, number>;

// atlas_replay::look::frame
export type RegionPart = { category: string, bytes: number, untouched: number };
export type RegionView = { base: number, bytes: number, reach: number, heapBytes: number, highWaterBytes: number };
export type Chain = { number: number, name: string, id: string, group: string, title: string, blocks: number,
  isOfHoles: boolean, isLinked: boolean };
export type Root = { name: string, about: string, chain: number | null, block: number | null };

// atlas_replay::look::machine
export type SpaceView = { task: number, name: string, life: SpaceLife, killedStep: number | null, base: number,
  regionBytes: number, heapBytes: number, committedPages: number, residentPages: number, untouchedPages: number,
  swappedPages: number, faults: number };
export type SpaceLife = "unborn" | "alive" | "killed";
export type PoolView = { pageBytes: number, frames: number, framesFree: number, swapPages: number, swapUsed: number,
  plentiful: boolean };

// atlas_replay::look::block
export type Block = { start: number, bytes: number, parts: Array<Part>, address: number, payload: number,
  state: BlockState, requested: number | null, pointer: string | null, bornStep: number | null, fields: Array<Field> };
export type Part = { category: string, bytes: number };
export type BlockState = "allocated" | "free" | "stagnant" | "gap";
export type Field = { name: string, about: string, offset: number, bytes: number, brief: string, value: string,
  flags: Array<FieldFlag>, link: FieldLink | null };
export type FieldFlag = { isSet: boolean, says: string };
export type FieldLink = { chain: number, to: number | null, isForward: boolean };

// atlas_replay::look::list
export type ListEntry = { index: number, block: Block, roots: Array<string> };

// atlas_replay::look::bytes
export type BytesView = { offset: number, bytes: Uint8Array, spans: Array<ByteSpan> };
export type ByteSpan = { offset: number, bytes: number, label: string, field: Field | null };

// atlas_replay::look::operations
export type OperationLine = { step: number, text: string, outcome: string | null, tone: Tone | null };

// atlas_replay::candidates
export type Candidate = { address: number, payloadBytes: number, purpose: Purpose, verdict: Verdict,
  score: Score | null, won: boolean, start: number, bytes: number };
export type Score = { total: number, terms: number[] };

// atlas_replay::changes
export type Change = { kind: ChangeKind, address: number, payloadBytes: number | null, to: number | null, start: number,
  bytes: number };
export type ChangeKind = "merged" | "split" | "placed" | "freed" | "queued" | "moved" | "extended" | "trimmed";

// classic_heap::observe
export type Purpose = "placement" | "run" | "lookup" | "neighbour" | "drain" | "merge";
export type Verdict = "allocated" | "too-small" | "held" | "passed" | "taken" | "joins" | "other" | "found";

// atlas_wasm::sweep
export type SweepQuestion = { kind: "presets", design: Design } | { kind: "near", design: Design, axes: number };
export type SweepCandidate = { name: string, preset: string | null, design: Design };

// atlas_replay::sweep::rank
export type Ranking = { order: Array<number>, onFront: Array<boolean>, meetsGoal: Array<boolean> };

// atlas_replay::series
export type Series = { steps: Array<number>, columns: Array<SeriesColumn>, frames: Array<FrameColumn> };
export type SeriesColumn = { metric: string, last: Array<number>, low: Array<number>, high: Array<number> };
export type FrameColumn = { task: number, last: Array<number>, low: Array<number>, high: Array<number> };

// atlas_replay::scorecard
export type Scorecard = { highWaterBytes: number, highWaterStep: number, refused: number,
  firstRefusedStep: number | null, probesMean: number, probesP99: number, utilisation: number };

// atlas_wasm::over_time
export type OverTime = { pixels: Uint8Array<ArrayBuffer>, refusals: Array<number>, marks: Array<number>,
  hasTables: boolean };
export type OverTimeSpec = { width: number, height: number, fromStep: number, steps: number, from: number,
  bytes: number, live: number, tables: number, free: number, beyond: number };

// atlas_wasm::session
export type BlockLife = { pointer: string, start: number, bytes: number, from: number, until: number | null };

// atlas_scenario::share
export type Link = { scenario: LinkScenario | null, designs: Array<Design>, preset: string | null, step: number | null,
  view: string | null, space: number | null, window: LinkWindow | null, selected: number | null, title: string | null,
  hashes: Array<string>, fixed: Array<string>, hidden: Array<string>, predict: Array<number> | null,
  goal: Array<Condition>, controls: string | null, theme: string | null, loop: LinkSteps | null, speed: number | null };
export type LinkScenario = { kind: "trace", id: string } | { kind: "lesson", id: string } | { kind: "generator",
  id: string } | { kind: "script", text: string } | { kind: "recording", name: string,
  bytes: Uint8Array } | { kind: "url", url: string };

// atlas_scenario::share::goal
export type Condition = { measure: GoalMeasure, bound: GoalBound, thousandths: number };
export type GoalMeasure = "high-water" | "refused" | "probes" | "probes-p99" | "utilisation";
export type GoalBound = "at-most" | "at-least" | "exactly";

// atlas_scenario::share
export type LinkWindow = { from: number, bytes: number };
export type LinkSteps = { from: number, to: number };
export type LinkNotice = { field: string, message: string };
export type DecodedLink = { link: Link, notices: Array<LinkNotice> };
export type EncodedLink = { text: string, parts: Array<LinkPart>, notices: Array<LinkNotice> };
export type LinkPart = { field: string, chars: number };

// atlas_wasm::link
export type FileContents = { kind: "trace", info: TraceInfo } | { kind: "script", text: string } | { kind: "link",
  decoded: DecodedLink };
export type EncodedFile = { bytes: Uint8Array<ArrayBuffer>, notices: Array<LinkNotice> };

// atlas_wasm::log
export type ReadLog = { info: TraceInfo, recording: Uint8Array<ArrayBuffer> };
export type Tried = { lines: Array<TriedLine>, problem: string | null };

// atlas_scenario::import::attempt
export type TriedLine = { text: string, says: string | null, isMistake: boolean };

// atlas_wasm::error
export type ErrorReport = { kind: ErrorKind, message: string, problems: Array<ScriptProblem> };
export type ErrorKind = "design" | "script" | "trace" | "unknown" | "bounds" | "internal";
