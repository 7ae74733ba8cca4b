use proptest::prelude::*;

use super::*;

fn settings(pairs: &[(&str, &str)]) -> Settings {
    pairs.iter().copied().collect()
}

fn trace(id: &str) -> Option<LinkScenario> {
    Some(LinkScenario::Trace { id: id.to_owned() })
}

/// What is left of a link, and what is said of the rest.
fn told(text: &str) -> (Link, Vec<String>) {
    let Decoded { link, notices } = decode(text);
    let told = notices.into_iter().map(|notice| notice.message).collect();
    (link, told)
}

/// A link of every field.
fn full() -> Link {
    Link {
        scenario: trace("sqlite"),
        designs: vec![
            settings(&[("placement", "best-fit"), ("2:split", "at-least(64)")]),
            Settings::default(),
        ],
        preset: Some("tight-memory".to_owned()),
        step: Some(1200),
        view: Some("map".to_owned()),
        space: Some(2),
        window: Some(Window {
            from: 4096,
            bytes: 1024,
        }),
        selected: Some(80),
        title: Some("Löcher & <b>holes</b>, 100%: #1".to_owned()),
        hashes: vec!["00c0ffee00c0ffee".to_owned(), "0123456789abcdef".to_owned()],
        fixed: vec!["*".to_owned()],
        hidden: vec!["commit".to_owned(), "2:split".to_owned()],
        predict: true,
        controls: Some("placement,commit".to_owned()),
        theme: Some("dark".to_owned()),
        looped: Some(Steps { from: 3, to: 40 }),
        speed_thousandths: Some(1500),
    }
}

