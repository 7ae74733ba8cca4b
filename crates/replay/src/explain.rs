//! Owns the sentence that says what became of an operation and why: "malloc 256: examined 7 blocks, merged 3
//! free neighbours at 0x00100450, split off 64".
//!
//! Every number in it comes from the recorded events or the shadow heap. The page and the
//! command line show the same words. Sizes that a sentence compares are told to the byte: rounded ones may look equal.

use atlas_scenario::numerals::{self, address, count, counted};
use atlas_scenario::{Action, Condition, KERNEL, Target};
use classic_heap::Event;

use crate::machine::Life;
use crate::metrics::FreeSpace;
use crate::outcome::{Outcome, OutcomeKind};
use crate::physical::PageEvent;
use crate::shadow::Live;
use crate::state::State;

impl State<'_> {
    /// What became of the operation that led here, in one sentence without its full stop; `None` at step 0.
    #[must_use]
    pub fn sentence(&self) -> Option<String> {
        self.sentence_with(false)
    }

    /// The same, with every size to the byte besides.
    #[must_use]
    pub fn sentence_exactly(&self) -> Option<String> {
        self.sentence_with(true)
    }

    fn sentence_with(&self, exactly: bool) -> Option<String> {
        let (operation, outcome) = (self.operation()?, self.outcome()?);
        let told = self.scenario().describe(operation);
        let told = match assigns(&operation.action) {
            // The pointer's name is on the page already; what was asked for matters here.
            true => told
                .split_once('=')
                .map_or(&*told, |(_, call)| call.trim_start()),
            false => &told,
        };
        let mut clauses = Clauses {
            clauses: Vec::new(),
            exactly,
        };
        match outcome.kind {
            // Only a realloc that was given a block looks one up; from null it is a malloc.
            OutcomeKind::Clamped if self.events().probes.lookup > 0 => {
                self.describe_resize(&outcome, &mut clauses);
            }
            OutcomeKind::Granted | OutcomeKind::Clamped => {
                self.describe_grant(&operation.action, &outcome, &mut clauses);
            }
            OutcomeKind::Resized | OutcomeKind::Moved => {
                self.describe_resize(&outcome, &mut clauses)
            }
            OutcomeKind::RefusedNoBlock
            | OutcomeKind::RefusedNoFrame
            | OutcomeKind::RefusedOverMaximum => {
                self.describe_refusal(&operation.action, &outcome, &mut clauses);
            }
            OutcomeKind::Freed => self.describe_free(&outcome, &mut clauses),
            OutcomeKind::Queued => self.describe_queued(&outcome, &mut clauses),
            OutcomeKind::GrantedNull => clauses.push("null, as this design has it".to_owned()),
            OutcomeKind::FreedNull => clauses.push("the null pointer, nothing to do".to_owned()),
            OutcomeKind::DoubleFree => self.describe_double_free(&outcome, &mut clauses),
            OutcomeKind::UnknownAddress => {
                self.describe_search_for("it", &mut clauses);
                if !self.describe_foreign(&operation.action, &outcome, &mut clauses) {
                    clauses.push(format!("no block begins at {}", address(outcome.address)));
                }
            }
            OutcomeKind::Touched => describe_touch(&outcome, &mut clauses),
            OutcomeKind::TouchOutOfBounds => {
                self.describe_out_of_bounds(&operation.action, &outcome, &mut clauses);
            }
            OutcomeKind::TouchNull => {
                clauses.push("the null pointer leads to no block".to_owned());
                clauses.push("nothing was written".to_owned());
            }
            OutcomeKind::TouchAfterFree => self.describe_after_free(&outcome, &mut clauses),
            OutcomeKind::TaskKilled => self.describe_kill(operation.task, &outcome, &mut clauses),
            OutcomeKind::TaskDead => self.describe_dead(operation.task, &mut clauses),
            OutcomeKind::Idled => self.describe_drain(&mut clauses),
            OutcomeKind::Skipped => self.describe_skipped(&operation.action, &mut clauses),
            OutcomeKind::Marked => {}
        }
        self.describe_end_of_repeat(&outcome, &mut clauses);
        if outcome.kind != OutcomeKind::TaskKilled {
            self.describe_pages(&mut clauses);
        }
        let mut sentence = told.to_owned();
        for (at, clause) in clauses.clauses.iter().enumerate() {
            sentence.push_str(if at == 0 { ": " } else { ", " });
            sentence.push_str(clause);
        }
        Some(sentence)
    }

    /// Which condition kept the operation from being performed.
    fn describe_skipped(&self, action: &Action, clauses: &mut Clauses) {
        let went = |turns| counted(turns, "turn");
        clauses.push("not performed".to_owned());
        clauses.push(match self.unmet() {
            Some(Condition::Going { repeat, .. }) => {
                format!(
                    "the repeat ended after {}",
                    went(self.turns_of(repeat).went)
                )
            }
            Some(Condition::Went { repeat, .. }) => {
                let name = &self.scenario().conditions.repeats()[repeat.0 as usize].name;
                format!("{name} is {}", count(self.turns_of(repeat).went))
            }
            Some(Condition::Holds) => match *action {
                Action::Free {
                    target: Target::Pointer(pointer),
                }
                | Action::Touch {
                    target: Target::Pointer(pointer),
                    ..
                } => {
                    format!("{} holds no block", self.scenario().pointer_name(pointer))
                }
                _ => "no block is there".to_owned(),
            },
            None => "its turn did not come".to_owned(),
        });
    }

    /// Whether the operation is the last of a repeat that goes until a request is refused.
    fn describe_end_of_repeat(&self, outcome: &Outcome, clauses: &mut Clauses) {
        let conditions = &self.scenario().conditions;
        let innermost = conditions
            .of(self.step() - 1)
            .find_map(|condition| match condition {
                Condition::Going { repeat, .. } => Some(repeat),
                _ => None,
            });
        let Some(repeat) = innermost else { return };
        let went = counted(self.turns_of(repeat).went, "turn");
        if outcome.kind.ends_a_repeat() {
            clauses.push(format!("the repeat ends after {went}"));
        } else if outcome.kind != OutcomeKind::Skipped
            && conditions.repeats()[repeat.0 as usize].end == self.step()
        {
            clauses.push(format!(
                "the repeat ends after {went}, the most it takes, with nothing refused"
            ));
        }
    }

    /// What became of pages; frames that were there for the taking are not worth a word.
    fn describe_pages(&self, clauses: &mut Clauses) {
        let traffic = self.page_traffic();
        let taken = traffic.faults - traffic.swap_ins;
        if taken > 0 {
            clauses.push(format!("took {} by page fault", counted(taken, "frame")));
        }
        if traffic.swap_ins > 0 {
            clauses.push(format!(
                "brought {} back from swap",
                counted(traffic.swap_ins, "page")
            ));
        }
        self.describe_swap_outs(clauses);
        if traffic.returned > 0 && !self.pool().plentiful {
            clauses.push(format!("returned {}", counted(traffic.returned, "page")));
        }
    }

    fn describe_swap_outs(&self, clauses: &mut Clauses) {
        let mut owners: Vec<(u8, u32)> = Vec::new();
        for event in self.page_events() {
            if let PageEvent::SwappedOut { task, .. } = *event {
                match owners.iter_mut().find(|(owner, _)| *owner == task) {
                    Some((_, pages)) => *pages += 1,
                    None => owners.push((task, 1)),
                }
            }
        }
        for (owner, pages) in owners {
            clauses.push(format!(
                "put {} of {} into swap",
                counted(pages, "cold page"),
                named_task(owner)
            ));
        }
    }

    fn describe_kill(&self, task: u8, outcome: &Outcome, clauses: &mut Clauses) {
        self.describe_swap_outs(clauses);
        clauses.push(format!(
            "the page at {} needs a frame and none is left",
            address(outcome.address)
        ));
        let pool = self.pool();
        if pool.design.swap_pages > 0 {
            clauses.push("swap is full".to_owned());
        }
        let death = self.spaces().find_map(|space| match space.life {
            Life::Killed(death) if space.task == task => Some(death),
            _ => None,
        });
        if let Some(death) = death {
            clauses.push(format!(
                "{} is killed, loses {} of {} and gives {} back",
                named_task(task),
                counted(death.blocks, "block"),
                clauses.bytes(death.requested_bytes),
                counted(death.frames, "frame")
            ));
        }
    }

    fn describe_dead(&self, task: u8, clauses: &mut Clauses) {
        let step = self.spaces().find_map(|space| match space.life {
            Life::Killed(death) if space.task == task => Some(death.step),
            _ => None,
        });
        clauses.push(match step {
            Some(step) => format!("{} was killed at step {}", named_task(task), count(step)),
            None => format!("{} was killed", named_task(task)),
        });
        clauses.push("nothing happens".to_owned());
    }

    /// Tells that a pointer holds an address of another space. Gives whether it does.
    fn describe_foreign(&self, action: &Action, outcome: &Outcome, clauses: &mut Clauses) -> bool {
        let (Action::Free { target }
        | Action::Touch { target, .. }
        | Action::Realloc { from: target, .. }) = *action
        else {
            return false;
        };
        let (Target::Pointer(pointer) | Target::Offset(pointer, _)) = target else {
            return false;
        };
        let Some(owner) = self.granted_elsewhere(pointer) else {
            return false;
        };
        clauses.push(format!(
            "{} is an address of {}, and means nothing here",
            address(outcome.address),
            named_task(owner)
        ));
        if let Some(occupant) = &outcome.occupant {
            clauses.push(format!(
                "but {} lives there: a real program would take it for its own",
                self.named(occupant)
            ));
        }
        true
    }

    fn describe_grant(&self, action: &Action, outcome: &Outcome, clauses: &mut Clauses) {
        self.describe_clamp(clauses);
        let probes = self.events().probes;
        let falloc = matches!(action, Action::Falloc { .. });
        if falloc && !self.subject().appends() {
            clauses.push("this family has no falloc, and it is a malloc here".to_owned());
        }
        if falloc && probes.placement + probes.run == 0 {
            clauses.push("searched nothing".to_owned());
        } else {
            self.describe_walk(clauses);
        }
        self.describe_place(outcome.address, clauses);
        self.describe_split(clauses);
    }

    fn describe_resize(&self, outcome: &Outcome, clauses: &mut Clauses) {
        self.describe_search_for("it", clauses);
        self.describe_clamp(clauses);
        let moved = self.events().events.iter().find_map(|event| match event {
            Event::Moved { from, bytes, .. } => Some((*from, *bytes)),
            _ => None,
        });
        if let Some((from, copied)) = moved {
            self.describe_walk(clauses);
            self.describe_place(outcome.address, clauses);
            self.describe_split(clauses);
            clauses.push(format!(
                "moved {} from {} and freed that block",
                clauses.bytes(copied),
                address(from)
            ));
            return;
        }
        let merged = self.merged();
        if merged > 0 {
            clauses.push(format!(
                "merged {} behind it",
                counted(merged, "free block")
            ));
        }
        self.describe_split(clauses);
        let stays = if self.has_grown() {
            "grown at the heap's end"
        } else if merged > 0 || self.was_split() {
            "resized where it stands"
        } else {
            "its block is large enough and stays as it is"
        };
        clauses.push(format!(
            "{stays}, {} for it",
            clauses.bytes(outcome.payload_bytes)
        ));
    }

    fn describe_refusal(&self, action: &Action, outcome: &Outcome, clauses: &mut Clauses) {
        if outcome.kind == OutcomeKind::RefusedOverMaximum {
            let overflows = matches!(action, Action::Calloc { count, bytes, .. }
                if count.checked_mul(*bytes).is_none());
            clauses.push(if overflows {
                "more than 32 bits can count".to_owned()
            } else {
                "more than the maximum".to_owned()
            });
        } else {
            self.describe_search_for("it", clauses);
            self.describe_clamp(clauses);
            if !matches!(action, Action::Falloc { .. }) {
                self.describe_walk(clauses);
                // Whoever looks at the whole machine is told of the heap that refused, too.
                let largest = FreeSpace::of(self.subject()).largest_free_bytes;
                clauses.push(match largest {
                    0 => "there is no hole".to_owned(),
                    largest => format!("the largest hole has {}", counted(largest, "byte")),
                });
            }
            let short = self
                .page_events()
                .iter()
                .rev()
                .find_map(|event| match event {
                    PageEvent::Short {
                        needed_pages,
                        available_pages,
                    } => Some((*needed_pages, *available_pages)),
                    _ => None,
                });
            clauses.push(match (outcome.kind, short) {
                (OutcomeKind::RefusedNoFrame, Some((needed, available))) => format!(
                    "it takes {} and {} can be had",
                    counted(needed, "frame"),
                    count(available)
                ),
                _ if !self.subject().gaps().is_empty() => {
                    "no block reaches from one region to the next".to_owned()
                }
                _ => "the heap cannot grow far enough".to_owned(),
            });
        }
        clauses.push(match outcome.block {
            Some(_) => "the old block stays as it was".to_owned(),
            None => "the pointer is null".to_owned(),
        });
    }

    fn describe_free(&self, outcome: &Outcome, clauses: &mut Clauses) {
        self.describe_search_for("it", clauses);
        clauses.push(format!(
            "freed {} at {}",
            clauses.bytes(outcome.payload_bytes),
            address(outcome.address)
        ));
        let mut merged = self.events().events.iter().filter_map(|event| match event {
            Event::Coalesced { into, .. } => Some(into.bytes),
            _ => None,
        });
        if let Some(whole) = merged.next_back() {
            clauses.push(format!(
                "merged it with {} into {}",
                counted(self.merged(), "free neighbour"),
                clauses.bytes(whole)
            ));
        }
        let trimmed = self.events().events.iter().find_map(|event| match event {
            Event::Trimmed { from, to } => Some(from - to),
            _ => None,
        });
        if let Some(trimmed) = trimmed {
            clauses.push(format!(
                "gave {} at the heap's end back",
                clauses.bytes(trimmed)
            ));
        }
        self.describe_neighbours(clauses);
    }

    fn describe_queued(&self, outcome: &Outcome, clauses: &mut Clauses) {
        clauses.push(format!(
            "queued {} at {}",
            clauses.bytes(outcome.payload_bytes),
            address(outcome.address)
        ));
        if self.drained() > 0 {
            self.describe_drain(clauses);
        }
    }

    /// Frees that were put off and are performed now.
    fn describe_drain(&self, clauses: &mut Clauses) {
        clauses.push(match self.drained() {
            0 => "no free was waiting to be performed".to_owned(),
            drained => format!("performed {}", counted(drained, "queued free")),
        });
        let examined = self.events().probes.drain;
        if examined > 0 {
            clauses.push(format!("in one pass over {}", counted(examined, "block")));
        }
        self.describe_search_for("them", clauses);
        if self.merged() > 0 {
            clauses.push(format!("merged {}", counted(self.merged(), "hole")));
        }
    }

    /// How many frees were performed.
    fn drained(&self) -> u32 {
        let events = self.events().events.iter();
        let freed = events.filter(|event| matches!(event, Event::Freed { .. }));
        u32::try_from(freed.count()).expect("a region has fewer blocks than bytes")
    }

    fn describe_double_free(&self, outcome: &Outcome, clauses: &mut Clauses) {
        self.describe_search_for("it", clauses);
        let address = numerals::address(outcome.address);
        clauses.push(match &outcome.occupant {
            Some(occupant) => format!(
                "the block at {address} was freed before, and {} lives there now: \
                 a real program would destroy it",
                self.named(occupant)
            ),
            None => format!("the block at {address} was freed before"),
        });
    }

    fn describe_after_free(&self, outcome: &Outcome, clauses: &mut Clauses) {
        let address = numerals::address(outcome.address);
        clauses.push(match &outcome.occupant {
            Some(occupant) => format!(
                "the block at {address} was freed before, and a real program would write into {}",
                self.named(occupant)
            ),
            None => format!("the block at {address} was freed before"),
        });
        clauses.push("nothing was written".to_owned());
    }

    fn describe_out_of_bounds(&self, action: &Action, outcome: &Outcome, clauses: &mut Clauses) {
        if self.describe_foreign(action, outcome, clauses) {
            clauses.push("nothing was written".to_owned());
            return;
        }
        match &outcome.block {
            Some(live) => {
                clauses.push(format!(
                    "{} at {} are not all within the {} that {} holds",
                    counted(outcome.payload_bytes, "byte"),
                    address(outcome.address),
                    counted(live.payload_bytes, "byte"),
                    self.named(live)
                ));
            }
            None => clauses.push(format!("no live block is at {}", address(outcome.address))),
        }
        clauses.push("nothing was written".to_owned());
    }

    fn describe_clamp(&self, clauses: &mut Clauses) {
        for event in &self.events().events {
            if let Event::Clamped { maximum_bytes, .. } = event {
                clauses.push(format!(
                    "more than the maximum and cut down to {}",
                    clauses.bytes(*maximum_bytes)
                ));
            }
        }
    }

    /// How far the search for a hole went.
    fn describe_walk(&self, clauses: &mut Clauses) {
        let probes = self.events().probes;
        match probes.placement + probes.run {
            // A block that waited for a request of its size is found without a look at any other.
            0 if !self.has_grown() && !self.was_refused() => {}
            0 => clauses.push("the list was empty".to_owned()),
            examined => clauses.push(format!("examined {}", counted(examined, "block"))),
        }
    }

    /// How far the search for the blocks to free or to resize went; `whom` is the pronoun for them.
    fn describe_search_for(&self, whom: &str, clauses: &mut Clauses) {
        let probes = self.events().probes.lookup;
        if probes > 0 {
            let probes = counted(probes, "probe");
            clauses.push(format!("searched for {whom} in {probes}"));
        }
    }

    /// How far searches for neighbours went.
    fn describe_neighbours(&self, clauses: &mut Clauses) {
        let probes = self.events().probes.neighbour;
        if probes > 0 {
            clauses.push(format!(
                "found its neighbours in {}",
                counted(probes, "probe")
            ));
        }
    }

    /// Where the block came from.
    fn describe_place(&self, address: u32, clauses: &mut Clauses) {
        let events = &self.events().events;
        let grown = events.iter().find_map(|event| match *event {
            Event::Extended { from, to } => Some((from, to - from)),
            _ => None,
        });
        let start = events.iter().rev().find_map(|event| match event {
            Event::Placed { block, .. } => Some(block.start),
            _ => None,
        });
        let address = numerals::address(address);
        let from_hole = match self.merged() {
            0 => format!("took the hole at {address}"),
            merged => format!("merged {} at {address}", counted(merged, "free neighbour")),
        };
        match grown {
            None => clauses.push(from_hole),
            Some((from, grown)) => {
                let mut grew = format!("grew the heap by {}", clauses.bytes(grown));
                // The block begins with what was free at the heap's end.
                if start.is_some_and(|start| start < from) {
                    clauses.push(from_hole);
                } else {
                    grew = format!("{grew} at {address}");
                }
                clauses.push(grew);
            }
        }
        self.describe_neighbours(clauses);
    }

    fn describe_split(&self, clauses: &mut Clauses) {
        for event in &self.events().events {
            if let Event::Split { remainder, .. } = event {
                clauses.push(format!("split off {}", clauses.bytes(remainder.bytes)));
            }
        }
    }

    fn has_grown(&self) -> bool {
        let mut events = self.events().events.iter();
        events.any(|event| matches!(event, Event::Extended { .. }))
    }

    fn was_refused(&self) -> bool {
        let mut events = self.events().events.iter();
        events.any(|event| matches!(event, Event::Refused(_)))
    }

    fn was_split(&self) -> bool {
        let mut events = self.events().events.iter();
        events.any(|event| matches!(event, Event::Split { .. }))
    }

    /// How many holes were merged into others.
    fn merged(&self) -> u32 {
        let events = self.events().events.iter();
        let merged = events.filter(|event| matches!(event, Event::Coalesced { .. }));
        u32::try_from(merged.count()).expect("a region has fewer blocks than bytes")
    }

    fn named(&self, live: &Live) -> String {
        let name = self.scenario().pointer_name(live.pointer);
        match live.first_step() {
            0 => format!("{name} of the start"),
            step => format!("{name} of step {}", count(step)),
        }
    }
}

