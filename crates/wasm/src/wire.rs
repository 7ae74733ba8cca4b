//! Holds `web/engine/wire.ts`, what crosses the boundary in TypeScript's words, to the types that really cross.
//!
//! Each type is declared where it is owned, in this crate or one below; here is their order alone.

use std::any::type_name;

use atlas_replay::catalog::{AxisDoc, AxisKind, Catalog, OptionDoc, PresetDoc};
use atlas_replay::design::AxisScope;
use atlas_replay::look::{
    Block, BlockPart, BlockUse, BlocksWish, ByteSpan, Bytes, BytesWish, Chain, Field, FieldFlag,
    FieldLink, Frame, ListEntry, ListWish, Metrics, NextOperation, OperationLine,
    PerformedOperation, PlaceWish, Pool, RegionPart, RegionView, Root, Space, SpaceLife,
    StepOutcome,
};
use atlas_replay::sweep::Ranking;
use atlas_replay::{
    Better, Candidate, CategoryDoc, Change, ChangeKind, Column, DesignProblem, DesignReport,
    FrameColumn, MetricDoc, OutcomeDoc, Scope, Score, Scorecard, Series, Tone, Unit, UntouchedDoc,
};
use atlas_scenario::Problem;
use atlas_scenario::generate::Generator;
use atlas_scenario::import::TriedLine;
use atlas_scenario::recording::TraceInfo;
use atlas_scenario::script::{Word, WordKind};
use atlas_scenario::share::{
    Bound, Condition, Decoded, Encoded, Link, LinkScenario, Measure, Notice, Part, Settings, Steps,
    Window,
};
use atlas_scenario::trace::Provenance;
use classic_heap::policy::placement::Name;
use classic_heap::policy::{Doc, Parameter};
use classic_heap::{Purpose, Verdict};
use ts_rs::TS;

use crate::error::{ErrorKind, ErrorReport};
use crate::link::{EncodedFile, FileContents};
use crate::log::{ReadLog, Tried};
use crate::over_time::{OverTime, OverTimeSpec};
use crate::paint::{MapImage, MapSpec};
use crate::session::{BlockLife, Picture, Progress, StepLook, StepWish};
use crate::source::{Source, SourceReport};
use crate::sweep::{SweepCandidate, SweepQuestion};

/// Columns of a line of `wire.ts`.
const WIDTH: usize = 120;

/// The text of `web/engine/wire.ts`.
fn module() -> String {
    let mut text = String::from(
        "// Generated: what crosses the boundary to the engine. Each type is documented in the Rust module named above it.\n\
         // After a change run  UPDATE_EXPECT=1 cargo test -p atlas-wasm wire\n",
    );
    let config = ts_rs::Config::default();
    let mut owner = "";
    macro_rules! declare {
        ($($type:ident)*) => {$(
            let (module, _) = type_name::<$type>().rsplit_once("::").expect("a type's path");
            if std::mem::replace(&mut owner, module) != module {
                text += &format!("\n// {module}\n");
            }
            text += &terse(&<$type as TS>::decl(&config));
        )*};
    }
    declare! {
        Catalog AxisDoc AxisKind OptionDoc PresetDoc AxisScope Doc Parameter Name Settings MetricDoc Unit Scope Better CategoryDoc UntouchedDoc
        OutcomeDoc Tone Generator Word WordKind
        DesignReport DesignProblem
        Source SourceReport Problem TraceInfo Provenance
        Progress StepWish StepLook Picture MapSpec MapImage
        BlocksWish ListWish PlaceWish BytesWish
        Frame PerformedOperation StepOutcome NextOperation Metrics RegionPart RegionView Chain Root Space SpaceLife Pool
        Block BlockPart BlockUse Field FieldFlag FieldLink ListEntry Bytes ByteSpan OperationLine
        Candidate Score Change ChangeKind Purpose Verdict
        SweepQuestion SweepCandidate Ranking
        Series Column FrameColumn Scorecard OverTime OverTimeSpec BlockLife
        Link LinkScenario Condition Measure Bound Window Steps Notice Decoded Encoded Part FileContents EncodedFile ReadLog Tried TriedLine
        ErrorReport ErrorKind
    }
    text
}

/// A declaration without the comments of its fields, in lines of at most `WIDTH` columns.
fn terse(declaration: &str) -> String {
    let mut fields = String::new();
    let mut rest = declaration;
    while let Some((before, comment)) = rest.split_once("/**") {
        fields += before;
        rest = comment.split_once("*/").expect("the end of a comment").1;
    }
    fields += rest;
    let words: Vec<&str> = fields.split_whitespace().collect();
    let line = format!("export {}\n", words.join(" "));
    let line = line.replace("\"kind\"", "kind").replace(", }", " }");
    let mut lines = String::new();
    let mut column = 0;
    for piece in line.split_inclusive(", ") {
        if column + piece.trim_end().len() > WIDTH {
            lines.truncate(lines.trim_end().len());
            lines += "\n  ";
            column = 2;
        }
        lines += piece;
        column += piece.len();
    }
    lines
}

/// Protects: the page is compiled against the shapes that are really sent.
#[test]
fn wire_types_are_current() {
    expect_test::expect_file!["../../../web/engine/wire.ts"].assert_eq(&module());
}
