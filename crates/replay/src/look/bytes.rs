//! Raw bytes of a region, each labelled with the field or the category it belongs to.

use atlas_scenario::numerals::{address, bytes_exactly};
use classic_heap::FLAG_FREE;
use serde::Serialize;

use super::BytesWish;
use crate::classic::Classic;
use crate::state::{Category, State};
use crate::subject::Subject;

/// The fields of a header, a word each, in order.
const FIELDS: [&str; 4] = ["size", "addr", "next", "next_free_or_padding"];

const WORD_BYTES: u32 = 4;

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
    /// A field of the header (`size`, `addr`, `next`, `next_free_or_padding`), or the id of a category.
    pub label: &'static str,
    /// The value of a field of the header, decoded; `None` for anything else.
    pub value: Option<String>,
}

impl Bytes {
    pub(super) fn of(state: &State<'_, Classic>, wish: BytesWish) -> Self {
        let region = state.subject().region();
        let region_bytes = state.subject().region_bytes();
        let offset = wish.offset.min(region_bytes);
        let end = region_bytes.min(offset.saturating_add(wish.count));
        let mut spans = Vec::new();
        let mut push = |start: u32, until: u32, label, value: Option<String>| {
            let (start, until) = (start.max(offset), until.min(end));
            if start < until {
                spans.push(ByteSpan {
                    offset: start,
                    bytes: until - start,
                    label,
                    value,
                });
            }
        };
        for span in state.spans() {
            let until = span.start + span.bytes;
            if until <= offset {
                continue;
            }
            if span.start >= end {
                break;
            }
            if span.category != Category::Header {
                push(span.start, until, span.category.id(), None);
                continue;
            }
            let words = (span.start..).step_by(WORD_BYTES as usize);
            for (field, at) in FIELDS.into_iter().zip(words) {
                let value = decoded(field, word(region, at));
                push(at, at + WORD_BYTES, field, Some(value));
            }
        }
        Self {
            offset,
            bytes: region[offset as usize..end as usize].to_vec(),
            spans,
        }
    }
}

fn word(region: &[u8], offset: u32) -> u32 {
    let at = offset as usize;
    let bytes = region[at..at + WORD_BYTES as usize].try_into();
    u32::from_le_bytes(bytes.expect("a word has four bytes"))
}

/// The value of a field of a header, for a person.
fn decoded(field: &str, word: u32) -> String {
    match field {
        "size" => bytes_exactly(word).to_string(),
        "addr" => {
            let state = if word & FLAG_FREE == 0 {
                "allocated"
            } else {
                "free"
            };
            format!("{}, {state}", address(word))
        }
        "next" if word == 0 => "none: the list's tail".to_owned(),
        _ => address(word).to_string(),
    }
}
