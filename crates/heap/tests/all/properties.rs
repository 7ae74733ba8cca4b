//! Random operations on random designs, against a shadow heap that knows only what it was
//! granted: no overlap, alignment, bounds, payloads preserved, every invariant after every operation, and no word of
//! metadata used that was not announced.

use std::cell::RefCell;
use std::collections::BTreeMap;

use classic_heap::catalog::{AXES, Kind, Values};
use classic_heap::policy::placement::{Placement, Score, Scored};
use classic_heap::{
    Access, Design, Draft, Event, FreeError, Freed, Grant, Heap, Observer, ReallocateError,
    Refusal, Region,
};
use proptest::prelude::*;
use proptest::sample::Index;

#[derive(Clone, Debug)]
enum Step {
    Allocate(u32),
    Aligned(u32, u32),
    Zeroed(u32),
    Falloc(u32),
    Reallocate(Index, u32),
    Free(Index),
    FreeNear(Index, i32),
    FreeAnything(u32),
    FreeAgain,
    Idle(u32),
}

fn bytes() -> impl Strategy<Value = u32> {
    prop_oneof![8 => 0..300_u32, 2 => 300..3000_u32, 1 => any::<u32>()]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => bytes().prop_map(Step::Allocate),
        2 => (bytes(), 0..13_u32).prop_map(|(bytes, log)| Step::Aligned(bytes, 1 << log)),
        1 => bytes().prop_map(Step::Zeroed),
        1 => bytes().prop_map(Step::Falloc),
        3 => (any::<Index>(), bytes()).prop_map(|(which, bytes)| Step::Reallocate(which, bytes)),
        7 => any::<Index>().prop_map(Step::Free),
        1 => (any::<Index>(), -20..60_i32).prop_map(|(which, by)| Step::FreeNear(which, by * 8)),
        1 => any::<u32>().prop_map(Step::FreeAnything),
        1 => Just(Step::FreeAgain),
        1 => (0..4_u32).prop_map(Step::Idle),
    ]
}

/// The length of every region here.
const REGION_BYTES: u32 = 1 << 15;

/// Scores that prefer now one hole, now another.
const SCORES: [&str; 4] = [
    "waste*4 + probes*16 + offset/64 until <= 256",
    "exact ? 0 : remainder > 0 && remainder < 64 ? 9999 : probes",
    "-size%7*offset until <= -3",
    "merges*size/(waste - 8)",
];

/// Any choice on every axis that is a choice or a switch, so that a new policy is covered by registering it.
fn design() -> impl Strategy<Value = Design> {
    let choices = proptest::collection::vec(any::<Index>(), AXES.len());
    (
        choices,
        3..13_u32,
        1..200_u32,
        500..5000_u32,
        0..500_u32,
        // Low, and so high that the region ends just below 2³².
        prop_oneof![
            1..0x1000_0000_u32,
            u32::MAX - REGION_BYTES - 8192..u32::MAX - REGION_BYTES - 4096
        ],
    )
        .prop_filter_map(
            "the values go together",
            |(choices, alignment, minimum_bytes, maximum_bytes, threshold, base)| {
                let mut values = Values::of(&Draft {
                    base,
                    alignment: 1 << alignment,
                    minimum_bytes,
                    maximum_bytes,
                    ..Draft::CLASSIC
                });
                for (axis, choice) in AXES.iter().zip(choices) {
                    let text = match axis.kind {
                        Kind::Choice(docs) => match choice.get(docs).id {
                            "at-least" => format!("at-least({threshold})"),
                            id => id.to_owned(),
                        },
                        Kind::Switch => choice.get(&["on", "off"]).to_string(),
                        Kind::Expression(_) => choice.get(&SCORES).to_string(),
                        Kind::Number { .. } | Kind::Lengths => continue,
                    };
                    axis.set(&mut values, &text).expect("a registered value");
                }
                values.design().ok()
            },
        )
}

/// What a program knows of its blocks: address → payload, and the byte it wrote everywhere in it.
#[derive(Clone)]
struct Shadow {
    live: BTreeMap<u32, (u32, u8)>,
    base: u32,
    end: u32,
    alignment: u32,
    zero_is_null: bool,
}

