//! Owns the machine: address spaces, the memory they share and the program's pointers.
//!
//! Decides what becomes of an operation, mistaken ones included, and nothing about remembering that: see
//! [`timeline`](crate::timeline). Each file beside this one owns one task: `given` what there is before the first operation, `perform` the course of one operation, `actions`
//! what each kind of operation does, `pointers` the program's pointers and what they name, `pattern` the bytes in
//! payloads, `space` one address space, `turns` the repeats whose end is a refusal, `snapshot` a copy to return to.

mod actions;
mod given;
mod pattern;
mod perform;
mod pointers;
mod snapshot;
mod space;
mod turns;

use atlas_scenario::{KERNEL, Scenario};

use crate::design::MemoryDesign;
use crate::metrics::PageFigures;
use crate::physical::PhysicalMemory;
use crate::subject::{NotBegun, Subject};
use crate::sums::{CostSums, Peaks, Sums};

pub(crate) use perform::{Halt, Performed};
use pointers::Pointers;
pub(crate) use snapshot::MachineSnapshot;
pub(crate) use space::Space;
pub use space::{Death, Life};
use turns::AllTurns;
pub use turns::Turns;

/// Address spaces, the memory they share and the program's pointers, at work for a scenario.
pub(crate) struct Machine {
    /// In order of their tasks; the kernel's is always the first.
    pub(crate) spaces: Vec<Space>,
    /// The place of the space at work: that of the task which performed the last operation, or performs the first.
    pub(crate) active: usize,
    pub(crate) memory: PhysicalMemory,
    pointers: Pointers,
    turns: AllTurns,
    /// Of all spaces together.
    pub(crate) peaks: Peaks,
    pub(crate) costs: CostSums,
    /// How many operations were performed.
    pub(crate) step: u32,
    /// The bytes of payload that the operation has filled, copied or touched.
    bytes_written: u64,
    /// Whether the subject's invariants and the payloads' bytes are checked: see [`Options`](crate::Options).
    check: bool,
}

impl Machine {
    /// A machine before the first operation of a scenario, with a subject for each task; tasks ascend and begin with
    /// the kernel.
    ///
    /// # Errors
    /// The first task whose heap can't begin with what the scenario gives, and why.
    pub(crate) fn new(
        memory: MemoryDesign,
        subjects: impl IntoIterator<Item = (u8, Box<dyn Subject>)>,
        scenario: &Scenario,
        check: bool,
    ) -> Result<Self, (u8, NotBegun)> {
        let mut spaces = Vec::new();
        let mut laid_out = Vec::new();
        for (task, subject) in subjects {
            let given = scenario.given.iter().find(|given| given.task == task);
            let Some(given) = given else {
                spaces.push(Space::new(task, subject));
                continue;
            };
            let (subject, laid) = given::begun(&*subject, given).map_err(|why| (task, why))?;
            laid_out.push((spaces.len(), given, laid));
            spaces.push(Space::begun(task, subject));
        }
        let regions: Vec<_> = spaces
            .iter()
            .map(|space| (space.task, space.subject.region_bytes()))
            .collect();
        let mut machine = Self {
            memory: PhysicalMemory::new(memory, &regions),
            spaces,
            active: 0,
            pointers: Pointers::new(scenario.pointers),
            turns: AllTurns::new(scenario.conditions.repeats().len()),
            peaks: Peaks::default(),
            costs: CostSums::default(),
            step: 0,
            bytes_written: 0,
            check,
        };
        let mut number = 0;
        for (place, given, laid) in laid_out {
            let handed_out = machine.hand_out(place, given, &laid, &mut number);
            handed_out.map_err(|why| (given.task, why))?;
        }
        let first = scenario.operations.first();
        let first_task = first.map_or(KERNEL, |operation| operation.task);
        machine.active = machine.place(first_task).expect("every task has a space");
        Ok(machine)
    }

    /// Another machine of the same kind, before the first operation of the scenario.
    pub(crate) fn fresh(&self, scenario: &Scenario) -> Self {
        let spaces = self.spaces.iter();
        let subjects = spaces.map(|space| (space.task, space.subject.fresh()));
        let memory = self.memory.design();
        let fresh = Self::new(memory, subjects, scenario, self.check);
        fresh.unwrap_or_else(|(_, why)| panic!("the machine began so before: {why}"))
    }

    /// The place of a task's space, if the task appears in the scenario at all.
    pub(crate) fn place(&self, task: u8) -> Option<usize> {
        self.spaces.iter().position(|space| space.task == task)
    }

    /// The space at work.
    pub(crate) fn space(&self) -> &Space {
        &self.spaces[self.active]
    }

    fn space_mut(&mut self) -> &mut Space {
        &mut self.spaces[self.active]
    }

    /// What all spaces hold together.
    pub(crate) fn sums(&self) -> Sums {
        let mut sums = Sums::default();
        for space in &self.spaces {
            sums += space.shadow.sums();
        }
        sums
    }

    /// How far all heaps reach together.
    pub(crate) fn heap_bytes(&self) -> u32 {
        let spaces = self.spaces.iter();
        spaces.map(|space| space.subject.heap_bytes()).sum()
    }

    /// The pages of all spaces together.
    pub(crate) fn page_figures(&self) -> PageFigures {
        let mut all = PageFigures::default();
        for place in 0..self.spaces.len() {
            let PageFigures {
                page_bytes,
                reserved,
                promised,
                counts,
            } = self.page_figures_of(place);
            all.page_bytes = page_bytes;
            all.reserved += reserved;
            all.promised += promised;
            all.counts.resident += counts.resident;
            all.counts.untouched += counts.untouched;
            all.counts.swapped += counts.swapped;
            all.counts.faults += counts.faults;
            all.counts.swap_ins += counts.swap_ins;
            all.counts.swap_outs += counts.swap_outs;
        }
        all.counts.resident_max = self.memory.frames_used_max();
        all
    }

    /// The pages of one space.
    pub(crate) fn page_figures_of(&self, place: usize) -> PageFigures {
        let space = &self.spaces[place];
        let page_bytes = self.memory.design().page_bytes;
        PageFigures {
            page_bytes,
            reserved: match space.life {
                Life::Alive { .. } => self.memory.reserved_pages(place),
                Life::Unborn | Life::Killed(_) => 0,
            },
            promised: space.subject.heap_bytes().div_ceil(page_bytes),
            counts: self.memory.counts(place),
        }
    }
}
