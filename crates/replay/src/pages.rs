//! Owns the memory of a region at rest: pages of bytes that keyframes share where nothing was written.
//!
//! Does not know what the bytes mean, nor when a keyframe is taken. These pages are a matter of storage and
//! have nothing to do with the pages a machine would map.

use std::sync::Arc;

use crate::shared::SharedArray;

/// The bytes of a page. Small, because a walk's writes lie scattered, a few words here and there.
const PAGE_BYTES: u32 = 1024;

type Page = [u8; PAGE_BYTES as usize];

/// A region's bytes at some step. Pages nobody wrote yet are absent, and zero.
#[derive(Clone, Debug)]
pub(crate) struct Pages(SharedArray<Option<Arc<Page>>, 64>);

impl Pages {
    /// A region of zeroes.
    pub(crate) fn new(region_bytes: u32) -> Self {
        Self(SharedArray::new(region_bytes.div_ceil(PAGE_BYTES) as usize))
    }

    /// Takes over the pages of `region` that are in `written`.
    pub(crate) fn update(&mut self, region: &[u8], written: &PageSet) {
        for page in written.iter() {
            let bytes = &region[range(page, region.len())];
            let mut copy = [0; PAGE_BYTES as usize];
            copy[..bytes.len()].copy_from_slice(bytes);
            *self.0.get_mut(page) = Some(Arc::new(copy));
        }
    }

    /// Turns `region`, which held `self` but for the pages in `written`, into `target`.
    pub(crate) fn restore(&mut self, region: &mut [u8], written: &PageSet, target: &Self) {
        let mut put = |page, from: &Option<Arc<Page>>| {
            let range = range(page, region.len());
            let bytes = &mut region[range];
            match from {
                Some(from) => bytes.copy_from_slice(&from[..bytes.len()]),
                None => bytes.fill(0),
            }
        };
        for page in written.iter() {
            put(page, target.0.get(page));
        }
        for (page, ours, theirs) in self.0.apart(&target.0) {
            let shared = match (ours, theirs) {
                (Some(ours), Some(theirs)) => Arc::ptr_eq(ours, theirs),
                (None, None) => true,
                _ => false,
            };
            if !shared {
                put(page, theirs);
            }
        }
        self.0 = target.0.clone();
    }

    /// The bytes these pages take beside `other`.
    pub(crate) fn bytes_beside(&self, other: &Self) -> usize {
        let pages = self.0.apart(&other.0).filter(|(_, ours, theirs)| {
            ours.as_ref().is_some_and(|ours| {
                !theirs
                    .as_ref()
                    .is_some_and(|theirs| Arc::ptr_eq(ours, theirs))
            })
        });
        self.0.bytes_beside(&other.0) + pages.count() * PAGE_BYTES as usize
    }
}

/// The bytes of a page; the region's last may be short.
fn range(page: usize, region_bytes: usize) -> std::ops::Range<usize> {
    let start = page * PAGE_BYTES as usize;
    start..region_bytes.min(start + PAGE_BYTES as usize)
}

/// A set of pages, a bit each.
#[derive(Clone, Debug)]
pub(crate) struct PageSet(Box<[u64]>);

impl PageSet {
    pub(crate) fn new(region_bytes: u32) -> Self {
        let pages = region_bytes.div_ceil(PAGE_BYTES) as usize;
        Self(vec![0; pages.div_ceil(64)].into_boxed_slice())
    }

    /// Adds the pages of the `bytes` bytes from `offset` on.
    #[inline]
    pub(crate) fn insert(&mut self, offset: u32, bytes: u32) {
        if bytes == 0 {
            return;
        }
        let first = offset / PAGE_BYTES;
        let last = (offset + (bytes - 1)) / PAGE_BYTES;
        for page in first..=last {
            self.0[(page / 64) as usize] |= 1 << (page % 64);
        }
    }

    pub(crate) fn clear(&mut self) {
        self.0.fill(0);
    }

    fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(at, &bits)| {
            (0..64)
                .filter(move |bit| bits >> bit & 1 != 0)
                .map(move |bit| at * 64 + bit)
        })
    }
}
