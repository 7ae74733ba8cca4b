//! Links on the command line: what is written opens again with the same figures, and what can't be is told.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// As long as what people write into the page's editor.
const SCRIPT: &str = "\
# A cache between two buffers that come and go.
cache = malloc 4KiB
repeat 20 as i
  in[i] = malloc 64
  out = malloc 200
  touch out
  free out
end
repeat 10 as i
  free in[2 * i]
end
big = malloc 700
cache = realloc cache 6KiB
free big
mark \"what is left\"
";

fn heap_atlas(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_heap-atlas"))
        .args(arguments)
        .output()
        .expect("the program starts")
}

/// What a run that must succeed prints.
fn printed(arguments: &[&str]) -> String {
    let output = heap_atlas(arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?} failed: {said}");
    assert_eq!(said, "", "{arguments:?}");
    String::from_utf8(output.stdout).expect("output is text")
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(arguments)).expect("output is JSON")
}

/// Exit code, standard output and standard error.
fn told(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = heap_atlas(arguments);
    let text = |bytes| String::from_utf8(bytes).expect("output is text");
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn script_in(folder: &TempDir) -> String {
    let path = folder.path().join("cache.txt");
    fs::write(&path, SCRIPT).expect("a file in a directory of our own");
    named(&path)
}

fn named(path: &Path) -> String {
    path.to_str().expect("a path of our own").to_owned()
}

fn bundled(id: &str) -> String {
    let traces = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../traces"));
    named(&traces.join(format!("{id}.heaptrace")))
}

/// The figures of a report, without where the scenario came from and what a link said of them.
fn figures(mut report: Value) -> Value {
    let object = report.as_object_mut().expect("a report is an object");
    for key in ["scenario", "link_hash", "reproduced"] {
        object.remove(key);
    }
    report
}

/// Protects the promise of a link: whoever opens it sees the figures it was made of, and is told so.
#[test]
fn a_link_opens_with_the_same_figures() {
    let folder = TempDir::new().expect("a directory of our own");
    let script = script_in(&folder);
    let design = [
        "--design",
        "placement=best-fit,coalescing=on-free",
        "3:trim=on",
    ];
    for source in [["--scenario", &script], ["--trace", &bundled("sqlite")]] {
        let link = printed(&[&["link"], &design[..], &source].concat());
        let link = link.trim_end();
        let opened = json(&["open", link, "--json"]);
        assert_eq!(opened["reproduced"], true, "{link}");
        assert_eq!(opened["link_hash"], opened["timeline_hash"]);
        let replayed = json(&[&["replay", "--json"], &design[..], &source].concat());
        assert_eq!(figures(opened), figures(replayed), "{link}");
        let table = printed(&["open", link]);
        assert!(table.contains("This reproduces the link's figures."));
    }
}

/// Protects links made while a score had five weights: each reproduces the figures of its author, and so does the link that is
/// made of it now.
#[test]
fn links_with_weights_reproduce_their_figures() {
    for (design, hash) in [
        ("placement=scored", "cda6d5b8d8fcdb54"),
        ("placement=scored,score-waste=8", "e6324fa7bd627496"),
        (
            "placement=scored,score-address=0,score-distance=2,score-fragment=1,score-good-enough=0,score-waste=8",
            "963545735b25a1f1",
        ),
        (
            "placement=scored,score-good-enough=4294967295",
            "fbd22c5b37fd570b",
        ),
        ("placement=best-fit,score-waste=8", "6bc5e468590995fa"),
        (
            "placement=scored,score-address=0,score-distance=0,score-waste=0",
            "35c48474c1590d94",
        ),
    ] {
        let link = format!("#v1&generator=churn&design={design}&hash={hash}");
        let opened = json(&["open", &link, "--json"]);
        assert_eq!(opened["reproduced"], true, "{link}");
        let again = printed(&["link", "--generator", "churn", "--design", design]);
        assert!(!again.contains("score-"), "{again}");
        assert!(again.trim_end().ends_with(hash), "{again}");
    }
}

/// Protects a score on its way through the shell and a link: with spaces or without, for the kernel or a task.
#[test]
fn a_score_passes_through_a_link() {
    let design = "placement=scored,score=waste==0 ? 0 : probes*16 - offset%7, trim=on";
    let link = printed(&[
        "link",
        "--generator",
        "churn",
        "--design",
        design,
        "--compare",
        "score=-size placement=scored",
    ]);
    let fragment = link.split("&hash").next().expect("a link");
    assert_eq!(
        fragment,
        "#v1&generator=churn&design=placement=scored,score=waste+==+0+?+0+:+probes%2A16+-+offset%257,trim=on\
         &design=placement=scored,score=-size"
    );
    let opened = json(&["open", link.trim_end(), "--json"]);
    assert_eq!(opened[0]["reproduced"], true);
    assert_eq!(opened[1]["reproduced"], true);
    assert_eq!(
        opened[0]["design"]["score"],
        "waste == 0 ? 0 : probes*16 - offset%7"
    );
    let (code, _, said) = told(&["link", "--generator", "churn", "--design", "score=wast*4"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("score: character 1: unknown name"), "{said}");
    assert!(said.contains("(did you mean \"waste\"?)"), "{said}");
}

/// Protects links from growing: these lengths are what people paste into chats.
#[test]
fn links_are_short() {
    let folder = TempDir::new().expect("a directory of our own");
    let design = "placement=best-fit,coalescing=on-free,structure=free-list";
    let link = |source: [&str; 2]| {
        let link = printed(&["link", source[0], source[1], "--design", design]);
        link.trim_end().to_owned()
    };
    let by_id = link(["--bundled", "sqlite"]);
    assert!(by_id.contains("hash=") && by_id.contains("best-fit"));
    assert!(by_id.len() <= 150, "{}: {by_id}", by_id.len());
    // The same recording from its file goes by its id, too.
    assert_eq!(link(["--trace", &bundled("sqlite")]), by_id);
    let script = link(["--scenario", &script_in(&folder)]);
    assert!(script.len() <= 500, "{}: {script}", script.len());
}

/// Protects lessons and generators: a link names them, and opens on the design the page would show.
#[test]
fn what_has_an_id_opens_anywhere() {
    let elsewhere = TempDir::new().expect("a directory of our own");
    for (arguments, fragment) in [
        (["--lesson", "a-leak"], "#v1&lesson=a-leak&hash="),
        (["--generator", "churn"], "#v1&generator=churn&hash="),
        (["--bundled", "sqlite"], "#v1&trace=sqlite&hash="),
    ] {
        let url = "https://example.org/atlas/#v1&trace=jq";
        let link = printed(&["link", arguments[0], arguments[1], "--url", url]);
        let base = "https://example.org/atlas/";
        assert!(link.starts_with(&format!("{base}{fragment}")), "{link}");
        let output = Command::new(env!("CARGO_BIN_EXE_heap-atlas"))
            .args(["open", link.trim_end(), "--json"])
            .current_dir(elsewhere.path())
            .output()
            .expect("the program starts");
        assert!(output.status.success(), "{link}");
    }
    let lesson = json(&["open", "v1&lesson=a-leak", "--json"]);
    assert_eq!(lesson["design"]["region-size"], "2048", "the lesson's own");
    assert_eq!(lesson["reproduced"], Value::Null);
    let classic = json(&["open", "v1&lesson=a-leak&design=", "--json"]);
    assert_ne!(classic["design"], lesson["design"]);
}

/// Protects comparisons: each design has its report, and the step where they part is the page's.
#[test]
fn several_designs_open_side_by_side() {
    let folder = TempDir::new().expect("a directory of our own");
    let script = script_in(&folder);
    let link = printed(&[
        "link",
        "--scenario",
        &script,
        "--compare",
        "classic minimum=1024",
        "--compare",
        "frames=4096",
    ]);
    let reports = json(&["open", link.trim_end(), "--json"]);
    let of_each = |key: &str| -> Vec<Value> {
        let reports = reports.as_array().expect("an array of reports");
        reports.iter().map(|report| report[key].clone()).collect()
    };
    assert_eq!(of_each("reproduced"), [true, true, true]);
    // The first payload is the same; the second stands behind a block of 4 KiB either way, the third does not.
    assert_eq!(
        of_each("parts_at_step"),
        [Value::Null, 2.into(), Value::Null]
    );
    let table = printed(&["open", link.trim_end()]);
    assert!(table.contains("Parts from the first design at step 2."));
    assert!(table.contains("Answers the program as the first design does, to the end."));
}

/// Protects recordings of one's own: they travel in a file, and a link that nobody could send says so.
#[test]
fn a_long_recording_goes_into_a_file() {
    let folder = TempDir::new().expect("a directory of our own");
    let mut bytes = fs::read(bundled("sqlite")).expect("a bundled recording");
    // Not the bundled one to the byte: its provenance says another year.
    let at = bytes.windows(5).position(|five| five == b"2026-");
    bytes[at.expect("the recording has a date") + 3] = b'5';
    let trace = folder.path().join("shop.heaptrace");
    fs::write(&trace, bytes).expect("a file in a directory of our own");
    let (code, out, said) = told(&["link", "--trace", &named(&trace)]);
    assert_eq!((code, &*out), (Some(1), ""));
    assert!(said.contains("8000 characters") && said.contains("-o FILE.heap-atlas"));
    let file = named(&folder.path().join("shop.heap-atlas"));
    assert_eq!(
        printed(&["link", "--trace", &named(&trace), "-o", &file]),
        ""
    );
    let opened = json(&["open", &file, "--json"]);
    assert_eq!(opened["reproduced"], true);
    assert_eq!(opened["scenario"]["name"], "shop.heaptrace");
    let (code, _, said) = told(&["open", "missing.heap-atlas"]);
    assert_eq!(code, Some(1));
    assert!(
        said.starts_with("heap-atlas: missing.heap-atlas: "),
        "{said}"
    );
}

/// Protects whoever opens a link to a file that is elsewhere: what they are told to run works.
#[test]
fn a_file_elsewhere_is_opened_once_it_is_here() {
    let folder = TempDir::new().expect("a directory of our own");
    let file = named(&folder.path().join("figure.heap-atlas"));
    let made = ["--bundled", "git-log", "--design", "split=never"];
    printed(&[&["link"], &made[..], &["-o", &file]].concat());
    let opened_here = json(&["open", &file, "--json"]);
    assert_eq!(opened_here["reproduced"], true);

    // A link that says no more shows what is in the file; one that does takes only the scenario from there.
    let bare = "#v1&url=https://example.org/figure.heap-atlas";
    assert_eq!(
        json(&["open", bare, "--file", &file, "--json"]),
        opened_here
    );
    let other = format!("{bare}&design=placement=next-fit");
    let (code, _, said) = told(&["open", &other]);
    assert_eq!(code, Some(1));
    let command = format!("heap-atlas open '{other}' --file figure.heap-atlas\n");
    assert!(said.ends_with(&command), "{said}");
    let opened = json(&["open", &other, "--file", &file, "--json"]);
    assert_eq!(opened["design"]["placement"], "next-fit");
    assert_eq!(opened["scenario"], opened_here["scenario"]);
    // A recording by itself is a scenario too.
    let opened = json(&["open", &other, "--file", &bundled("git-log"), "--json"]);
    assert_eq!(opened["design"]["placement"], "next-fit");

    for (link, message) in [
        (
            "https://example.org/atlas/index.html#v1&url=shared/a.heap-atlas",
            "download https://example.org/atlas/shared/a.heap-atlas",
        ),
        (
            "https://example.org/atlas/#v1&url=/shared/a.heap-atlas",
            "download https://example.org/shared/a.heap-atlas",
        ),
        (
            "#v1&url=https://example.org/it's?x&step=3",
            "'#v1&url=https://example.org/it'\\''s?x&step=3' --file figure.heap-atlas",
        ),
    ] {
        let (code, _, said) = told(&["open", link]);
        assert_eq!(code, Some(1), "{link}: {said}");
        assert!(said.contains(message), "{link}: {said}");
        assert_eq!(said.lines().count(), 1, "{link}: {said}");
    }
    let (code, _, said) = told(&["open", "#v1&trace=sqlite", "--file", &file]);
    assert_eq!(code, Some(2));
    assert!(said.contains("has its scenario in itself"), "{said}");
    let naming = named(&folder.path().join("naming.heap-atlas"));
    fs::write(&naming, bare).expect("a file in a directory of our own");
    let (code, _, said) = told(&["open", bare, "--file", &naming]);
    assert_eq!(code, Some(1));
    assert!(said.contains("only names another file"), "{said}");
}

/// Protects readers of figures from taking this version's for the link's.
#[test]
fn other_figures_are_told() {
    let link = "#v1&generator=churn&hash=00c0ffee00c0ffee";
    let (code, table, said) = told(&["open", link]);
    assert_eq!((code, &*said), (Some(1), ""));
    assert!(table.contains("The link's was 00c0ffee00c0ffee: this version computes otherwise"));
    let (code, report, _) = told(&["open", link, "--json"]);
    let report: Value = serde_json::from_str(&report).expect("output is JSON");
    assert_eq!((code, &report["reproduced"]), (Some(1), &false.into()));
}

/// Protects whoever compares with the page: what it shows at a link's step is printed, too.
#[test]
fn the_step_of_a_link_is_told() {
    let link = "#v1&lesson=three-small-holes&step=8";
    let report = json(&["open", link, "--json"]);
    let at_step = &report["at_step"];
    assert_eq!(
        (&at_step["step"], &at_step["free_bytes"], &at_step["holes"]),
        (&8.into(), &192.into(), &3.into())
    );
    assert!(printed(&["open", link]).contains("\nAt step 8\n"));
    // The page stands at the last step where there is none so far.
    let beyond = json(&["open", "#v1&lesson=three-small-holes&step=99", "--json"]);
    assert_eq!(beyond["at_step"]["step"], beyond["operations"]);
    assert!(json(&["open", "#v1&lesson=three-small-holes", "--json"])["at_step"].is_null());
}

/// Protects whoever tries the links that our own pages show: each opens, without a notice, to the figures it promises.
#[test]
fn the_links_in_the_documentation_open() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let mut opened = 0;
    for page in [
        "README.md",
        "docs/links.md",
        "docs/embedding.md",
        "docs/teaching.md",
    ] {
        let text = fs::read_to_string(root.join(page)).expect("a page of ours");
        for (at, _) in text.match_indices("#v1&") {
            let end = |c: char| c.is_whitespace() || "'\"`)|".contains(c);
            let link = text[at..].split(end).next().expect("a first piece");
            // What lies elsewhere is not there to be opened.
            if ["&url=", "&recording=file"]
                .iter()
                .any(|each| link.contains(each))
            {
                continue;
            }
            printed(&["open", link]);
            opened += 1;
        }
    }
    assert!(opened > 5, "only {opened} links were found");
}

/// Protects whoever opens a link that this version can't read, or not all of it.
#[test]
fn what_cannot_be_opened_is_told() {
    for (link, message) in [
        ("#v2&trace=sqlite", "of version 2"),
        ("hello", "not a link of Heap Atlas"),
        ("#v1&design=trim=on", "nothing to replay"),
        (
            "#v1&trace=sqlit",
            "there is no bundled recording sqlit in this version (did you mean \"sqlite\"?)",
        ),
        ("#v1&lesson=none-such", "there is no lesson none-such"),
        (
            "#v1&url=https://example.org/a.heap-atlas",
            "open fetches nothing: download https://example.org/a.heap-atlas, then run  heap-atlas open a.heap-atlas\n",
        ),
        ("#v1&script=a=mallok+3", "script:1:"),
    ] {
        let (code, out, said) = told(&["open", link]);
        assert_eq!((code, &*out), (Some(1), ""), "{link}: {said}");
        assert!(said.contains(message), "{link}: {said}");
    }
    // A field that is broken is told, and the rest is replayed.
    let (code, out, said) = told(&[
        "open",
        "#v1&generator=churn&step=soon&design=placemnt=best-fit",
    ]);
    assert_eq!(code, Some(0), "{said}");
    assert!(out.contains("Timeline "), "{out}");
    assert!(
        said.contains("soon is left out") && said.contains("\"placement\""),
        "{said}"
    );
    for (arguments, message) in [
        (
            &["--step", "9999999"][..],
            "--step 9999999: the last step is ",
        ),
        (&["--design", "trim=maybe"], "--design trim=maybe"),
        (
            &[
                "--compare",
                "roving",
                "--compare",
                "roving",
                "--compare",
                "roving",
                "--compare",
                "roving",
            ],
            "up to 4 designs",
        ),
    ] {
        let (code, out, said) = told(&[&["link", "--bundled", "sqlite"], arguments].concat());
        assert_eq!((code, &*out), (Some(2), ""), "{arguments:?}: {said}");
        assert!(said.contains(message), "{arguments:?}: {said}");
    }
}

/// Protects whoever solves a challenge on the command line: they are told whether they did.
#[test]
fn a_link_s_goal_is_judged() {
    let link = "#v1&trace=sqlite&goal=high-water<=680KiB,refused=0";
    assert_eq!(json(&["open", link, "--json"])["meets_goal"], false);
    let solved = format!("{link}&design=list-order=address");
    assert_eq!(json(&["open", &solved, "--json"])["meets_goal"], true);
    assert!(printed(&["open", &solved]).contains("This meets the link's goal."));
    assert!(json(&["open", "#v1&lesson=a-leak", "--json"])["meets_goal"].is_null());
}
