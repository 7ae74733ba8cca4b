//! Physical memory on paper: one list of pages, whoever they belong to, searched from end to end.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

/// A page that has memory behind it. All others were never there, or were given back.
#[derive(Clone, Copy, Debug)]
struct Page {
    in_swap: bool,
    /// Whether anything was written to it since it was taken.
    written: bool,
    /// The step that touched or committed it last.
    step: u32,
}

/// What became of one task's pages so far.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    pub faults: u64,
    pub swap_ins: u64,
    pub swap_outs: u64,
    pub frames_max: u32,
}

/// What became of pages in one step, whosever they are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Traffic {
    pub committed: u32,
    pub faults: u32,
    pub swap_ins: u32,
    pub swap_outs: u32,
    pub returned: u32,
}

/// Frames, swap, and the pages of all tasks.
#[derive(Debug)]
pub struct Pool {
    page_bytes: u32,
    frames: usize,
    swap: usize,
    step: u32,
    /// By task and number, so that the first of equals is the one to go.
    pages: BTreeMap<(u8, u32), Page>,
    tallies: [Tally; 9],
    pub traffic: Traffic,
    /// Whether a touch of this step found no frame.
    pub starved: bool,
    pub frames_max: u32,
}

impl Pool {
    pub fn new(page_bytes: u32, frames: u32, swap_pages: u32) -> Self {
        Self {
            page_bytes,
            frames: frames as usize,
            swap: swap_pages as usize,
            step: 0,
            pages: BTreeMap::new(),
            tallies: [Tally::default(); 9],
            traffic: Traffic::default(),
            starved: false,
            frames_max: 0,
        }
    }

    pub fn begin(&mut self, step: u32) {
        self.step = step;
        self.starved = false;
        self.traffic = Traffic::default();
    }

    pub fn frames_free(&self) -> usize {
        self.frames - self.pages.values().filter(|page| !page.in_swap).count()
    }

    pub fn swap_used(&self) -> usize {
        self.pages.values().filter(|page| page.in_swap).count()
    }

    pub fn tally(&self, task: u8) -> Tally {
        self.tallies[usize::from(task)]
    }

