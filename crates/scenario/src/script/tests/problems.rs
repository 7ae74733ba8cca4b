//! What people are told: each test protects the words, the place and the hint of a group of problems.

use expect_test::expect;

use super::check;
use crate::script::parse;

#[test]
fn a_misspelt_verb_is_recognised() {
    check(
        "a = mallc 256\nb = Malloc 8\nfre a\na = reloc a 9\nx[0] = maloc 8",
        expect![[r#"
            unknown command `mallc`
            1 | a = mallc 256
              |     ^^^^^
              = did you mean `malloc`?
            unknown command `Malloc`
            2 | b = Malloc 8
              |     ^^^^^^
              = did you mean `malloc`?
            unknown command `fre`
            3 | fre a
              | ^^^
              = did you mean `free`?
            unknown command `reloc`
            4 | a = reloc a 9
              |     ^^^^^
              = did you mean `realloc`?
            `malloc`, `falloc`, `calloc` or `realloc` is expected, but this is `maloc`
            5 | x[0] = maloc 8
              |        ^^^^^
              = did you mean `malloc`?
        "#]],
    );
}

#[test]
fn words_of_other_languages_are_translated() {
    check(
        "a = new 64\nb = alloc 64\ndelete b\nfor 3\nend\nwait 3\nc = malloc(16);\nd = malloc 8 // why\n{\nlabel \"x\"",
        expect![[r#"
            unknown command `new`
            1 | a = new 64
              |     ^^^
              = did you mean `malloc`?
            unknown command `alloc`
            2 | b = alloc 64
              |     ^^^^^
              = did you mean `malloc`?
            unknown command `delete`
            3 | delete b
              | ^^^^^^
              = did you mean `free`?
            unknown command `for`
            4 | for 3
              | ^^^
              = did you mean `repeat`?
            unknown command `wait`
            6 | wait 3
              | ^^^^
              = did you mean `idle`?
            `;` means nothing here
            7 | c = malloc(16);
              |               ^
              = write one operation on each line, without `;`
            `//` starts no comment
            8 | d = malloc 8 // why
              |              ^^
              = write `#` before a comment
            `{` means nothing here
            9 | {
              | ^
              = a block ends with a line `end`, there are no braces
            unknown command `label`
            10 | label "x"
               | ^^^^^
               = did you mean `mark`?
        "#]],
    );
}

#[test]
fn calls_as_in_c_are_explained() {
    check(
        "a = realloc(a, 64)\nb = calloc(16, 8)\nfree(a)\nmalloc 64\nmalloc(64)",
        expect![[r#"
            `realloc` takes no parentheses and no comma
            1 | a = realloc(a, 64)
              |              ^
              = write `a = realloc a 512`
            `calloc` takes no parentheses and no comma
            2 | b = calloc(16, 8)
              |              ^
              = write `calloc 16 * 8` for 16 elements of 8 bytes
            the pointer that `malloc` gives is kept nowhere
            4 | malloc 64
              | ^^^^^^
              = give it a name: `a = malloc …`
            the pointer that `malloc` gives is kept nowhere
            5 | malloc(64)
              | ^^^^^^
              = give it a name: `a = malloc …`
        "#]],
    );
}

#[test]
fn names_are_checked_across_lines() {
    check(
        "list = malloc 8\nfree lst\nx[0] = malloc 8\nfree x\nfree list[0]\nn = 8\nfree n\nn = malloc 8\nb = list\nm = k + 1\nfree zebra\nfree any list\nfree = malloc 8\nlist = 3",
        expect![[r#"
            nothing is ever assigned to `lst`
            2 | free lst
              |      ^^^
              = did you mean `list`?
            `x` is an array of pointers, and one pointer is needed here
            4 | free x
              |      ^
              = say which one: `x[0]`, `any x`, or `all x`
            `list` is one pointer, not an array
            5 | free list[0]
              |      ^^^^
              = write just `list`
            `n` is a number, not a pointer
            7 | free n
              |      ^
              = did you mean `x[n]`?
            `n` is a number since line 6 and cannot be a pointer too
            8 | n = malloc 8
              | ^
              = choose another name for one of them
            `list` is a pointer, and pointers cannot be copied
            9 | b = list
              |     ^^^^
              = a pointer gets its value from `malloc`, `falloc`, `calloc` or `realloc`
            there is no number called `k`
            10 | m = k + 1
               |     ^
               = assign first: `k = 16`
            nothing is ever assigned to `zebra`
            11 | free zebra
               |      ^^^^^
               = assign first: `zebra = malloc 64`
            `list` is one pointer, not an array
            12 | free any list
               |          ^^^^
               = write just `list`
            `free` is a word of the language and cannot be a name
            13 | free = malloc 8
               | ^^^^
               = choose another name, such as `free_1`
            `list` is a pointer since line 1 and cannot be a number too
            14 | list = 3
               | ^^^^
               = choose another name for one of them
        "#]],
    );
}

#[test]
fn a_broken_line_causes_no_further_problems() {
    check(
        "a = mallc 256\nfree a\nrepaet 3 as i\n  x[i] = malloc 8\n  free x[i]\nend\nn = 3 +\nb = malloc n",
        expect![[r#"
            unknown command `mallc`
            1 | a = mallc 256
              |     ^^^^^
              = did you mean `malloc`?
            unknown command `repaet`
            3 | repaet 3 as i
              | ^^^^^^
              = did you mean `repeat`?
            a number is expected, but the line ends here
            7 | n = 3 +
              |        ^
        "#]],
    );
}

#[test]
fn blocks_must_match() {
    check(
        "repeat 3\na = malloc 8\nrepeat 2\nfree a\nend",
        expect![[r#"
            this `repeat` is never closed
            1 | repeat 3
              | ^^^^^^^^
              = add a line `end` where it is over
        "#]],
    );
    check(
        "a = malloc 8\nend\ntask 1: repeat 3\ntask 2:\nend",
        expect![[r#"
            this `end` has nothing to end
            2 | end
              | ^^^
              = every `end` closes one `repeat` or `task` above it
            `repeat` cannot follow `task …:` on one line
            3 | task 1: repeat 3
              |         ^^^^^^
              = leave the `:` out, put the lines below, and close them with `end`
            an operation is expected, but the line ends here
            4 | task 2:
              |        ^
              = for a block of several lines, leave the `:` out and close it with `end`
        "#]],
    );
}

#[test]
fn counters_belong_to_their_repeat() {
    check(
        "repeat 2 as i\n  repeat 2 as i\n    i = 3\n  end\nend\na = malloc i\nrepeat 3 as a\nend\nfree i",
        expect![[r#"
            `i` is a number on line 3 and cannot be a counter too
            1 | repeat 2 as i
              |             ^
              = choose another name for one of them
            `i` counts a repeat around this one already
            2 |   repeat 2 as i
              |               ^
              = give each counter a name of its own
            `i` counts the turns of a repeat and cannot be changed
            3 |     i = 3
              |     ^
              = choose another name for the number
            `a` is a pointer on line 6 and cannot be a counter too
            7 | repeat 3 as a
              |             ^
              = choose another name for one of them
            `i` is a number, not a pointer
            9 | free i
              |      ^
              = for an address that is computed, write `(i)`
        "#]],
    );
}

#[test]
fn numbers_and_units_are_explained() {
    check(
        "a = malloc 4KX\nc = malloc 1.5KiB\nd = malloc 1,000\nf = malloc 3x\ng = malloc 0xZZ\nh = malloc 99999999999999999999\ni = malloc 99999999999 GB",
        expect![[r#"
            `4KX` is neither a number nor a name
            1 | a = malloc 4KX
              |            ^^^
              = names start with a letter; units are B, KiB, MiB and GiB
            `1.5KiB` is not a whole number
            2 | c = malloc 1.5KiB
              |            ^^^^^^
              = sizes are whole: write 1536 or 3 * 512 for 1.5 × 1024
            `1,000` is not how a number is written here
            3 | d = malloc 1,000
              |            ^^^^^
              = write 1_000 or 1000
            `3x` is neither a number nor a name
            4 | f = malloc 3x
              |            ^^
              = names start with a letter; units are B, KiB, MiB and GiB
            `0xZZ` is not a hexadecimal number
            5 | g = malloc 0xZZ
              |            ^^^^
              = after 0x come digits and the letters a to f, as in 0x1f40
            `99999999999999999999` is larger than any number here can be
            6 | h = malloc 99999999999999999999
              |            ^^^^^^^^^^^^^^^^^^^^
            `99999999999 GB` is larger than any number here can be
            7 | i = malloc 99999999999 GB
              |            ^^^^^^^^^^^^^^
        "#]],
    );
}

#[test]
fn ranges_have_one_way_to_be_written() {
    check(
        "a = malloc random(16..256)\nb = malloc random(16, 256)\ntouch b 0 to 64\ntouch b 3\nc = malloc rnd(3)\nd = malloc pick 3\nd = malloc pick(1 2)\ngenerate churn sizes 16..32\nd = malloc 16 to 32",
        expect![[r#"
            `to` is expected, but this is `..`
            1 | a = malloc random(16..256)
              |                     ^^
              = write `random(16 to 256)`, both ends included
            `to` is expected, but this is `,`
            2 | b = malloc random(16, 256)
              |                     ^
              = write `random(16 to 256)`, both ends included
            `..` is expected, but this is `to`
            3 | touch b 0 to 64
              |           ^^
              = the bytes from 0 up to, not including, 64 are `touch a 0..64`
            `..` is expected, but the line ends here
            4 | touch b 3
              |          ^
              = the bytes from 0 up to, not including, 64 are `touch a 0..64`
            unknown function `rnd`
            5 | c = malloc rnd(3)
              |            ^^^
              = the functions are `random(16 to 256)` and `pick(16, 64, 256)`
            `(` is expected, but this is a number
            6 | d = malloc pick 3
              |                 ^
              = write `pick(16, 64, 256)`
            `,` or `)` is expected, but this is a number
            7 | d = malloc pick(1 2)
              |                   ^
              = write `pick(16, 64, 256)`
            `..` is not how a range of sizes is written
            8 | generate churn sizes 16..32
              |                        ^^
              = write it with `to`, both ends included: `sizes 16 to 256`
            `to` is not expected here
            9 | d = malloc 16 to 32
              |               ^^
              = bytes of a block are `touch a 0..64`; random sizes are `random(16 to 256)`
        "#]],
    );
}

#[test]
fn operands_are_asked_for() {
    check(
        "a = malloc\nfree\ntouch\nidle\nmark here\nseed\nrepeat\nend\na = calloc 3\na = calloc 3 * 4 * 5\na = malloc 3 align\na = realloc a\na =\na 3\n= 3\nx[0 = malloc 3\nx[0]\n3 = malloc 3\nfree 3 4\ngenerate",
        expect![[r#"
            a size in bytes is expected, but the line ends here
            1 | a = malloc
              |           ^
            a pointer, an address or `null` is expected, but the line ends here
            2 | free
              |     ^
            a pointer, an address or `null` is expected, but the line ends here
            3 | touch
              |      ^
            a number of ticks is expected, but the line ends here
            4 | idle
              |     ^
            a text is expected, but this is `here`
            5 | mark here
              |      ^^^^
              = write it between double quotes: mark "the list is full"
            a seed is expected, but the line ends here
            6 | seed
              |     ^
            a number of turns is expected, but the line ends here
            7 | repeat
              |       ^
            `*` is expected, but the line ends here
            9 | a = calloc 3
              |             ^
              = write `calloc 16 * 8` for 16 elements of 8 bytes
            `calloc` takes one count and one size
            10 | a = calloc 3 * 4 * 5
               |                  ^
               = put parentheses round what belongs together: `calloc (n + 1) * 8`
            an alignment in bytes is expected, but the line ends here
            11 | a = malloc 3 align
               |                   ^
            the new size in bytes is expected, but the line ends here
            12 | a = realloc a
               |              ^
            `malloc`, `falloc`, `calloc`, `realloc` or a number is expected, but the line ends here
            13 | a =
               |    ^
            unknown command `a`
            14 | a 3
               | ^
               = to allocate, write `a = malloc 64`; other lines start with a verb such as `free`
            a verb such as `free`, or a name and `=`, is expected, but this is `=`
            15 | = 3
               | ^
            `]` is expected, but this is `=`
            16 | x[0 = malloc 3
               |     ^
            `=` is expected, but the line ends here
            17 | x[0]
               |     ^
               = write `x[…] = malloc 64`, or a verb before it: `free x[…]`
            a verb such as `free`, or a name and `=`, is expected, but this is a number
            18 | 3 = malloc 3
               | ^
            a number is not expected here
            19 | free 3 4
               |        ^
               = write one operation on each line
            a generator's name is expected, but the line ends here
            20 | generate
               |         ^
        "#]],
    );
}

#[test]
fn strange_characters_are_shown() {
    check(
        "größe = malloc 3\nmark \"open\nmark \"a\\q\"\na = malloc 3 ; free a\nmark 'x'\na = malloc 3 × 4\na\u{0} = 3",
        expect![[r#"
            `ö` means nothing here
            1 | größe = malloc 3
              | ^^^^^
              = names are made of the letters a to z, digits and `_`
            this text has no end
            2 | mark "open
              |      ^^^^^
              = close it with `"` on the same line
            this `\` stands before nothing it can stand before
            3 | mark "a\q"
              |      ^^^^
              = in a text, write \" for a quote, \\ for a backslash, \n for a new line
            `;` means nothing here
            4 | a = malloc 3 ; free a
              |              ^
              = write one operation on each line, without `;`
            `'` means nothing here
            5 | mark 'x'
              |      ^
              = write texts between straight double quotes: "like this"
            `×` means nothing here
            6 | a = malloc 3 × 4
              |              ^
              = write `*` for times
            `\u{0}` means nothing here
            7 | a  = 3
              |  ^
        "#]],
    );
}

#[test]
fn values_are_checked_when_they_are_known() {
    check(
        "a = malloc 8 - 9\nb = malloc 4GiB\nc = malloc 8 align 48\nd = malloc 8 / (4 - 4)\ntouch a 8..4\ntask 9: free a\ne = malloc random(9 to 3)\nrepeat 0 - 1\nend\nfree a + 3GiB\nn = 9223372036854775807 + 1\nidle -1\nseed -1\nx[-1] = malloc 3",
        expect![[r#"
            this size comes to −1, which is below zero
            1 | a = malloc 8 - 9
              |            ^^^^^
            this size comes to 4,294,967,296; the largest is 4,294,967,295
            2 | b = malloc 4GiB
              |            ^^^^
            an alignment is a power of two, and 48 is none
            3 | c = malloc 8 align 48
              |                    ^^
              = the next one is 64
            this divides by zero
            4 | d = malloc 8 / (4 - 4)
              |            ^^^^^^^^^^^
            this range goes backwards, from 8 to 4
            5 | touch a 8..4
              |         ^^^^
            there is no task 9
            6 | task 9: free a
              |      ^
              = 0 is the kernel, 1 to 8 are user tasks
            this range goes backwards, from 9 to 3
            7 | e = malloc random(9 to 3)
              |            ^^^^^^^^^^^^^^
              = write the smaller number first
            this comes to −1 turns, and a repeat cannot go back
            8 | repeat 0 - 1
              |        ^^^^^
            this is 3,221,225,472 bytes away; an offset lies within 2,147,483,647 bytes
            10 | free a + 3GiB
               |      ^^^^^^^^
            this number grows beyond what can be counted here
            11 | n = 9223372036854775807 + 1
               |     ^^^^^^^^^^^^^^^^^^^^^^^
            this number of ticks comes to −1, which is below zero
            12 | idle -1
               |      ^^
            this seed comes to −1, which is below zero
            13 | seed -1
               |      ^^
            this index comes to −1, which is below zero
            14 | x[-1] = malloc 3
               |   ^^
        "#]],
    );
}

#[test]
fn pointers_must_be_assigned_before_they_are_used() {
    check(
        "repeat 2\n  free a\n  a = malloc 8\nend\nb = realloc b 64\nrepeat 4 as i\n  x[i * 2] = malloc 8\nend\nfree x[3]\nfree all x\nfree any x\npointer a",
        expect![[r#"
            nothing is assigned to `a` before this
            2 |   free a
              |        ^
            nothing is assigned to `b` before this
            5 | b = realloc b 64
              |             ^
              = the first time, write `b = realloc null …`
            nothing is assigned to `x[3]` before this
            9 | free x[3]
              |      ^^^^
              = so far `x` has indexes from 0 to 6
            no element of `x` holds a live block here
            11 | free any x
               |          ^
               = every block was freed before; allocate more, or free less
            `a` is in use already
            12 | pointer a
               |         ^
               = declare a pointer once, before anything is assigned to it
        "#]],
    );
}

#[test]
fn generators_and_their_parameters_are_checked() {
    check(
        "generate chrun\ngenerate churn lives 3\ngenerate churn live 3 live 4\ngenerate churn live 3 to 4\ngenerate noise\ngenerate churn speed 3",
        expect![[r#"
            there is no generator `chrun`
            1 | generate chrun
              |          ^^^^^
              = did you mean `churn`?
            `churn` has no parameter `lives`
            2 | generate churn lives 3
              |                ^^^^^
              = did you mean `live`?
            `live` is given twice
            3 | generate churn live 3 live 4
              |                       ^^^^
            `live` is one number, not a range
            4 | generate churn live 3 to 4
              |                     ^^^^^^
            there is no generator `noise`
            5 | generate noise
              |          ^^^^^
              = the generators are stack, queue, churn, sawtooth, striped, growing
            `churn` has no parameter `speed`
            6 | generate churn speed 3
              |                ^^^^^
              = did you mean `seed`?
        "#]],
    );
    check(
        "generate churn live 0\ngenerate striped as x sizes 9 to 3\ngenerate churn operations 2000000",
        expect![[r#"
            `live` is 0 here; it goes from 1 to 1,000,000
            1 | generate churn live 0
              |                     ^
            this range goes backwards, from 9 to 3
            2 | generate striped as x sizes 9 to 3
              |                             ^^^^^^
              = write the smaller number first
            `operations` is 2,000,000 here; it goes from 1 to 1,000,000
            3 | generate churn operations 2000000
              |                           ^^^^^^^
        "#]],
    );
}

#[test]
fn the_version_is_checked() {
    check(
        "language 2",
        expect![[r#"
        this script is written in a version of the language that is not known here
        1 | language 2
          |          ^
          = the version known here is 1
    "#]],
    );
    check(
        "a = malloc 8\nlanguage 1",
        expect![[r#"
        `language` belongs on the first line
        2 | language 1
          | ^^^^^^^^^^
          = move this line to the top
    "#]],
    );
    check(
        "language",
        expect![[r#"
        the language's version is expected, but the line ends here
        1 | language
          |         ^
          = write `language 1`
    "#]],
    );
}

/// Protects: a message is short, however long the word or number it is about.
#[test]
fn a_message_quotes_no_megabytes() {
    let long = "9".repeat(1 << 20);
    for written in [
        long.clone(),
        format!("0x{long}g"),
        format!("0x{long}"),
        format!("1.{long}"),
        format!("{long}kb"),
        format!("{long}b"),
        format!("1x{long}"),
        format!("x{long}"),
        format!("\"{long}\""),
        format!("é{long}"),
    ] {
        let script = parse(&format!("a = malloc {written}"));
        let problems = script.err().expect("a mistake");
        for problem in problems {
            let hint = problem.hint.unwrap_or_default();
            assert!(
                problem.message.len() + hint.len() < 300,
                "{}",
                &written[..4]
            );
        }
    }
}

/// Protects: each way to write or to use a repeat that ends with a refusal wrongly is explained.
#[test]
fn repeats_until_a_refusal_are_explained() {
    check(
        "repeat until refusd\n  a = malloc 8\nend",
        expect![[r#"
        `refused` is expected, but this is `refusd`
        1 | repeat until refusd
          |              ^^^^^^
          = a repeat that ends with the first refused request is `repeat until refused`
    "#]],
    );
    check(
        "repeat 10 until\n  a = malloc 8\nend",
        expect![[r#"
        `refused` is expected, but the line ends here
        1 | repeat 10 until
          |                ^
          = a repeat that ends with the first refused request is `repeat until refused`
    "#]],
    );
    check(
        "repeat until refused as n\n  x[n] = malloc 8\nend\na = malloc n",
        expect![[r#"
            `n` depends on the design here, since a refusal ended its repeat
            4 | a = malloc n
              |            ^
              = after its `end`, it can be a number of turns: `repeat n as i`
        "#]],
    );
    check(
        "repeat until refused as n\n  x[n] = malloc 8\nend\nrepeat 100 - n as i\n  free x[i]\nend",
        expect![[r#"
            this falls where `n` rises
            4 | repeat 100 - n as i
              |        ^^^^^^^
              = write `repeat n`, or a number that grows with it
        "#]],
    );
    check(
        "repeat n as i\n  a = malloc 8\nend\nrepeat until refused as n\n  x[n] = malloc 8\nend",
        expect![[r#"
            nothing is assigned to `n` before this
            1 | repeat n as i
              |        ^
        "#]],
    );
    check(
        "repeat 2 until refused as n\n  x[n] = malloc 8\nend\nrepeat 2 until refused as m\n  x[m] = malloc 8\nend\nrepeat n + m\nend",
        expect![[r#"
            both `n` and `m` depend on the design
            7 | repeat n + m
              |        ^^^^^
              = name one of them here: `repeat n`
        "#]],
    );
    check(
        "size = 8\nrepeat 9 until refused\n  a = malloc size\n  size = size * 2\nend\nb = malloc size",
        expect![[r#"
            the value of `size` depends on the design here
            6 | b = malloc size
              |            ^^^^
              = it is computed in a repeat that ends where a request is refused; give it a value after that: `size = 16`
        "#]],
    );
    check(
        "repeat 9 until refused as n\n  x[n] = malloc 8\nend\nfree any x",
        expect![[r#"
            which elements of `x` hold a block depends on the design here
            4 | free any x
              |          ^
              = `all x` means those that do
        "#]],
    );
    check(
        "repeat until refused\n  generate churn operations 1000\nend",
        expect![[r#"
            this generator brings the script to 2,001,000 operations; the limit is 2,000,000
            2 |   generate churn operations 1000
              |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        "#]],
    );
    check(
        "repeat until refused\n  repeat 1000\n    a = malloc 8\n  end\nend",
        expect![[r#"
            this repeat brings the script to 10,000,000 operations or more; the limit is 2,000,000
            1 | repeat until refused
              | ^^^^^^^^^^^^^^^^^^^^
              = say how many turns it takes at most: `repeat 100 until refused`
        "#]],
    );
}

/// Protects: a `given` that is wrong, or stands where it can't, is explained.
#[test]
fn what_is_given_is_explained() {
    check(
        "given 100KiB",
        expect![[r#"
        `free` or `used` is expected, but the line ends here
        1 | given 100KiB
          |             ^
          = say what there is, one after the other: `given 100 KiB free, 40 bytes used as a`
    "#]],
    );
    check(
        "given 100KiB fre, 200 KiB free",
        expect![[r#"
        `free` or `used` is expected, but this is `fre`
        1 | given 100KiB fre, 200 KiB free
          |              ^^^
          = say what there is, one after the other: `given 100 KiB free, 40 bytes used as a`
    "#]],
    );
    check(
        "given free 100",
        expect![[r#"
        a size in bytes is expected, but this is `free`
        1 | given free 100
          |       ^^^^
    "#]],
    );
    check(
        "a = malloc 8\ngiven 100 free",
        expect![[r#"
        `given` stands before the first operation
        2 | given 100 free
          | ^^^^^^^^^^^^^^
          = move this line up: it says what there is at the start
    "#]],
    );
    check(
        "given 8 used as a, 8 used as a",
        expect![[r#"
        `a` is in use already
        1 | given 8 used as a, 8 used as a
          |                              ^
          = give each block a name of its own
    "#]],
    );
    check(
        "given 8 used as a\na = 3",
        expect![[r#"
        `a` is a pointer since line 1 and cannot be a number too
        2 | a = 3
          | ^
          = choose another name for one of them
    "#]],
    );
    check(
        "given rest free, 8 free",
        expect![[r#"
        the rest is free already, and nothing comes after it
        1 | given rest free, 8 free
          |                  ^
          = `rest free` comes last
    "#]],
    );
    check(
        "repeat until refused\n  given 8 free\nend",
        expect![[r#"
        `given` cannot stand in a repeat that ends with a refusal
        2 |   given 8 free
          |   ^^^^^^^^^^^^
          = what there is at the start is the same for every design
    "#]],
    );
    check(
        "repeat 10001\n  given 8 used\nend",
        expect![[r#"
        this script begins with more than 10,000 blocks and holes, which is the limit
        2 |   given 8 used
          |         ^
    "#]],
    );
    check(
        "gven 8 free",
        expect![[r#"
        unknown command `gven`
        1 | gven 8 free
          | ^^^^
          = did you mean `given`?
    "#]],
    );
}
