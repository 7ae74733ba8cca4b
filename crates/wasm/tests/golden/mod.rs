//! Replays whose timeline hashes are written down: equal natively, in Node and in a browser.
//!
//! A hash that changes says that scenarios now come out differently, or that `HASH_DOMAIN` was raised.

use atlas_wasm::input;
use atlas_wasm::session::Session;
use atlas_wasm::wire::Design;

/// A replay and its hash.
pub struct Golden {
    pub name: &'static str,
    pub design: &'static [(&'static str, &'static str)],
    pub source: Source,
    pub hash: &'static str,
}

pub enum Source {
    Script(&'static str),
    Trace(&'static [u8]),
}

pub const GOLDENS: &[Golden] = &[
    Golden {
        name: "churn on Classic",
        design: &[],
        source: Source::Script("generate churn seed 7 operations 5000 sizes 16 to 1KiB live 200"),
        hash: "24c18f1309d184c7",
    },
    Golden {
        name: "everything a script can say, on a small heap that merges and trims",
        design: &[
            ("region-size", "64KiB"),
            ("alignment", "8"),
            ("minimum", "16"),
            ("maximum", "4KiB"),
            ("oversize", "refuse"),
            ("list-order", "address"),
            ("placement", "best-fit"),
            ("split", "at-least(64)"),
            ("coalescing", "on-free"),
            ("trim", "on"),
        ],
        source: Source::Script(
            "seed 3\nrepeat 300 as i\n  x[i] = malloc random(0 to 600)\n  y[i] = calloc 3 * 40\n  \
             z[i] = malloc 100 align 256\n  free any x\n  x[i] = realloc x[i] 700\n  touch y[i] 0..64\n\
             end\nfree all y\nq = falloc 5000\nmark \"end\"\nidle 3\nfree q\nfree q\nfree 0x1234",
        ),
        hash: "c509f38f20a11e0e",
    },
    Golden {
        name: "git log with an index of addresses",
        design: &[("lookup", "index"), ("placement", "next-fit")],
        source: Source::Trace(include_bytes!("../../../../traces/git-log.heaptrace")),
        hash: "af467042b6569fca",
    },
];

impl Golden {
    /// Replays it to its end.
    pub fn replayed(&self) -> String {
        let settings = self.design.iter();
        let design = Design(
            settings
                .map(|&(axis, value)| (axis.to_owned(), value.to_owned()))
                .collect(),
        );
        let scenario = match self.source {
            Source::Script(text) => input::script_scenario(text).unwrap(),
            Source::Trace(bytes) => input::read_trace(bytes, self.name).unwrap().scenario,
        };
        let design = input::design(&design).unwrap();
        let mut session = Session::new(design, scenario).unwrap();
        loop {
            if let Some(hash) = session.advance(1_000_000).unwrap().hash {
                return hash;
            }
        }
    }
}

/// Protects: the same scenario on the same design has the same timeline, to the byte, everywhere.
pub fn check_all() {
    for golden in GOLDENS {
        assert_eq!(golden.replayed(), golden.hash, "{}", golden.name);
    }
}
