//! Owns what every policy has in common: its documentation, its parameters, and its place in the register of its axis.
//!
//! Each folder below is one axis: its `mod.rs` holds the questions that the mechanism asks and the register of
//! policies, every other file is one policy, whole. To add one, see `docs/add-a-policy.md`.

mod bounded;

pub mod coalescing;
pub mod commit;
pub mod decommit;
pub mod end;
pub mod free_order;
pub mod free_queue;
pub mod granted_end;
pub mod list_order;
pub mod lookup;
pub mod oversize;
pub mod placement;
pub mod pressure;
pub mod split;
pub mod structure;
pub mod zero;

pub use bounded::Bounded;

/// What a policy says of itself.
#[derive(Debug)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "camelCase")
)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "PolicyDoc"))]
pub struct Doc {
    /// Its permanent kebab-case name; links carry it.
    pub id: &'static str,
    /// Its name in print.
    pub title: &'static str,
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// What it costs and where it fails, in one sentence.
    pub trade_off: &'static str,
    /// The number it is written with, as in `at-least(64)`, if it takes one.
    pub parameter: Option<Parameter>,
}

/// The greatest size that an option of a design takes, in bytes.
pub(crate) const SIZE_BYTES_MAX: u32 = 1 << 30;

/// A number that belongs to a policy.
#[derive(Debug)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "camelCase")
)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename = "PolicyParameter")
)]
pub struct Parameter {
    /// What the number means.
    pub summary: &'static str,
    /// Its unit, `bytes` say, or empty for a plain count.
    pub unit: &'static str,
    /// The least value allowed.
    pub minimum: u32,
    /// The greatest value allowed.
    pub maximum: u32,
    /// The value it has when none is given.
    pub default: u32,
}

/// A policy of any axis.
pub trait Policy {
    /// Its name and documentation.
    const DOC: Doc;
}

/// A policy with parameters. At most one of them is a number that is written after its id, as in `at-least(64)`;
/// others are axes of their own.
pub trait Parametric: Policy + Sized {
    /// The policy with the number it is written with; `None` where the number lies outside of its bounds, or where one
    /// is written for a policy that takes none.
    fn with(number: Option<u32>) -> Option<Self>;

    /// The number it is written with, if it takes one.
    fn number(&self) -> Option<u32>;
}

/// Makes the enum of an axis from its register of policies.
///
/// A policy without parameters is a plain variant. A policy with parameters is [`Parametric`], its variant holds them,
/// and the register gives them a name in parentheses. The enum dereferences to the trait of the axis, so that the
/// mechanism puts its questions to the enum. Where the enum is a constant, the match folds away.
macro_rules! register {
    (
        $(#[$meta:meta])*
        pub enum $axis:ident: $questions:ident {
            $($policy:ident $(($parameters:ident))?,)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $axis {
            $(
                #[doc = concat!("The policy [`", stringify!($policy), "`](struct@", stringify!($policy), ").")]
                $policy $(($crate::policy::register!(@payload $policy $parameters)))?,
            )+
        }

        impl $axis {
            /// The documentation of all policies of the axis, in the order of the register.
            pub const DOCS: &[&$crate::policy::Doc] =
                &[$(&<$policy as $crate::policy::Policy>::DOC),+];

            /// The policy of an id and of the number written after it; `None` where the axis has no such policy, or
            /// the policy no such number.
            pub fn named(id: &str, number: Option<u32>) -> Option<Self> {
                $(
                    if id == <$policy as $crate::policy::Policy>::DOC.id {
                        return $crate::policy::register!(@with number $policy $($parameters)?);
                    }
                )+
                None
            }

            /// The policy's documentation, and the number written after its id, if it takes one.
            pub fn written(&self) -> (&'static $crate::policy::Doc, Option<u32>) {
                match self {
                    $(Self::$policy $(($parameters))? => (
                        const { &<$policy as $crate::policy::Policy>::DOC },
                        $crate::policy::register!(@number $($parameters)?),
                    ),)+
                }
            }
        }

        impl ::core::ops::Deref for $axis {
            type Target = dyn $questions;

            #[inline(always)]
            fn deref(&self) -> &Self::Target {
                match self {
                    $(Self::$policy $(($parameters))? =>
                        $crate::policy::register!(@policy $policy $($parameters)?),)+
                }
            }
        }
    };

    (@payload $policy:ident $parameters:ident) => { $policy };
    (@policy $policy:ident) => { &$policy };
    (@policy $policy:ident $parameters:ident) => { $parameters };
    (@number) => { None };
    (@number $parameters:ident) => { $crate::policy::Parametric::number($parameters) };
    (@with $number:ident $policy:ident) => {
        $number.is_none().then_some(Self::$policy)
    };
    (@with $number:ident $policy:ident $parameters:ident) => {
        <$policy as $crate::policy::Parametric>::with($number).map(Self::$policy)
    };
}
pub(crate) use register;
