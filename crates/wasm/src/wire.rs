//! Holds `web/engine/wire.ts`, what crosses the boundary in TypeScript's words, to the types that really cross.
//!
//! Each type is declared where it is owned, in this crate or one below; here is their order alone.

use atlas_replay::catalog::{AxisDoc, AxisKind, Catalog, PresetDoc};
use atlas_replay::look::{
    Block, BlockPart, BlockUse, BlocksWish, ByteSpan, Bytes, BytesWish, Frame, ListEntry, ListWish,
    Metrics, NextOperation, OperationLine, PerformedOperation, PlaceWish, Pool, RegionPart,
    RegionView, Roots, Space, SpaceLife, StepOutcome,
};
use atlas_replay::{
    Better, Candidate, CategoryDoc, Change, ChangeKind, Column, DesignProblem, DesignReport,
    FrameColumn, MetricDoc, OutcomeDoc, Scope, Series, Tone, Unit, UntouchedDoc,
};
use atlas_scenario::Problem;
use atlas_scenario::generate::Generator;
use atlas_scenario::recording::{TraceFormat, TraceInfo};
use atlas_scenario::script::{Word, WordKind};
use atlas_scenario::share::{
    Decoded, Encoded, Link, LinkScenario, Notice, Part, Settings, Steps, Window,
};
use atlas_scenario::trace::Provenance;
use classic_heap::policy::placement::Score;
use classic_heap::policy::{Doc, Parameter};
use classic_heap::{Purpose, Verdict};
use ts_rs::TS;

use crate::error::{ErrorKind, ErrorReport};
use crate::link::{EncodedFile, FileContents};
use crate::paint::{MapImage, MapSpec};
use crate::session::{Picture, Progress, StepLook, StepWish};
use crate::source::{Source, SourceReport};

/// The text of `web/engine/wire.ts`.
fn module() -> String {
    let mut text = String::from(
        "// Generated: what crosses the boundary to the engine. Each type stands where it is owned, in a crate below\n\
         // crates/wasm or in it; after a change run  UPDATE_EXPECT=1 cargo test -p atlas-wasm wire\n",
    );
    let config = ts_rs::Config::default();
    macro_rules! declare {
        ($($type:ident)*) => {$(
            text.push('\n');
            text.push_str(&pretty(
                &<$type as TS>::docs().unwrap_or_default(),
                &<$type as TS>::decl(&config),
            ));
        )*};
    }
    declare! {
        Catalog AxisDoc AxisKind Doc Parameter Settings PresetDoc MetricDoc Unit Scope Better CategoryDoc UntouchedDoc
        OutcomeDoc Tone Generator Word WordKind
        DesignReport DesignProblem
        Source SourceReport Problem TraceInfo TraceFormat Provenance
        Progress StepWish BlocksWish ListWish PlaceWish BytesWish StepLook
        Frame PerformedOperation StepOutcome NextOperation Candidate Purpose Verdict Score Change ChangeKind Metrics
        RegionPart RegionView Roots Space SpaceLife Pool
        Block BlockPart BlockUse ListEntry Bytes ByteSpan MapSpec MapImage Picture
        Series Column FrameColumn OperationLine
        Link LinkScenario Window Steps Notice Decoded Encoded Part FileContents EncodedFile
        ErrorReport ErrorKind
    }
    // What Rust leaves out is `null` in JavaScript.
    text.replace("`None`", "`null`")
}

/// A declaration as a person would lay it out: fields indented, one-line comments on one line.
fn pretty(docs: &str, declaration: &str) -> String {
    let declaration = if declaration.contains("{ \"kind\":") {
        pretty_union(declaration)
    } else {
        declaration.to_owned()
    };
    let text = format!("{docs}export {declaration}\n")
        .replace("{ \n", "{\n")
        .replace(", };\n", ",\n};\n");
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut pretty = String::new();
    let mut indent = "";
    let mut at = 0;
    while let Some(&line) = lines.get(at) {
        at += 1;
        if line == "};" {
            indent = "";
        }
        pretty.push_str(indent);
        match lines.get(at..at + 2) {
            Some(&[sentence, " */"]) if line == "/**" => {
                pretty += &format!("/**{} */", sentence.trim_start_matches(" *"));
                at += 2;
            }
            _ => pretty.push_str(line),
        }
        pretty.push('\n');
        if line.ends_with('{') {
            indent = "  ";
        }
    }
    pretty
}

/// A union with one member a line; what its fields are is said by their types.
fn pretty_union(declaration: &str) -> String {
    let fields = declaration.lines().map(str::trim).filter(|line| {
        let is_comment = ["/**", "*", "*/"].iter().any(|mark| line.starts_with(mark));
        !is_comment
    });
    let line = fields.collect::<Vec<_>>().join(" ").replace(", }", " }");
    line.replace("= {", "=\n  | {")
        .replace(" | {", "\n  | {")
        .replace("\"kind\"", "kind")
        .replace("\n \n", "\n")
}

/// Protects: the page is compiled against the shapes that are really sent.
#[test]
fn wire_types_are_current() {
    expect_test::expect_file!["../../../web/engine/wire.ts"].assert_eq(&module());
}