impl Shadow {
    fn grant(&mut self, grant: Grant, requested: u32, alignment: u32, pattern: u8) {
        let Grant {
            address,
            payload_bytes,
            clamped_bytes,
        } = grant;
        if grant == Grant::NULL {
            assert!(
                requested == 0 && self.zero_is_null,
                "null for {requested} bytes"
            );
            return;
        }
        assert!(
            clamped_bytes <= payload_bytes && clamped_bytes <= requested,
            "{grant:?}"
        );
        assert!(
            address.is_multiple_of(alignment.max(self.alignment)),
            "misaligned {grant:?}"
        );
        assert!(
            address >= self.base && address + payload_bytes <= self.end,
            "out of bounds {grant:?}"
        );
        let before = self.live.range(..address + payload_bytes).next_back();
        if let Some((&other, &(bytes, ..))) = before {
            assert!(
                other + bytes <= address,
                "{grant:?} overlaps the block at {other:#x}"
            );
        }
        self.live.insert(address, (payload_bytes, pattern));
    }

    fn pick(&self, which: Index) -> Option<u32> {
        let addresses: Vec<_> = self.live.keys().copied().collect();
        (!addresses.is_empty()).then(|| *which.get(&addresses))
    }
}

/// A region that knows of each of its words whether the operation that uses it has announced it.
#[derive(Clone)]
struct Witnessed {
    bytes: Vec<u8>,
    /// The operation at work, from 1; 0 between operations, when anybody may look.
    operation: u32,
    operations: u32,
    /// For each word, the last operation that announced to look at it, and to change it.
    announced: [Vec<u32>; 2],
    /// The words that the operation used, and how.
    used: RefCell<Vec<(u32, Access)>>,
}

impl Witnessed {
    fn new(bytes: u32) -> Self {
        let words = bytes.div_ceil(4) as usize;
        Self {
            bytes: vec![0xEE; bytes as usize],
            operation: 0,
            operations: 0,
            announced: [vec![0; words], vec![0; words]],
            used: RefCell::default(),
        }
    }

    fn begin(&mut self) {
        self.operations += 1;
        self.operation = self.operations;
        self.used.get_mut().clear();
    }

    /// Closes the operation: cost and pages are counted from announcements, so what was changed must have been
    /// announced, word by word. What was looked at need not be so exact, for headers are read whole, of which the
    /// operation may be after one word only; but something within a header's length must have been.
    fn end(&mut self) {
        for &(offset, access) in self.used.get_mut().iter() {
            let word = (offset / 4) as usize;
            let announced = match access {
                Access::Read => self.announced.iter().any(|words| {
                    let around = word.saturating_sub(3)..words.len().min(word + 4);
                    words[around].contains(&self.operation)
                }),
                Access::Write => self.announced[1][word] == self.operation,
            };
            assert!(
                announced,
                "the word at {offset:#x} is used unannounced: {access:?}"
            );
        }
        self.operation = 0;
    }

    fn note(&self, offset: u32, access: Access) {
        if self.operation > 0 {
            assert!(offset.is_multiple_of(4), "words are aligned");
            self.used.borrow_mut().push((offset, access));
        }
    }
}

impl Region for Witnessed {
    fn bytes(&self) -> u32 {
        self.bytes.len() as u32
    }

    fn page_bytes(&self) -> u32 {
        4096
    }

    fn word(&self, offset: u32) -> u32 {
        self.note(offset, Access::Read);
        let at = offset as usize;
        let word = &self.bytes[at..at + 4];
        u32::from_le_bytes(word.try_into().expect("four bytes"))
    }

    fn set_word(&mut self, offset: u32, word: u32) {
        self.note(offset, Access::Write);
        let at = offset as usize;
        self.bytes[at..at + 4].copy_from_slice(&word.to_le_bytes());
    }

    fn fill(&mut self, offset: u32, bytes: u32, value: u8) {
        let at = offset as usize;
        self.bytes[at..at + bytes as usize].fill(value);
    }

    fn touch(&mut self, offset: u32, bytes: u32, access: Access) {
        let announced = &mut self.announced[usize::from(access == Access::Write)];
        for word in offset / 4..(offset + bytes).div_ceil(4) {
            announced[word as usize] = self.operation;
        }
    }

    fn copy(&mut self, from: u32, to: u32, bytes: u32) {
        let from = from as usize;
        self.bytes
            .copy_within(from..from + bytes as usize, to as usize);
    }
}

fn written(
    heap: &Heap<Witnessed, Design, Audit>,
    shadow: &Shadow,
    address: u32,
    bytes: u32,
    pattern: u8,
) {
    let at = (address - shadow.base) as usize;
    let payload = &heap.region().bytes[at..at + bytes as usize];
    assert!(
        payload.iter().all(|&byte| byte == pattern),
        "the payload at {address:#x} was overwritten"
    );
}

