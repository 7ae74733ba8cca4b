//! Protects the guard itself: each thing an allocator must never do is done here, and must be caught.

use atlas_scenario::{Action, KERNEL, Operation, Scenario, Target};
use classic_heap::anatomy::{Chain, Field, Root};
use classic_heap::policy::placement::Score;
use classic_heap::{FreeError, ReallocateError, Refusal};

use super::*;
use crate::design::MemoryDesign;
use crate::design::WholeDesign;
use crate::physical::PhysicalMemory;
use crate::replay::{Options, Replay, ReplayError};
use crate::subject::{Block, Cost, Events, Freed, Request, Saved};

/// How a [`Liar`] breaks its promises.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Lie {
    /// Grants the block before again.
    Overlap,
    /// Grants an address 4 bytes further on.
    Misalign,
    /// Grants what lies beyond the region.
    Outside,
    /// Grants less than it says.
    Shorten,
    /// Does not know its blocks.
    Deny,
    /// Frees whatever it is asked to.
    Accept,
    /// Scribbles over the first live payload when granting the next.
    Scribble,
    /// Says it zeroed what it did not.
    Dirty,
}

/// Classic's heap, but for one lie.
struct Liar {
    classic: Box<dyn Subject>,
    lie: Lie,
    granted: Option<Grant>,
}

impl Subject for Liar {
    fn fresh(&self) -> Box<dyn Subject> {
        Box::new(liar(self.lie))
    }

    fn allocate(&mut self, request: Request) -> Result<Option<Grant>, Refusal> {
        let mut grant = self.classic.allocate(request)?.expect("a block");
        match (self.lie, self.granted) {
            (Lie::Overlap, Some(before)) => grant = before,
            (Lie::Misalign, _) => {
                grant.address += 4;
                grant.block.start += 4;
            }
            (Lie::Outside, _) => {
                grant.address += 1 << 20;
                grant.block.start += 1 << 20;
            }
            (Lie::Shorten, _) => grant.clamped_bytes = grant.payload_bytes + 1,
            (Lie::Scribble, Some(before)) => {
                self.classic.memory_mut(before.address, 8)[7] ^= 0x55;
            }
            (Lie::Dirty, _) => self.classic.memory_mut(grant.address, 8)[3] = 1,
            _ => {}
        }
        self.granted = Some(grant);
        Ok(Some(grant))
    }

    fn reallocate(&mut self, address: u32, bytes: u32) -> Result<Option<Grant>, ReallocateError> {
        if self.lie == Lie::Deny {
            return Err(ReallocateError::Address(FreeError::UnknownAddress));
        }
        self.classic.reallocate(address, bytes)
    }

    fn free(&mut self, address: u32) -> Result<Freed, FreeError> {
        match self.lie {
            Lie::Deny => Err(FreeError::UnknownAddress),
            Lie::Accept => Ok(Freed::AtOnce),
            _ => self.classic.free(address),
        }
    }

    fn checks_addresses(&self) -> bool {
        self.classic.checks_addresses()
    }

    fn idle(&mut self, ticks: u32) {
        self.classic.idle(ticks);
    }

    fn region_base(&self) -> u32 {
        self.classic.region_base()
    }
    fn region_bytes(&self) -> u32 {
        self.classic.region_bytes()
    }
    fn end(&self) -> u32 {
        self.classic.end()
    }
    fn heap_bytes(&self) -> u32 {
        self.classic.heap_bytes()
    }
    fn alignment(&self) -> u32 {
        self.classic.alignment()
    }
    fn front_bytes(&self) -> u32 {
        self.classic.front_bytes()
    }
    fn score(&self) -> Option<&Score> {
        self.classic.score()
    }
    fn fields(&self, block: &Block) -> Vec<Field> {
        self.classic.fields(block)
    }
    fn chains(&self) -> Vec<(u16, Chain)> {
        self.classic.chains()
    }
    fn walk(&self, chain: u16) -> Box<dyn Iterator<Item = Block> + '_> {
        self.classic.walk(chain)
    }
    fn roots(&self) -> Vec<Root> {
        self.classic.roots()
    }
    fn begin(&mut self, recording: bool, work_max: u64) {
        self.classic.begin(recording, work_max);
    }
    fn rounding(&self, clamped_bytes: u32) -> Rounding {
        self.classic.rounding(clamped_bytes)
    }
    fn memory(&self, address: u32, bytes: u32) -> &[u8] {
        self.classic.memory(address, bytes)
    }
    fn memory_mut(&mut self, address: u32, bytes: u32) -> &mut [u8] {
        self.classic.memory_mut(address, bytes)
    }
    fn physical_mut(&mut self) -> &mut PhysicalMemory {
        self.classic.physical_mut()
    }
    fn blocks(&self) -> Box<dyn Iterator<Item = Block> + '_> {
        self.classic.blocks()
    }
    fn appends(&self) -> bool {
        self.classic.appends()
    }

    fn tables(&self) -> [Extent; 2] {
        self.classic.tables()
    }
    fn cost(&self) -> Cost {
        self.classic.cost()
    }
    fn events(&self) -> &Events {
        self.classic.events()
    }
    fn check(&self) -> Result<(), classic_heap::Violation> {
        self.classic.check()
    }
    fn save(&mut self) -> Saved {
        self.classic.save()
    }
    fn restore(&mut self, saved: &Saved) {
        self.classic.restore(saved);
    }
    fn digest(&self, feed: &mut dyn FnMut(&[u8])) {
        self.classic.digest(feed);
    }
}

