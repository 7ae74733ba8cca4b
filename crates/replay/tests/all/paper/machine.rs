//! The machine on paper: tasks, each with an address space, an allocator and what it holds there; the pointers, which
//! any task may use; and what becomes of an operation.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use atlas_replay::{AllocatorDesign, Designs};
use atlas_scenario::{Action, KERNEL, Operation, Pointer, Scenario, Target, TouchBytes};
use classic_heap::{Design, Draft};

use super::allocator::{Allocator, Fault, Got};
use super::pool::{Memory, Pool};
use super::up;

/// A block that a task holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    pub address: u32,
    pub asked: u32,
    pub clamped: u32,
    pub payload: u32,
    pub born: usize,
}

/// What a pointer holds: an address, the step whose grant it was, and the task it was granted to.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Slot {
    address: u32,
    born: usize,
    task: u8,
}

/// One task's part of the machine.
#[derive(Debug)]
pub struct Space<A> {
    pub allocator: A,
    pub held: Vec<Held>,
    pub life: &'static str,
    pub base: u32,
    pub region: u32,
    /// Where the highest block ended that was ever live.
    reach: u32,
}

impl<A: Allocator> Space<A> {
    pub fn requested(&self) -> u32 {
        self.held.iter().map(|held| held.clamped).sum()
    }

    pub fn payload(&self) -> u32 {
        self.held.iter().map(|held| held.payload).sum()
    }

    /// How far the heap reaches: to the end of the highest block that was ever live, or less where it was trimmed.
    pub fn heap(&self) -> u32 {
        self.reach.min(self.allocator.end())
    }

    fn at(&self, address: u32) -> Option<Held> {
        let mut held = self.held.iter();
        held.find(|held| held.address == address).copied()
    }
}

/// All of it.
pub struct Machine<A> {
    pub pool: Rc<RefCell<Pool>>,
    pub spaces: BTreeMap<u8, Space<A>>,
    pointers: Vec<Option<Slot>>,
    make: fn(&Design, Memory) -> A,
    designs: Designs,
}

/// What a target turns out to name.
enum Named {
    Null,
    Live(Held),
    /// A block given back before, or another space's; whether the address is that of a block which lives here.
    Stray {
        address: u32,
        taken: bool,
        outcome: &'static str,
    },
    /// An address that no pointer was given.
    Unknown(u32),
}

impl<A: Allocator> Machine<A> {
    pub fn new(designs: &Designs, scenario: &Scenario, make: fn(&Design, Memory) -> A) -> Self {
        let memory = designs.machine.memory;
        let pool = Pool::new(memory.page_bytes, memory.frames, memory.swap_pages);
        let mut machine = Self {
            pool: Rc::new(RefCell::new(pool)),
            spaces: BTreeMap::new(),
            pointers: vec![None; scenario.pointers as usize],
            make,
            designs: *designs,
        };
        let tasks = scenario.operations.iter().map(|operation| operation.task);
        for task in tasks.chain([KERNEL]) {
            let space = machine.space(task, "unborn");
            machine.spaces.entry(task).or_insert(space);
        }
        machine
    }

    /// An address space without a block.
    fn space(&self, task: u8, life: &'static str) -> Space<A> {
        let Designs {
            machine,
            kernel,
            tasks,
        } = &self.designs;
        let own = task.checked_sub(1).and_then(|at| tasks[usize::from(at)]);
        let (region, allocator) = match &own {
            Some(own) => (own.region, own.allocator),
            None => (machine.region, *kernel),
        };
        let AllocatorDesign::List(values) = allocator else {
            panic!("the model is one of Classic's family");
        };
        let allocator = values.design().expect("a good design");
        let design = Design::of(Draft {
            base: if task == KERNEL {
                allocator.base
            } else {
                region.task_base
            },
            ..*allocator
        });
        let memory = Memory {
            pool: Rc::clone(&self.pool),
            task,
            region_bytes: region.region_bytes,
        };
        Space {
            allocator: (self.make)(&design, memory),
            held: vec![],
            life,
            base: up(design.base, design.alignment) as u32,
            region: region.region_bytes,
            reach: 0,
        }
    }

