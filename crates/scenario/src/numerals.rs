//! Owns how sentences write numbers: counts `92,150`, sizes `1,104 bytes` and `686 KiB`, addresses `0x00100010`.
//!
//! `web/render/format.ts` is the same rule for the page; `fixtures/numbers.tsv` holds both to it. Scripts, settings,
//! JSON and CSV have plain numbers, since programs read those.

use std::fmt::{self, Display, Formatter};

/// From here on, a size is written in a larger unit.
const SHORT_BYTES_MIN: u64 = 10 << 10;

/// The units of such sizes. Binary, because regions, pages and alignments are powers of two.
const UNITS: [(&str, u32); 3] = [("KiB", 10), ("MiB", 20), ("GiB", 30)];

/// A whole number in groups of three digits: `92,150`.
pub fn count<N: Display>(number: N) -> impl Display {
    Count(number)
}

/// A number with at most three digits that are not whole, and no zeros at its end: `17.1`, `0.27`, `4`.
pub fn number(value: f64) -> impl Display {
    let digits_before = value.abs().log10().floor().max(-9.0) as i32 + 1;
    let decimals = (3 - digits_before).max(0);
    let factor = 10_f64.powi(decimals);
    // Halves are rounded away from zero, as JavaScript has it.
    let scaled = (value * factor).round();
    let whole = Count((scaled / factor).trunc()).to_string();
    let fraction = format!("{:.*}", decimals as usize, (scaled / factor).fract().abs());
    let fraction = fraction[1..].trim_end_matches(['0', '.']);
    format!("{whole}{fraction}")
}

/// A number of things, with their name in the singular: `1 block`, `1,200 blocks`.
pub fn counted(number: impl Into<u64>, name: &str) -> impl Display {
    let number = number.into();
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {name}{plural}", Count(number))
}

/// A size: to the byte below 10 KiB, to three digits above.
pub fn bytes(bytes: impl Into<u64>) -> impl Display {
    Bytes(bytes.into())
}

/// A size to the byte, and as [`bytes`] has it where that is shorter: `702,464 bytes (686 KiB)`.
pub fn bytes_exactly(bytes: impl Into<u64>) -> impl Display {
    let bytes = bytes.into();
    let exact = counted(bytes, "byte");
    if bytes < SHORT_BYTES_MIN {
        return exact.to_string();
    }
    format!("{exact} ({})", Bytes(bytes))
}

/// A virtual address, in eight digits so that columns align.
pub fn address(address: u32) -> impl Display {
    format!("{address:#010x}")
}

struct Count<N>(N);

impl<N: Display> Display for Count<N> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let written = self.0.to_string();
        let (sign, digits) = match written.strip_prefix('-') {
            Some(digits) => ("−", digits),
            None => ("", &*written),
        };
        let mut grouped = sign.to_owned();
        for (at, digit) in digits.char_indices() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        f.pad(&grouped)
    }
}

struct Bytes(u64);

impl Display for Bytes {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(bytes) = *self;
        if bytes < SHORT_BYTES_MIN {
            return f.pad(&counted(bytes, "byte").to_string());
        }
        let fits = |&&(_, exponent): &&(_, u32)| rounded(bytes, exponent, 0) < 1024;
        let (unit, exponent) = UNITS.iter().find(fits).unwrap_or(&UNITS[2]);
        // Three digits in all, rounded in integers: floating point could differ from the page's in the last one.
        let decimals = [2, 1].into_iter();
        let mut decimals = decimals.filter(|&decimals| rounded(bytes, *exponent, decimals) < 1000);
        let decimals = decimals.next().unwrap_or(0);
        let scaled = rounded(bytes, *exponent, decimals);
        let divisor = 10_u64.pow(decimals);
        let mut text = Count(scaled / divisor).to_string();
        if !scaled.is_multiple_of(divisor) {
            let width = decimals as usize;
            let fraction = format!(".{:0width$}", scaled % divisor);
            text.push_str(fraction.trim_end_matches('0'));
        }
        f.pad(&format!("{text} {unit}"))
    }
}

/// A size in units of 2^`exponent` bytes, times 10^`decimals`. Halves are rounded up.
fn rounded(bytes: u64, exponent: u32, decimals: u32) -> u64 {
    let scaled = u128::from(bytes) * 10_u128.pow(decimals);
    let half = 1_u128 << (exponent - 1);
    ((scaled + half) >> exponent) as u64
}

#[cfg(test)]
mod tests {
    use super::{address, bytes, bytes_exactly, count, number};

    /// Protects readers from two styles of number on one page: the page's rule is held to the same cases.
    #[test]
    fn numbers_are_written_as_the_page_writes_them() {
        let cases = include_str!("../../../fixtures/numbers.tsv");
        for case in cases.lines().skip(1) {
            let [kind, value, written] = case.split('\t').collect::<Vec<_>>()[..] else {
                panic!("three columns: {case}");
            };
            let value: f64 = value.parse().unwrap();
            let told = match kind {
                "count" => count(value).to_string(),
                "number" => number(value).to_string(),
                "bytes" => bytes(value as u64).to_string(),
                "exact" => bytes_exactly(value as u64).to_string(),
                "address" => address(value as u32).to_string(),
                _ => panic!("no such kind: {case}"),
            };
            assert_eq!(told, written, "{case}");
        }
    }
}
