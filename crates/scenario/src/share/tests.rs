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
        predict: Some(vec![26, 29]),
        goal: vec![Condition {
            measure: Measure::HighWater,
            bound: Bound::AtMost,
            thousandths: 640 * 1024 * 1000,
        }],
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
    expect_test::expect![[r##"#v1&trace=sqlite&design=2:split=at-least(64),placement=best-fit&design=&preset=tight-memory&step=1200&view=map&space=2&window=4096-1024&selected=80&title=L%C3%B6cher+%26+%3Cb%3Eholes%3C/b%3E,+100%25:+%231&hash=00c0ffee00c0ffee,0123456789abcdef&fixed=*&hidden=commit,2:split&predict=26,29&goal=high-water%3C=640KiB&controls=placement,commit&theme=dark&loop=3-40&speed=1.5"##]].assert_eq(&encoded.text);
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
        "view=bird is left out: expected one of map, time, list, stats, bytes, why, chart.",
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
        told("#v1&design=trim=on,placement,Split=never,split=$b,9:trim=on,minimum=8,minimum=16");
    assert_eq!(
        link.designs,
        [settings(&[("trim", "on"), ("minimum", "16")])]
    );
    expect_test::expect![[r#"
        placement is left out: a setting is axis=value.
        Split=never is left out: expected an axis of small letters, digits and -.
        split=$b is left out: a value has letters, digits, ( ) - _ . and operators in it, 400 characters at most.
        9:trim=on is left out: expected an axis of small letters, digits and -.
        minimum=8 is left out: the same design gives the axis another value after it."#]]
    .assert_eq(&told.join("\n"));
}

/// Protects designs as people type them: white space ends a setting, and not an expression.
#[test]
fn white_space_ends_a_setting() {
    for (text, settings) in [
        (
            "trim=on  split=never,a=1",
            vec!["trim=on", "split=never", "a=1"],
        ),
        (
            "trim=on junk split=never",
            vec!["trim=on", "junk", "split=never"],
        ),
        ("classic minimum=1024", vec!["classic", "minimum=1024"]),
        (
            "score=waste*4 + probes until <= 9 2:trim=on",
            vec!["score=waste*4 + probes until <= 9", "2:trim=on"],
        ),
        ("score=a - b", vec!["score=a - b"]),
        (
            "score=size -waste trim=on",
            vec!["score=size -waste", "trim=on"],
        ),
        ("score=size- waste", vec!["score=size- waste"]),
        (" score=( waste ) x=1", vec!["score=( waste )", "x=1"]),
        ("score=(\n(waste))", vec!["score=(\n(waste))"]),
        (
            "split=at-least(64) classic",
            vec!["split=at-least(64)", "classic"],
        ),
        (
            "x=1\n score=a==b ? c : d , ,",
            vec!["x=1", "score=a==b ? c : d"],
        ),
    ] {
        assert_eq!(
            listed_settings(text).collect::<Vec<_>>(),
            settings,
            "{text}"
        );
    }
}

/// Protects expressions of people who break lines or leave out spaces: white space in them is one space.
#[test]
fn white_space_in_an_expression_is_one_space() {
    for (text, score) in [
        ("waste%0A+%2B+probes", "waste + probes"),
        ("waste%09%2B++probes%0D%0A", "waste + probes"),
        ("size+-waste", "size -waste"),
        ("(+waste%0A)", "( waste )"),
    ] {
        let (link, told) = told(&format!("#v1&design=trim=on+score={text}+split=never"));
        let design = settings(&[("trim", "on"), ("score", score), ("split", "never")]);
        assert_eq!((link.designs, told), (vec![design], vec![]), "{text}");
    }
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
            "This is not a link of Heap Atlas: those begin with #v1: fig1:step=42",
        ),
        (
            "#v+1&step=4",
            "This is not a link of Heap Atlas: those begin with #v1: v+1&step=4",
        ),
        (
            "#v&step=4",
            "This is not a link of Heap Atlas: those begin with #v1: v&step=4",
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

/// A field packed as a script would be, whatever it holds.
fn packed(bytes: &[u8]) -> String {
    let deflated = miniz_oxide::deflate::compress_to_vec(bytes, 10);
    format!("#v1&theme=dark&script.z={}", text::to_base64(&deflated))
}

/// Protects the page from links that are short and claim to hold the world: unpacking stops at what the language allows.
#[test]
fn a_bomb_is_not_unpacked() {
    let limit = crate::Limits::DEFAULT.script_bytes_max;
    let bomb = packed(&vec![b'#'; limit as usize * 8]);
    assert!(bomb.len() < PACKED_CHARS_MAX, "the bomb is a short link");
    let (link, told) = told(&bomb);
    assert_eq!((link.scenario, link.theme.as_deref()), (None, Some("dark")));
    let reason = format!(
        "unpacked, the script would have more than {}.",
        bytes(limit)
    );
    assert!(told.len() == 1 && told[0].ends_with(&reason), "{told:?}");
    let just = vec![b'#'; limit as usize];
    assert!(decode(&packed(&just)).link.scenario.is_some());
}

/// Protects the page from designs as long as a link may be: each word of them is read once.
#[test]
fn a_design_of_many_words_takes_no_longer() {
    for (begin, word, end) in [
        ("x", "+", "y"),
        ("x", "+", "=y"),
        ("a", "+a", ""),
        ("a=b", "+a", ""),
        ("a", "+A=b", ""),
        ("a=b", "+a=b", ""),
        ("a=(", "+a", ""),
    ] {
        let many = word.repeat(LINK_BYTES_MAX / word.len() - 20);
        let text = format!("#v1&step=3&design={begin}{many}{end}");
        let started = std::time::Instant::now();
        let decoded = decode(&text);
        assert!(started.elapsed().as_secs() < 5, "{begin}{word}{end}");
        assert_eq!(decoded.link.step, Some(3));
    }
}

/// Protects: what a mail program cut short or mangled is told, and the fields in front of it stay.
#[test]
fn what_does_not_unpack_is_told() {
    let whole = packed("a = malloc 1\n".repeat(50).as_bytes());
    for (mangled, reason) in [
        (
            whole[..whole.len() - 5].to_owned(),
            "it does not unpack; the link may have been cut short.",
        ),
        (
            format!("{whole}!"),
            "it does not unpack; the link may have been cut short.",
        ),
        (
            packed(b"\xFF\xFE"),
            "its percent signs don't make UTF-8 text.",
        ),
        (
            "#v1&theme=dark&recording.z=AAAA".to_owned(),
            "what it holds is not a recording.",
        ),
        (
            "#v1&theme=dark&recording=file".to_owned(),
            "the recording is in a file of which this is only the first line.",
        ),
    ] {
        let (link, told) = told(&mangled);
        assert_eq!((link.scenario, link.theme.as_deref()), (None, Some("dark")));
        assert!(told.len() == 1 && told[0].ends_with(reason), "{told:?}");
    }
}

/// Protects time and memory: sizes and counts beyond the bounds are cut off, and told in few words.
#[test]
fn absurd_sizes_and_counts_are_cut_off() {
    let many = "&x=1".repeat(LINK_BYTES_MAX / 8);
    let (link, notices) = told(&format!("#v1&step=3{many}"));
    assert_eq!((link.step, notices.len()), (Some(3), NOTICES_MAX));
    assert!(notices[NOTICES_MAX - 1].starts_with("And "), "{notices:?}");

    let long = format!("#v1&step=3&title={}&theme=dark", "x".repeat(LINK_BYTES_MAX));
    let (link, told_of_long) = told(&long);
    assert_eq!((link.step, link.theme), (Some(3), None));
    assert!(
        told_of_long[0].starts_with("The link has "),
        "{told_of_long:?}"
    );

    let settings: String = (0..SETTINGS_MAX + 1).map(|n| format!("a{n}=1,")).collect();
    assert_eq!(
        decode(&format!("#v1&design={settings}")).link.designs.len(),
        0
    );
    let designs = "&design=trim=on".repeat(DESIGNS_MAX + 1);
    let decoded = decode(&format!("#v1{designs}"));
    assert_eq!(
        (decoded.link.designs.len(), decoded.notices.len()),
        (DESIGNS_MAX, 1)
    );
}

/// Protects pages and terminals: a title is one line of text, however long and whatever it tries to be.
#[test]
fn titles_are_plain_text() {
    let (link, told) = told("#v1&title=%1B[2J<script>%0D%0Aalert(1)</script>%E2%80%AEevil");
    let title = link.title.expect("a title");
    assert_eq!(title, "[2J<script>alert(1)</script>evil");
    assert_eq!(told.len(), 1);
    let long = decode(&format!("#v1&title={}", "é".repeat(TITLE_CHARS_MAX * 2)));
    assert_eq!(
        long.link.title.map(|title| title.chars().count()),
        Some(TITLE_CHARS_MAX)
    );
    for notice in decode("#v1&%1B[31m%0A=%1B&step=%1B[2J").notices {
        assert!(!notice.message.contains(char::is_control), "{notice:?}");
        assert!(!notice.field.contains(char::is_control), "{notice:?}");
    }
}

/// Protects: an address in a link is only ever fetched.
#[test]
fn addresses_are_only_fetched() {
    let kept = |url: &str| {
        decode(&format!("#v1&url={}", text::escape(url)))
            .link
            .scenario
            .is_some()
    };
    for url in [
        "https://a.example/x.heap-atlas",
        "HTTP://a.example/x",
        "/x",
        "x/y.heap-atlas?a=b:c",
        "../x",
    ] {
        assert!(kept(url), "{url}");
    }
    for url in [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "blob:x",
        " javascript:x",
        "a b",
        "",
        "https:\\\\x",
    ] {
        assert!(!kept(url), "{url}");
    }
}

/// Protects links in mail and chat, which take punctuation at the end for the sentence's.
#[test]
fn a_link_ends_on_a_letter_or_digit() {
    let link = Link {
        title: Some("What now?".to_owned()),
        ..Link::default()
    };
    let encoded = encode(&link);
    assert_eq!(encoded.text, "#v1&title=What+now%3F");
    assert_eq!(decode(&encoded.text).link, link);
    // And still says what it said: a + that is written is a space.
    for (script, end) in [
        ("a ", "=a%20"),
        ("a!", "=a%21"),
        ("100%", "=100%25"),
        ("1+", "=1%2B"),
    ] {
        let link = Link {
            scenario: Some(LinkScenario::Script {
                text: script.to_owned(),
            }),
            ..Link::default()
        };
        let encoded = encode(&link);
        assert!(encoded.text.ends_with(end), "{}", encoded.text);
        assert_eq!(decode(&encoded.text).link, link);
    }
}

/// Protects from texts too long for their field, which cost no other.
#[test]
fn a_value_too_long_is_left_out() {
    let kept = Link {
        step: Some(3),
        ..Link::default()
    };
    let packed = "A".repeat(PACKED_CHARS_MAX + 1);
    for key in ["script", "script.z", "recording.z"] {
        let (link, told) = told(&format!("#v1&{key}={packed}&step=3"));
        assert_eq!(link, kept);
        assert!(
            told[0].ends_with("it has more than 786,432 characters."),
            "{told:?}"
        );
    }
    let url = format!("#v1&url=/{}&step=3", "a".repeat(URL_CHARS_MAX));
    assert_eq!(decode(&url).link, kept);
    let hashes = ["00c0ffee00c0ffee"; 9999].join(",");
    assert_eq!(decode(&format!("#v1&step=3&hash={hashes}")).link, kept);
}

/// Protects from percent signs that make no text: surrogates, halves of characters, bytes beyond Unicode.
#[test]
fn what_is_no_text_is_left_out() {
    for field in [
        "title=%ff",
        "script=%C3",
        "url=%ed%a0%80",
        "design=%80=on",
        "fixed=%f5",
    ] {
        let (link, told) = told(&format!("#v1&{field}&step=3"));
        let kept = Link {
            step: Some(3),
            ..Link::default()
        };
        assert_eq!(link, kept);
        assert!(
            told[0].ends_with("its percent signs don't make UTF-8 text."),
            "{told:?}"
        );
    }
    // What is no escape stands for itself.
    let percent = decode("#v1&title=100%ZZ%").link.title;
    assert_eq!(percent.as_deref(), Some("100%ZZ%"));
}

/// Protects from versions that are none, or absurd.
#[test]
fn absurd_versions_are_told() {
    for version in [
        "v0",
        "v999999999",
        "v99999999999999999999",
        "V1",
        "v-1",
        "v1.0",
        "v%31",
    ] {
        let (link, told) = told(&format!("#{version}&trace=jq&step=4"));
        assert_eq!((link, told.len()), (Link::default(), 1), "{version}");
    }
}

/// Protects links from growing: a script of a few dozen lines with a design, and a bundled trace with a design and hash.
#[test]
fn links_are_short() {
    let design = settings(&[
        ("placement", "best-fit"),
        ("coalescing", "on-free"),
        ("split", "at-least(64)"),
    ]);
    let script = include_str!("../../../../scenarios/where-the-search-resumes.txt");
    let of_script = encode(&Link {
        scenario: Some(LinkScenario::Script {
            text: script.to_owned(),
        }),
        designs: vec![design.clone()],
        step: Some(12),
        ..Link::default()
    });
    assert!(of_script.text.len() <= 500, "{}", of_script.text.len());
    let of_trace = encode(&Link {
        scenario: trace("python-json"),
        designs: vec![design],
        step: Some(87_172),
        hashes: vec!["00c0ffee00c0ffee".to_owned()],
        ..Link::default()
    });
    assert!(of_trace.text.len() <= 150, "{}", of_trace.text);
}

/// Protects every lesson's script on its way through a link, and the budget of all but the longest.
#[test]
fn every_lesson_s_script_fits_a_link() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios");
    let mut lengths = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the lessons") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let text = std::fs::read_to_string(&path).expect("a script");
            let link = Link {
                scenario: Some(LinkScenario::Script { text }),
                ..Link::default()
            };
            let encoded = encode(&link);
            assert_eq!(decode(&encoded.text).link, link, "{path:?}");
            lengths.push(encoded.text.len());
        }
    }
    lengths.sort_unstable();
    assert!(lengths[lengths.len() * 9 / 10] <= 400, "{lengths:?}");
}

/// Protects the file: the link in its first line, the recording as it is behind it, and what is wrong with either told.
#[test]
fn files_hold_a_link_and_its_recording() {
    let mut bytes = crate::trace::MAGIC.to_vec();
    bytes.extend(b"\nnot looked into\n\xFF");
    let link = Link {
        scenario: Some(LinkScenario::Recording {
            name: "build.heaptrace".to_owned(),
            bytes: bytes.clone(),
        }),
        step: Some(7),
        ..Link::default()
    };
    let (file, notices) = encode_file(&link);
    assert_eq!(notices, []);
    assert!(file.starts_with(b"#v1&recording=file&name=build.heaptrace&step=7\n\x89HTR"));
    assert!(is_file(&file));
    assert_eq!(
        decode_file(&file),
        Decoded {
            link,
            notices: vec![]
        }
    );

    for other in [
        &b"\x89HTR\r\n\x1a\n"[..],
        b"20000\n2\n4\n1\na 0 512\n",
        b"",
        b"# v1",
        b"vast",
        b"#v1x",
    ] {
        assert!(!is_file(other), "{other:?}");
    }
    let cut = decode_file(b"#v1&recording=file&step=7\n\x89HT");
    assert_eq!((cut.link.scenario, cut.link.step), (None, Some(7)));
    assert_eq!(cut.notices.len(), 2);
    let stray = decode_file(b"#v1&trace=jq\nand more");
    assert_eq!((stray.link.scenario, stray.notices.len()), (trace("jq"), 1));
    assert_eq!(decode_file(b"#v1&trace=jq\r\n").notices, []);
}

fn text_field() -> impl Strategy<Value = String> {
    ".{0,80}"
        .prop_map(|text: String| text::clean(&text, TITLE_CHARS_MAX))
        .prop_filter("a title says something", |text| !text.is_empty())
}

fn scenario() -> impl Strategy<Value = LinkScenario> {
    let id = || "[a-z0-9-]{1,64}";
    let recording = (text_field(), proptest::collection::vec(any::<u8>(), 0..60));
    prop_oneof![
        id().prop_map(|id| LinkScenario::Trace { id }),
        id().prop_map(|id| LinkScenario::Lesson { id }),
        id().prop_map(|id| LinkScenario::Generator { id }),
        "(?s).{0,300}".prop_map(|text| LinkScenario::Script { text }),
        "([a-d] = malloc [0-9]{1,4}\n|free [a-d]\n){0,60}"
            .prop_map(|text| LinkScenario::Script { text }),
        recording.prop_map(|(name, rest)| LinkScenario::Recording {
            name,
            bytes: [&crate::trace::MAGIC[..], &rest].concat(),
        }),
        "https://[a-z/?=&%#é]{1,60}".prop_map(|url| LinkScenario::Url { url }),
    ]
}

fn design() -> impl Strategy<Value = Settings> {
    let value = prop_oneof![
        3 => "[A-Za-z0-9()._-]{1,64}",
        1 => "(- ?)?(waste|[0-9]{1,9}) ?([-+*/%<>&|]|==) ?probes( \\? 1 : \\(2 - 3\\))?( until <= 4)?",
        1 => "\\( ?(\\( ?)?(waste|size -probes|size- 1) ?(\\) ?)?\\)",
    ];
    let setting = ("([1-8]:)?[a-z][a-z0-9-]{0,40}", value);
    proptest::collection::vec(setting, 0..8).prop_map(|settings| {
        settings
            .iter()
            .map(|(axis, value)| (&**axis, &**value))
            .collect()
    })
}

fn axes() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(r"\*|([1-8]:)?[a-z0-9-]{1,20}", 0..4)
}

