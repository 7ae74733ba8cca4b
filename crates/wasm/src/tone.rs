//! How alarming an outcome is, as the page is told of it by both modules.

use crate::wire::Tone;

impl From<atlas_replay::Tone> for Tone {
    fn from(tone: atlas_replay::Tone) -> Self {
        match tone {
            atlas_replay::Tone::Good => Self::Good,
            atlas_replay::Tone::Note => Self::Note,
            atlas_replay::Tone::Bad => Self::Bad,
        }
    }
}
