//! `docs/metrics.md` is written from the registers, so that the page for readers, the hover texts and the
//! code cannot part. `UPDATE_EXPECT=1 cargo test -p atlas-replay --test all metrics_page::` writes it anew.

use std::fmt::Write as _;

use atlas_replay::{CATEGORIES, METRICS, OUTCOMES, Scope, Tone, UNTOUCHED};
use expect_test::expect_file;

const OPENING: &str = "\
# Metrics

What every figure means, exactly. The page shows these texts on hover, `heap-atlas catalog --json` prints
them, and this file is written from the same register (`crates/replay/src/metrics.rs`).

A *step* is the state after so many operations; step 0 is the empty heap. Sizes are in bytes. Whatever is said
of live blocks comes from the shadow heap, which watches grants and frees from outside and believes no
allocator's own counters. A clamped request counts what was granted of it, not what was asked for.

Which steps a metric looks at:

- **state**: the state at the step alone;
- **step**: the operation that led to the step alone;
- **so far**: all steps up to and including this one.

`heap-atlas replay --json` prints, under `metrics`, the values at the last step of all but the *step* metrics,
and what is live then as `leaked_blocks` and `leaked_bytes` (the requested bytes of those blocks). Under
`at_peak` it prints the *state* metrics at the first step at which the heap's end stood at its high-water mark:
the moment that decided how much memory the design needs. `heap-atlas open` prints under `at_step` the *state* and
*step* metrics at the link's step.
";

const COST: &str = "\
## How cost is counted

Cost is counted, never timed, so it is the same on every machine.

- A **probe** is a block that was looked at to decide something, by its header or, where blocks have none, by a hole's
  link: in search of a hole; behind a hole too small (the blocks of its run, and the one that ends it); in search of the address to free or to resize; in search of a
  block's neighbour in a list or in memory, or to see whether that is a hole; in search of queued frees; or in search
  of holes to merge. Costs add up: a walk costs the sum over the blocks it comes to, and each examination of a block counts.