prop_compose! {
    /// A condition on any number of the scorecard.
    fn condition()(
        measure in proptest::sample::select(vec![
            Measure::HighWater,
            Measure::Refused,
            Measure::Probes,
            Measure::ProbesP99,
            Measure::Utilisation,
        ]),
        bound in proptest::sample::select(vec![Bound::AtMost, Bound::AtLeast, Bound::Exactly]),
        thousandths in 0..1_u64 << 48,
    ) -> Condition {
        Condition { measure, bound, thousandths }
    }
}

prop_compose! {
    /// Any link that says only what a link can hold.
    fn sound()(
        (scenario, designs, preset) in (
            proptest::option::of(scenario()),
            proptest::collection::vec(design(), 0..=DESIGNS_MAX),
            proptest::option::of("[a-z0-9-]{1,20}"),
        ),
        (step, selected, space) in any::<(Option<u32>, Option<u32>, Option<u8>)>(),
        window in any::<Option<(u32, u32)>>(),
        looped in any::<Option<(u32, u32)>>(),
        title in proptest::option::of(text_field()),
        hashes in proptest::collection::vec("[0-9a-f]{16}", 0..=DESIGNS_MAX),
        (fixed, hidden, controls) in (axes(), axes(), axes()),
        (view, theme) in any::<(Option<u8>, Option<bool>)>(),
        predict in proptest::option::of(proptest::collection::vec(any::<u32>(), 0..4)),
        goal in proptest::collection::vec(condition(), 0..=CONDITIONS_MAX),
        speed in proptest::option::of(1..=SPEED_THOUSANDTHS_MAX),
    ) -> Link {
        let views: Vec<&str> = VIEWS.split(", ").collect();
        Link {
            scenario,
            designs,
            preset,
            step,
            view: view.map(|at| views[usize::from(at) % views.len()].to_owned()),
            space: space.map(|task| u32::from(task % (TASK_MAX + 1))),
            window: window.map(|(from, bytes)| Window { from, bytes: bytes.max(1) }),
            selected,
            title,
            hashes,
            fixed,
            hidden,
            predict,
            goal,
            controls: Some(controls.join(",")).filter(|controls| !controls.is_empty()),
            theme: theme.map(|dark| if dark { "dark" } else { "light" }.to_owned()),
            looped: looped.map(|(one, other)| Steps { from: one.min(other), to: one.max(other) }),
            speed_thousandths: speed,
        }
    }
}