    /// Where a page is, as the replay calls it.
    pub fn state(&self, task: u8, page: u32) -> &'static str {
        match self.pages.get(&(task, page)) {
            None => "absent",
            Some(Page { in_swap: true, .. }) => "swapped",
            Some(Page { written: true, .. }) => "resident",
            Some(_) => "untouched",
        }
    }

    /// The pages of a task in such a state.
    pub fn count(&self, task: u8, state: &str) -> u32 {
        let pages = self.pages.keys().filter(|key| key.0 == task);
        pages
            .filter(|&&(_, page)| self.state(task, page) == state)
            .count() as u32
    }

    fn pages_of(&self, offset: u32, bytes: u32) -> std::ops::Range<u32> {
        match bytes {
            0 => 0..0,
            _ => offset / self.page_bytes..(offset + bytes - 1) / self.page_bytes + 1,
        }
    }

    /// Puts the page touched longest ago into swap.
    fn put_aside(&mut self) {
        let in_frames = self.pages.iter_mut().filter(|(_, page)| !page.in_swap);
        let (&(task, _), page) = in_frames
            .min_by_key(|(_, page)| page.step)
            .expect("a page in a frame");
        page.in_swap = true;
        self.traffic.swap_outs += 1;
        self.tallies[usize::from(task)].swap_outs += 1;
    }

    /// Frees a frame if none is free; gives whether one is.
    fn make_room(&mut self) -> bool {
        if self.frames_free() == 0 {
            if self.swap_used() == self.swap {
                return false;
            }
            self.put_aside();
        }
        true
    }

    fn raise_peaks(&mut self, task: u8) {
        let held = self.count(task, "resident") + self.count(task, "untouched");
        let tally = &mut self.tallies[usize::from(task)];
        tally.frames_max = tally.frames_max.max(held);
        self.frames_max = self
            .frames_max
            .max((self.frames - self.frames_free()) as u32);
    }

    fn touch(&mut self, task: u8, offset: u32, bytes: u32, writes: bool) {
        for number in self.pages_of(offset, bytes) {
            if self.starved {
                return;
            }
            let key = (task, number);
            let page = match self.pages.get(&key).copied() {
                Some(page) if !page.in_swap => Page {
                    written: page.written || writes,
                    step: self.step,
                    ..page
                },
                Some(_) => {
                    // It leaves its place in swap before another may need one.
                    self.pages.remove(&key);
                    assert!(self.make_room());
                    self.traffic.swap_ins += 1;
                    self.tallies[usize::from(task)].swap_ins += 1;
                    self.fault(task)
                }
                None if !writes => continue,
                None if self.make_room() => self.fault(task),
                None => {
                    self.starved = true;
                    return;
                }
            };
            self.pages.insert(key, page);
            self.raise_peaks(task);
        }
    }

    /// A page that has just got a frame because it was touched.
    fn fault(&mut self, task: u8) -> Page {
        self.traffic.faults += 1;
        self.tallies[usize::from(task)].faults += 1;
        Page {
            in_swap: false,
            written: true,
            step: self.step,
        }
    }

    fn commit(&mut self, task: u8, ranges: &[Range<u32>]) -> bool {
        if self.starved {
            return true;
        }
        let asked = ranges
            .iter()
            .flat_map(|range| self.pages_of(range.start, range.end - range.start));
        let missing: BTreeSet<_> = asked
            .filter(|&page| !self.pages.contains_key(&(task, page)))
            .collect();
        let free = self.frames_free();
        let could_go = (self.swap - self.swap_used()).min(self.frames - free);
        if missing.len() > free + could_go {
            return false;
        }
        while self.frames_free() < missing.len() {
            self.put_aside();
        }
        for page in missing {
            let taken = Page {
                in_swap: false,
                written: false,
                step: self.step,
            };
            self.pages.insert((task, page), taken);
            self.traffic.committed += 1;
        }
        self.raise_peaks(task);
        true
    }

    /// Drops the pages that lie whole between two offsets; gives those that were there.
    fn decommit(&mut self, task: u8, from: u32, to: u32) -> Vec<u32> {
        if self.starved {
            return vec![];
        }
        let whole = from.div_ceil(self.page_bytes)..to / self.page_bytes;
        let returned: Vec<_> = whole
            .filter(|&page| self.pages.remove(&(task, page)).is_some())
            .collect();
        self.traffic.returned += returned.len() as u32;
        returned
    }

    /// Drops all pages of a task.
    pub fn release(&mut self, task: u8) {
        self.pages.retain(|key, _| key.0 != task);
    }
}

/// One task's way to the pool.
#[derive(Clone, Debug)]
pub struct Memory {
    pub pool: Rc<RefCell<Pool>>,
    pub task: u8,
    pub region_bytes: u32,
}

impl Memory {
    pub fn write(&self, offset: u32, bytes: u32) {
        self.pool.borrow_mut().touch(self.task, offset, bytes, true);
    }

    pub fn read(&self, offset: u32, bytes: u32) {
        self.pool
            .borrow_mut()
            .touch(self.task, offset, bytes, false);
    }

    pub fn commit(&self, ranges: &[Range<u32>]) -> bool {
        self.pool.borrow_mut().commit(self.task, ranges)
    }

    /// The region's last page may be short; it is whole all the same.
    pub fn decommit(&self, from: u32, to: u32) -> Vec<u32> {
        let mut pool = self.pool.borrow_mut();
        let to = if to == self.region_bytes {
            to.next_multiple_of(pool.page_bytes)
        } else {
            to
        };
        pool.decommit(self.task, from, to)
    }

    pub fn page_bytes(&self) -> u32 {
        self.pool.borrow().page_bytes
    }
}