/// What came of a step: what was granted, what was refused or denied, how many bytes a free gave back.
#[derive(Debug, PartialEq)]
enum Came {
    Nothing,
    Granted(Grant),
    Refused(Refusal),
    Resized(Result<Grant, ReallocateError>),
    Freed(Result<Freed, FreeError>),
}

/// Compares what is read with what is told: a probe is a header of three words, and nothing else is read by threes.
#[derive(Clone, Default)]
struct Audit {
    headers_read: u32,
    probes: u32,
}

impl Observer for Audit {
    fn read(&mut self, _: u32, words: u32) {
        self.headers_read += u32::from(words == 3);
    }

    fn event(&mut self, event: Event) {
        self.probes += u32::from(matches!(event, Event::Probed { .. }));
    }
}

/// A heap, and what the program on it knows.
struct Program {
    heap: Heap<Witnessed, Design, Audit>,
    shadow: Shadow,
    freed_last: Option<u32>,
}

impl Program {
    fn new(design: Design) -> Self {
        let region = Witnessed::new(REGION_BYTES);
        let base = design.base_address();
        Self {
            heap: Heap::observed(region, design, Audit::default())
                .expect("the strategy makes sensible designs"),
            shadow: Shadow {
                live: BTreeMap::new(),
                base,
                end: base + REGION_BYTES,
                alignment: design.alignment,
                zero_is_null: design.zero.is_null(),
            },
            freed_last: None,
        }
    }

    /// The same program on another heap, which was given this one's roots and region.
    fn moved_elsewhere(&self) -> Self {
        let region = Witnessed::new(REGION_BYTES);
        let mut heap = Heap::observed(region, *self.heap.design(), Audit::default())
            .expect("the design made sense before");
        *heap.region_mut() = self.heap.region().clone();
        heap.restore(self.heap.roots());
        Self {
            heap,
            shadow: self.shadow.clone(),
            freed_last: self.freed_last,
        }
    }

    /// Takes a step, and looks after it that nothing is broken.
    fn take(&mut self, number: usize, step: &Step) -> Came {
        let pattern = number as u8;
        self.heap.region_mut().begin();
        *self.heap.observer_mut() = Audit::default();
        let came = self.perform(step, pattern);
        self.heap.region_mut().end();
        let &Audit {
            headers_read,
            probes,
        } = self.heap.observer();
        // A queue may have looked for a header at an address where there is none.
        let denied = came == Came::Freed(Err(FreeError::UnknownAddress));
        assert!(
            headers_read == probes || denied && headers_read == 1 && probes == 0,
            "step {number}, {step:?}: {headers_read} headers were read and {probes} blocks examined"
        );
        let Self { heap, shadow, .. } = self;
        heap.check()
            .unwrap_or_else(|violation| panic!("step {number}, {step:?}: {violation}"));
        for (&address, &(payload, pattern)) in &shadow.live {
            written(heap, shadow, address, payload, pattern);
        }
        let live: Vec<_> = heap
            .blocks()
            .filter(|block| !block.is_free() && !block.is_queued())
            .map(|block| (block.address(), block.payload_bytes()))
            .collect();
        let known: Vec<_> = shadow
            .live
            .iter()
            .map(|(&address, &(bytes, ..))| (address, bytes))
            .collect();
        assert_eq!(
            live, known,
            "the heap's live blocks are those the program holds"
        );
        came
    }

    fn perform(&mut self, step: &Step, pattern: u8) -> Came {
        match *step {
            Step::Allocate(bytes) => {
                let granted = self.heap.allocate(bytes);
                self.granted(granted, bytes, 1, pattern)
            }
            Step::Aligned(bytes, alignment) => {
                let granted = self.heap.allocate_aligned(bytes, alignment);
                self.granted(granted, bytes, alignment, pattern)
            }
            Step::Zeroed(bytes) => {
                let granted = self.heap.allocate_zeroed(bytes);
                if let Ok(grant) = granted
                    && grant != Grant::NULL
                {
                    written(
                        &self.heap,
                        &self.shadow,
                        grant.address,
                        grant.clamped_bytes,
                        0,
                    );
                }
                self.granted(granted, bytes, 1, pattern)
            }
            Step::Falloc(bytes) => {
                let granted = self.heap.falloc(bytes);
                self.granted(granted, bytes, 1, pattern)
            }
            Step::Reallocate(which, bytes) => {
                let Some(address) = self.shadow.pick(which) else {
                    return Came::Nothing;
                };
                let resized = self.heap.reallocate(address, bytes);
                if resized == Ok(Grant::NULL) {
                    self.shadow.live.remove(&address);
                    self.freed_last = Some(address);
                } else if let Ok(grant) = resized {
                    let (payload, old) = self.shadow.live[&address];
                    let kept = payload.min(grant.payload_bytes);
                    written(&self.heap, &self.shadow, grant.address, kept, old);
                    self.shadow.live.remove(&address);
                    self.granted(Ok(grant), bytes, 1, pattern);
                }
                Came::Resized(resized)
            }
            Step::Free(which) => {
                let Some(address) = self.shadow.pick(which) else {
                    return Came::Nothing;
                };
                let freed = self.heap.free(address).expect("a live block can be freed");
                self.shadow.live.remove(&address);
                self.freed_last = Some(address);
                Came::Freed(Ok(freed))
            }
            Step::FreeNear(which, by) => match self.shadow.pick(which) {
                Some(address) => self.free_in_vain(address.wrapping_add_signed(by)),
                None => Came::Nothing,
            },
            Step::FreeAnything(address) => self.free_in_vain(address),
            Step::FreeAgain => match self.freed_last {
                Some(address) => self.free_in_vain(address),
                None => Came::Nothing,
            },
            Step::Idle(ticks) => {
                self.heap.idle(ticks);
                Came::Nothing
            }
        }
    }

