//! Random operations over every combination of policies, against a shadow heap that knows only what it was
//! granted: no overlap, alignment, bounds, payloads preserved, and every invariant after every operation.

mod common;

use std::collections::BTreeMap;

use classic_heap::catalog::{AXES, Kind, axis};
use classic_heap::policy::placement::Scoring;
use classic_heap::{Bytes, Design, Grant, Heap, Region};
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
        1 => any::<u32>().prop_map(Step::FreeAnything),
        1 => Just(Step::FreeAgain),
        1 => (0..4_u32).prop_map(Step::Idle),
    ]
}

/// Any choice on every axis that is a choice or a switch, so that a new policy is covered by registering it.
fn design() -> impl Strategy<Value = Design> {
    let choices: Vec<_> = AXES
        .iter()
        .map(|axis| {
            let texts: Vec<String> = match axis.kind {
                Kind::Choice(_) => axis.kind.choices().map(|doc| doc.id.to_string()).collect(),
                Kind::Switch => vec!["on".into(), "off".into()],
                Kind::Number { .. } => vec![],
            };
            (axis, texts)
        })
        .filter(|(_, texts)| !texts.is_empty())
        .collect();
    let picks = proptest::collection::vec(any::<Index>(), choices.len());
    (
        picks,
        3..13_u32,
        1..200_u32,
        500..5000_u32,
        0..500_u32,
        // Low, and so high that the region ends just below 2³².
        prop_oneof![
            1..0x1000_0000_u32,
            u32::MAX - (1 << 15) - 8192..u32::MAX - (1 << 15) - 4096
        ],
    )
        .prop_map(
            move |(picks, alignment, minimum_bytes, maximum_bytes, threshold, base)| {
                let mut design = Design {
                    region_bytes: 1 << 15,
                    base,
                    alignment: 1 << alignment,
                    minimum_bytes,
                    maximum_bytes,
                    ..Design::CLASSIC
                };
                for (pick, (axis, texts)) in picks.iter().zip(&choices) {
                    axis.set(&mut design, pick.get::<String>(texts))
                        .expect("a registered value");
                }
                if design.split.policy.doc().parameter.is_some() {
                    design.split.parameter = threshold;
                }
                design
            },
        )
}

/// What a program knows of its blocks: address → payload, usable bytes, and the byte it wrote everywhere.
struct Shadow {
    live: BTreeMap<u32, (u32, u32, u8)>,
    base: u32,
    end: u32,
    alignment: u32,
}

