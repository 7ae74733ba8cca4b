//! Answers as JSON, which a browser reads faster than it would be told of them field by field.
//!
//! Owns the text's form: [`JSON.parse`] gives plain objects, numbers as they were, `null` for what is missing. It
//! writes what the wire types are made of and nothing else, and is there because it has to be small: a figure
//! loads it.
//!
//! [`JSON.parse`]: https://tc39.es/ecma262/#sec-json.parse

use std::fmt;

use serde::Serialize;
use serde::ser::{
    Error, Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer,
};

/// A value's text.
///
/// # Errors
/// If the value has something in it that no wire type has.
pub fn text(value: &impl Serialize) -> Result<String, Unwritable> {
    let mut writer = Writer(Vec::new());
    value.serialize(&mut writer)?;
    // Strings went in whole, all else is ASCII.
    String::from_utf8(writer.0).map_err(|_| Unwritable)
}

/// A value holds something that no wire type has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unwritable;

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value did not cross the boundary")
    }
}

impl std::error::Error for Unwritable {}

impl Error for Unwritable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Result0 = Result<(), Unwritable>;

struct Writer(Vec<u8>);

impl Writer {
    fn push(&mut self, text: &[u8]) {
        self.0.extend_from_slice(text);
    }

    #[inline(never)]
    fn string(&mut self, text: &str) {
        self.0.push(b'"');
        for byte in text.bytes() {
            match byte {
                b'"' | b'\\' => self.push(&[b'\\', byte]),
                0..0x20 => {
                    let digit = |value: u8| b"0123456789abcdef"[usize::from(value)];
                    self.push(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte & 15)]);
                }
                _ => self.0.push(byte),
            }
        }
        self.0.push(b'"');
    }

    #[inline(never)]
    fn whole(&mut self, mut number: u64) {
        let mut digits = [0; 20];
        let mut first = digits.len();
        loop {
            first -= 1;
            digits[first] = b'0' + (number % 10) as u8;
            number /= 10;
            if number == 0 {
                break;
            }
        }
        self.push(&digits[first..]);
    }

    /// Writes enough digits that reading them gives the very number back.
    ///
    /// What is between 2⁻⁷⁴ and 2⁵³ has all its bits within [`FRACTION_BITS`] of the point; so have the wire's
    /// ratios, means and scales. What is smaller is as good as nothing; what is larger, no wire type has.
    fn number(&mut self, number: f64) -> Result0 {
        if number < 0.0 {
            self.0.push(b'-');
        }
        let size = number.abs();
        if size.is_nan() || size >= (1_u64 << 53) as f64 {
            return Err(Unwritable);
        }
        self.whole(size as u64);
        let mut rest = (size.fract() * (1_u128 << FRACTION_BITS) as f64) as u128;
        if rest > 0 {
            self.0.push(b'.');
        }
        let mut significant = if size < 1.0 { 0 } else { 1 };
        // Seventeen digits tell any two numbers apart; behind three more, cutting is as good as rounding.
        while rest > 0 && significant < 20 {
            rest *= 10;
            let digit = (rest >> FRACTION_BITS) as u8;
            rest &= (1 << FRACTION_BITS) - 1;
            self.0.push(b'0' + digit);
            significant += u32::from(significant > 0 || digit > 0);
        }
        Ok(())
    }
}

/// Leaves four bits for a digit.
const FRACTION_BITS: u32 = 124;

/// A list or an object under way.
struct Items<'a> {
    writer: &'a mut Writer,
    end: u8,
    is_first: bool,
}

impl<'a> Items<'a> {
    fn new(writer: &'a mut Writer, brackets: [u8; 2]) -> Self {
        writer.0.push(brackets[0]);
        Self {
            writer,
            end: brackets[1],
            is_first: true,
        }
    }

    #[inline(never)]
    fn next(&mut self) -> &mut Writer {
        if !self.is_first {
            self.writer.0.push(b',');
        }
        self.is_first = false;
        self.writer
    }

    #[inline(never)]
    fn key(&mut self, key: &str) -> &mut Writer {
        self.next().string(key);
        self.writer.0.push(b':');
        self.writer
    }

    fn close(self) -> Result0 {
        self.writer.0.push(self.end);
        Ok(())
    }
}

impl SerializeSeq for Items<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result0 {
        value.serialize(self.next())
    }

    fn end(self) -> Result0 {
        self.close()
    }
}

