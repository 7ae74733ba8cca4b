//! Owns the copy-on-write array that lets hundreds of keyframes stand beside each other in memory.
//!
//! Knows nothing of what it holds. A clone copies a pointer per chunk; a write copies the one chunk it
//! touches, and only if somebody else still holds that chunk.

use std::array;
use std::sync::Arc;

/// An array of fixed length in shared chunks of `N` elements.
#[derive(Clone, Debug)]
pub(crate) struct SharedArray<T, const N: usize> {
    chunks: Vec<Arc<[T; N]>>,
}

impl<T: Clone + Default, const N: usize> SharedArray<T, N> {
    /// An array of at least `len` default elements, which at first all share one chunk.
    pub(crate) fn new(len: usize) -> Self {
        let chunk = Arc::new(array::from_fn(|_| T::default()));
        Self {
            chunks: vec![chunk; len.div_ceil(N)],
        }
    }

    pub(crate) fn get(&self, index: usize) -> &T {
        &self.chunks[index / N][index % N]
    }

    pub(crate) fn get_mut(&mut self, index: usize) -> &mut T {
        &mut Arc::make_mut(&mut self.chunks[index / N])[index % N]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }

    /// The pairs of elements, with their index, of all chunks that the two arrays do not share.
    pub(crate) fn apart<'a>(
        &'a self,
        other: &'a Self,
    ) -> impl Iterator<Item = (usize, &'a T, &'a T)> {
        debug_assert_eq!(self.chunks.len(), other.chunks.len());
        self.chunks
            .iter()
            .zip(&other.chunks)
            .enumerate()
            .filter(|(_, (ours, theirs))| !Arc::ptr_eq(ours, theirs))
            .flat_map(|(chunk, (ours, theirs))| {
                ours.iter()
                    .zip(theirs.iter())
                    .enumerate()
                    .map(move |(at, (ours, theirs))| (chunk * N + at, ours, theirs))
            })
    }

    /// The bytes this array takes beside `other`: its table, and the chunks they do not share.
    pub(crate) fn bytes_beside(&self, other: &Self) -> usize {
        let unshared = self
            .chunks
            .iter()
            .zip(&other.chunks)
            .filter(|(ours, theirs)| !Arc::ptr_eq(ours, theirs))
            .count();
        size_of_val(self.chunks.as_slice()) + unshared * size_of::<[T; N]>()
    }
}
