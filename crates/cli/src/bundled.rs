//! Owns what the program carries so that links open anywhere: the recordings, the lessons, and the generators by
//! their ids.
//!
//! Their files are the page's, in `traces` and `scenarios`; nothing is described twice.

use atlas_replay::Designs;
use atlas_replay::design::nearest;
use atlas_scenario::generate::GENERATORS;
use serde_json::Value;

use crate::failure::Failure;
use crate::terminal::one_line;

include!(concat!(env!("OUT_DIR"), "/bundled.rs"));

/// What the lessons are called, and which designs they compare.
const LESSONS: &str = include_str!("../../../scenarios/index.json");

/// A script that has an id.
pub struct Bundled {
    pub title: String,
    pub script: &'static str,
    /// The design it is replayed on where none is named.
    pub design: Designs,
}

/// The recording of an id, as a `.heaptrace` file.
pub fn trace(id: &str) -> Result<&'static [u8], Failure> {
    let found = TRACES.iter().find(|(known, _)| *known == id);
    let bytes = found.map(|(_, bytes)| *bytes);
    bytes.ok_or_else(|| unknown("bundled recording", id, TRACES.iter().map(|(id, _)| *id)))
}

/// The id of a recording that the program carries.
pub fn trace_id(file: &[u8]) -> Option<&'static str> {
    let found = TRACES.iter().find(|(_, bytes)| *bytes == file);
    found.map(|(id, _)| *id)
}

/// The lesson of an id, on the first of the designs it compares.
pub fn lesson(id: &str) -> Result<Bundled, Failure> {
    let index: Value = serde_json::from_str(LESSONS).expect("the index of lessons is JSON");
    let lesson = index
        .as_array()
        .and_then(|lessons| lessons.iter().find(|lesson| lesson["id"] == id));
    let script = SCRIPTS.iter().find(|(known, _)| *known == id);
    let (Some(lesson), Some((_, script))) = (lesson, script) else {
        return Err(unknown("lesson", id, SCRIPTS.iter().map(|(id, _)| *id)));
    };
    let own = lesson["designs"][0]["settings"].as_object();
    let settings = lesson["settings"].as_object().into_iter().chain(own);
    let settings = settings
        .flatten()
        .map(|(axis, value)| (&**axis, value.as_str().unwrap_or_default()));
    let (design, problems) = Designs::read(settings);
    assert_eq!(problems, [], "lessons name axes and values that exist");
    Ok(Bundled {
        title: lesson["title"].as_str().unwrap_or(id).to_owned(),
        script: str::from_utf8(script).expect("lessons are text"),
        design,
    })
}

/// The generator of an id, on its defaults.
pub fn generator(id: &str) -> Result<Bundled, Failure> {
    let found = GENERATORS.iter().find(|generator| generator.id == id);
    let ids = GENERATORS.iter().map(|generator| generator.id);
    let generator = found.ok_or_else(|| unknown("generator", id, ids))?;
    Ok(Bundled {
        title: generator.title.to_owned(),
        script: generator.example,
        design: Designs::default(),
    })
}

fn unknown(kind: &str, id: &str, ids: impl Iterator<Item = &'static str>) -> Failure {
    let hint = nearest(id, ids).map(|id| format!(" (did you mean \"{id}\"?)"));
    let (id, hint) = (one_line(id), hint.unwrap_or_default());
    Failure::Input(format!("there is no {kind} {id} in this version{hint}"))
}