impl SerializeTuple for Items<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result0 {
        value.serialize(self.next())
    }

    fn end(self) -> Result0 {
        self.close()
    }
}

impl SerializeStruct for Items<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> Result0 {
        value.serialize(self.key(key))
    }

    fn end(self) -> Result0 {
        self.close()
    }
}

impl SerializeMap for Items<'_> {
    type Ok = ();
    type Error = Unwritable;

    /// Keys are strings: the wire has no others.
    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result0 {
        key.serialize(self.next())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result0 {
        self.writer.0.push(b':');
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result0 {
        self.close()
    }
}

type Never = Impossible<(), Unwritable>;

impl<'a> Serializer for &'a mut Writer {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Items<'a>;
    type SerializeTuple = Items<'a>;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Items<'a>;
    type SerializeStruct = Items<'a>;
    type SerializeStructVariant = Never;

    fn serialize_bool(self, value: bool) -> Result0 {
        self.push(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result0 {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result0 {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result0 {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result0 {
        if value < 0 {
            self.0.push(b'-');
        }
        self.whole(value.unsigned_abs());
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Result0 {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result0 {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result0 {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result0 {
        self.whole(value);
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result0 {
        self.number(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result0 {
        self.number(value)
    }

    fn serialize_char(self, value: char) -> Result0 {
        self.string(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result0 {
        self.string(value);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result0 {
        Err(Unwritable)
    }

    fn serialize_none(self) -> Result0 {
        self.serialize_unit()
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result0 {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result0 {
        self.push(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result0 {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result0 {
        self.string(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result0 {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result0 {
        let mut items = Items::new(self, *b"{}");
        value.serialize(items.key(variant))?;
        items.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>, Unwritable> {
        Ok(Items::new(self, *b"[]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'a>, Unwritable> {
        Ok(Items::new(self, *b"[]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Never, Unwritable> {
        Err(Unwritable)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Never, Unwritable> {
        Err(Unwritable)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Items<'a>, Unwritable> {
        Ok(Items::new(self, *b"{}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Items<'a>, Unwritable> {
        Ok(Items::new(self, *b"{}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Never, Unwritable> {
        Err(Unwritable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Everything {
        a_number: u32,
        missing: Option<u32>,
        list: Vec<Kind>,
        map: BTreeMap<String, bool>,
        words: String,
        below: i32,
    }

    #[derive(Serialize)]
    #[serde(rename_all = "kebab-case")]
    enum Kind {
        OneKind,
        Other,
    }

    /// Protects: objects, lists, names and `null` as `wire.ts` has them, and text that ends no string early.
    #[test]
    fn values_are_written_as_the_wire_has_them() {
        let value = Everything {
            a_number: u32::MAX,
            missing: None,
            list: vec![Kind::OneKind, Kind::Other],
            map: [("é\"\\\n\u{1}".to_owned(), true)].into(),
            words: String::new(),
            below: -70,
        };
        expect_test::expect![[
            r#"{"aNumber":4294967295,"missing":null,"list":["one-kind","other"],"map":{"é\"\\\u000a\u0001":true},"words":"","below":-70}"#
        ]]
        .assert_eq(&text(&value).unwrap());
    }

    /// Protects: every ratio, mean and scale arrives as the number it is.
    #[test]
    fn numbers_come_back_as_they_were() {
        let check = |number: f64| {
            let text = text(&number).unwrap();
            assert_eq!(
                text.parse::<f64>().unwrap().to_bits(),
                number.to_bits(),
                "{text}"
            );
        };
        let mut random = 0x9E37_79B9_7F4A_7C15_u64;
        for _ in 0..200_000 {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let [part, whole] = [random as u32, (random >> 32) as u32];
            check(f64::from(part) / f64::from(whole.max(1)));
            check(f64::from(part >> (whole & 31)) / f64::from((whole >> 8).max(1)));
            check((random >> (11 + (part & 31))) as f64);
        }
        for number in [
            0.0,
            1.0,
            0.1,
            1.0 / 3.0,
            2.5e-10,
            9_007_199_254_740_991.0,
            -1.5,
        ] {
            check(number);
        }
        for number in [f64::NAN, f64::INFINITY, 1e16] {
            assert_eq!(text(&number), Err(Unwritable));
        }
    }
}
