//! Owns the words in which a heap of any family tells what lies in its region: the fields of its bookkeeping, its chains of
//! blocks, and its roots.
//!
//! Owns no heap and reads no memory: each family answers in these words, and whoever shows a heap knows no others. Offsets
//! count bytes from the region's start.

use crate::observe::Extent;

/// A field of bookkeeping in a block: a number of one to four bytes in the region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in the allocator's own source, `next_free` say.
    pub name: &'static str,
    /// What it holds, in a few words.
    pub about: &'static str,
    /// Where it lies.
    pub extent: Extent,
    /// The number as it lies there, little-endian.
    pub word: u32,
    /// How the number is to be read, flags left out.
    pub kind: FieldKind,
    /// The flags in its low bits, from bit 0 on.
    pub flags: &'static [Flag],
}

impl Field {
    /// The number without the flags.
    #[must_use]
    pub fn value(&self) -> u32 {
        self.word & (u32::MAX << self.flags.len())
    }

    /// The flags, each with whether it is set.
    pub fn flags(&self) -> impl Iterator<Item = (&'static Flag, bool)> {
        let word = self.word;
        (0..)
            .zip(self.flags)
            .map(move |(bit, flag)| (flag, word >> bit & 1 != 0))
    }
}

/// How a field's number is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A number of bytes.
    Bytes,
    /// A number of blocks.
    Count,
    /// A virtual address.
    Address,
    /// A link of a chain to the block that begins at an offset; `None` where the chain ends.
    Link {
        /// The chain's number.
        chain: u16,
        /// Where the block begins.
        to: Option<u32>,
        /// Whether it leads on, and not back to the block before.
        is_forward: bool,
    },
    /// Nothing: the heap neither reads nor writes it here.
    Unused,
}

/// A bit of a field and what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flag {
    /// What it says where it is set.
    pub set: &'static str,
    /// What it says where it is not.
    pub clear: &'static str,
}

/// Blocks in an order of the heap's own, which a search follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chain {
    /// Its permanent kebab-case name. Bins of several sizes share one.
    pub id: &'static str,
    /// Its name in print, without the number and the sizes.
    pub title: &'static str,
    /// The number by which it is known among chains of its title, if it is: an order's.
    pub index: Option<u32>,
    /// The least and the greatest payload of its blocks where it has those of some sizes alone, in bytes.
    pub sizes: Option<(u32, u32)>,
    /// Whether it has holes alone.
    pub is_of_holes: bool,
    /// Whether fields of its blocks link them; otherwise they are a chain by where they lie.
    pub is_linked: bool,
}

impl Chain {
    /// The number of the chain of all blocks in every family.
    pub const ALL_BLOCKS: u16 = 0;

    /// All blocks in order of address, which is found by their lengths.
    pub const BY_ADDRESS: Self = Self {
        id: "blocks",
        title: "All blocks",
        index: None,
        sizes: None,
        is_of_holes: false,
        is_linked: false,
    };
}

/// A place that the heap remembers outside of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Root {
    /// Its name in the allocator's own source, `KERNEL_ALOC` say.
    pub name: &'static str,
    /// What it leads to, in a few words.
    pub about: &'static str,
    /// The chain that it is the head or the tail of.
    pub chain: Option<u16>,
    /// Where the block begins that it leads to; `None` for none.
    pub block: Option<u32>,
}

/// Bytes of the region that serve one purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The bytes.
    pub extent: Extent,
    /// Their purpose.
    pub kind: PieceKind,
    /// Where the block begins that they belong to, if they belong to one.
    pub block: Option<u32>,
}

/// What bytes of a region serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PieceKind {
    /// Bookkeeping before a payload or a hole.
    Header,
    /// Bookkeeping after a payload or a hole.
    Footer,
    /// Bookkeeping of the whole heap: bin heads, bitmaps, an index.
    Table,
    /// A block without a payload that marks the heap's bounds.
    Sentinel,
    /// What the program holds, rounding included.
    Payload,
    /// Freed by the program, and not yet a hole: its free is queued, or it waits for the next request of its size.
    Stagnant,
    /// Free for any request. The links that a hole carries lie in it.
    Hole,
    /// Bytes that keep an address aligned and serve nothing else.
    Padding,
    /// Beyond the heap's end.
    Beyond,
}
