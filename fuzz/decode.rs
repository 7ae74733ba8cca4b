//! What must hold of any link, for the fuzz target `link` and for its short run in `cargo test`.

use atlas_scenario::Limits;
use atlas_scenario::share::{
    DESIGNS_MAX, Decoded, ID_CHARS_MAX, Link, LinkScenario, NOTICES_MAX, Notice, SETTINGS_MAX,
    SPEED_THOUSANDTHS_MAX, TITLE_CHARS_MAX, URL_CHARS_MAX, decode, decode_file, encode,
    encode_file,
};

/// The most characters of a notice: some of a stranger's text, and a sentence of ours.
const NOTICE_CHARS: usize = 300;

/// Reads bytes as a link and as a file with a link in it. Tells whether anything was kept of the link.
pub fn run(input: &[u8]) -> bool {
    let decoded = decode(&String::from_utf8_lossy(input));
    check_bounds(&decoded);
    check_way_back(&decoded.link);
    let in_file = decode_file(input);
    check_bounds(&in_file);
    check_way_back_from_file(&in_file.link);
    decoded.link != Link::default()
}

/// However much a link claims, what comes of it is bounded.
fn check_bounds(Decoded { link, notices }: &Decoded) {
    // One more, of what stands behind the link in a file.
    assert!(
        notices.len() <= NOTICES_MAX + 1,
        "{} notices",
        notices.len()
    );
    for Notice { field, message } in notices {
        assert!(field.chars().count() <= ID_CHARS_MAX, "{field:?}");
        assert!(message.chars().count() <= NOTICE_CHARS, "{message:?}");
        assert!(!message.contains(char::is_control), "{message:?}");
    }
    assert!(link.designs.len() <= DESIGNS_MAX);
    assert!(link.hashes.len() <= DESIGNS_MAX);
    for design in &link.designs {
        assert!(design.len() <= SETTINGS_MAX);
        for (axis, value) in design.iter() {
            // A task's digit and a colon may stand in front.
            assert!(axis.len() <= ID_CHARS_MAX + 2 && value.len() <= ID_CHARS_MAX);
        }
    }
    assert!(link.fixed.len() <= SETTINGS_MAX && link.hidden.len() <= SETTINGS_MAX);
    let title = link.title.as_deref().unwrap_or_default();
    assert!(title.chars().count() <= TITLE_CHARS_MAX && !title.contains(char::is_control));
    assert!(link.looped.is_none_or(|steps| steps.from <= steps.to));
    assert!(link.window.is_none_or(|window| window.bytes > 0));
    let mut speeds = link.speed_thousandths.into_iter();
    assert!(speeds.all(|speed| (1..=SPEED_THOUSANDTHS_MAX).contains(&speed)));
    match &link.scenario {
        Some(LinkScenario::Script { text }) => {
            assert!(text.len() <= Limits::DEFAULT.script_bytes_max as usize);
        }
        Some(LinkScenario::Url { url }) => {
            assert!(url.chars().count() <= URL_CHARS_MAX);
            assert!(!url.trim_start().starts_with("javascript:"), "{url:?}");
        }
        Some(LinkScenario::Recording { name, .. }) => {
            assert!(name.chars().count() <= TITLE_CHARS_MAX);
        }
        _ => {}
    }
}

/// What was kept is written, and reads back as the same link without a word; once written, it stays as it is.
fn check_way_back(link: &Link) {
    let encoded = encode(link);
    assert_eq!(encoded.notices, [], "{link:?}");
    let chars: usize = encoded.parts.iter().map(|part| part.chars).sum();
    assert_eq!(chars, encoded.text.len(), "the parts are not the whole");
    let again = decode(&encoded.text);
    assert_eq!(again.notices, [], "{}", encoded.text);
    assert_eq!(again.link, *link, "{}", encoded.text);
    assert_eq!(encode(&again.link).text, encoded.text);
}

/// The same for a file.
fn check_way_back_from_file(link: &Link) {
    let (file, notices) = encode_file(link);
    assert_eq!(notices, [], "{link:?}");
    let again = decode_file(&file);
    assert_eq!(again.notices, [], "{link:?}");
    assert_eq!(again.link, *link);
}