/// Protects the form itself: a character that changes here changes in every link there is.
#[test]
fn a_link_of_every_field() {
    let encoded = encode(&full());
    expect_test::expect![[r##"#v1&trace=sqlite&design=2:split=at-least(64),placement=best-fit&design=&preset=tight-memory&step=1200&view=map&space=2&window=4096-1024&selected=80&title=L%C3%B6cher+%26+%3Cb%3Eholes%3C/b%3E,+100%25:+%231&hash=00c0ffee00c0ffee,0123456789abcdef&fixed=*&hidden=commit,2:split&predict=on&controls=placement,commit&theme=dark&loop=3-40&speed=1.5"##]].assert_eq(&encoded.text);
    assert_eq!(encoded.notices, []);
    assert_eq!(
        decode(&encoded.text),
        Decoded {
            link: full(),
            notices: vec![]
        }
    );
}

/// Protects: nothing said is nothing written.
#[test]
fn defaults_are_left_out() {
    assert_eq!(encode(&Link::default()).text, "#v1");
    for empty in ["", "#", "#v1", "v1&", "https://example.org/#v1", " #v1&&\n"] {
        assert_eq!(decode(empty), Decoded::default(), "{empty:?}");
    }
}

/// Protects people who paste what they have: an address, a wrapped line, fields in any order.
#[test]
fn links_as_people_paste_them() {
    let step = Link {
        scenario: trace("jq"),
        step: Some(7),
        ..Link::default()
    };
    for text in [
        "https://example.org/atlas/?a=b#v1&trace=jq&step=7",
        "embed.html#v1&step=7&trace=jq",
        "##v1&trace=jq&step=7",
        "  v1&trace=jq&\r\nst\n\tep=7 ",
    ] {
        assert_eq!(told(text), (step.clone(), vec![]), "{text:?}");
    }
    let script = decode("#v1&script=a = malloc 1 # one\nb = malloc 2").link;
    assert_eq!(
        script.scenario,
        Some(LinkScenario::Script {
            text: "a = malloc 1 # oneb = malloc 2".to_owned()
        })
    );
}

/// Protects: a bad field is left out by itself, with words that say why, and all others stay.
#[test]
fn one_bad_field_spoils_no_other() {
    let check = |field: &str, message: &str| {
        let (link, told) = told(&format!("#v1&trace=jq&{field}&theme=dark"));
        let kept = Link {
            scenario: trace("jq"),
            theme: Some("dark".to_owned()),
            ..Link::default()
        };
        assert_eq!((link, told), (kept, vec![message.to_owned()]), "{field}");
    };
    check(
        "step=-1",
        "step=-1 is left out: expected a whole number up to 4294967295.",
    );
    check(
        "step=4294967296",
        "step=4294967296 is left out: expected a whole number up to 4294967295.",
    );
    check(
        "step=%ff",
        "step=%ff is left out: its percent signs don't make UTF-8 text.",
    );
    check(
        "step",
        "step= is left out: expected a whole number up to 4294967295.",
    );
    check(
        "space=9",
        "space=9 is left out: expected a whole number up to 8.",
    );
    check(
        "view=bird",
        "view=bird is left out: expected one of map, list, stats, bytes, why, chart.",
    );
    check(
        "window=7-0",
        "window=7-0 is left out: expected two whole numbers with - between, such as 4096-1024.",
    );
    check(
        "loop=9-3",
        "loop=9-3 is left out: expected two whole numbers with - between, such as 12-40.",
    );
    check(
        "speed=0",
        "speed=0 is left out: expected a number above 0 with at most three decimals.",
    );
    check(
        "speed=1e9",
        "speed=1e9 is left out: expected a number above 0 with at most three decimals.",
    );
    check(
        "hash=xyz",
        "hash=xyz is left out: expected up to 4 hashes of 16 hexadecimal digits.",
    );
    check("title=++", "title=++ is left out: it is empty.");
    check(
        "future=1",
        "future=1 is left out: this version knows no such field.",
    );
    check(
        "theme=dark",
        "theme=dark is left out: the link has had this field before.",
    );
    check(
        "lesson=a-leak",
        "lesson=a-leak is left out: the link has named another scenario before.",
    );
    check(
        "name=x",
        "x is left out: the link has no recording that would go by it.",
    );
    check(
        "fixed=Commit",
        "Commit is left out: expected an axis of small letters, digits and -.",
    );
    check(
        "url=javascript:alert(1)",
        "url=javascript:alert(1) is left out: the link has named another scenario before.",
    );
}

/// Protects: of a design, too, only what is wrong is left out.
#[test]
fn one_bad_setting_spoils_no_other() {
    let (link, told) =
        told("#v1&design=trim=on,placement,Split=never,split=<b>,9:trim=on,minimum=8,minimum=16");
    assert_eq!(
        link.designs,
        [settings(&[("trim", "on"), ("minimum", "16")])]
    );
    expect_test::expect![[r#"
        placement is left out: a setting is axis=value.
        Split=never is left out: expected an axis of small letters, digits and -.
        split=<b> is left out: a value has letters, digits and ( ) - _ . in it, 64 at most.
        9:trim=on is left out: expected an axis of small letters, digits and -.
        minimum=8 is left out: the same design gives the axis another value behind it."#]]
    .assert_eq(&told.join("\n"));
}

/// Protects: what is no link, or of a later version, says so and reads nothing into it.
#[test]
fn other_texts_and_versions() {
    for (text, message) in [
        (
            "#v2&step=4",
            "This link is of version 2, and only version 1 is known here: nothing of it could be read.",
        ),
        (
            "#fig1:step=42",
            "This is no link of Heap Atlas, which would begin with #v1: fig1:step=42",
        ),
        (
            "#v+1&step=4",
            "This is no link of Heap Atlas, which would begin with #v1: v+1&step=4",
        ),
        (
            "#v&step=4",
            "This is no link of Heap Atlas, which would begin with #v1: v&step=4",
        ),
    ] {
        assert_eq!(told(text), (Link::default(), vec![message.to_owned()]));
    }
}

proptest! {
    /// Protects the page from any address whatever.
    #[test]
    fn any_text_decodes(text in ".{0,200}") {
        for text in [format!("#v1&{text}"), text] {
            prop_assert!(decode(&text).notices.len() <= NOTICES_MAX);
        }
    }
}
