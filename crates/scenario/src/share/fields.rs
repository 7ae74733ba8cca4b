//! Owns the fields of a link: what each is called, how its value is written, and what of it is believed.
//!
//! Reading and writing stand side by side, so that a change to one is seen to miss in the other.

use super::base64;
use super::text::{clean, comma_separated, digit, escape, from_base64, pack, unescape, unpack};
use super::{
    DESIGNS_MAX, Decoded, Fault, ID_CHARS_MAX, Link, LinkScenario, Notice, Notices,
    PACKED_CHARS_MAX, SETTINGS_MAX, SPEED_THOUSANDTHS_MAX, Settings, Steps, THEMES,
    TITLE_CHARS_MAX, URL_CHARS_MAX, VIEWS, Window, is_axis, is_id,
};
use crate::TASK_MAX;
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
const OTHERS: [&str; 17] = [
    "name", "design", "preset", "step", "view", "space", "window", "selected", "title", "hash",
    "fixed", "hidden", "predict", "controls", "theme", "loop", "speed",
];

/// What stands for all axes.
const ALL: &str = "*";

/// The controls that are no axes.
const CONTROLS: [&str; 3] = ["none", "step", "full"];

/// What a recording goes by that has no name.
const UNNAMED: &str = "recording.heaptrace";

/// The most axes in one list.
const LIST_MAX: usize = SETTINGS_MAX;

/// A link that is being read.
pub(super) struct Reading<'a> {
    link: Link,
    notices: Notices,
    /// What follows the link in its file; `None` where it is in none.
    recording: Option<&'a [u8]>,
    name: Option<String>,
    /// The keys met so far, as bits in the order of [`OTHERS`].
    seen: u32,
}

impl<'a> Reading<'a> {
    pub(super) fn new(recording: Option<&'a [u8]>) -> Self {
        Self {
            link: Link::default(),
            notices: Notices::default(),
            recording,
            name: None,
            seen: 0,
        }
    }

