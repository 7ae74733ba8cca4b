//! Protects whoever opens a stranger's link or file: reading takes little memory, however the text is made up. An
//! embedded figure never gives memory back.

use atlas_scenario::share::{self, Link, LinkScenario};
use atlas_scenario::trace::{self, Trace};
use atlas_scenario::{Limits, Scenario, import};
use miniz_oxide::deflate::compress_to_vec_zlib;
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const MIB: usize = 1 << 20;

/// Checks that `read` never takes more memory than so much, beside what is there before.
fn takes_at_most<T>(mib: usize, what: &str, read: impl FnOnce() -> T) {
    ALLOCATOR.reset_peak_usage();
    let before = ALLOCATOR.current_usage();
    drop(read());
    let taken = ALLOCATOR.peak_usage() - before;
    assert!(
        taken <= mib * MIB,
        "{what:?} takes {} MiB; {mib} are allowed",
        taken / MIB
    );
}

/// The longest script there may be, of nothing but `piece`.
fn filled(piece: &str) -> String {
    piece.repeat(Limits::DEFAULT.script_bytes_max as usize / piece.len())
}

/// All memory is counted, so that one test at a time can be measured: this is the only one here.
#[test]
fn reading_takes_little_memory() {
    // Nothing, and what is refused at its first line.
    for piece in [
        "\n",
        "#\n",
        "(",
        "-",
        "1,1",
        "a ",
        "\"\\n",
        "\u{1f600}",
        "x",
        "1",
        "1_",
        "pointer a,",
        "calloc ((",
        "repeat 1\n",
        "fre a\n",
    ] {
        let script = filled(piece);
        takes_at_most(64, piece, || Scenario::from_script(&script));
    }
    // Sound lines, as many and as short as can be. The last of them may be wrong.
    let sum = format!("a=1{}\n", "+1".repeat(99));
    let names = format!("a=b{}\n", "*b".repeat(99));
    for piece in [
        "a=1\n",
        "a=a\n",
        "free 1\n",
        "free a\n",
        "seed 1\n",
        "mark \"\"\n",
        "touch a 0..\n",
        "a=malloc 1\n",
        "a[1]=malloc 1\n",
        "pointer a,a\n",
        "repeat 1\nend\n",
        "repeat 0\nfree 1\nend\n",
        "generate churn\n",
        &sum,
        &names,
    ] {
        let script = filled(piece);
        takes_at_most(256, piece, || Scenario::from_script(&script));
    }
    let mut numbers = String::new();
    for n in 0..900_000 {
        numbers.push_str(&format!("n{n:x}=1\n"));
    }
    takes_at_most(256, "numbers", || Scenario::from_script(&numbers));

    let lines = LinkScenario::Script { text: filled("\n") };
    let packed = share::encode(&Link {
        scenario: Some(lines),
        ..Link::default()
    });
    takes_at_most(64, "a packed script", || share::decode(&packed.text));
    for (field, repeated) in [
        ("", "a=1&"),
        ("design=", "a=1,"),
        ("fixed=", "a,"),
        ("title=", "%20"),
    ] {
        let link = format!("#v1&{field}{}", repeated.repeat(4 * MIB));
        takes_at_most(64, repeated, || share::decode(&link));
        takes_at_most(64, repeated, || share::decode_file(link.as_bytes()));
    }
    let rep = format!("1 2000000 2000000 1\n{}", "f -1\n".repeat(2_000_001));
    takes_at_most(128, "a .rep file", || import::rep::import(&rep));

    for verb in [CALLOC, TOUCH] {
        let file = hostile(verb);
        takes_at_most(512, "a recording", || {
            let error = Trace::from_bytes(&file).expect_err("a byte is left over");
            assert!(error.to_string().contains("texts"), "{error}");
        });
    }
}

/// A calloc with its pointer, and a touch of a place in a block that nothing holds.
const CALLOC: u8 = 0x12;
const TOUCH: u8 = 0xA6;

/// A recording that is as large in memory as can be, and is refused for its last byte.
fn hostile(verb: u8) -> Vec<u8> {
    let operations = trace::OPERATIONS_MAX as usize;
    // The highest pointer there can be.
    let pointer = [0xFF, 0xFF, 0xFF, 0x01];
    let number = [0x80, 0x80, 0x80, 0x80, 0x01];
    let not_held = [&[0], &pointer[..]].concat();
    let two_numbers = number.repeat(2);
    let [destination, target, count, extra]: [&[u8]; 4] = match verb {
        CALLOC => [&pointer, &[], &number, &[]],
        _ => [&[], &not_held, &[], &two_numbers],
    };
    let mut texts = vec![0x80, 0x89, 0x7A];
    texts.extend([1, b'p'].repeat(2_000_000));
    let columns = [
        vec![verb; operations],
        vec![0; operations],
        destination.repeat(operations),
        target.repeat(operations),
        number.repeat(operations),
        count.repeat(operations),
        Vec::new(),
        extra.repeat(operations),
        [&texts, &[0, 0][..]].concat(),
    ];
    let mut file = trace::MAGIC.to_vec();
    file.extend([1, 0, 0, 0, 0, 0]);
    file.extend((operations as u32).to_le_bytes());
    file.extend((1_u32 << 22).to_le_bytes());
    let packed = columns
        .each_ref()
        .map(|column| compress_to_vec_zlib(column, 1));
    for (column, packed) in columns.iter().zip(&packed) {
        file.extend((column.len() as u32).to_le_bytes());
        file.extend((packed.len() as u32).to_le_bytes());
    }
    file.extend(packed.concat());
    file
}
