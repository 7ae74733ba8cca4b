//! Links and the files that hold them, between the page and the codec.
//!
//! Owns the translation to wire types; the way back is in [`write`]. The form of a link is `atlas_scenario::share`'s, and what its
//! designs mean is `atlas_replay::link`'s.

pub mod write;

use atlas_replay::link::judge;
use atlas_scenario::share;

use crate::wire::{
    Bytes, DecodedLink, Link, LinkDesign, LinkNotice, LinkScenario, LinkSteps, LinkWindow,
};

/// Reads a link. Total: any text gives one.
pub fn decode(text: &str) -> DecodedLink {
    decoded(share::decode(text))
}

/// A link that was read, once its designs are looked over.
fn decoded(decoded: share::Decoded) -> DecodedLink {
    let share::Decoded { link, notices } = judge(decoded);
    DecodedLink {
        link: incoming(link),
        notices: notices.into_iter().map(LinkNotice::from).collect(),
    }
}

fn incoming(link: share::Link) -> Link {
    let share::Link {
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
    Link {
        scenario: scenario.map(|scenario| match scenario {
            share::LinkScenario::Trace { id } => LinkScenario::Trace { id },
            share::LinkScenario::Lesson { id } => LinkScenario::Lesson { id },
            share::LinkScenario::Generator { id } => LinkScenario::Generator { id },
            share::LinkScenario::Script { text } => LinkScenario::Script { text },
            share::LinkScenario::Recording { name, bytes } => LinkScenario::Recording {
                name,
                bytes: Bytes(bytes),
            },
            share::LinkScenario::Url { url } => LinkScenario::Url { url },
        }),
        designs: designs
            .into_iter()
            .map(|design| {
                let settings = design.iter();
                LinkDesign(
                    settings
                        .map(|(axis, value)| (axis.to_owned(), value.to_owned()))
                        .collect(),
                )
            })
            .collect(),
        preset,
        step,
        view,
        space,
        window: window.map(|share::Window { from, bytes }| LinkWindow { from, bytes }),
        selected,
        title,
        hashes,
        fixed,
        hidden,
        predict,
        controls,
        theme,
        looped: looped.map(|share::Steps { from, to }| LinkSteps { from, to }),
        speed: speed_thousandths.map(|thousandths| f64::from(thousandths) / 1000.0),
    }
}

impl From<share::Notice> for LinkNotice {
    fn from(share::Notice { field, message }: share::Notice) -> Self {
        Self { field, message }
    }
}