    pub(super) fn note(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    /// Reads fields with `&` between them.
    pub(super) fn fields(&mut self, fields: &str) {
        let fields = self.within_bounds(fields);
        for field in fields.split('&').filter(|field| !field.is_empty()) {
            let (key, value) = field.split_once('=').unwrap_or((field, ""));
            self.field(key, value);
        }
    }

    /// As many whole fields as may be read.
    fn within_bounds<'f>(&mut self, fields: &'f str) -> &'f str {
        match fields.len() <= super::LINK_BYTES_MAX {
            true => fields,
            false => self.cut_short(fields),
        }
    }

    #[cold]
    #[inline(never)]
    fn cut_short<'f>(&mut self, fields: &'f str) -> &'f str {
        let limit = super::LINK_BYTES_MAX;
        let end = fields.as_bytes()[..limit]
            .iter()
            .rposition(|&byte| byte == b'&');
        let kept = &fields[..end.unwrap_or(0)];
        self.note(Notice {
            field: "version".to_owned(),
            message: format!(
                "The link has {} bytes, and no more than {limit} are read: the fields behind that are left out.",
                fields.len()
            ),
        });
        kept
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
        let at = OTHERS.iter().position(|&other| other == key);
        let bit = 1 << at.ok_or(Fault::UnknownField)?;
        if self.seen & bit != 0 && key != "design" {
            return Err(Fault::Repeated);
        }
        self.seen |= bit;
        let value = unescape(value)?;
        let link = &mut self.link;
        // Fields of a kind are read in one place each: a figure loads this.
        let number_of = match key {
            "step" => Some((&mut link.step, u32::MAX)),
            "selected" => Some((&mut link.selected, u32::MAX)),
            "space" => Some((&mut link.space, TASK_MAX.into())),
            _ => None,
        };
        if let Some((field, maximum)) = number_of {
            *field = Some(number(&value, maximum)?);
            return Ok(());
        }
        let word_of = match key {
            "view" => Some((&mut link.view, VIEWS)),
            "theme" => Some((&mut link.theme, THEMES)),
            _ => None,
        };
        if let Some((field, known)) = word_of {
            check_one_of(&value, known)?;
            *field = Some(value);
            return Ok(());
        }
        match key {
            "design" => self.design(&value)?,
            "preset" => {
                check_id(&value, "the name of a preset")?;
                link.preset = Some(value);
            }
            "title" => self.title(&value)?,
            "hash" => link.hashes = hashes(&value)?,
            "controls" if CONTROLS.contains(&&*value) => link.controls = Some(value),
            _ => self.read_rare(key, &value)?,
        }
        Ok(())
    }

    /// Reads a field that few links have. Apart from the others, because a figure loads those first.
    #[inline(never)]
    fn read_rare(&mut self, key: &str, value: &str) -> Result<(), Fault> {
        match key {
            "name" => self.name = Some(title(value)?),
            "window" => {
                let range = two_numbers(value).filter(|&(_, bytes)| bytes > 0);
                let (from, bytes) = range.ok_or(Fault::NotARange("4096-1024"))?;
                self.link.window = Some(Window { from, bytes });
            }
            "loop" => {
                let range = two_numbers(value).filter(|(from, to)| from <= to);
                let (from, to) = range.ok_or(Fault::NotARange("12-40"))?;
                self.link.looped = Some(Steps { from, to });
            }
            "fixed" => self.link.fixed = self.axes(key, value),
            "hidden" => self.link.hidden = self.axes(key, value),
            "predict" => {
                check_one_of(value, "on, off")?;
                self.link.predict = value == "on";
            }
            "controls" => {
                let axes = self.axes(key, value);
                let axes = comma_separated(axes.iter().map(String::as_str));
                self.link.controls = Some(axes).filter(|axes| !axes.is_empty());
            }
            "speed" => {
                self.link.speed_thousandths = Some(thousandths(value).ok_or(Fault::NotASpeed)?);
            }
            _ => return Err(Fault::UnknownField),
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
        let named = match key {
            "trace" => |id| LinkScenario::Trace { id },
            "lesson" => |id| LinkScenario::Lesson { id },
            "generator" => |id| LinkScenario::Generator { id },
            _ => return self.carried(key, value),
        };
        check_id(&value, "a name")?;
        Ok(named(value))
    }

    /// A scenario that the link has in itself, or the address of one.
    #[inline(never)]
    fn carried(&self, key: &str, value: String) -> Result<LinkScenario, Fault> {
        Ok(match key {
            "script" if value.len() > PACKED_CHARS_MAX => {
                return Err(Fault::TooLong(PACKED_CHARS_MAX));
            }
            "script" => LinkScenario::Script { text: value },
            "script.z" => LinkScenario::Script {
                text: unpack(&value)?,
            },
            "recording" => match (&*value, self.recording) {
                ("file", Some(bytes)) => recording(bytes.to_vec())?,
                ("file", None) => return Err(Fault::RecordingElsewhere),
                _ => return Err(Fault::NotOneOf("file")),
            },
            "recording.z" => recording(from_base64(&value)?)?,
            _ => LinkScenario::Url {
                url: address(value)?,
            },
        })
    }

    /// Reads a design. A setting that makes no sense is left out, and the rest is kept.
    fn design(&mut self, value: &str) -> Result<(), Fault> {
        if self.link.designs.len() >= DESIGNS_MAX {
            return Err(Fault::TooManyDesigns);
        }
        let mut settings = Settings::default();
        for setting in listed(value) {
            match sound_setting(setting) {
                Ok(_) if settings.len() >= SETTINGS_MAX => return Err(Fault::TooManySettings),
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
            let fault = if axes.len() >= LIST_MAX {
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

/// A setting's axis and value, as far as they can be told to make sense without knowing any.
fn sound_setting(setting: &str) -> Result<(&str, &str), Fault> {
    let (axis, value) = setting.split_once('=').ok_or(Fault::NoSetting)?;
    if !is_axis(axis) {
        return Err(Fault::NotAnId("an axis"));
    }
    let is_sound = (1..=ID_CHARS_MAX).contains(&value.len())
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"()-_.".contains(&byte));
    if is_sound {
        Ok((axis, value))
    } else {
        Err(Fault::NotAValue)
    }
}

fn check_id(text: &str, what: &'static str) -> Result<(), Fault> {
    is_id(text).then_some(()).ok_or(Fault::NotAnId(what))
}

/// Whether a text is one of those that `known` lists.
fn check_one_of(text: &str, known: &'static str) -> Result<(), Fault> {
    let is_known = known.split([',', ' ']).any(|word| word == text);
    (is_known && !text.is_empty())
        .then_some(())
        .ok_or(Fault::NotOneOf(known))
}

fn title(text: &str) -> Result<String, Fault> {
    let cleaned = clean(text, TITLE_CHARS_MAX);
    if cleaned.is_empty() {
        Err(Fault::Empty)
    } else {
        Ok(cleaned)
    }
}

fn hashes(text: &str) -> Result<Vec<String>, Fault> {
    let mut hashes = Vec::new();
    for hash in text.split(',') {
        let is_hash = hash.len() == 16 && hash.bytes().all(|byte| digit(byte).is_some());
        if !is_hash || hashes.len() >= DESIGNS_MAX {
            return Err(Fault::NotHashes);
        }
        hashes.push(hash.to_ascii_lowercase());
    }
    Ok(hashes)
}

/// An address that a page may fetch: nothing that could be run.
fn address(text: String) -> Result<String, Fault> {
    if text.chars().count() > URL_CHARS_MAX {
        return Err(Fault::TooLong(URL_CHARS_MAX));
    }
    let is_plain = !text.is_empty()
        && !text
            .chars()
            .any(|c| c.is_control() || c.is_whitespace() || c == '\\');
    let scheme_ends = text
        .find([':', '/', '?', '#'])
        .filter(|&at| text[at..].starts_with(':'));
    let is_fetched = match scheme_ends {
        None => true,
        Some(at) => ["http", "https"]
            .iter()
            .any(|scheme| text[..at].eq_ignore_ascii_case(scheme)),
    };
    if is_plain && is_fetched {
        Ok(text)
    } else {
        Err(Fault::NotAnAddress)
    }
}

fn number(text: &str, maximum: u32) -> Result<u32, Fault> {
    digits(text)
        .filter(|&number| number <= maximum)
        .ok_or(Fault::NotANumber(maximum))
}

/// A whole number, of digits alone: `parse` would take a sign.
fn digits(text: &str) -> Option<u32> {
    let mut number = text.bytes().next().map(|_| 0_u32)?;
    for byte in text.bytes() {
        let digit = digit(byte).filter(|&digit| digit < 10)?;
        number = number.checked_mul(10)?.checked_add(digit.into())?;
    }
    Some(number)
}

fn two_numbers(text: &str) -> Option<(u32, u32)> {
    let (first, second) = text.split_once('-')?;
    Some((digits(first)?, digits(second)?))
}

/// A decimal number in thousandths, above 0. By hand, because a float would bring its printer along.
fn thousandths(text: &str) -> Option<u32> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let scale = match decimals.len() {
        1 => 100,
        2 => 10,
        3 => 1,
        _ => return None,
    };
    let number = digits(whole)?
        .checked_mul(1000)?
        .checked_add(digits(decimals)? * scale)?;
    (1..=SPEED_THOUSANDTHS_MAX)
        .contains(&number)
        .then_some(number)
}

fn decimal(thousandths: u32) -> String {
    let text = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
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
        controls,
        theme,
        looped,
        speed_thousandths,
    } = link;
    let mut fields = Vec::new();
    scenario_values(scenario.as_ref(), recording_apart, &mut fields);
    for design in designs {
        let settings: Vec<String> = design
            .iter()
            .map(|(axis, value)| format!("{axis}={value}"))
            .collect();
        let settings = comma_separated(settings.iter().map(String::as_str));
        fields.push(("design", escape(&settings)));
    }
    let mut text = |key, value: &Option<String>| {
        fields.extend(value.as_ref().map(|value| (key, escape(value))));
    };
    text("preset", preset);
    text("step", &step.map(|step| step.to_string()));
    text("view", view);
    text("space", &space.map(|space| space.to_string()));
    text(
        "window",
        &window.map(|Window { from, bytes }| format!("{from}-{bytes}")),
    );
    text("selected", &selected.map(|offset| offset.to_string()));
    text(
        "title",
        &title
            .as_ref()
            .map(|title| clean(title, TITLE_CHARS_MAX))
            .filter(|title| !title.is_empty()),
    );
    let list = |list: &[String]| {
        let list = comma_separated(list.iter().map(String::as_str));
        Some(list).filter(|list| !list.is_empty())
    };
    text("hash", &list(hashes));
    text("fixed", &list(fixed));
    text("hidden", &list(hidden));
    text("predict", &predict.then(|| "on".to_owned()));
    text("controls", controls);
    text("theme", theme);
    text(
        "loop",
        &looped.map(|Steps { from, to }| format!("{from}-{to}")),
    );
    text("speed", &speed_thousandths.map(decimal));
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
                ("recording.z", base64::encode(bytes))
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
    if chars(&packed) < chars(&plain) {
        packed
    } else {
        plain
    }
}
