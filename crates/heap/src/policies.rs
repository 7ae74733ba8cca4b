//! Owns how a heap gets its design: as a value that is read at run time, or as a constant of a type, which the
//! compiler folds into the code.

use crate::design::Design;

/// The policies that a [`Heap`](crate::Heap) follows.
pub trait Policies {
    /// The design they make up: always the same.
    fn design(&self) -> &Design;
}

/// A design that is chosen at run time.
impl Policies for Design {
    #[inline(always)]
    fn design(&self) -> &Design {
        self
    }
}

/// A design that is chosen at compile time. Its values are constants where the heap asks for them, so that the code of
/// other policies is left out; a design that makes no sense does not compile.
///
/// ```
/// use classic_heap::policy::placement::Placement;
/// use classic_heap::{Bytes, Design, Draft, Fixed, Heap};
///
/// struct Mine;
///
/// impl Fixed for Mine {
///     type Design = Design;
///     const DESIGN: Design = Design::of(Draft {
///         placement: Placement::BestFit,
///         trim: true,
///         ..Draft::CLASSIC
///     });
/// }
///
/// let mut heap = Heap::new(Bytes([0; 4096]), Mine)?;
/// let grant = heap.allocate(100)?;
/// heap.free(grant.address)?;
/// assert_eq!(heap.roots().end, 0, "trimmed");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Fixed {
    /// The design of which family.
    type Design;
    /// The design.
    const DESIGN: Self::Design;
}

impl<F: Fixed<Design = Design>> Policies for F {
    #[inline(always)]
    fn design(&self) -> &Design {
        const { &F::DESIGN }
    }
}

/// Classic's own design, as a type.
#[derive(Clone, Copy, Debug, Default)]
pub struct Classic;

impl Fixed for Classic {
    type Design = Design;
    const DESIGN: Design = Design::CLASSIC;
}
