//! The machine on paper (`paper/`) beside the real one: tasks, page faults, swap, kills and memory given back,
//! on random scripts and designs with so few frames that everybody is short of them.
//!
//! Two models, for two halves of the question. *All on paper*: tasks, pointers, pool and allocators are models, and so
//! know which pages an allocator must write to, commit and give back; what it reads it is not asked, so nothing is
//! swapped. *A real heap on paper memory*: the allocator is the real one, over a region of the model's, and everything
//! around it is on paper; what is coldest depends on every header looked at, and here that is known.

use crate::common;
use std::collections::BTreeSet;

use crate::paper::allocator::{Allocator, Paper};
use crate::paper::beside::{self, Real};
use crate::paper::machine::Machine;
use crate::paper::pool::{Memory, Traffic};
use atlas_replay::{Designs, MachineDesign, MemoryDesign, OUTCOMES, RegionDesign, WholeDesign};
use atlas_scenario::{Action, Scenario, Target, TouchBytes};
use classic_heap::Design;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

fn compare<A: Allocator>(
    designs: &Designs,
    scenario: &Scenario,
    make: fn(&Design, Memory) -> A,
) -> Result<(), TestCaseError> {
    beside::compare(designs, scenario, make).map_err(TestCaseError::fail)
}

/// Any scenario in which kernel and three tasks use one another's pointers and, more than usual, their memory.
fn crowd(operations: usize) -> impl Strategy<Value = Scenario> {
    let used = common::pointer().prop_map(|pointer| Action::Touch {
        target: Target::Pointer(pointer),
        start: 0,
        bytes: TouchBytes::Rest,
    });
    let action = prop_oneof![4 => common::action(), 1 => used];
    common::scenario_of(operations, 0_u8..4, action)
}

/// Designs for kernel and tasks whose regions are small, and whose frames are few.
fn crowded() -> impl Strategy<Value = Designs> {
    let pages = (
        prop_oneof![Just(64_u32), Just(128), Just(256), Just(1024)],
        1_u32..40,
        prop_oneof![2 => Just(0_u32), 3 => 1_u32..24],
    );
    let base = prop_oneof![Just(0x0041_0000_u32), Just(0x000F_FFFF), Just(1)];
    let design = (common::design(), pages, base)
        .prop_map(
            |(drawn, (page_bytes, frames, swap_pages), task_base)| WholeDesign {
                machine: MachineDesign {
                    region: RegionDesign {
                        region_bytes: drawn.machine.region.region_bytes.min(6000),
                        task_base,
                        ..RegionDesign::default()
                    },
                    memory: MemoryDesign {
                        page_bytes,
                        frames,
                        swap_pages,
                    },
                },
                allocator: drawn.allocator,
            },
        )
        .prop_filter("the values go together", |design| design.check().is_ok());
    let own = proptest::collection::vec(proptest::option::of(design.boxed()), 4);
    own.prop_filter_map("the kernel has a design", |own| {
        let mut designs = Designs::from(own[0]?);
        for (task, own) in (1..).zip(&own[1..]) {
            if let Some(own) = own {
                designs.put(task, *own);
            }
        }
        Some(designs)
    })
}

/// Protects the properties below from agreeing on nothing: what they draw is short of everything, and everything a page
/// or an operation can come to, it comes to.
#[test]
fn the_crowd_is_short_of_everything() {
    let mut runner = TestRunner::deterministic();
    let drawn = (crowded(), crowd(120));
    let mut outcomes = BTreeSet::new();
    let mut traffic = Traffic::default();
    for _ in 0..400 {
        let drawn = drawn.new_tree(&mut runner).expect("a machine");
        let (designs, scenario) = drawn.current();
        let mut machine = Machine::new(&designs, &scenario, Real::new);
        for (at, operation) in scenario.operations.iter().enumerate() {
            outcomes.insert(machine.perform(at + 1, operation));
            let step = machine.pool.borrow().traffic;
            traffic.committed += step.committed;
            traffic.faults += step.faults;
            traffic.swap_ins += step.swap_ins;
            traffic.swap_outs += step.swap_outs;
            traffic.returned += step.returned;
        }
    }
    // No operation drawn here is under a condition.
    let ids = OUTCOMES.iter().map(|outcome| outcome.id);
    let all: BTreeSet<_> = ids.filter(|&id| id != "skipped").collect();
    assert_eq!(outcomes, all);
    let Traffic {
        committed,
        faults,
        swap_ins,
        swap_outs,
        returned,
    } = traffic;
    let least = [committed, faults, swap_ins, swap_outs, returned]
        .into_iter()
        .min();
    assert!(least > Some(100), "{traffic:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Protects every rule of pages and tasks but those of swap: what a grant commits, what a touch takes, what is
    /// given back, who is killed, and what a task's pointers mean to another.
    #[test]
    fn the_machine_does_what_the_rules_say(
        mut designs in crowded(),
        scenario in crowd(120),
    ) {
        designs.machine.memory.swap_pages = 0;
        compare(&designs, &scenario, Paper::new)?;
    }

    /// Protects the rules of swap, on top: which page is coldest, what comes back, and when there is no room left.
    #[test]
    fn swap_does_what_the_rules_say(
        designs in crowded(),
        scenario in crowd(120),
    ) {
        compare(&designs, &scenario, Real::new)?;
    }
}