/// What a touch wrote. The program may use its whole block, and is told where that is more than was asked for.
fn describe_touch(outcome: &Outcome, clauses: &mut Clauses) {
    let place = address(outcome.address);
    let beyond = outcome.block.as_ref().and_then(|live| {
        let end = outcome.address - live.address + outcome.payload_bytes;
        let beyond = end
            .saturating_sub(live.clamped_bytes)
            .min(outcome.payload_bytes);
        (beyond > 0).then_some((beyond, live.clamped_bytes))
    });
    match beyond {
        Some((beyond, requested)) => {
            let wrote = counted(outcome.payload_bytes, "byte");
            clauses.push(format!("wrote {wrote} at {place}"));
            clauses.push(format!(
                "{} of them beyond the {} requested",
                count(beyond),
                counted(requested, "byte")
            ));
        }
        None => {
            let wrote = clauses.bytes(outcome.payload_bytes);
            clauses.push(format!("wrote {wrote} at {place}"));
        }
    }
}

fn assigns(action: &Action) -> bool {
    match action {
        Action::Malloc { .. }
        | Action::Falloc { .. }
        | Action::Calloc { .. }
        | Action::AlignedMalloc { .. }
        | Action::Realloc { .. } => true,
        Action::Free { .. } | Action::Touch { .. } | Action::Idle { .. } | Action::Mark { .. } => {
            false
        }
    }
}

pub(crate) fn named_task(task: u8) -> String {
    if task == KERNEL {
        "the kernel".to_owned()
    } else {
        format!("task {task}")
    }
}

/// The clauses of a sentence so far.
struct Clauses {
    clauses: Vec<String>,
    /// Whether sizes are told to the byte besides.
    exactly: bool,
}

impl Clauses {
    fn push(&mut self, clause: impl Into<String>) {
        self.clauses.push(clause.into());
    }

    fn bytes(&self, bytes: u32) -> String {
        match self.exactly {
            true => numerals::bytes_exactly(bytes).to_string(),
            false => numerals::bytes(bytes).to_string(),
        }
    }
}
