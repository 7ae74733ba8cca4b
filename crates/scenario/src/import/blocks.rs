//! Owns the way from a log's events to operations: addresses become pointers.
//!
//! An address means something only while its block lives; afterwards the allocator gives it to the next block. So each
//! allocation gets a pointer of its own, in order, which stays with the block when it is resized. All threads of a
//! program share its heap: every operation is task 0's.

use std::collections::HashMap;

use super::counted::{Counted, Stopped};
use super::event::{Event, Request};
use super::places::Places;
use crate::{Action, KERNEL, Operation, Pointer, Scenario, Target};

/// What was allocated so far, by address.
pub struct Blocks {
    operations: Vec<Operation>,
    operations_max: usize,
    pointers: u32,
    by_address: HashMap<u64, Block>,
    /// Of a log without addresses, by size: the latest stands last.
    by_size: HashMap<u64, Vec<Pointer>>,
    places: Places,
    /// The line that says what happens; none where that is known only after the last.
    pub line: Option<u64>,
    pub counted: Counted,
}

/// What stands at an address.
#[derive(Clone, Copy)]
enum Block {
    Live(Pointer),
    /// The pointer that had it last, so that a second free is the double free it was.
    Freed(Pointer),
    /// A block that is larger than a scenario can name.
    Oversize,
}

impl Blocks {
    pub fn new(operations_max: u32) -> Blocks {
        Blocks {
            operations: Vec::new(),
            operations_max: operations_max as usize,
            pointers: 0,
            by_address: HashMap::new(),
            by_size: HashMap::new(),
            places: Places::default(),
            line: None,
            counted: Counted::default(),
        }
    }

    /// Notes that there is no room for what one more event may need: a free that the log lacks, and its own operation.
    pub fn stop_if_full(&mut self) {
        if self.operations.len() + 2 > self.operations_max {
            self.counted.stopped = Some(Stopped::Operations);
        }
    }

    pub fn into_scenario(mut self) -> (Scenario, Counted) {
        let scenario = Scenario {
            operations: self.operations.into(),
            pointers: self.pointers,
            ..Scenario::default()
        };
        self.counted.misplaced = self.places.sentences();
        (scenario, self.counted)
    }

    pub fn happened(&mut self, event: Event) {
        match event {
            Event::Allocated { address: 0, .. } => self.counted.refused += 1,
            Event::Allocated { address, bytes, by } => self.allocated(address, bytes, by),
            Event::Freed { address: 0 } => self.push(Action::Free {
                target: Target::Null,
            }),
            Event::Freed { address } => self.freed(address),
            Event::Resized {
                from: 0,
                address,
                bytes,
            } => self.happened(Event::Allocated {
                address,
                bytes,
                by: Request::Realloc,
            }),
            // The C library frees the block and answers null.
            Event::Resized {
                from,
                address: 0,
                bytes: 0,
            } => self.freed(from),
            Event::Resized { address: 0, .. } => self.counted.refused += 1,
            Event::Resized {
                from,
                address,
                bytes,
            } => self.resized(from, address, bytes),
            Event::AllocatedSomewhere { bytes } => {
                let Ok(size) = u32::try_from(bytes) else {
                    self.counted.oversize += 1;
                    return;
                };
                let pointer = self.next_pointer();
                self.by_size.entry(bytes).or_default().push(pointer);
                self.push(Action::Malloc {
                    pointer,
                    bytes: size,
                });
            }
            Event::FreedSomewhere { bytes } => {
                self.counted.matched_by_size = true;
                match self.by_size.get_mut(&bytes).and_then(Vec::pop) {
                    Some(pointer) => self.free(pointer),
                    None => self.counted.inherited.note(self.line),
                }
            }
        }
    }