impl Shadow {
    fn grant(&mut self, grant: Grant, requested: u32, alignment: u32, pattern: u8) {
        let Grant {
            address,
            payload_bytes,
            usable_bytes,
        } = grant;
        assert!(
            usable_bytes <= payload_bytes && usable_bytes <= requested,
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
        self.live
            .insert(address, (payload_bytes, usable_bytes, pattern));
    }

    fn pick(&self, which: Index) -> Option<u32> {
        let addresses: Vec<_> = self.live.keys().copied().collect();
        (!addresses.is_empty()).then(|| *which.get(&addresses))
    }
}

fn written(heap: &Heap<Bytes<Vec<u8>>>, shadow: &Shadow, address: u32, bytes: u32, pattern: u8) {
    let at = (address - shadow.base) as usize;
    let payload = &heap.region().0[at..at + bytes as usize];
    assert!(
        payload.iter().all(|&byte| byte == pattern),
        "the payload at {address:#x} was overwritten"
    );
}

/// Runs a program; gives the region as it left it.
fn run(design: Design, steps: &[Step]) -> Vec<u8> {
    let region = Bytes(vec![0xEE; design.region_bytes as usize]);
    let mut heap = Heap::new(region, design).expect("the strategy makes sensible designs");
    let base = design.base_address();
    let mut shadow = Shadow {
        live: BTreeMap::new(),
        base,
        end: base + design.region_bytes,
        alignment: design.alignment,
    };
    let mut freed_last = None;
    for (number, step) in steps.iter().enumerate() {
        let pattern = number as u8;
        let granted = match *step {
            Step::Allocate(bytes) => heap.allocate(bytes).ok().map(|grant| (grant, bytes, 1)),
            Step::Aligned(bytes, alignment) => heap
                .allocate_aligned(bytes, alignment)
                .ok()
                .map(|grant| (grant, bytes, alignment)),
            Step::Zeroed(bytes) => heap.allocate_zeroed(bytes).ok().map(|grant| {
                written(&heap, &shadow, grant.address, grant.usable_bytes, 0);
                (grant, bytes, 1)
            }),
            Step::Falloc(bytes) => heap.falloc(bytes).ok().map(|grant| (grant, bytes, 1)),
            Step::Reallocate(which, bytes) => shadow.pick(which).and_then(|address| {
                let (_, usable, pattern) = shadow.live[&address];
                let grant = heap.reallocate(address, bytes).ok()?;
                written(
                    &heap,
                    &shadow,
                    grant.address,
                    usable.min(grant.usable_bytes),
                    pattern,
                );
                shadow.live.remove(&address);
                Some((grant, bytes, 1))
            }),
            Step::Free(which) => {
                if let Some(address) = shadow.pick(which) {
                    heap.free(address).expect("a live block can be freed");
                    shadow.live.remove(&address);
                    freed_last = Some(address);
                }
                None
            }
            Step::FreeAnything(address) => {
                if !shadow.live.contains_key(&address) {
                    heap.free(address).expect_err("nothing lives there");
                }
                None
            }
            Step::Idle(ticks) => {
                heap.idle(ticks);
                None
            }
            Step::FreeAgain => {
                if let Some(address) =
                    freed_last.filter(|address| !shadow.live.contains_key(address))
                {
                    heap.free(address).expect_err("it was freed already");
                }
                None
            }
        };
        if let Some((grant, requested, alignment)) = granted {
            shadow.grant(grant, requested, alignment, pattern);
            let (from, bytes) = (grant.address - base, grant.usable_bytes);
            heap.region_mut().fill(from, bytes, pattern);
        }
        heap.check()
            .unwrap_or_else(|violation| panic!("step {number}, {step:?}: {violation}"));
        for (&address, &(_, usable, pattern)) in &shadow.live {
            written(&heap, &shadow, address, usable, pattern);
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
    }
    heap.region().0.clone()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: if cfg!(miri) { 3 } else { 1500 },
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_program_on_any_design(
        design in design(),
        steps in proptest::collection::vec(step(), 1..if cfg!(miri) { 20 } else { 120 }),
    ) {
        run(design, &steps);
    }

    /// A score at which everything is good enough is first fit; one that weighs only waste is best fit.
    #[test]
    fn scored_spans_first_fit_and_best_fit(
        design in design(),
        steps in proptest::collection::vec(step(), 1..if cfg!(miri) { 12 } else { 80 }),
    ) {
        let only_waste = Scoring { waste: 3, distance: 0, address: 0, fragment: 0, good_enough: 0 };
        let anything = Scoring { good_enough: Scoring::ANYTHING, ..Design::CLASSIC.scoring };
        for (plain, scoring) in [("first-fit", anything), ("best-fit", only_waste)] {
            let mut scored = Design { scoring, ..design };
            let mut simple = scored;
            let placement = axis("placement").expect("it is registered");
            placement.set(&mut scored, "scored").expect("it is registered");
            placement.set(&mut simple, plain).expect("it is registered");
            prop_assert_eq!(run(scored, &steps), run(simple, &steps));
        }
    }

    /// Roots and region are the whole state: restored elsewhere, a heap goes on identically.
    #[test]
    fn a_snapshot_is_the_whole_state(
        design in design(),
        before in proptest::collection::vec(0..300_u32, 1..30),
        after in proptest::collection::vec(0..300_u32, 1..30),
    ) {
        let region = Bytes(vec![0xEE; design.region_bytes as usize]);
        let mut original = Heap::new(region, design).expect("the strategy makes sensible designs");
        let play = |heap: &mut Heap<Bytes<Vec<u8>>>, sizes: &[u32]| {
            let mut addresses = vec![];
            for &bytes in sizes {
                let address = heap.allocate(bytes).ok().map(|grant| grant.address);
                if let (Some(address), true) = (address, bytes % 3 == 0) {
                    heap.free(address).expect("it was just granted");
                }
                addresses.push(address);
            }
            addresses
        };
        play(&mut original, &before);
        let mut copy = Heap::new(original.region().clone(), design).expect("checked above");
        copy.restore(original.roots());
        prop_assert_eq!(play(&mut original, &after), play(&mut copy, &after));
        prop_assert_eq!(&original.region().0, &copy.region().0);
    }
}