    fn memory(&self, task: u8) -> Memory {
        Memory {
            pool: Rc::clone(&self.pool),
            task,
            region_bytes: self.spaces[&task].region,
        }
    }

    /// Performs an operation; gives what its outcome is called.
    pub fn perform(&mut self, step: usize, operation: &Operation) -> &'static str {
        let task = operation.task;
        self.pool.borrow_mut().begin(step as u32);
        match self.spaces[&task].life {
            "killed" => return "task-dead",
            _ => self.here(task).life = "alive",
        }
        let outcome = self.act(task, step, operation.action);
        if !self.pool.borrow().starved {
            return outcome;
        }
        self.pool.borrow_mut().release(task);
        let ended = self.space(task, "killed");
        self.spaces.insert(task, ended);
        "task-killed"
    }

    fn act(&mut self, task: u8, step: usize, action: Action) -> &'static str {
        let allocator = &mut self.here(task).allocator;
        match action {
            Action::Malloc { pointer, bytes } => {
                let got = allocator.malloc(bytes, 1);
                self.assign(task, step, pointer, bytes, got)
            }
            Action::AlignedMalloc {
                pointer,
                bytes,
                alignment,
            } => {
                let got = allocator.malloc(bytes, alignment);
                self.assign(task, step, pointer, bytes, got)
            }
            Action::Falloc { pointer, bytes } => {
                let got = allocator.falloc(bytes);
                self.assign(task, step, pointer, bytes, got)
            }
            Action::Calloc {
                pointer,
                count,
                bytes,
            } => {
                let all = count.checked_mul(bytes);
                let got = all.map_or(Err(Fault::OverMaximum), |all| allocator.calloc(all));
                self.assign(task, step, pointer, all.unwrap_or(0), got)
            }
            Action::Realloc {
                pointer,
                from,
                bytes,
            } => self.reallocate(task, step, pointer, from, bytes),
            Action::Free { target } => self.free(task, target),
            Action::Touch {
                target,
                start,
                bytes,
            } => self.touch(task, target, start, bytes),
            Action::Idle { ticks } => {
                allocator.idle(ticks);
                "idled"
            }
            Action::Mark { .. } => "marked",
        }
    }

    fn here(&mut self, task: u8) -> &mut Space<A> {
        self.spaces.get_mut(&task).expect("every task has a space")
    }

    fn pointer(&mut self, pointer: Pointer) -> &mut Option<Slot> {
        &mut self.pointers[pointer.0 as usize]
    }

    /// What a target names to a task.
    fn resolve(&self, task: u8, target: Target) -> Named {
        let (slot, by) = match target {
            Target::Null => (None, 0),
            Target::Address(address) => return self.resolve_address(task, address),
            Target::Pointer(pointer) => (self.pointers[pointer.0 as usize], 0),
            Target::Offset(pointer, by) => (self.pointers[pointer.0 as usize], by),
        };
        let Some(slot) = slot else {
            return self.resolve_address(task, 0_u32.wrapping_add_signed(by));
        };
        let address = slot.address.wrapping_add_signed(by);
        let lives = self.spaces[&task].at(address);
        if slot.task != task {
            return Named::Stray {
                address,
                taken: lives.is_some(),
                outcome: "unknown-address",
            };
        }
        match lives {
            _ if by != 0 => self.resolve_address(task, address),
            Some(held) if held.born == slot.born => Named::Live(held),
            _ => Named::Stray {
                address,
                taken: lives.is_some(),
                outcome: "double-free",
            },
        }
    }

    fn resolve_address(&self, task: u8, address: u32) -> Named {
        match self.spaces[&task].at(address) {
            _ if address == 0 => Named::Null,
            Some(held) => Named::Live(held),
            None => Named::Unknown(address),
        }
    }

    /// Notes what a request of a task got.
    fn assign(
        &mut self,
        task: u8,
        step: usize,
        pointer: Pointer,
        asked: u32,
        got: Result<Got, Fault>,
    ) -> &'static str {
        match got {
            Ok(got) if got.is_null() => {
                *self.pointer(pointer) = None;
                "granted-null"
            }
            Ok(got) => {
                self.hold(task, pointer, asked, got, step);
                if got.clamped < asked {
                    "clamped"
                } else {
                    "granted"
                }
            }
            Err(fault) => {
                *self.pointer(pointer) = None;
                fault.outcome()
            }
        }
    }

    fn hold(&mut self, task: u8, pointer: Pointer, asked: u32, got: Got, born: usize) {
        let Got {
            address,
            payload,
            clamped,
        } = got;
        let here = self.here(task);
        here.reach = here.heap().max(address + payload - here.base);
        here.held.push(Held {
            address,
            asked,
            clamped,
            payload,
            born,
        });
        *self.pointer(pointer) = Some(Slot {
            address,
            born,
            task,
        });
    }

    fn reallocate(
        &mut self,
        task: u8,
        step: usize,
        pointer: Pointer,
        from: Target,
        bytes: u32,
    ) -> &'static str {
        let named = self.resolve(task, from);
        let here = self.here(task);
        let (address, outcome) = match named {
            Named::Null => {
                let got = here.allocator.malloc(bytes, 1);
                return self.assign(task, step, pointer, bytes, got);
            }
            Named::Live(old) => {
                return match here.allocator.realloc(old.address, bytes) {
                    Ok(got) if got.is_null() => {
                        here.held.retain(|held| *held != old);
                        *self.pointer(pointer) = None;
                        "freed"
                    }
                    Ok(got) => {
                        here.held.retain(|held| *held != old);
                        self.hold(task, pointer, bytes, got, old.born);
                        match (got.clamped < bytes, got.address != old.address) {
                            (true, _) => "clamped",
                            (_, true) => "moved",
                            _ => "resized",
                        }
                    }
                    Err(fault) => fault.outcome(),
                };
            }
            // The mistake stops where it was made.
            Named::Stray {
                taken: true,
                outcome,
                ..
            } => return outcome,
            Named::Stray {
                address, outcome, ..
            } => (address, Some(outcome)),
            Named::Unknown(address) => (address, None),
        };
        let denied = here.allocator.realloc(address, bytes);
        let fault = denied.expect_err("no live block is there");
        outcome.unwrap_or(fault.outcome())
    }

    fn free(&mut self, task: u8, target: Target) -> &'static str {
        let named = self.resolve(task, target);
        let here = self.here(task);
        let (address, outcome) = match named {
            Named::Null => return "null-free",
            Named::Live(old) => {
                here.held.retain(|held| *held != old);
                let freed = here.allocator.free(old.address);
                return freed.expect("a live block can be freed");
            }
            Named::Stray {
                taken: true,
                outcome,
                ..
            } => return outcome,
            Named::Stray {
                address, outcome, ..
            } => (address, Some(outcome)),
            Named::Unknown(address) => (address, None),
        };
        let denied = here.allocator.free(address);
        let fault = denied.expect_err("no live block is there");
        outcome.unwrap_or(fault.outcome())
    }

    fn touch(&mut self, task: u8, target: Target, start: u32, bytes: TouchBytes) -> &'static str {
        let (block, skipped) = match target {
            Target::Null | Target::Address(0) => return "touch-null",
            Target::Pointer(pointer) | Target::Offset(pointer, _) => {
                let skipped = match target {
                    Target::Offset(_, by) => i64::from(by),
                    _ => 0,
                };
                match self.resolve(task, Target::Pointer(pointer)) {
                    Named::Live(held) => (held, skipped),
                    Named::Null => return "touch-null",
                    Named::Stray {
                        outcome: "double-free",
                        ..
                    } => return "touch-after-free",
                    _ => return "touch-out-of-bounds",
                }
            }
            Target::Address(address) => {
                let within =
                    |held: &&Held| (held.address..held.address + held.payload).contains(&address);
                match self.spaces[&task].held.iter().find(within) {
                    Some(held) => (*held, i64::from(address) - i64::from(held.address)),
                    None => return "touch-out-of-bounds",
                }
            }
        };
        let from = skipped + i64::from(start);
        let to = match bytes {
            TouchBytes::Exactly(bytes) => from + i64::from(bytes),
            TouchBytes::Rest => from.max(i64::from(block.asked)),
        };
        if from < 0 || to > i64::from(block.payload) {
            return "touch-out-of-bounds";
        }
        let offset = block.address - self.spaces[&task].base + from as u32;
        self.memory(task).write(offset, (to - from) as u32);
        "touched"
    }
}