    fn allocated(&mut self, address: u64, bytes: u64, by: Request) {
        self.vacate(address);
        let asked = match by {
            Request::Aligned { alignment } => alignment_of(alignment),
            _ => None,
        };
        self.places.taken(address, bytes, asked, self.line);
        let Ok(size) = u32::try_from(bytes) else {
            self.counted.oversize += 1;
            self.by_address.insert(address, Block::Oversize);
            return;
        };
        let pointer = self.next_pointer();
        self.by_address.insert(address, Block::Live(pointer));
        self.push(match by {
            Request::Malloc => Action::Malloc {
                pointer,
                bytes: size,
            },
            Request::Realloc => Action::Realloc {
                pointer,
                from: Target::Null,
                bytes: size,
            },
            Request::Calloc { count } => match u32::try_from(count) {
                Ok(count) if count > 0 => Action::Calloc {
                    pointer,
                    count,
                    bytes: size / count,
                },
                // No elements, or more than there are bytes.
                _ => Action::Malloc {
                    pointer,
                    bytes: size,
                },
            },
            Request::Aligned { .. } => match asked {
                Some(alignment) => Action::AlignedMalloc {
                    pointer,
                    bytes: size,
                    alignment,
                },
                None => Action::Malloc {
                    pointer,
                    bytes: size,
                },
            },
        });
    }

    fn freed(&mut self, address: u64) {
        self.places.given_back(address);
        match self.by_address.get_mut(&address) {
            Some(block) => match *block {
                Block::Live(pointer) => {
                    *block = Block::Freed(pointer);
                    self.free(pointer);
                }
                Block::Freed(pointer) => {
                    self.counted.double_frees.note(self.line);
                    self.free(pointer);
                }
                Block::Oversize => {
                    self.by_address.remove(&address);
                }
            },
            None => self.counted.inherited.note(self.line),
        }
    }

    fn resized(&mut self, from: u64, address: u64, bytes: u64) {
        let block = self.by_address.get(&from).copied();
        let (pointer, size) = match (block, u32::try_from(bytes)) {
            (Some(Block::Live(pointer)), Ok(size)) => {
                // It keeps its pointer, so nothing names its former place any more.
                self.by_address.remove(&from);
                self.places.given_back(from);
                (pointer, size)
            }
            // A use of a block after its free: the mistake stays the program's.
            (Some(Block::Freed(freed)), Ok(size)) => {
                self.counted.double_frees.note(self.line);
                self.vacate(address);
                self.places.taken(address, bytes, None, self.line);
                let pointer = self.next_pointer();
                self.by_address.insert(address, Block::Live(pointer));
                return self.push(Action::Realloc {
                    pointer,
                    from: Target::Pointer(freed),
                    bytes: size,
                });
            }
            // One of both sizes is in no scenario; for the other it is an allocation or a free.
            (Some(_), _) => {
                self.freed(from);
                return self.allocated(address, bytes, Request::Malloc);
            }
            (None, _) => {
                self.counted.inherited.note(self.line);
                return self.allocated(address, bytes, Request::Malloc);
            }
        };
        self.vacate(address);
        self.places.taken(address, bytes, None, self.line);
        self.by_address.insert(address, Block::Live(pointer));
        self.push(Action::Realloc {
            pointer,
            from: Target::Pointer(pointer),
            bytes: size,
        });
    }

    /// An address that is given again was free, even where the log has no free of it. The scenario then has one here.
    fn vacate(&mut self, address: u64) {
        self.places.given_back(address);
        if let Some(Block::Live(pointer)) = self.by_address.remove(&address) {
            self.counted.unseen_frees.note(self.line);
            self.free(pointer);
        }
    }

    fn free(&mut self, pointer: Pointer) {
        let target = Target::Pointer(pointer);
        self.push(Action::Free { target });
    }

    fn next_pointer(&mut self) -> Pointer {
        self.pointers += 1;
        Pointer(self.pointers - 1)
    }

    fn push(&mut self, action: Action) {
        let task = KERNEL;
        self.operations.push(Operation { task, action });
    }
}