proptest! {
    /// Protects every link: what was written reads back as what it was, and the meter's parts are all of it.
    #[test]
    fn links_come_back(link in sound()) {
        let encoded = encode(&link);
        prop_assert_eq!(&encoded.notices, &[]);
        let chars: usize = encoded.parts.iter().map(|part| part.chars).sum();
        prop_assert_eq!(chars, encoded.text.chars().count());
        prop_assert_eq!(decode(&encoded.text), Decoded { link: link.clone(), notices: vec![] });
        let (file, _) = encode_file(&link);
        prop_assert_eq!(decode_file(&file), Decoded { link, notices: vec![] });
    }

    /// Protects: whatever was read can be written, and reads back as itself; fields of any garbage included.
    #[test]
    fn what_was_read_can_be_written(
        fields in proptest::collection::vec(
            ("(trace|lesson|script|script.z|url|name|design|preset|step|view|space|window|selected|title|hash|fixed\
              |hidden|predict|goal|controls|theme|loop|speed|recording|recording.z|.{0,6})", ".{0,40}"),
            0..12,
        ),
    ) {
        let text: String = fields.iter().map(|(key, value)| format!("&{key}={value}")).collect();
        let first = decode(&format!("#v1{text}"));
        let encoded = encode(&first.link);
        prop_assert_eq!(&encoded.notices, &[], "{}", encoded.text);
        prop_assert_eq!(decode(&encoded.text), Decoded { link: first.link, notices: vec![] });
    }

    /// Protects files from any bytes whatever.
    #[test]
    fn any_file_decodes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for file in [bytes.clone(), [b"#v1&recording=file\n", &bytes[..]].concat()] {
            let decoded = decode_file(&file);
            prop_assert!(decoded.notices.len() <= NOTICES_MAX + 1);
        }
    }
}