    fn granted(
        &mut self,
        granted: Result<Grant, Refusal>,
        requested: u32,
        alignment: u32,
        pattern: u8,
    ) -> Came {
        match granted {
            Ok(grant) => {
                self.shadow.grant(grant, requested, alignment, pattern);
                if grant == Grant::NULL {
                    return Came::Granted(grant);
                }
                let from = grant.address - self.shadow.base;
                self.heap
                    .region_mut()
                    .fill(from, grant.payload_bytes, pattern);
                Came::Granted(grant)
            }
            Err(refusal) => Came::Refused(refusal),
        }
    }

    /// Frees what is no live block, if it is none.
    fn free_in_vain(&mut self, address: u32) -> Came {
        if self.shadow.live.contains_key(&address) {
            return Came::Nothing;
        }
        let error = self.heap.free(address).expect_err("nothing lives there");
        Came::Freed(Err(error))
    }
}

/// Runs a program; gives the region as it left it.
fn run(design: Design, steps: &[Step]) -> Vec<u8> {
    let mut program = Program::new(design);
    for (number, step) in steps.iter().enumerate() {
        program.take(number, step);
    }
    program.heap.region().bytes.clone()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: if cfg!(miri) { 3 } else { 1500 },
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Protects every promise of the allocator at once, whatever it is made of.
    #[test]
    fn any_program_on_any_design(
        design in design(),
        steps in proptest::collection::vec(step(), 1..if cfg!(miri) { 20 } else { 120 }),
    ) {
        run(design, &steps);
    }

    /// Scores that say what other placements do.
    #[test]
    fn scores_span_the_other_placements(
        design in design(),
        steps in proptest::collection::vec(step(), 1..if cfg!(miri) { 12 } else { 80 }),
    ) {
        for (plain, score) in [
            (Placement::FirstFit, "-size until <= any"),
            (Placement::FirstFit, "probes"),
            (Placement::BestFit, "size"),
            (Placement::BestFit, "waste*3 until <= 0"),
            (Placement::WorstFit, "-waste"),
        ] {
            let scored = Placement::Scored(Scored(Score::of(score)));
            let [scored, simple] = [scored, plain]
                .map(|placement| Design::of(Draft { placement, ..*design }));
            prop_assert_eq!(run(scored, &steps), run(simple, &steps), "{}", score);
        }
    }

    /// Roots and region are the whole state: restored elsewhere, a heap goes on identically, whatever was and is
    /// asked of it.
    #[test]
    fn a_snapshot_is_the_whole_state(
        design in design(),
        before in proptest::collection::vec(step(), 1..if cfg!(miri) { 10 } else { 60 }),
        after in proptest::collection::vec(step(), 1..if cfg!(miri) { 10 } else { 60 }),
    ) {
        let mut original = Program::new(design);
        for (number, step) in before.iter().enumerate() {
            original.take(number, step);
        }
        let mut copy = original.moved_elsewhere();
        for (number, step) in (before.len()..).zip(&after) {
            let [ours, theirs] = [&mut original, &mut copy].map(|program| program.take(number, step));
            prop_assert_eq!(ours, theirs, "step {}, {:?}", number, step);
            prop_assert_eq!(original.heap.roots(), copy.heap.roots(), "step {}, {:?}", number, step);
        }
        prop_assert_eq!(&original.heap.region().bytes, &copy.heap.region().bytes);
    }
}
