//! Programs that need a working allocator, for each test binary that makes one its own.

use std::collections::{BTreeMap, HashMap};

#[test]
fn collections_work() {
    let text =
        "the quick brown fox jumps over the lazy dog ".repeat(if cfg!(miri) { 4 } else { 400 });
    let mut counts: HashMap<String, usize> = HashMap::new();
    for word in text.split_whitespace() {
        *counts.entry(word.to_string()).or_default() += 1;
    }
    let sorted: BTreeMap<_, _> = counts.iter().collect();
    let words: Vec<_> = sorted.keys().map(|word| word.as_str()).collect();
    assert_eq!(
        words,
        [
            "brown", "dog", "fox", "jumps", "lazy", "over", "quick", "the"
        ]
    );
    assert_eq!(counts["the"], 2 * counts["fox"]);
}

#[test]
fn vectors_grow_and_keep_their_contents() {
    let mut numbers = Vec::new();
    for number in 0..if cfg!(miri) { 500 } else { 100_000_u32 } {
        numbers.push(number);
    }
    assert!(
        numbers
            .iter()
            .enumerate()
            .all(|(at, &number)| at as u32 == number)
    );
}

#[test]
fn strict_alignments_are_honoured() {
    #[repr(align(1024))]
    struct Page([u8; 1024]);
    let mut pages: Vec<Page> = (0..10).map(|n| Page([n; 1024])).collect();
    pages.extend((10..20).map(|n| Page([n; 1024])));
    for (n, page) in pages.iter().enumerate() {
        assert!(std::ptr::from_ref(page).addr().is_multiple_of(1024));
        assert!(page.0.iter().all(|&byte| usize::from(byte) == n));
    }
}

#[test]
fn threads_share_the_heap() {
    let threads: Vec<_> = (0..4)
        .map(|n| {
            std::thread::spawn(move || {
                (0..if cfg!(miri) { 5 } else { 500 })
                    .map(|i| format!("{n}-{i}"))
                    .collect::<Vec<_>>()
            })
        })
        .collect();
    for (n, thread) in threads.into_iter().enumerate() {
        let names = thread.join().expect("the thread ran");
        assert!(names.iter().all(|name| name.starts_with(&format!("{n}-"))));
    }
}

/// What the heap refuses is null to the program, not a crash.
#[test]
fn too_much_is_refused() {
    let mut vector: Vec<u8> = Vec::new();
    assert!(vector.try_reserve(1 << 30).is_err());
    assert_eq!(*Box::new(7), 7, "the heap still serves");
}
