//! Owns the register of the families of allocators, and the allocator's part of a design: a value for each axis of its family.
//!
//! A file beside this one tells how the heaps of one family are replayed; `hosted` owns what is the same for all of them. The
//! heaps themselves, their axes and their rules are in `classic_heap`. Nothing else in this crate names a family.

mod buddy;
mod hosted;
mod known;
mod list;
mod slab;
mod tags;

use std::fmt::Debug;
use std::sync::LazyLock;

use classic_heap::DesignError;
use classic_heap::buddy::BuddyDraft;
use classic_heap::catalog::{self, Kind, Value, Values};
use classic_heap::policy::Doc;
use classic_heap::slab::SlabDraft;
use classic_heap::tags::TagDraft;

use crate::design::Regions;
use crate::designs::SourceNames;
use crate::subject::Subject;

pub use hosted::Hosted;
pub use list::Classic;

/// A family of allocators, by the values that a design of it has.
trait Family: Copy + Default + PartialEq + Debug + 'static {
    /// Its name and documentation.
    const DOC: Doc;
    /// The ids of the axes that decide most.
    const FIRST_AXES: &'static [&'static str];
    /// Its axes, in the order people should meet them.
    const AXES: &'static [catalog::Axis<Self>];

    /// The names in its Rust source.
    const SOURCE: SourceNames;

    /// Gives a value to what was an axis once; `None` where the name was never one.
    fn set_former(&mut self, name: &str, text: &str) -> Option<Former> {
        let _ = (name, text);
        None
    }

    /// The same values, but for the virtual address at which the region begins.
    #[must_use]
    fn with_base(self, base: u32) -> Self;

    /// Whether the values go together, over these regions.
    fn check(&self, regions: &Regions) -> Result<(), DesignError>;

    /// An empty allocator of these values over regions of zeroes.
    fn open(&self, regions: Regions) -> Result<Box<dyn Subject>, DesignError>;
}

/// The name of what was an axis once, and whether its value was taken.
pub(crate) type Former = (&'static str, Result<(), DesignError>);

/// The axis that names the family.
pub(crate) const FAMILY: &str = "family";

macro_rules! families {
    ($($(#[$doc:meta])* $name:ident($values:ty),)+) => {
        /// The allocator's part of a design, as people write it: a family, and a value for each of its axes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(clippy::large_enum_variant, reason = "there are few designs, and all have the room")]
        pub enum AllocatorDesign {
            $($(#[$doc])* $name($values),)+
        }

        /// The families, in the order people should meet them.
        pub(crate) static FAMILIES: &[&Doc] = &[$(&<$values as Family>::DOC,)+];

        $(
            impl From<$values> for AllocatorDesign {
                fn from(values: $values) -> Self {
                    Self::$name(values)
                }
            }
        )+

        impl AllocatorDesign {
            /// A design of a family, with the values that it has by default.
            #[must_use]
            pub fn of_family(id: &str) -> Option<Self> {
                $(
                    if <$values as Family>::DOC.id == id {
                        return Some(Self::$name(<$values>::default()));
                    }
                )+
                None
            }

            fn each_axis(visit: &mut dyn FnMut(&'static Doc, AllocatorAxis)) {
                $(
                    for axis in <$values as Family>::AXES {
                        visit(&<$values as Family>::DOC, AllocatorAxis {
                            id: axis.id,
                            title: axis.title,
                            group: axis.group,
                            summary: axis.summary,
                            is_first: <$values as Family>::FIRST_AXES.contains(&axis.id),
                            default: axis.default(),
                            kinds: Vec::new(),
                        }.with(&<$values as Family>::DOC, axis.kind));
                    }
                )+
            }
        }

        /// Does the same with the values of whichever family it is.
        macro_rules! whichever {
            ($design:expr, $each:ident => $answer:expr) => {
                match $design {
                    $(AllocatorDesign::$name($each) => $answer,)+
                }
            };
        }
    };
}

families! {
    /// Classic's: one list of all blocks.
    List(Values),
    /// Blocks back to back, and holes in bins.
    Tags(TagDraft),
    /// Blocks of powers of two, that split and meet again.
    Buddy(BuddyDraft),
    /// Slabs of equal objects over buddies.
    Slab(SlabDraft),
}

impl Default for AllocatorDesign {
    /// Classic's values.
    fn default() -> Self {
        Self::List(Values::default())
    }
}

/// A design of each family, with the values that it has by default.
pub(crate) fn families() -> impl Iterator<Item = AllocatorDesign> {
    FAMILIES
        .iter()
        .filter_map(|family| AllocatorDesign::of_family(family.id))
}

impl AllocatorDesign {
    /// The family's name and documentation.
    #[must_use]
    pub fn family(&self) -> &'static Doc {
        fn doc<F: Family>(_: &F) -> &'static Doc {
            &F::DOC
        }
        whichever!(self, values => doc(values))
    }

    /// The family's values by default.
    #[must_use]
    pub fn plain(&self) -> Self {
        fn plain<F: Family + Into<AllocatorDesign>>(_: &F) -> AllocatorDesign {
            F::default().into()
        }
        whichever!(self, values => plain(values))
    }

    pub(crate) fn source(&self) -> &'static SourceNames {
        fn source<F: Family>(_: &F) -> &'static SourceNames {
            &F::SOURCE
        }
        whichever!(self, values => source(values))
    }

    /// The value of an axis; `None` where the family has no such axis.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<Value> {
        whichever!(self, values => Some(of(values, id)?.get(values)))
    }

    /// Gives an axis the value that a text names; `None` where the family has no such axis.
    pub fn set(&mut self, id: &str, text: &str) -> Option<Result<(), DesignError>> {
        whichever!(self, values => Some(of(values, id)?.set(values, text)))
    }

    pub(crate) fn set_former(&mut self, name: &str, text: &str) -> Option<Former> {
        whichever!(self, values => values.set_former(name, text))
    }

    /// Why an axis makes no difference, if the family has it and it makes none.
    #[must_use]
    pub fn inert(&self, id: &str) -> Option<&'static str> {
        whichever!(self, values => of(values, id)?.inert(values))
    }

    /// The same values, but for the virtual address at which the region begins.
    #[must_use]
    pub fn with_base(self, base: u32) -> Self {
        whichever!(self, values => Family::with_base(values, base).into())
    }

    /// Whether the values go together, over these regions.
    ///
    /// # Errors
    /// The first axis whose value makes no sense, alone or with the others, and why.
    pub fn check(&self, regions: &Regions) -> Result<(), DesignError> {
        whichever!(self, values => values.check(regions))
    }

    /// An empty allocator of this design over regions of zeroes.
    ///
    /// # Errors
    /// As [`check`](Self::check).
    pub fn open(&self, regions: Regions) -> Result<Box<dyn Subject>, DesignError> {
        whichever!(self, values => values.open(regions))
    }
}

