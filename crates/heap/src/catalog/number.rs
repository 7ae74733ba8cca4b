//! Owns how a number is read from text.

/// Reads `64`, `0x40`, `1_000`, `4KiB`, `256 KB`, `1MiB`, `1GiB`; each unit is 1024 of the one before.
pub(super) fn parse(text: &str) -> Option<u32> {
    let text = text.trim();
    if let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        return digits_of(digits, 16);
    }
    let units = [
        ("KiB", 1 << 10),
        ("KB", 1 << 10),
        ("MiB", 1 << 20),
        ("MB", 1 << 20),
        ("GiB", 1 << 30),
        ("GB", 1 << 30),
        ("B", 1),
    ];
    let before = |unit: &str| {
        let (number, written) = text.split_at_checked(text.len().checked_sub(unit.len())?)?;
        written.eq_ignore_ascii_case(unit).then_some(number)
    };
    let (digits, factor) = units
        .iter()
        .find_map(|&(unit, factor)| Some((before(unit)?, factor)))
        .unwrap_or((text, 1));
    digits_of(digits.trim_end(), 10)?.checked_mul(factor)
}

fn digits_of(digits: &str, radix: u32) -> Option<u32> {
    let mut number = None;
    for character in digits.chars().filter(|&c| c != '_') {
        let digit = character.to_digit(radix)?;
        number = Some(
            number
                .unwrap_or(0_u32)
                .checked_mul(radix)?
                .checked_add(digit)?,
        );
    }
    number
}
