//! Owns the fields of a link: what each is called, how its value is written, and what of it is believed.
//!
//! Reading and writing stand side by side, so that a change to one is seen to miss in the other.

use std::iter;

use super::goal;
use super::text::{
    clean, decimal, escape, from_base64, pack, thousandths, to_base64, unescape, unpack,
};
use super::{
    DESIGNS_MAX, Decoded, Fault, LINK_BYTES_MAX, Link, LinkScenario, Notice, Notices,
    PACKED_CHARS_MAX, SETTINGS_MAX, SPEED_THOUSANDTHS_MAX, STEPS_MAX, Settings, Steps, THEMES,
    TITLE_CHARS_MAX, URL_CHARS_MAX, VALUE_CHARS_MAX, VIEWS, Window, is_axis, is_id,
};
use crate::TASK_MAX;
use crate::numerals::bytes;
use crate::trace::MAGIC;

/// The keys of scenarios, of which a link has one.
const SCENARIOS: [&str; 8] = [
    "trace",
    "lesson",
    "generator",
    "script",
    "script.z",
    "recording",
    "recording.z",
    "url",
];

/// The keys of all other fields.
const OTHERS: [&str; 18] = [
    "name", "design", "preset", "step", "view", "space", "window", "selected", "title", "hash",
    "fixed", "hidden", "predict", "goal", "controls", "theme", "loop", "speed",
];

/// What stands for all axes.
const ALL: &str = "*";

/// The controls that are no axes.
const CONTROLS: [&str; 3] = ["none", "step", "full"];

/// What a recording goes by that has no name.
const UNNAMED: &str = "recording.heaptrace";

