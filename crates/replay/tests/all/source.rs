//! Designs as Rust source: printed for each preset and each policy, compiled here, and equal to the design that was printed.

use std::fmt::Write as _;

use atlas_replay::design::axes;
use atlas_replay::presets::PRESETS;
use atlas_replay::{AllocatorDesign, Designs};
use atlas_scenario::{KERNEL, TASK_MAX};
use classic_heap::Design;
use classic_heap::buddy::BuddyDesign;
use classic_heap::slab::SlabDesign;
use classic_heap::tags::TagDesign;
use expect_test::expect_file;

/// A design as a compiler made it of its source.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Compiled {
    /// Of Classic’s family.
    List(Design),
    /// Of the tagged blocks.
    Tags(TagDesign),
    /// Of the buddies.
    Buddy(BuddyDesign),
    /// Of the slabs.
    Slab(SlabDesign),
}

mod printed {
    include!("source/printed.rs");
}

/// Settings whose designs are printed: every preset, every policy, every number, and designs of tasks.
fn printed_settings() -> Vec<Vec<(&'static str, &'static str)>> {
    let presets = PRESETS.iter().map(|preset| preset.settings.to_vec());
    let policies = axes().flat_map(|axis| {
        let choices = axis.choices().into_iter();
        choices.flat_map(move |(policy, families)| {
            let of_families = families.into_iter().map(move |family| {
                let setting = (axis.id(), policy.id);
                // Classic's family is the one by default.
                match family {
                    "list" => vec![setting],
                    family => vec![("family", family), setting],
                }
            });
            of_families.collect::<Vec<_>>()
        })
    });
    let policies = policies.filter(|settings| {
        let (designs, problems) = Designs::read(settings.iter().copied());
        problems.is_empty() && designs.first_unsound().is_none()
    });
    let others = [
        vec![
            ("region-base", "0x200000"),
            ("alignment", "64"),
            ("minimum", "1"),
            ("maximum", "4096"),
            ("trim", "on"),
        ],
        vec![
            ("placement", "scored"),
            (
                "score",
                "exact ? -probes : (waste>100 ? waste*4 : offset/64) until <= any",
            ),
        ],
        vec![("2:placement", "next-fit")],
        vec![
            ("family", "tags"),
            ("alignment", "16"),
            ("bins", "size-classes"),
            ("bins-exact", "128"),
            ("quick", "12"),
            ("trim", "on"),
        ],
        vec![("2:family", "tags")],
        vec![
            ("family", "buddy"),
            ("smallest-block", "64"),
            ("largest-block", "65536"),
            ("header", "with-links"),
            ("buddy-state", "header"),
            ("2:family", "tags"),
            ("2:header", "8"),
        ],
        vec![
            ("family", "slab"),
            ("slab", "4096"),
            ("smallest-object", "16"),
            ("empty-slabs", "3"),
        ],
        vec![
            ("placement", "best-fit"),
            ("2:family", "tags"),
            ("2:placement", "best-of(3)"),
            ("2:split", "at-least(64)"),
        ],
        vec![
            ("score", "waste"),
            ("split", "at-least(4096)"),
            ("2:placement", "worst-fit"),
            ("2:split", "never"),
            ("8:task-base", "0x00800000"),
        ],
    ];
    presets.chain(policies).chain(others).collect()
}

/// Tasks whose designs the settings give, the kernel among them.
fn heaps(settings: &[(&'static str, &'static str)]) -> Vec<u8> {
    let (designs, problems) = Designs::read(settings.iter().copied());
    assert_eq!(problems, []);
    (KERNEL..=TASK_MAX)
        .filter(|&task| designs.own(task).is_some())
        .collect()
}

/// Protects whoever takes a design home: what is printed compiles as it stands, and holds no value that is Classic's.
/// After a change run  UPDATE_EXPECT=1 cargo test -p atlas-replay --test all source::
#[test]
fn printed_designs_are_those_that_compile() {
    let mut modules = String::new();
    let mut all = String::from(
        "/// Of each, whose design it is.\npub const ALL: &[&[(u8, super::Compiled)]] = &[\n",
    );
    for (at, settings) in printed_settings().iter().enumerate() {
        let _ = writeln!(modules, "// {settings:?}\npub mod design_{at} {{");
        modules += &Designs::report(&settings.iter().copied().collect()).source;
        modules += "}\n\n";
        let (designs, _) = Designs::read(settings.iter().copied());
        let constants = heaps(settings).into_iter().map(|task| {
            let kind = match designs.of(task).allocator {
                AllocatorDesign::List(_) => "List",
                AllocatorDesign::Tags(_) => "Tags",
                AllocatorDesign::Buddy(_) => "Buddy",
                AllocatorDesign::Slab(_) => "Slab",
            };
            let constant = match task {
                KERNEL => "DESIGN".to_owned(),
                task => format!("TASK_{task}"),
            };
            format!("({task}, super::Compiled::{kind}(design_{at}::{constant}))")
        });
        let constants: Vec<_> = constants.collect();
        let _ = writeln!(all, "    &[{}],", constants.join(", "));
    }
    expect_file!["source/printed.rs"].assert_eq(&format!("{modules}{all}];\n"));
}

/// Protects: the constants that a compiler made of the printed text are the designs that were replayed.
#[test]
fn compiled_designs_are_those_that_were_printed() {
    let printed = printed_settings();
    assert_eq!(printed.len(), printed::ALL.len());
    for (settings, compiled) in printed.iter().zip(printed::ALL) {
        let (designs, _) = Designs::read(settings.iter().copied());
        for &(task, design) in *compiled {
            let replayed = match designs.of_heap(task).allocator {
                AllocatorDesign::List(values) => values.design().map(Compiled::List),
                AllocatorDesign::Tags(draft) => TagDesign::new(draft).map(Compiled::Tags),
                AllocatorDesign::Buddy(draft) => BuddyDesign::new(draft).map(Compiled::Buddy),
                AllocatorDesign::Slab(draft) => SlabDesign::new(draft).map(Compiled::Slab),
            };
            assert_eq!(Ok(design), replayed, "{settings:?}");
        }
    }
}