/// An alignment that was asked for: memalign rounds up what is no power of two; the others refuse it.
fn alignment_of(alignment: u64) -> Option<u32> {
    let alignment = u32::try_from(alignment).ok();
    alignment.and_then(u32::checked_next_power_of_two)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(events: &[Event], expected: Expect) {
        let mut blocks = Blocks::new(100);
        for event in events {
            blocks.happened(*event);
        }
        let (scenario, counted) = blocks.into_scenario();
        let lines = scenario.operations.iter();
        let mut shown: String = lines
            .map(|operation| format!("{}\n", scenario.describe(operation)))
            .collect();
        for sentence in counted.left_out() {
            shown += &format!("{sentence}\n");
        }
        expected.assert_eq(&shown);
    }

    fn malloc(address: u64, bytes: u64) -> Event {
        let by = Request::Malloc;
        Event::Allocated { address, bytes, by }
    }

    fn free(address: u64) -> Event {
        Event::Freed { address }
    }

    fn realloc(from: u64, address: u64, bytes: u64) -> Event {
        Event::Resized {
            from,
            address,
            bytes,
        }
    }

    /// Protects: an address that is used again is another block, and a resized block keeps its name.
    #[test]
    fn addresses_become_names() {
        check(
            &[
                malloc(16, 8),
                free(16),
                malloc(16, 9),
                realloc(16, 64, 99),
                malloc(16, 7),
                free(64),
                realloc(0, 80, 5),
                realloc(80, 0, 0),
                free(0),
            ],
            expect![[r#"
                p0 = malloc 8
                free p0
                p1 = malloc 9
                p1 = realloc p1 99
                p2 = malloc 7
                free p1
                p3 = realloc null 5
                free p3
                free null
            "#]],
        );
    }

    /// Protects: mistakes of the program stay its mistakes, and what no scenario can hold is counted.
    #[test]
    fn mistakes_are_kept_and_gaps_are_counted() {
        check(
            &[
                malloc(16, 8),
                free(16),
                free(16),
                realloc(16, 32, 9),
                malloc(32, 5),
                free(4096),
                realloc(4096, 48, 6),
                malloc(0, 99),
                realloc(48, 0, 1 << 30),
                malloc(64, 1 << 40),
                free(64),
            ],
            expect![[r#"
                p0 = malloc 8
                free p0
                free p0
                p1 = realloc p0 9
                free p1
                p2 = malloc 5
                p3 = malloc 6
                2 frees or reallocs of blocks that were freed before are kept
                2 frees or reallocs of blocks that the log doesn't allocate are left out
                2 requests that were refused are left out
                1 block larger than 4 GiB is left out
                1 address is given again without a free, which is put in
            "#]],
        );
    }

    /// Protects: functions keep their arguments; the bytes of a calloc are its product.
    #[test]
    fn requests_keep_their_kind() {
        let event = |by| Event::Allocated {
            address: 16,
            bytes: 120,
            by,
        };
        check(
            &[
                event(Request::Calloc { count: 3 }),
                free(16),
                event(Request::Aligned { alignment: 48 }),
                free(16),
                event(Request::Calloc { count: 0 }),
            ],
            expect![[r#"
                p0 = calloc 3 * 40
                free p0
                p1 = malloc 120 align 64
                free p1
                p2 = malloc 120
                1 block is not at a multiple of the alignment that was asked for
            "#]],
        );
    }

    /// Protects: of a log without addresses, the latest block of a size is freed, and the reader is told.
    #[test]
    fn sizes_alone_are_matched() {
        let allocated = |bytes| Event::AllocatedSomewhere { bytes };
        let freed = |bytes| Event::FreedSomewhere { bytes };
        check(
            &[
                allocated(8),
                allocated(9),
                allocated(8),
                freed(8),
                freed(9),
                freed(7),
            ],
            expect![[r#"
                p0 = malloc 8
                p1 = malloc 9
                p2 = malloc 8
                free p2
                free p1
                1 free or realloc of a block that the log doesn't allocate is left out
                the log doesn't say which block is freed; of those of its size the latest is taken
            "#]],
        );
    }
}