/// A link that is being read.
pub(super) struct Reading<'a> {
    link: Link,
    notices: Notices,
    /// What follows the link in its file; `None` where it is in none.
    recording: Option<&'a [u8]>,
    name: Option<String>,
    /// The keys of [`OTHERS`] met so far.
    seen: Vec<&'static str>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(recording: Option<&'a [u8]>) -> Self {
        Self {
            link: Link::default(),
            notices: Notices::default(),
            recording,
            name: None,
            seen: Vec::new(),
        }
    }

    pub(super) fn note(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    /// Reads fields with `&` between them: as many whole fields as may be read.
    pub(super) fn fields(&mut self, mut fields: &str) {
        if let Some(within) = fields.as_bytes().get(..LINK_BYTES_MAX + 1) {
            let end = within[..LINK_BYTES_MAX]
                .iter()
                .rposition(|&byte| byte == b'&');
            self.note(Notice {
                field: "version".to_owned(),
                message: format!(
                    "The link has more than {}, the most that are read: the fields after that are left out.",
                    bytes(LINK_BYTES_MAX as u64)
                ),
            });
            fields = &fields[..end.unwrap_or(0)];
        }
        for field in fields.split('&').filter(|field| !field.is_empty()) {
            let (key, value) = field.split_once('=').unwrap_or((field, ""));
            self.field(key, value);
        }
    }

    /// Reads one field.
    pub(super) fn field(&mut self, key: &str, value: &str) {
        if let Err(fault) = self.read(key, value) {
            self.note(Notice::left_out(key, &format!("{key}={value}"), &fault));
        }
    }

    fn read(&mut self, key: &str, value: &str) -> Result<(), Fault> {
        if SCENARIOS.contains(&key) {
            if self.link.scenario.is_some() {
                return Err(Fault::SecondScenario);
            }
            self.link.scenario = Some(self.scenario(key, value)?);
            return Ok(());
        }
        let mut others = OTHERS.into_iter();
        let known = others.find(|&other| other == key);
        let known = known.ok_or(Fault::UnknownField)?;
        if self.seen.contains(&known) && known != "design" {
            return Err(Fault::Repeated);
        }
        self.seen.push(known);
        let value = unescape(value)?;
        let link = &mut self.link;
        match known {
            "name" => self.name = Some(title(&value)?),
            "design" => self.design(&value)?,
            "preset" => link.preset = Some(id(value, "the name of a preset")?),
            "step" => link.step = Some(number(&value, u32::MAX)?),
            "view" => link.view = Some(one_of(value, VIEWS)?),
            "space" => link.space = Some(number(&value, TASK_MAX.into())?),
            "window" => {
                let range = two_numbers(&value).filter(|&(_, bytes)| bytes > 0);
                let (from, bytes) = range.ok_or(Fault::NotARange("4096-1024"))?;
                link.window = Some(Window { from, bytes });
            }
            "selected" => link.selected = Some(number(&value, u32::MAX)?),
            "title" => self.title(&value)?,
            "hash" => link.hashes = hashes(&value)?,
            "fixed" => self.link.fixed = self.axes(key, &value),
            "hidden" => self.link.hidden = self.axes(key, &value),
            "predict" => link.predict = predict(&value)?,
            "goal" => link.goal = goal::read(&value)?,
            "controls" if CONTROLS.contains(&&*value) => link.controls = Some(value),
            "controls" => {
                let axes = self.axes(key, &value).join(",");
                self.link.controls = Some(axes).filter(|axes| !axes.is_empty());
            }
            "theme" => link.theme = Some(one_of(value, THEMES)?),
            "loop" => {
                let range = two_numbers(&value).filter(|(from, to)| from <= to);
                let (from, to) = range.ok_or(Fault::NotARange("12-40"))?;
                link.looped = Some(Steps { from, to });
            }
            "speed" => link.speed_thousandths = Some(speed(&value)?),
            _ => unreachable!("every key is listed"),
        }
        Ok(())
    }

    fn title(&mut self, value: &str) -> Result<(), Fault> {
        let cleaned = title(value)?;
        if cleaned != value {
            self.note(Notice {
                field: "title".to_owned(),
                message: "The title is shown without its line breaks and other control characters, and not beyond 200 \
                          characters."
                    .to_owned(),
            });
        }
        self.link.title = Some(cleaned);
        Ok(())
    }

    fn scenario(&self, key: &str, value: &str) -> Result<LinkScenario, Fault> {
        let value = unescape(value)?;
        Ok(match key {
            "trace" => LinkScenario::Trace {
                id: id(value, "a name")?,
            },
            "lesson" => LinkScenario::Lesson {
                id: id(value, "a name")?,
            },
            "generator" => LinkScenario::Generator {
                id: id(value, "a name")?,
            },
            "script" if value.len() > PACKED_CHARS_MAX => {
                return Err(Fault::TooLong(PACKED_CHARS_MAX));
            }
            "script" => LinkScenario::Script { text: value },
            "script.z" => LinkScenario::Script {
                text: unpack(&value)?,
            },
            "recording" if value != "file" => return Err(Fault::NotOneOf("file")),
            "recording" => recording(self.recording.ok_or(Fault::RecordingElsewhere)?.to_vec())?,
            "recording.z" => recording(from_base64(&value)?)?,
            "url" => LinkScenario::Url {
                url: address(value)?,
            },
            _ => unreachable!("every key is listed"),
        })
    }

    /// Reads a design. A setting that makes no sense is left out, and the rest is kept.
    fn design(&mut self, value: &str) -> Result<(), Fault> {
        if self.link.designs.len() >= DESIGNS_MAX {
            return Err(Fault::TooManyDesigns);
        }
        let mut settings = Settings::default();
        for (at, setting) in listed_settings(value).enumerate() {
            if at >= SETTINGS_MAX {
                return Err(Fault::TooManySettings);
            }
            let words: Vec<_> = setting.split_whitespace().collect();
            let setting = &*words.join(" ");
            match sound_setting(setting) {
                Ok((axis, value)) => {
                    if let Some(earlier) = settings.insert(axis, value)
                        && earlier != value
                    {
                        let what = format!("{axis}={earlier}");
                        self.note(Notice::left_out("design", &what, &Fault::Overruled));
                    }
                }
                Err(fault) => self.note(Notice::left_out("design", setting, &fault)),
            }
        }
        self.link.designs.push(settings);
        Ok(())
    }

    /// Reads a list of axes. A word that can be none is left out, and the rest is kept.
    fn axes(&mut self, key: &str, value: &str) -> Vec<String> {
        let mut axes = Vec::new();
        for axis in listed(value) {
            let fault = if axes.len() >= SETTINGS_MAX {
                Fault::TooManyAxes
            } else if axis != ALL && !is_axis(axis) {
                Fault::NotAnId("an axis")
            } else {
                axes.push(axis.to_owned());
                continue;
            };
            self.note(Notice::left_out(key, axis, &fault));
        }
        axes
    }

    pub(super) fn finish(mut self) -> Decoded {
        if let Some(given) = self.name.take() {
            match &mut self.link.scenario {
                Some(LinkScenario::Recording { name, .. }) => *name = given,
                _ => self.note(Notice::left_out("name", &given, &Fault::NameOfNothing)),
            }
        }
        Decoded {
            link: self.link,
            notices: self.notices.into_vec(),
        }
    }
}

/// A recording, by its mark. Whether the rest of it is sound shows when it is opened.
fn recording(bytes: Vec<u8>) -> Result<LinkScenario, Fault> {
    if !bytes.starts_with(&MAGIC) {
        return Err(Fault::NotARecording);
    }
    Ok(LinkScenario::Recording {
        name: UNNAMED.to_owned(),
        bytes,
    })
}

fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ' ']).filter(|word| !word.is_empty())
}

/// The settings of a design as they are written, `placement=best-fit,trim=on`: commas and white space end them. White
/// space within an expression does not: `score=waste*4 + probes`.
pub fn listed_settings(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').flat_map(begun_settings).flat_map(|begun| {
        let (expression, words) = match is_expression(begun) {
            true => (Some(begun.trim()), ""),
            false => (None, begun),
        };
        expression.into_iter().chain(words.split_whitespace())
    })
}

/// Cuts a text before each word that begins a setting.
fn begun_settings(mut rest: &str) -> impl Iterator<Item = &str> {
    iter::from_fn(move || {
        let mut words = rest.split_inclusive(char::is_whitespace);
        let first = words.next()?;
        let others = words.take_while(|word| !begins_setting(word));
        let (begun, next) = rest.split_at(first.len() + others.map(str::len).sum::<usize>());
        rest = next;
        Some(begun)
    })
}

/// Whether a word begins with `axis=`. An expression may go on with `name==`.
fn begins_setting(word: &str) -> bool {
    matches!(word.split_once('='), Some((axis, value)) if is_axis(axis) && !value.starts_with('='))
}

/// Whether a setting's value is an expression, so that white space in it ends no setting. Other values, `at-least(64)`
/// say, have no operator, no `-` beside white space, and no white space within parentheses.
fn is_expression(setting: &str) -> bool {
    let value = setting.split_once('=').map_or("", |(_, value)| value);
    value.contains(OPERATORS)
        || value.split_whitespace().any(|word| {
            let is_sign = word.starts_with('-') || word.ends_with('-');
            is_sign || word.contains('(') != word.contains(')')
        })
}

/// What an expression has that no other value has.
const OPERATORS: [char; 11] = ['+', '*', '/', '%', '<', '>', '=', '!', '&', '|', '?'];

/// A setting's axis and value, as far as they can be told to make sense without knowing any.
fn sound_setting(setting: &str) -> Result<(&str, &str), Fault> {
    let (axis, value) = setting.split_once('=').ok_or(Fault::NoSetting)?;
    if !is_axis(axis) {
        return Err(Fault::NotAnId("an axis"));
    }
    let is_sound = (1..=VALUE_CHARS_MAX).contains(&value.len())
        && value
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "()-_.: ".contains(c) || OPERATORS.contains(&c));
    if is_sound {
        Ok((axis, value))
    } else {
        Err(Fault::NotAValue)
    }
}

fn id(text: String, what: &'static str) -> Result<String, Fault> {
    match is_id(&text) {
        true => Ok(text),
        false => Err(Fault::NotAnId(what)),
    }
}

/// A text that is one of those that `known` lists.
fn one_of(text: String, known: &'static str) -> Result<String, Fault> {
    match known.split(", ").any(|word| word == text) {
        true => Ok(text),
        false => Err(Fault::NotOneOf(known)),
    }
}

fn predict(text: &str) -> Result<Option<Vec<u32>>, Fault> {
    match text {
        "on" => Ok(Some(Vec::new())),
        "off" => Ok(None),
        steps => {
            let steps: Option<Vec<u32>> = steps.split(',').map(digits).collect();
            let steps = steps.filter(|steps| (1..=STEPS_MAX).contains(&steps.len()));
            steps.map(Some).ok_or(Fault::NotSteps)
        }
    }
}

fn title(text: &str) -> Result<String, Fault> {
    Some(clean(text, TITLE_CHARS_MAX))
        .filter(|cleaned| !cleaned.is_empty())
        .ok_or(Fault::Empty)
}

fn hashes(text: &str) -> Result<Vec<String>, Fault> {
    let is_hash = |hash: &str| hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit());
    if text.split(',').count() > DESIGNS_MAX || !text.split(',').all(is_hash) {
        return Err(Fault::NotHashes);
    }
    Ok(text.split(',').map(str::to_ascii_lowercase).collect())
}

/// An address that a page may fetch: nothing that could be run.
fn address(text: String) -> Result<String, Fault> {
    if text.chars().count() > URL_CHARS_MAX {
        return Err(Fault::TooLong(URL_CHARS_MAX));
    }
    let is_odd = |c: char| c.is_control() || c.is_whitespace() || c == '\\';
    let scheme = match text.split_once([':', '/', '?', '#']) {
        Some((scheme, _)) if text[scheme.len()..].starts_with(':') => scheme,
        _ => "https",
    };
    let is_fetched = ["http", "https"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    match is_fetched && !text.is_empty() && !text.contains(is_odd) {
        true => Ok(text),
        false => Err(Fault::NotAnAddress),
    }
}

fn number(text: &str, maximum: u32) -> Result<u32, Fault> {
    digits(text)
        .filter(|&number| number <= maximum)
        .ok_or(Fault::NotANumber(maximum))
}

/// A whole number, of digits alone: `parse` would take a sign.
fn digits(text: &str) -> Option<u32> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| text.parse().ok()).flatten()
}

