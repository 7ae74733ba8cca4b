//! What scripts come to: each test shows one construct and the operations it makes.

use expect_test::expect;

use super::check;
use crate::limits::Limits;
use crate::script::parse;

#[test]
fn every_operation_can_be_written() {
    check(
        r#"
a = malloc 256
b = malloc 100 align 64
c = calloc 16 * 8
d = falloc 1KiB
a = realloc a 512
touch a
touch a 16..
touch a 0..64
touch a + 8 0..4
idle 10
mark "the list is full"
free a
"#,
        expect![[r#"
            a = malloc 256
            b = malloc 100 align 64
            c = calloc 16 * 8
            d = falloc 1024
            a = realloc a 512
            touch a
            touch a 16..
            touch a 0..64
            touch a + 8 0..4
            idle 10
            mark "the list is full"
            free a
        "#]],
    );
}

#[test]
fn mistakes_can_be_made_on_purpose() {
    check(
        "a = malloc 64\nfree a + 8\nfree a - 0x10\nfree 0x1000\nfree null\nfree a\nfree a\nb = realloc null 32\npointer c\nfree c\ntouch a\nc = realloc 4096 64\nfree 16 * 4",
        expect![[r#"
            a = malloc 64
            free a + 8
            free a - 16
            free 0x1000
            free null
            free a
            free a
            b = realloc null 32
            free c
            touch a
            c = realloc 0x1000 64
            free 0x40
        "#]],
    );
}

#[test]
fn sizes_take_units_and_arithmetic() {
    check(
        "a = malloc 2KB + 16 B\nb = malloc 1_000\nc = malloc (1 + 2) * 3 - 10 / 3 % 2\nn = 16\nn = n * 2\nd = malloc n\ne = calloc (n + 1) * 2\nf = malloc 1_024 kb",
        expect![[r#"
            a = malloc 2064
            b = malloc 1000
            c = malloc 8
            d = malloc 32
            e = calloc 33 * 2
            f = malloc 1048576
        "#]],
    );
}

#[test]
fn repeats_count_from_zero_and_nest() {
    check(
        "repeat 2 as i\n  repeat 2 as j\n    x[i * 2 + j] = malloc 8 * (j + 1)\n  end\nend\nrepeat 2 as i\n  free x[i * 2]\nend\nrepeat 0\n  free x[99]\nend",
        expect![[r#"
            x[0] = malloc 8
            x[1] = malloc 16
            x[2] = malloc 8
            x[3] = malloc 16
            free x[0]
            free x[2]
        "#]],
    );
}

#[test]
fn tasks_act_by_line_and_by_block() {
    check(
        "task 2: a = malloc 64\ntask 1\n  b = malloc 8\n  task 2: free a\n  free b\nend\nrepeat 2 as i\n  task i + 3: c = malloc 8\nend\nidle 1",
        expect![[r#"
            task 2: a = malloc 64
            task 1: b = malloc 8
            task 2: free a
            task 1: free b
            task 3: c = malloc 8
            task 4: c = malloc 8
            idle 1
        "#]],
    );
}

#[test]
fn chance_follows_the_seed() {
    // Frozen: links hold scripts, not what they came to.
    check(
        "seed 42\nrepeat 4 as i\n  x[i] = malloc random(16 to 256)\nend\ny = malloc pick(16, 64, 256)\nfree any x\nfree any x\ntouch any x\nfree all x\nfree all x\nseed 42\nx[0] = malloc random(16 to 256)",
        expect![[r#"
            x[0] = malloc 194
            x[1] = malloc 54
            x[2] = malloc 83
            x[3] = malloc 98
            y = malloc 16
            free x[3]
            free x[0]
            touch x[1]
            free x[1]
            free x[2]
            x[0] = malloc 194
        "#]],
    );
}

#[test]
fn reallocation_moves_what_is_live() {
    check(
        "x[0] = malloc 8\nx[1] = realloc x[0] 16\ny[5] = malloc 1\ny[2] = malloc 2\nfree y[5]\nfree all x\nfree all y",
        expect![[r#"
            x[0] = malloc 8
            x[1] = realloc x[0] 16
            y[5] = malloc 1
            y[2] = malloc 2
            free y[5]
            free x[1]
            free y[2]
        "#]],
    );
}

#[test]
fn generators_write_to_an_array_and_go_on_behind_it() {
    check(
        "generate striped blocks 4 requests 1\nfree all striped\ngenerate growing as x arrays 1 sizes 16 to 100\ntask 3: generate stack as x operations 2 sizes 8",
        expect![[r#"
            striped[0] = malloc 64
            striped[1] = malloc 64
            striped[2] = malloc 64
            striped[3] = malloc 64
            free striped[0]
            free striped[2]
            striped[4] = malloc 128
            free striped[1]
            free striped[3]
            free striped[4]
            x[0] = malloc 16
            x[0] = realloc x[0] 32
            x[0] = realloc x[0] 64
            x[0] = realloc x[0] 100
            task 3: x[1] = malloc 8
            task 3: free x[1]
        "#]],
    );
}

#[test]
fn an_empty_script_is_an_empty_scenario() {
    check("\n# nothing\n\n", expect![[""]]);
}

/// Protects: each operation knows the line that it comes from, whichever way the line makes it.
#[test]
fn each_operation_has_its_line() {
    let source = "
repeat 2 as i
  x[i] = malloc 16 # two operations, one line

end
task 1: a = malloc 8
free all x
generate stack operations 4
";
    let script = parse(source).unwrap();
    let (scenario, lines) = script.expand_with_lines(&Limits::DEFAULT).unwrap();
    let found: Vec<_> = (0..=scenario.operation_count() + 1)
        .map(|step| lines.of_step(step).unwrap_or(0))
        .collect();
    assert_eq!(found[..6], [0, 3, 3, 6, 7, 7]);
    let (beyond, generated) = found[6..].split_last().unwrap();
    assert!(!generated.is_empty() && generated.iter().all(|&line| line == 8));
    assert_eq!(*beyond, 0);
}

/// Protects scripts that are older than `repeat until refused`: its words were names.
#[test]
fn until_and_refused_can_be_names() {
    check(
        "until = 2\nrefused = malloc 8\nrepeat until as i\n  free refused\nend\nrepeat until - 1\n  free refused\nend",
        expect![[r#"
            refused = malloc 8
            free refused
            free refused
            free refused
        "#]],
    );
}

/// Protects: all turns that any design may come to are there, each operation with its conditions from the innermost.
#[test]
fn turns_until_a_refusal_are_under_conditions() {
    use crate::condition::Condition::{Going, Holds, Went};
    let script = "repeat 2 until refused as n\n  x[n] = malloc 8\nend\nrepeat n / 2 as i\n  free x[i]\nend\nfree all x\na = malloc 8";
    let scenario = crate::Scenario::from_script(script).expect("a script");
    let conditions: Vec<Vec<_>> = (0..scenario.operation_count())
        .map(|operation| scenario.conditions.of(operation).collect())
        .collect();
    let [repeat] = scenario.conditions.repeats() else {
        panic!("one repeat ends with a refusal");
    };
    assert_eq!((&*repeat.name, repeat.turns_max, repeat.end), ("n", 2, 2));
    let repeat = crate::RepeatNumber(0);
    assert_eq!(
        conditions,
        [
            vec![Going { repeat, turn: 0 }],
            vec![Going { repeat, turn: 1 }],
            vec![Went { repeat, turns: 2 }],
            vec![Holds],
            vec![Holds],
            vec![],
        ]
    );
}

/// Protects: what a script says is there becomes pieces of its task's heap, with something between two holes in a row.
#[test]
fn holes_and_blocks_can_be_given() {
    let script = "size = 8\ngiven 100 KiB free, 2 * size bytes free, 1 byte used\n\
                  task 2: given size used as x[3], rest free\nfree x[3]\ngiven = malloc 1\nused = malloc 1\nrest = malloc 1\nbytes = malloc 1";
    let scenario = crate::Scenario::from_script(script).expect("a script");
    let name = |pointer| scenario.pointer_name(pointer);
    let told: Vec<_> = scenario
        .given
        .iter()
        .map(|given| {
            let pieces = given
                .pieces
                .iter()
                .map(|piece| (piece.bytes, piece.pointer.map(name)));
            (given.task, given.and_rest, pieces.collect::<Vec<_>>())
        })
        .collect();
    let nobodys = || Some("nobody’s".to_owned());
    assert_eq!(
        told,
        [
            (
                0,
                false,
                vec![(102_400, None), (0, nobodys()), (16, None), (1, nobodys())]
            ),
            (2, true, vec![(8, Some("x[3]".to_owned()))]),
        ]
    );
    assert_eq!(scenario.describe(&scenario.operations[0]), "free x[3]");
}
