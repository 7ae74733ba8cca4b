//! Raw bytes of a region, each labelled with the field or the category it belongs to.

use serde::Serialize;

use super::BytesWish;
use super::block::Field;
use crate::state::State;

/// Raw bytes of the region at a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "BytesView"))]
pub struct Bytes {
    /// Offset of the first byte.
    pub offset: u32,
    /// The bytes.
    #[serde(with = "serde_bytes")]
    #[cfg_attr(feature = "typescript", ts(type = "Uint8Array"))]
    pub bytes: Vec<u8>,
    /// The stretches they form, in order and without gaps or overlap.
    pub spans: Vec<ByteSpan>,
}

/// A stretch of raw bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ByteSpan {
    /// Offset of its first byte.
    pub offset: u32,
    /// Its length.
    pub bytes: u32,
    /// The id of their category.
    pub label: &'static str,
    /// The field that they are; `None` for anything else.
    pub field: Option<Field>,
}

impl Bytes {
    pub(super) fn of(state: &State<'_>, wish: BytesWish) -> Self {
        let subject = state.subject();
        let base = subject.region_base();
        let region_bytes = subject.region_bytes();
        let offset = wish.offset.min(region_bytes);
        let end = region_bytes.min(offset.saturating_add(wish.count));
        let fields: Vec<Field> = subject
            .blocks()
            .skip_while(|block| block.extent.end() <= offset)
            .take_while(|block| block.extent.start < end)
            .flat_map(|block| subject.fields(&block))
            .map(Field::from)
            .collect();
        let mut fields = fields.iter().peekable();
        let mut spans = Vec::new();
        let mut push = |start: u32, until: u32, label, field: Option<&Field>| {
            let (start, until) = (start.max(offset), until.min(end));
            if start < until {
                spans.push(ByteSpan {
                    offset: start,
                    bytes: until - start,
                    label,
                    field: field.cloned(),
                });
            }
        };
        let spans_here = state
            .spans()
            .skip_while(|span| span.start + span.bytes <= offset)
            .take_while(|span| span.start < end);
        for span in spans_here {
            let until = span.start + span.bytes;
            let category = span.category.id();
            let mut at = span.start;
            // Fields lie in one category each: in a header, a footer, or the payload of a hole.
            while let Some(field) = fields.next_if(|field| field.offset < until) {
                push(at, field.offset, category, None);
                at = field.offset + field.bytes;
                push(field.offset, at, category, Some(field));
            }
            push(at, until, category, None);
        }
        Self {
            offset,
            bytes: subject.memory(base + offset, end - offset).to_vec(),
            spans,
        }
    }
}
