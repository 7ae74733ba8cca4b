use atlas_scenario::share::{Link, NOTICES_MAX, decode, encode};
use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

/// What is left of a link, written again, and what is said of the rest.
fn check(text: &str, expected: Expect) {
    let Decoded { link, notices } = judge(decode(text));
    let mut told = encode(&link).text;
    for notice in notices {
        told.push('\n');
        told.push_str(&notice.message);
    }
    expected.assert_eq(&told);
}

/// Protects: what the catalogue does not have is left out by itself and told, whoever reads the link.
#[test]
fn what_does_not_exist_is_left_out() {
    check(
        "#v1&trace=jq&design=placemnt=best-fit,2:placement=bestfit,trim=on&fixed=comit,trim&hidden=*,2:trim\
         &controls=x,commit&preset=textbok&step=3",
        expect![[r#"
            #v1&trace=jq&design=trim=on&step=3&fixed=trim&hidden=*,2:trim&controls=commit
            placemnt=best-fit is left out: there is no axis "placemnt" (did you mean "placement"?).
            2:placement=bestfit is left out: placement has no value "bestfit" (did you mean "best-fit"?).
            textbok is left out: there is no such preset (did you mean "textbook"?).
            comit is left out: there is no axis "comit" (did you mean "commit"?).
            x is left out: there is no axis "x"."#]],
    );
}

/// Protects: a design that makes no sense keeps what does, and is written one way, however it was.
#[test]
fn designs_become_sound_and_canonical() {
    check(
        "#v1&design=minimum=4KiB,maximum=0x40,2:trim=yes,placement=first-fit&design=split=at-least",
        expect![[r#"
            #v1&design=2:trim=on,minimum=4096&design=split=at-least(256%29
            maximum=0x40 is left out: it does not go with the rest of the design (maximum: 64 is below the minimum, which is 4096)."#]],
    );
}

/// Protects: the controls' own words are no axes, and a list of which nothing is left is none.
#[test]
fn controls_are_words_or_axes() {
    check("#v1&controls=full", expect!["#v1&controls=full"]);
    check(
        "#v1&controls=nothing",
        expect![[r##"
            #v1
            nothing is left out: there is no axis "nothing"."##]],
    );
}

/// Protects old links: weights are read, and locked, as the score that they are now.
#[test]
fn weights_are_a_score() {
    check(
        "#v1&design=score-waste=8,2:score-address=0,placement=scored&fixed=score-waste,trim,score-address&hidden=2:score-fragment\
         &controls=placement,score-good-enough",
        expect![
            "#v1&design=2:score=waste%2A8+%2B+probes%2A16+until+%3C=+256,placement=scored,score=waste%2A8+%2B+probes%2A16+%2B+offset/64+until+%3C=+256&fixed=score,trim&hidden=2:score&controls=placement,score"
        ],
    );
    check(
        "#v1&design=placement=scored,score=waste*(probes - 1",
        expect![[r#"
            #v1&design=placement=scored
            score=waste*(probes - 1 is left out: score: character 18: `)` is missing."#]],
    );
}

/// Protects: a link's own designs come before its preset's, and one without either leaves the choice to its scenario.
#[test]
fn a_preset_is_a_design_where_there_is_no_other() {
    let of = |text| designs(&judge(decode(text)).link);
    let textbook = Designs::from(preset("textbook").expect("a preset").allocator());
    assert_eq!(of("#v1&preset=textbook"), [textbook]);
    assert_eq!(of("#v1&preset=textbook&design="), [Designs::read([]).0]);
    assert_eq!(of("#v1&step=3"), []);
    assert_eq!(designs(&Link::default()), []);
}

proptest! {
    /// Protects the page: whatever settings a link has, what is left of them can be replayed, and is told in few words.
    #[test]
    fn any_settings_become_sound(
        settings in proptest::collection::vec(
            ("([1-9]:)?(minimum|maximum|alignment|region-size|region-base|frames|page-size|split|trim|x)",
             "(0|1|8|64|4096|4KiB|16777216|4294967295|on|at-least\\(9\\)|never|y)"),
            0..30,
        ),
    ) {
        let settings: Vec<_> = settings.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let judged = judge(decode(&format!("#v1&design={}", settings.join(","))));
        prop_assert!(judged.notices.len() <= 2 * NOTICES_MAX);
        for designs in designs(&judged.link) {
            prop_assert_eq!(designs.first_unsound(), None);
        }
        let again = judge(decode(&encode(&judged.link).text));
        prop_assert_eq!(again, Decoded { link: judged.link, notices: vec![] });
    }
}
