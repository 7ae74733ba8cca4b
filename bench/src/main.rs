//! How fast allocators perform recordings, and how much memory they need: `npm run bench -- allocators [TRACE…]`.
//!
//! Owns the comparison: the same calls to each, in turns, the best of several rounds counts, ratios are printed. Asserts
//! nothing: times belong to the machine. The wrappers are in [`rivals`].

mod rivals;

use std::alloc::Layout;
use std::time::{Duration, Instant};

use atlas_scenario::trace::Trace;
use atlas_scenario::{Action, Target};
use classic_heap::tags::presets::{BoundaryTags, Fast, Tlsf};
use rivals::{ARENA_BYTES, Dlmalloc, LinkedList, Mimalloc, Rival, Rlsf, Tags, Talc};

/// How often each allocator has its turn.
const ROUNDS: u32 = 60;
/// How many calls a turn has, at least: short recordings are repeated, each time on a fresh heap.
const CALLS_PER_TURN: usize = 60_000;
/// What every request is aligned to at the least.
const ALIGNMENT: usize = 8;

/// A call, with the slots that hold its pointers.
#[derive(Clone, Copy)]
enum Call {
    Alloc {
        slot: u32,
        layout: Layout,
    },
    Realloc {
        slot: u32,
        from: u32,
        layout: Layout,
    },
    Free {
        slot: u32,
    },
}

fn calls(trace: &Trace) -> Vec<Call> {
    let slot = |target: &Target| match target {
        Target::Pointer(pointer) => Some(pointer.0),
        _ => None,
    };
    trace
        .scenario
        .operations
        .iter()
        .filter_map(|operation| {
            Some(match &operation.action {
                Action::Malloc { pointer, bytes } => Call::Alloc {
                    slot: pointer.0,
                    layout: layout(*bytes, ALIGNMENT as u32),
                    },
                Action::Calloc {
                    pointer,
                    count,
                    bytes,
                } => Call::Alloc {
                    slot: pointer.0,
                    layout: layout(count.checked_mul(*bytes)?, ALIGNMENT as u32),
                    },
                Action::AlignedMalloc {
                    pointer,
                    bytes,
                    alignment,
                } => Call::Alloc {
                    slot: pointer.0,
                    layout: layout(*bytes, (*alignment).max(ALIGNMENT as u32)),
                    },
                Action::Realloc {
                    pointer,
                    from,
                    bytes,
                } => match slot(from) {
                    Some(from) => Call::Realloc {
                        slot: pointer.0,
                        from,
                        layout: layout(*bytes, ALIGNMENT as u32),
                    },
                    None => Call::Alloc {
                        slot: pointer.0,
                        layout: layout(*bytes, ALIGNMENT as u32),
                        },
                },
                Action::Free { target } => Call::Free {
                    slot: slot(target)?,
                },
                _ => return None,
            })
        })
        .collect()
}

#[derive(Clone, Copy)]
struct Block {
    pointer: *mut u8,
    layout: Layout,
}

const NONE: Block = Block {
    pointer: std::ptr::null_mut(),
    layout: Layout::new::<u64>(),
};

fn layout(bytes: u32, alignment: u32) -> Layout {
    // Rust asks for no zero bytes.
    Layout::from_size_align(bytes.max(1) as usize, alignment as usize).expect("a layout")
}

/// Performs all calls; whatever is live at the end is freed. `watch` sees each block.
#[inline(always)]
fn perform<R: Rival>(
    rival: &mut R,
    calls: &[Call],
    slots: &mut [Block],
    mut watch: impl FnMut(Block, Block),
) {
    for &call in calls {
        // SAFETY: pointers come from the rival, each with its layout, and are used until they are freed.
        unsafe {
            match call {
                Call::Alloc { slot, layout } => {
                    let pointer = rival.alloc(layout);
                    assert!(!pointer.is_null(), "refused");
                    pointer.write(1);
                    let block = Block { pointer, layout };
                    watch(NONE, block);
                    slots[slot as usize] = block;
                }
                Call::Realloc { slot, from, layout } => {
                    let old = slots[from as usize];
                    slots[from as usize].pointer = std::ptr::null_mut();
                    let pointer = if old.pointer.is_null() {
                        rival.alloc(layout)
                    } else {
                        rival.realloc(old.pointer, old.layout, layout.size())
                    };
                    assert!(!pointer.is_null(), "refused");
                    let layout =
                        Layout::from_size_align_unchecked(layout.size(), old.layout.align());
                    let block = Block { pointer, layout };
                    watch(old, block);
                    slots[slot as usize] = block;
                }
                Call::Free { slot } => {
                    let block = slots[slot as usize];
                    if !block.pointer.is_null() {
                        rival.dealloc(block.pointer, block.layout);
                        watch(block, NONE);
                        slots[slot as usize].pointer = std::ptr::null_mut();
                    }
                }
            }
        }
    }
    for block in slots {
        if !block.pointer.is_null() {
            // SAFETY: as above.
            unsafe { rival.dealloc(block.pointer, block.layout) };
            *block = NONE;
        }
    }
}

/// The time that one pass takes, from the best of the rounds.
type Turn = fn(&[Call], &mut [Block], *mut u8, usize) -> Duration;