- **Words** are the 32-bit words of bookkeeping that were read or written: headers, footers, the links of holes, and the tables
  outside of blocks. In Classic's family, that is three for each probe, four for a header written, one for a single
  field read or changed, two for an entry of the index written; the header of a block that the operation examined already
  and works on is not read again. Payload is not counted, but for the word that links a queued free. Each family's rules say
  what each operation costs, case by case: [Classic's](classic-rules.md#what-it-costs),
  [tagged blocks'](tags-rules.md).
- **Lines** are the different 64-byte lines, counted from the region's start, that those words lie in.
- An **operation** is any `malloc`, `falloc`, `calloc`, `realloc` or `free` of the scenario, those included that
  came to nothing; `touch`, `idle` and `mark` are none, nor is what a task would have done after it was killed.
- Percentiles go by nearest rank: of n values in order, the p-th is number ⌈p ÷ 100 × n⌉.
";

const PARTS: &str = "\
## Where the bytes go

Every byte of the region belongs to exactly one of these, at every step; the sum is checked.

Bytes that are *committed and never touched* lie in parts of all kinds: a byte that was requested stays requested
whether or not its page was ever used, and pages follow other borders than blocks. Of each part it is known how many
of its bytes lie in frames that nothing has written to since they were taken; together these are the space's
`untouched_bytes`. The page's bar takes them out of their parts and shows them as one more, the last of this table,
so that what it shows adds up to the region too.
";

const OUTCOMES_OPENING: &str = "\
## Outcomes

Whatever a scenario asks for ends in one of these. None of them ends a replay.
";

const CLOSING: &str = "\
## How pages are counted

Pages are modelled: page size, frames and swap are the kernel's design's, and all address spaces share them.

- A grant under **eager** commit takes a frame for every page of its block that has neither a frame nor a place in
  swap, and for the header of a remainder that is split off (not for the padding in front of that header), all or nothing.
  That is no page fault. The index, which lies in no block, is taken as it is written, under either commit.
- A **write** to a page that is not there, by the program or by the allocator, is a page fault and takes a frame. A
  read of a page that never was there finds zeroes and takes nothing. Any touch of a page in swap is a page fault and
  brings it back; it counts as written from then on. A `calloc` writes its zeroes; a `realloc` that moves reads the old
  payload and writes as much of it as the new one holds.
- Where no frame is left, the page **touched longest ago**, counted in steps, goes to swap, whosever it is; of equals
  the one of the lowest task, then of the lowest address. Where swap is full too, a grant is refused, and a touch kills
  its task: heap, frames and swap are gone with it, and what it held is no leak. The touch that kills got no frame and is no
  page fault. The task ends there: the rest of its operation touches, takes and returns no page. Its cost is that of
  the whole operation, as if there had been a frame; no peak counts what it would have granted.
- What is **given back** at the heap's end are the pages between the new end and the old, that in which the old end
  stood included, unless entries of the index stand in it. With whole pages, those that lie whole in a hole's payload are returned too, whenever a hole comes to
  be or grows: at a free, at a merge, at a split. Pages that are given back read as zero.
- A page counts from the region's start; the region's last page is whole even where the region ends within it.
- Peaks of frames count what is held in the course of an operation, too, not only after it.
- Figures of the whole machine add up all address spaces; *external fragmentation* takes the largest hole of any.

## Charts

A chart's point, or a line of the figures over time as a file, stands for a stretch of steps. Its value is that of its last
step, exactly; besides it has the lowest and the highest among its steps. Requested bytes, the heap's end, utilisation,
probes, words, lines and cost so far are known of every step. The others, pages among them, take a walk and are sampled:
at every k-th step, where k is the number of operations ÷ 2048, rounded up, and at the last; of those, the lowest and the
highest are among the samples. Points end at samples.

## Every step

`heap-atlas replay --steps`, and the page's share dialog as CSV, tell each step in a row: `step`; `task`; `operation`, as the
script language writes it; `outcome`, by its id; `address`, granted or named; `requested_bytes`, where the operation names a size;
`payload_bytes`, granted, resized or freed; `probes`; `splits` and `merges`, of blocks; `heap_bytes`, the end of the heap that
the operation was performed on; and `free_list`, the holes of that heap in order of address, each as `address:payload_bytes`. Of a
heap with more than 1,000 blocks the free list is `…`.

## The hash

A timeline's hash is XXH64 (seed 0) over what the designs have different from Classic, the number of operations, for
every step outcome, address, payload, probes and words, and at the end, for each address space, the header of every
block, in order of address, the index, and its counts of pages, faults and swap traffic.
Equal hashes mean equal replays, on any machine and in any browser. Links carry them; an axis that a later version adds
leaves the hashes of designs that don't use it as they are.
";

#[test]
fn the_page_says_what_the_code_does() {
    let mut page = String::from(OPENING);
    let mut group = "";
    for metric in METRICS {
        if metric.group != group {
            group = metric.group;
            let _ = write!(
                page,
                "\n## {group}\n\n| metric | looks at | formula | what it says |\n|---|---|---|---|\n"
            );
        }
        let scope = match metric.scope {
            Scope::State => "state",
            Scope::Step => "step",
            Scope::SoFar => "so far",
        };
        let _ = writeln!(
            page,
            "| **{}** `{}` | {scope} | {} | {} |",
            metric.title, metric.id, metric.formula, metric.summary
        );
    }
    let _ = write!(
        page,
        "\n{COST}\n{PARTS}\n| part | what it is | axes that change it |\n|---|---|---|\n"
    );
    let mut part = |title, id, summary, axes: &[&str]| {
        let axes: Vec<_> = axes.iter().map(|axis| format!("`{axis}`")).collect();
        let axes = axes.join(", ");
        let _ = writeln!(page, "| **{title}** `{id}` | {summary} | {axes} |");
    };
    for doc in CATEGORIES {
        part(doc.title, doc.id, doc.summary, doc.axes);
    }
    let doc = &UNTOUCHED;
    part(doc.title, doc.id, doc.summary, doc.axes);
    let _ = write!(
        page,
        "\n{OUTCOMES_OPENING}\n| outcome | meaning | |\n|---|---|---|\n"
    );
    for outcome in OUTCOMES {
        let tone = match outcome.tone {
            Tone::Good => "good",
            Tone::Neutral => "neutral",
            Tone::Note => "worth knowing",
            Tone::Bad => "bad",
        };
        let _ = writeln!(
            page,
            "| **{}** `{}` | {} | {tone} |",
            outcome.title, outcome.id, outcome.summary
        );
    }
    let _ = write!(page, "\n{CLOSING}");
    expect_file!["../../../../docs/metrics.md"].assert_eq(&page);
}

/// Ids are in links and in other people's scripts: they must be unique, and registers in their order.
#[test]
fn registers_are_in_order() {
    for (at, outcome) in OUTCOMES.iter().enumerate() {
        assert_eq!(outcome.kind as usize, at, "{}", outcome.id);
    }
    for (at, category) in CATEGORIES.iter().enumerate() {
        assert_eq!(category.category as usize, at, "{}", category.id);
        assert_ne!(category.id, UNTOUCHED.id);
    }
    let axes = CATEGORIES.iter().flat_map(|category| category.axes);
    for axis in axes.chain(UNTOUCHED.axes) {
        assert!(
            atlas_replay::design::axis(axis).is_some(),
            "there is no axis {axis}"
        );
    }
    let mut ids: Vec<_> = METRICS.iter().map(|metric| metric.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), METRICS.len());
}