/// The axis of an id.
fn of<F: Family>(_: &F, id: &str) -> Option<&'static catalog::Axis<F>> {
    F::AXES.iter().find(|axis| axis.id == id)
}

/// An axis of one family or of several, which mean the same by it.
#[derive(Debug)]
pub struct AllocatorAxis {
    /// Its permanent kebab-case name; links carry it.
    pub id: &'static str,
    /// Its name in print.
    pub title: &'static str,
    /// The title of the group it is shown in.
    pub group: &'static str,
    /// What it trades, in one sentence.
    pub summary: &'static str,
    /// Whether it is among those that decide most, in one family at least.
    pub is_first: bool,
    /// The first family's value by default.
    pub default: Value,
    /// The families that have it, each with what its values are there.
    kinds: Vec<(&'static Doc, Kind)>,
}

impl AllocatorAxis {
    fn with(mut self, family: &'static Doc, kind: Kind) -> Self {
        self.kinds.push((family, kind));
        self
    }

    /// The ids of the families that have it.
    pub fn families(&self) -> impl Iterator<Item = &'static str> {
        self.kinds.iter().map(|(family, _)| family.id)
    }

    /// What its values are in the first family that has it.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kinds[0].1
    }

    /// What its values are in a family, if that has it.
    #[must_use]
    pub fn kind_in(&self, family: &Doc) -> Option<Kind> {
        let mut kinds = self.kinds.iter();
        Some(kinds.find(|(each, _)| each.id == family.id)?.1)
    }

    /// The policies of a choice, each with the ids of the families that have it. Families may have policies of the same id that
    /// each describes in its own way.
    #[must_use]
    pub fn choices(&self) -> Vec<(&'static Doc, Vec<&'static str>)> {
        let mut choices: Vec<(&'static Doc, Vec<_>)> = Vec::new();
        for (family, kind) in &self.kinds {
            for policy in kind.choices() {
                let is_same = |each: &Doc| each.id == policy.id && each.summary == policy.summary;
                match choices.iter_mut().find(|(each, _)| is_same(each)) {
                    Some((_, families)) => families.push(family.id),
                    None => choices.push((policy, vec![family.id])),
                }
            }
        }
        choices
    }
}

/// The axes of all families, in the order of the first family that has them.
pub(crate) static ALLOCATOR_AXES: LazyLock<Vec<AllocatorAxis>> = LazyLock::new(|| {
    let mut axes: Vec<AllocatorAxis> = Vec::new();
    AllocatorDesign::each_axis(&mut |family, axis| match axes
        .iter_mut()
        .find(|each| each.id == axis.id)
    {
        Some(known) => {
            known.kinds.push((family, axis.kind()));
            known.is_first |= axis.is_first;
        }
        None => axes.push(axis),
    });
    axes
});
