//! Owns heaps over raw memory, as programs take them home: what the heaps of all families are asked, in virtual addresses, and which
//! heap follows which design. Pointers, memory and locks are their users'.

use core::marker::PhantomData;
use core::ptr::NonNull;

use crate::policies::Fixed;
use crate::reply::{FreeError, Freed, Grant, ReallocateError, Refusal};

/// The design of a family, whose heap it names.
pub trait FamilyDesign: Sized {
    /// The family's heap over raw memory, with a design that is a constant.
    type Heap<P: Fixed<Design = Self>>: RawHeap;
}

/// The heap over raw memory that follows the design of `P`.
pub type HeapOf<P> = <<P as Fixed>::Design as FamilyDesign>::Heap<P>;

/// A heap over raw memory, with a design that is a constant.
pub trait RawHeap: Sized {
    /// The virtual address of the region's first byte.
    const BASE: u32;
    /// What every payload's address is a multiple of, in bytes.
    const GRANULE: u32;

    /// The largest request, in bytes. A design may clamp larger ones to it, which is too short a block for a program that cannot
    /// look at its length.
    fn bytes_max() -> u32;

    /// An empty heap over the `bytes` bytes from `start` on; `None` where no block fits.
    ///
    /// # Safety
    /// The memory must be valid and initialised, and the heap's alone for as long as it is used, but for payloads of live blocks.
    /// The heap is told the addresses of its live blocks alone, each with the size that it was last asked for.
    unsafe fn over(start: NonNull<u8>, bytes: u32) -> Option<Self>;

    /// The pointer to an offset in the region.
    fn pointer(&self, offset: u32) -> NonNull<u8>;

    /// The offset of a pointer into the region, if it is one.
    fn offset(&self, pointer: NonNull<u8>) -> Option<u32>;

    /// A block of `bytes` bytes at a multiple of `alignment`.
    ///
    /// # Errors
    /// If the request is refused.
    fn allocate_aligned(&mut self, bytes: u32, alignment: u32) -> Result<Grant, Refusal>;

    /// A block of `bytes` zero bytes.
    ///
    /// # Errors
    /// If the request is refused.
    fn allocate_zeroed(&mut self, bytes: u32) -> Result<Grant, Refusal>;

    /// The block with `bytes` bytes, here or elsewhere.
    ///
    /// # Errors
    /// If the request is refused, and the block stays.
    fn reallocate(&mut self, address: u32, bytes: u32) -> Result<Grant, ReallocateError>;

    /// As [`reallocate`](Self::reallocate), of a block that was asked for with `old_bytes` bytes: a heap may need to be told.
    ///
    /// # Errors
    /// As `reallocate`.
    #[inline(always)]
    fn reallocate_sized(
        &mut self,
        address: u32,
        old_bytes: u32,
        bytes: u32,
    ) -> Result<Grant, ReallocateError> {
        let _ = old_bytes;
        self.reallocate(address, bytes)
    }

    /// Frees a block.
    ///
    /// # Errors
    /// If the heap sees that there is no such block, or cannot tell its size.
    fn free(&mut self, address: u32) -> Result<Freed, FreeError>;

    /// Frees a block that was asked for with `bytes` bytes: a heap may need to be told.
    ///
    /// # Errors
    /// If the heap sees that there is no such block.
    #[inline(always)]
    fn free_sized(&mut self, address: u32, bytes: u32) -> Result<Freed, FreeError> {
        let _ = bytes;
        self.free(address)
    }
}

/// A check at compile time: that a heap serves a region of `BYTES` bytes.
pub trait Serves<const BYTES: usize> {
    /// Fails to compile where it does not.
    const SERVES: ();
}

/// The design of a type, without a value of the type.
pub struct Constant<P>(PhantomData<fn() -> P>);

impl<P: Fixed> Fixed for Constant<P> {
    type Design = P::Design;
    const DESIGN: P::Design = P::DESIGN;
}

impl<P> Constant<P> {
    pub(crate) const fn new() -> Self {
        Self(PhantomData)
    }
}

/// Says of a family's heap, over raw memory of the kind `$region`, what a [`RawHeap`] is asked.
macro_rules! raw_heap {
    ($heap:ident<$region:ident> of $design:ident) => {
        $crate::raw::raw_heap!(@ $heap $region $design {});
    };
    ($heap:ident<$region:ident> of $design:ident, told sizes) => {
        $crate::raw::raw_heap!(@ $heap $region $design {
            #[inline(always)]
            fn reallocate_sized(
                &mut self,
                address: u32,
                old_bytes: u32,
                bytes: u32,
            ) -> Result<Grant, ReallocateError> {
                self.reallocate_sized(address, old_bytes, bytes)
            }

            #[inline(always)]
            fn free_sized(&mut self, address: u32, bytes: u32) -> Result<Freed, FreeError> {
                self.free_sized(address, bytes)
            }
        });
    };
    (@ $heap:ident $region:ident $design:ident { $($told:tt)* }) => {
        impl $crate::raw::FamilyDesign for $design {
            type Heap<P: $crate::Fixed<Design = Self>> = $heap<$region, $crate::raw::Constant<P>>;
        }

        impl<P: $crate::Fixed<Design = $design>> $crate::raw::RawHeap
            for $heap<$region, $crate::raw::Constant<P>>
        {
            const BASE: u32 = P::DESIGN.base_address();
            const GRANULE: u32 = P::DESIGN.granule();

            #[inline(always)]
            fn bytes_max() -> u32 {
                P::DESIGN.maximum_bytes
            }

            unsafe fn over(start: core::ptr::NonNull<u8>, bytes: u32) -> Option<Self> {
                // SAFETY: the caller's promise.
                let region = unsafe { $region::new(start, bytes) };
                Self::new(region, $crate::raw::Constant::new()).ok()
            }

            #[inline(always)]
            fn pointer(&self, offset: u32) -> core::ptr::NonNull<u8> {
                self.region().pointer(offset)
            }

            #[inline(always)]
            fn offset(&self, pointer: core::ptr::NonNull<u8>) -> Option<u32> {
                self.region().offset(pointer)
            }

            #[inline(always)]
            fn allocate_aligned(&mut self, bytes: u32, alignment: u32) -> Result<Grant, Refusal> {
                self.allocate_aligned(bytes, alignment)
            }

            #[inline(always)]
            fn allocate_zeroed(&mut self, bytes: u32) -> Result<Grant, Refusal> {
                self.allocate_zeroed(bytes)
            }

            #[inline(always)]
            fn reallocate(&mut self, address: u32, bytes: u32) -> Result<Grant, ReallocateError> {
                self.reallocate(address, bytes)
            }

            #[inline(always)]
            fn free(&mut self, address: u32) -> Result<Freed, FreeError> {
                self.free(address)
            }

            $($told)*
        }

        impl<P: $crate::Fixed<Design = $design>, const BYTES: usize> $crate::raw::Serves<BYTES>
            for $heap<$region, $crate::raw::Constant<P>>
        {
            const SERVES: () = {
                if let Err(error) = P::DESIGN.check_region(BYTES as u32) {
                    panic!("{}", error.axis);
                }
            };
        }
    };
}
pub(crate) use raw_heap;