fn turn<R: Rival>(
    calls: &[Call],
    slots: &mut [Block],
    arena: *mut u8,
    passes: usize,
) -> Duration {
    let mut spent = Duration::ZERO;
    for _ in 0..passes {
        // SAFETY: the arena is this heap's alone until the next one is made.
        let mut rival = unsafe { R::over(arena) };
        let start = Instant::now();
        perform(&mut rival, calls, slots, |_, _| {});
        spent += start.elapsed();
    }
    spent / passes as u32
}

/// The most that was live at once by what was needed up to the end of the highest block.
type Utilisation = fn(&[Call], &mut [Block], *mut u8) -> f64;

fn utilisation<R: Rival>(calls: &[Call], slots: &mut [Block], arena: *mut u8) -> f64 {
    // SAFETY: the arena is this heap's alone until the next one is made.
    let mut rival = unsafe { R::over(arena) };
    let (mut live, mut peak, mut high) = (0_usize, 0_usize, 0_usize);
    let bytes = |block: Block| {
        if block.pointer.is_null() {
            0
        } else {
            block.layout.size()
        }
    };
    perform(&mut rival, calls, slots, |old, new| {
        live = live - bytes(old) + bytes(new);
        peak = peak.max(live);
        if !new.pointer.is_null() {
            high = high.max(new.pointer as usize + bytes(new) - arena as usize);
        }
    });
    peak as f64 / high as f64
}

struct Contestant {
    name: &'static str,
    turn: Turn,
    /// None for one that keeps to memory of its own.
    utilisation: Option<Utilisation>,
}

const fn contestant<R: Rival>(name: &'static str) -> Contestant {
    Contestant {
        name,
        turn: turn::<R>,
        utilisation: Some(utilisation::<R>),
    }
}

const CONTESTANTS: &[Contestant] = &[
    contestant::<Tags<Fast>>("fast"),
    contestant::<Tags<Tlsf>>("tlsf"),
    contestant::<Tags<BoundaryTags>>("boundary-tags"),
    contestant::<Talc>("talc"),
    contestant::<Dlmalloc>("dlmalloc"),
    contestant::<Rlsf>("rlsf"),
    contestant::<LinkedList>("linked_list"),
    Contestant {
        name: "mimalloc",
        turn: turn::<Mimalloc>,
        utilisation: None,
    },
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut only = None;
    let mut once = false;
    let mut traces = Vec::new();
    for argument in std::env::args().skip(1) {
        match argument.strip_prefix("--only=") {
            Some(names) => only = Some(names.to_string()),
            None if argument == "--once" => once = true,
            None => traces.push(argument),
        }
    }
    let contestants: Vec<&Contestant> = CONTESTANTS
        .iter()
        .filter(|one| {
            only.as_ref()
                .is_none_or(|only| only.split(',').any(|name| name == one.name))
        })
        .collect();
    let mut arena = vec![0_u64; ARENA_BYTES / 8];
    // Each page is touched once, so that nobody pays for the first touch.
    arena.fill(1);
    let arena = arena.as_mut_ptr().cast::<u8>();
    let mut log_ratios = vec![(0.0, 0.0); contestants.len()];
    let mut used = vec![0.0; contestants.len()];
    print!("{:16}", "ns per call");
    contestants
        .iter()
        .for_each(|one| print!("{:>15}", one.name));
    println!();
    for path in &traces {
        let trace = Trace::from_bytes(&std::fs::read(path)?)?;
        let calls = calls(&trace);
        let mut slots = vec![NONE; trace.scenario.pointers as usize];
        let mut best = vec![Duration::MAX; contestants.len()];
        let (rounds, passes) = if once {
            (1, 1)
        } else {
            (ROUNDS, CALLS_PER_TURN.div_ceil(calls.len()))
        };
        for _ in 0..rounds {
            for (one, best) in contestants.iter().zip(&mut best) {
                *best = (*best).min((one.turn)(&calls, &mut slots, arena, passes));
            }
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        print!("{:16}", name.trim_end_matches(".heaptrace"));
        let nanoseconds = |time: Duration| time.as_nanos() as f64 / calls.len() as f64;
        for (index, one) in contestants.iter().enumerate() {
            let use_of = one.utilisation.map(|of| of(&calls, &mut slots, arena));
            used[index] += use_of.unwrap_or(f64::NAN) / traces.len() as f64;
            let use_of = use_of.map_or("    –".into(), |part| format!("{:4.1}%", part * 100.0));
            print!("{:8.1} {use_of}", nanoseconds(best[index]));
            let against = |name: &str| {
                let other = contestants.iter().position(|one| one.name == name);
                other.map_or(f64::NAN, |other| {
                    (nanoseconds(best[index]) / nanoseconds(best[other])).ln() / traces.len() as f64
                })
            };
            log_ratios[index].0 += against("talc");
            log_ratios[index].1 += against("mimalloc");
        }
        println!();
    }
    print!("{:16}", "mean utilisation");
    used.iter()
        .for_each(|part| print!("{:14.1}%", part * 100.0));
    print!("\n{:16}", "× talc");
    log_ratios
        .iter()
        .for_each(|logs| print!("{:15.3}", logs.0.exp()));
    print!("\n{:16}", "× mimalloc");
    log_ratios
        .iter()
        .for_each(|logs| print!("{:15.3}", logs.1.exp()));
    println!();
    Ok(())
}
