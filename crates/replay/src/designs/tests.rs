use super::Designs;

fn settings(designs: &Designs) -> Vec<String> {
    let settings = designs.settings();
    settings
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect()
}

/// What is left of settings, and the keys of what is not.
fn sound(given: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let (designs, problems) = Designs::read_sound(given.iter().copied());
    assert_eq!(designs.first_unsound(), None, "{given:?}");
    let problems = problems.into_iter().map(|problem| problem.key).collect();
    (settings(&designs), problems)
}

/// Protects: a task's design begins with the kernel's, whatever the order, and is written down as what it adds.
#[test]
fn a_task_begins_with_the_kernel_s_design() {
    let given = [
        ("2:placement", "best-fit"),
        ("trim", "on"),
        ("minimum", "0x20"),
    ];
    let (designs, problems) = Designs::read(given);
    assert_eq!(problems, []);
    let own = designs.of(2);
    assert_eq!(own.check(), Ok(()));
    let value = |axis| own.allocator.get(axis).expect("an axis").to_string();
    assert_eq!([value("trim"), value("minimum")], ["on", "32"]);
    assert_eq!(
        settings(&designs),
        ["2:placement=best-fit", "minimum=32", "trim=on"]
    );
    let written = designs.settings();
    let again = Designs::read(written.iter());
    assert_eq!(again, (designs, vec![]));
}

/// Protects old links: their weights, in any order, become the score's text, whose task's begins with the kernel's; and a score
/// stays as it was written without the placement that computes it, since it enters the hash.
#[test]
fn weights_become_a_score() {
    let weight = ("score-waste", "8");
    let (scored, _) = Designs::read([weight, ("placement", "scored")]);
    assert_eq!(scored, Designs::read([("placement", "scored"), weight]).0);
    let (kept, told) = sound(&[weight, ("placement", "best-fit")]);
    assert_eq!(
        kept,
        [
            "placement=best-fit",
            "score=waste*8 + probes*16 + offset/64 until <= 256"
        ]
    );
    assert!(told.is_empty());
    let (kept, told) = sound(&[
        ("2:score-good-enough", "4294967295"),
        ("2:score-address", "0"),
        ("score-waste", "1"),
        ("score-distance", "65537"),
    ]);
    assert_eq!(
        kept,
        [
            "2:score=waste + probes*16 until <= any",
            "score=waste + probes*16 + offset/64 until <= 256"
        ]
    );
    assert_eq!(told, ["score-distance"]);
    for own in [[weight, ("score", "probes")], [("score", "probes"), weight]] {
        assert_eq!(sound(&own), (vec!["score=probes".to_owned()], vec![]));
    }
}

/// Protects people who write a score: a mistake is told with its place, and with the name that was probably meant.
#[test]
fn a_mistaken_score_is_told() {
    let told = |score| {
        let (_, problems) = Designs::read([("score", score)]);
        problems.first().map(|problem| problem.error.to_string())
    };
    assert_eq!(told("exact ? 0 : 1"), None);
    let wast = told("probes + wast*4").expect("a problem");
    assert!(
        wast.starts_with("score: character 10: unknown name"),
        "{wast}"
    );
    assert!(wast.ends_with(" (did you mean \"waste\"?)"), "{wast}");
    assert_eq!(
        told("waste*").as_deref(),
        Some("score: character 7: a name, a number or `(` is missing")
    );
}

/// Protects: of a stranger's settings, each bad one is left out by itself, and told.
#[test]
fn what_names_nothing_is_left_out() {
    let given = [
        ("9:placement", "best-fit"),
        ("2:placemnt", "best-fit"),
        ("2:placement", "best-fit"),
        ("0:trim", "on"),
        ("minimum", "none"),
        ("trim", "on"),
    ];
    let (kept, told) = sound(&given);
    assert_eq!(kept, ["2:placement=best-fit", "trim=on"]);
    assert_eq!(told, ["9:placement", "0:trim", "minimum", "2:placemnt"]);
}

/// Protects: a task has a region of its own, and no memory. Settings of it make no difference, and a link says so.
#[test]
fn a_task_has_a_region_and_no_memory_of_its_own() {
    let given = [
        ("frames", "64"),
        ("region-size", "8192"),
        ("2:frames", "8"),
        ("2:region-size", "4096"),
        ("2:task-base", "0x800000"),
    ];
    let (designs, problems) = Designs::read(given);
    assert_eq!(problems, []);
    let of_task = designs.of_heap(2);
    assert_eq!(of_task.machine.memory.frames, 64);
    assert_eq!(of_task.machine.region.region_bytes, 4096);
    let base = of_task.open().expect("a good design").region_base();
    assert_eq!(base, 0x0080_0000);
    assert_eq!(designs.of_heap(1).machine, designs.machine);
    let (kept, told) = sound(&given);
    assert_eq!(kept, settings(&designs));
    assert_eq!(told, ["2:frames"]);
}

/// Protects: values that don't go together lose the one to blame, and no more than is needed.
#[test]
fn what_does_not_go_together_is_left_out() {
    let given = [("minimum", "4096"), ("maximum", "64"), ("trim", "on")];
    assert_eq!(
        sound(&given),
        (
            vec!["minimum=4096".to_owned(), "trim=on".to_owned()],
            vec!["maximum".to_owned()]
        )
    );
    // The axis that shows it is Classic's own here: what made it wrong goes.
    let given = [("minimum", "32MiB"), ("trim", "on")];
    assert_eq!(
        sound(&given),
        (vec!["trim=on".to_owned()], vec!["minimum".to_owned()])
    );
    // Sound in the kernel, wrong in the task that inherits it.
    let given = [("minimum", "4096"), ("2:maximum", "64")];
    assert_eq!(
        sound(&given),
        (
            vec!["minimum=4096".to_owned()],
            vec!["2:maximum".to_owned()]
        )
    );
    // Nothing but both would help.
    let given = [
        ("region-size", "256"),
        ("minimum", "1KiB"),
        ("alignment", "4096"),
    ];
    let (kept, told) = sound(&given);
    assert_eq!(kept.len() + told.len(), 3);
}
