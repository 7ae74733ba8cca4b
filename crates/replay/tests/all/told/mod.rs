//! Owns how the tests hold a text to its numbers: what can be measured at a step, by name, and the numbers that
//! stand in a text. Knows no text.

use atlas_replay::{Classic, OUTCOMES, Replay, State, metric};

/// What is measured at a step: the id of a metric, or
///
/// - `outcomes.<id>`: how many operations so far ended in that outcome;
/// - `address.<pointer>`, `payload_bytes.<pointer>`: of the block that the pointer holds;
/// - `last`, `tail`: the address of the last block's payload, in memory and in the list;
/// - `hole.<n>`: the payload of the n-th hole in order of address, from 1;
/// - `hole_bytes.<offset>`: the payload of the hole that begins there, seen from the region's start;
/// - `word.<offset>.<n>`: a word of the header that stands there;
/// - `region_base.<task>`: the address at which a task's region begins.
pub fn measure(replay: &mut Replay, measure: &str, step: u32) -> f64 {
    if let Some(outcome) = measure.strip_prefix("outcomes.") {
        let known = OUTCOMES.iter().any(|doc| doc.id == outcome);
        assert!(known, "there is no outcome {outcome}");
        let mut count = 0;
        for step in 1..=step {
            let state = replay.seek(step).expect("a step of the scenario");
            count += u32::from(state.outcome().expect("an operation").kind.id() == outcome);
        }
        return f64::from(count);
    }
    let state = replay.seek(step).expect("a step of the scenario");
    if let Some(pointer) = measure.strip_prefix("address.") {
        return f64::from(held(&state, pointer).0);
    }
    if let Some(pointer) = measure.strip_prefix("payload_bytes.") {
        return f64::from(held(&state, pointer).1);
    }
    let number = |text: &str| -> u32 { text.parse().expect("a number in a measure") };
    if let Some(nth) = measure.strip_prefix("hole.") {
        let mut holes = state.subject().blocks().filter(|block| block.free);
        let hole = holes.nth(number(nth) as usize - 1);
        let hole = hole.unwrap_or_else(|| panic!("there is no hole {nth}"));
        return f64::from(hole.payload.bytes);
    }
    let heap = || {
        Classic::of(state.subject())
            .expect("a heap of Classic's")
            .heap()
    };
    if let Some(offset) = measure.strip_prefix("hole_bytes.") {
        let hole = heap()
            .blocks()
            .find(|block| block.extent.start == number(offset) && block.is_free())
            .unwrap_or_else(|| panic!("no hole begins at {offset}"));
        return f64::from(hole.header.size);
    }
    if let Some((offset, word)) = measure
        .strip_prefix("word.")
        .and_then(|rest| rest.split_once('.'))
    {
        let block = heap().block_at_header(number(offset));
        let header = block.header;
        let words = [
            header.size,
            header.addr,
            header.next,
            block.next_free_or_padding,
        ];
        return f64::from(words[number(word) as usize]);
    }
    if let Some(task) = measure.strip_prefix("region_base.") {
        let task = number(task);
        let mut spaces = state.spaces();
        let space = spaces.find(|space| u32::from(space.task) == task);
        return f64::from(space.expect("a task of the scenario").region_base);
    }
    let address = |header: Option<u32>| {
        let block = heap().block_at_header(header.expect("a heap with blocks"));
        f64::from(block.address())
    };
    match measure {
        "last" => address(heap().roots().last),
        "tail" => address(heap().roots().tail),
        id => metric(id)
            .unwrap_or_else(|| panic!("there is no metric {id}"))
            .value(state.figures()),
    }
}

/// The address and payload of the block that a pointer holds, in whichever space.
fn held(state: &State<'_>, pointer: &str) -> (u32, u32) {
    let named = |task| {
        let space = state.in_space(task)?;
        let live = space
            .shadow()
            .iter()
            .find(|live| state.scenario().pointer_name(live.pointer) == pointer)?;
        Some((live.address, live.payload_bytes))
    };
    let mut tasks = state.spaces().map(|space| space.task);
    tasks
        .find_map(named)
        .unwrap_or_else(|| panic!("{pointer} holds no block"))
}

/// The numbers in a text, decimal and hexadecimal. What follows a number at once, `KiB` say, makes it a word.
pub fn numbers(text: &str) -> impl Iterator<Item = f64> {
    let words = text
        .split("..")
        .flat_map(|text| text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.')));
    words.filter_map(|word| {
        let word = word.trim_end_matches('.');
        match word.strip_prefix("0x") {
            Some(digits) => u32::from_str_radix(digits, 16).ok().map(f64::from),
            None => word.parse().ok(),
        }
    })
}

/// A number as people read it: at most two decimals.
pub fn short(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