fn liar(lie: Lie) -> Liar {
    let mut design = WholeDesign::default();
    design.machine.region.region_bytes = 4096;
    Liar {
        classic: design.open().expect("a good design"),
        lie,
        granted: None,
    }
}

/// Replays on a liar, and gives the step and the violation it ends with.
fn caught(lie: Lie, actions: &[Action]) -> (u32, Violation) {
    let scenario = Scenario {
        operations: actions
            .iter()
            .map(|&action| Operation {
                task: KERNEL,
                action,
            })
            .collect(),
        pointers: 4,
        ..Scenario::default()
    };
    let memory = MemoryDesign::default();
    let options = Options { check: true };
    let mut replay = Replay::on(
        memory,
        |_| Ok((Box::new(liar(lie)), String::new())),
        scenario,
        options,
    )
    .expect("a good scenario");
    let error = replay.finish().expect_err("the lie is caught");
    assert_eq!(
        replay.finish(),
        Err(error.clone()),
        "it stays caught, however often one asks"
    );
    match error {
        ReplayError::Violation { step, violation } => (step, violation),
        other => panic!("{other}"),
    }
}

fn malloc(pointer: u32, bytes: u32) -> Action {
    Action::Malloc {
        pointer: Pointer(pointer),
        bytes,
    }
}

fn free(pointer: u32) -> Action {
    Action::Free {
        target: Target::Pointer(Pointer(pointer)),
    }
}

/// Where the first block's payload stands.
const FIRST: u32 = 0x0010_0010;

#[test]
fn memory_handed_out_twice_is_caught() {
    let (step, violation) = caught(Lie::Overlap, &[malloc(0, 64), malloc(1, 64)]);
    assert_eq!(step, 2);
    assert!(
        matches!(violation, Violation::Overlap { address: FIRST, live } if live.address == FIRST),
        "{violation}"
    );
}

#[test]
fn a_bad_address_is_caught() {
    let (_, violation) = caught(Lie::Misalign, &[malloc(0, 64)]);
    let expected = Violation::Misaligned {
        address: FIRST + 4,
        alignment: 16,
    };
    assert_eq!(violation, expected);
    let (_, violation) = caught(Lie::Outside, &[malloc(0, 64)]);
    let address = FIRST + (1 << 20);
    assert_eq!(violation, Violation::OutsideRegion { address });
}

#[test]
fn a_block_too_small_is_caught() {
    let (_, violation) = caught(Lie::Shorten, &[malloc(0, 64)]);
    let expected = Violation::TooSmall {
        address: FIRST,
        payload_bytes: 64,
        clamped_bytes: 65,
    };
    assert_eq!(violation, expected);
}

#[test]
fn a_block_forgotten_is_caught() {
    let denied = (2, Violation::Denied { address: FIRST });
    assert_eq!(caught(Lie::Deny, &[malloc(0, 64), free(0)]), denied);
    let realloc = Action::Realloc {
        pointer: Pointer(0),
        from: Target::Pointer(Pointer(0)),
        bytes: 100,
    };
    assert_eq!(caught(Lie::Deny, &[malloc(0, 64), realloc]), denied);
}

#[test]
fn a_free_of_nothing_is_caught() {
    let nowhere = Action::Free {
        target: Target::Address(FIRST + 8),
    };
    let invented = Violation::Invented { address: FIRST + 8 };
    assert_eq!(
        caught(Lie::Accept, &[malloc(0, 64), nowhere]),
        (2, invented)
    );
}

#[test]
fn contents_that_change_are_caught() {
    let actions = [malloc(0, 64), malloc(1, 64), free(0)];
    let corrupted = |at| Violation::Corrupted { address: FIRST, at };
    assert_eq!(caught(Lie::Scribble, &actions), (3, corrupted(7)));
    let calloc = Action::Calloc {
        pointer: Pointer(0),
        count: 2,
        bytes: 32,
    };
    assert_eq!(caught(Lie::Dirty, &[calloc]), (1, corrupted(3)));
}

/// A block far in front can reach into the bucket of a later one.
#[test]
fn large_blocks_reach_over_many_buckets() {
    let classic = WholeDesign::default().open().expect("Classic makes sense");
    let mut shadow = Shadow::new(&*classic);
    let live = Live {
        address: FIRST,
        asked_bytes: 100_000,
        clamped_bytes: 100_000,
        payload_bytes: 100_000,
        front_bytes: 16,
        born_step: 1,
        pointer: Pointer(0),
    };
    shadow.insert(live, Rounding::default());
    let grant = |start: u32| Grant {
        address: 0x0010_0000 + start + 16,
        payload_bytes: 64,
        clamped_bytes: 64,
        block: Extent { start, bytes: 80 },
    };
    assert!(shadow.check_grant(&grant(99_984), 16).is_err());
    assert_eq!(shadow.check_grant(&grant(100_016), 16), Ok(()));
    assert_eq!(shadow.at_or_before(FIRST + 99_999), Some(&live));
    shadow.remove(&live, Rounding::default());
    assert_eq!(shadow.sums(), Sums::default());
    assert_eq!(shadow.check_grant(&grant(99_984), 16), Ok(()));
}