fn two_numbers(text: &str) -> Option<(u32, u32)> {
    let (first, second) = text.split_once('-')?;
    Some((digits(first)?, digits(second)?))
}

/// A speed, in thousandths of a step a second.
fn speed(text: &str) -> Result<u32, Fault> {
    thousandths(text)
        .and_then(|number| u32::try_from(number).ok())
        .filter(|number| (1..=SPEED_THOUSANDTHS_MAX).contains(number))
        .ok_or(Fault::NotASpeed)
}

/// The fields of a link that says more than the defaults, in the order they are written; values are escaped.
pub(super) fn values(link: &Link, recording_apart: bool) -> Vec<(&'static str, String)> {
    let Link {
        scenario,
        designs,
        preset,
        step,
        view,
        space,
        window,
        selected,
        title,
        hashes,
        fixed,
        hidden,
        predict,
        goal,
        controls,
        theme,
        looped,
        speed_thousandths,
    } = link;
    let mut fields = Vec::new();
    scenario_values(scenario.as_ref(), recording_apart, &mut fields);
    for design in designs {
        let settings = design.iter().map(|(axis, value)| format!("{axis}={value}"));
        let settings = settings.collect::<Vec<_>>().join(",");
        // Some chat programs take a pair of asterisks for bold type, within an address too.
        fields.push(("design", escape(&settings).replace('*', "%2A")));
    }
    let mut text = |key, value: &Option<String>| {
        fields.extend(value.as_ref().map(|value| (key, escape(value))));
    };
    text("preset", preset);
    text("step", &step.map(|step| step.to_string()));
    text("view", view);
    text("space", &space.map(|space| space.to_string()));
    let window = window.map(|Window { from, bytes }| format!("{from}-{bytes}"));
    text("window", &window);
    text("selected", &selected.map(|offset| offset.to_string()));
    let title = title.as_deref().map(|title| clean(title, TITLE_CHARS_MAX));
    text("title", &title.filter(|title| !title.is_empty()));
    let list = |list: &[String]| Some(list.join(",")).filter(|list| !list.is_empty());
    text("hash", &list(hashes));
    text("fixed", &list(fixed));
    text("hidden", &list(hidden));
    let predict = predict.as_ref().map(|steps| match steps.as_slice() {
        [] => "on".to_owned(),
        steps => steps
            .iter()
            .map(u32::to_string)
            .collect::<Vec<_>>()
            .join(","),
    });
    text("predict", &predict);
    text("goal", &goal::text(goal));
    text("controls", controls);
    text("theme", theme);
    let looped = looped.map(|Steps { from, to }| format!("{from}-{to}"));
    text("loop", &looped);
    text(
        "speed",
        &speed_thousandths.map(|number| decimal(number.into())),
    );
    fields
}

fn scenario_values(
    scenario: Option<&LinkScenario>,
    recording_apart: bool,
    fields: &mut Vec<(&'static str, String)>,
) {
    match scenario {
        None => {}
        Some(LinkScenario::Trace { id }) => fields.push(("trace", escape(id))),
        Some(LinkScenario::Lesson { id }) => fields.push(("lesson", escape(id))),
        Some(LinkScenario::Generator { id }) => fields.push(("generator", escape(id))),
        Some(LinkScenario::Script { text }) => fields.push(script(text)),
        Some(LinkScenario::Recording { name, bytes }) => {
            fields.push(if recording_apart {
                ("recording", "file".to_owned())
            } else {
                ("recording.z", to_base64(bytes))
            });
            let name = clean(name, TITLE_CHARS_MAX);
            if name != UNNAMED && !name.is_empty() {
                fields.push(("name", escape(&name)));
            }
        }
        Some(LinkScenario::Url { url }) => fields.push(("url", escape(url))),
    }
}

/// A script plain or packed, whichever is shorter.
fn script(text: &str) -> (&'static str, String) {
    let plain = ("script", escape(text));
    let packed = ("script.z", pack(text));
    let chars = |(key, value): &(&str, String)| key.len() + value.len();
    match chars(&packed) < chars(&plain) {
        true => packed,
        false => plain,
    }
}
