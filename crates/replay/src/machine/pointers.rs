//! Owns the program's pointers: the address that each holds, and the block that a target of an operation names.
//!
//! A pointer that was granted in another space is only a number to the task at work: it names an unknown address, even
//! where a block of that task begins at that number.

use atlas_scenario::{Pointer, Target};

use super::Machine;
use crate::shadow::Live;
use crate::shared::SharedArray;

/// Pointers kept in one shared chunk.
const POINTERS_PER_CHUNK: usize = 128;

/// The value of a pointer: the address it holds, and the block it was given for.
#[derive(Clone, Copy, Debug, Default)]
struct PointerValue {
    /// 0 for the null pointer.
    address: u32,
    /// [`Live::born_step`] of the block: tells it from a later one at the same address.
    born_step: u32,
    /// The task in whose space the block was granted.
    task: u8,
}

/// The values of all pointers of a scenario; at first all are null. A clone shares what did not change.
#[derive(Clone)]
pub(super) struct Pointers(SharedArray<PointerValue, POINTERS_PER_CHUNK>);

impl Pointers {
    pub(super) fn new(count: u32) -> Self {
        Self(SharedArray::new(count as usize))
    }

    /// Makes a pointer hold the address of a block of `task`.
    pub(super) fn assign(&mut self, pointer: Pointer, live: &Live, task: u8) {
        *self.0.get_mut(pointer.0 as usize) = PointerValue {
            address: live.address,
            born_step: live.born_step,
            task,
        };
    }

    pub(super) fn assign_null(&mut self, pointer: Pointer) {
        *self.0.get_mut(pointer.0 as usize) = PointerValue::default();
    }

    fn value(&self, pointer: Pointer) -> PointerValue {
        *self.0.get(pointer.0 as usize)
    }

    /// The bytes of memory these take beside `other`, which are older.
    pub(super) fn bytes_beside(&self, other: &Self) -> usize {
        self.0.bytes_beside(&other.0)
    }
}

/// The meaning of a target, as far as the program itself could know it.
pub(super) enum Named {
    Null,
    Live(Live),
    /// A block freed or moved before; another block may have its address now.
    Freed {
        address: u32,
        occupant: Option<Live>,
    },
    /// An address that has a meaning in another space only; a block of this space may begin there.
    OfOtherSpace {
        address: u32,
        occupant: Option<Live>,
    },
    /// An address that no pointer was given and at which no live block begins.
    Unknown(u32),
}

impl Machine {
    /// What a target names in the space at work.
    pub(super) fn resolve(&self, target: Target) -> Named {
        let address = match target {
            Target::Null => 0,
            Target::Address(address) => address,
            Target::Offset(pointer, offset) if offset != 0 => {
                let PointerValue { address, .. } = self.pointers.value(pointer);
                let address = address.wrapping_add_signed(offset);
                if self.is_of_other_space(pointer) {
                    return self.of_other_space(address);
                }
                address
            }
            Target::Pointer(pointer) | Target::Offset(pointer, _) => {
                return self.resolve_pointer(pointer);
            }
        };
        match self.space().shadow.get(address) {
            _ if address == 0 => Named::Null,
            Some(live) => Named::Live(*live),
            None => Named::Unknown(address),
        }
    }

    /// What a pointer names in the space at work.
    pub(super) fn resolve_pointer(&self, pointer: Pointer) -> Named {
        let PointerValue {
            address, born_step, ..
        } = self.pointers.value(pointer);
        match self.space().shadow.get(address) {
            _ if address == 0 => Named::Null,
            _ if self.is_of_other_space(pointer) => self.of_other_space(address),
            Some(live) if live.born_step == born_step => Named::Live(*live),
            occupant => Named::Freed {
                address,
                occupant: occupant.copied(),
            },
        }
    }

    /// The task in whose space a pointer was granted its block, if that is another space than the one at work.
    pub(crate) fn other_space_of(&self, pointer: Pointer) -> Option<u8> {
        let PointerValue { address, task, .. } = self.pointers.value(pointer);
        (address != 0 && task != self.space().task).then_some(task)
    }

    fn is_of_other_space(&self, pointer: Pointer) -> bool {
        self.other_space_of(pointer).is_some()
    }

    /// What an address of another space names here.
    fn of_other_space(&self, address: u32) -> Named {
        Named::OfOtherSpace {
            address,
            occupant: self.space().shadow.get(address).copied(),
        }
    }
}
