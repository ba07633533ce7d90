//! Reading values from RON in the layout that [`super::format`] describes, at several times the speed of
//! ron's own parser: nobody should wait for 126,000 projects.
//!
//! It knows only what [`super::text`] writes. Whatever else a hand has put into a file (a comment, a raw
//! string, `Some(…)`) and whatever is wrong is a [`Doubt`]: ron then reads the whole file, and knows the
//! place. What is read here is what ron would have read (a test compares them).

use super::lenient::{LONGEST, MOST_ENTRIES, is_exact, makes_decimals};
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
    value::BorrowedStrDeserializer,
};
use std::fmt::Display;

/// Brackets inside brackets: as many as ron allows.
const DEEPEST: u8 = 128;

/// The text may be sound or not; ron is to read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not in the layout that is written here")]
pub(super) struct Doubt;

impl de::Error for Doubt {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

/// A text being read.
pub(super) struct Scan<'de> {
    text: &'de str,
    at: usize,
    depth: u8,
    /// The entries of lists that were read so far.
    entries: usize,
}

impl<'de> Scan<'de> {
    /// Reads from the beginning of a text.
    pub(super) fn new(text: &'de str) -> Self {
        Self { text, at: 0, depth: 0, entries: 0 }
    }

    /// Whether nothing but white space is left.
    pub(super) fn is_done(&mut self) -> bool {
        self.next().is_none()
    }

    /// How many bytes have been read.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// How many entries of lists have been read.
    pub(super) fn entries(&self) -> usize {
        self.entries
    }

    /// The next sign, which is not passed.
    fn next(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\t') {
                return Some(byte);
            }
            self.at += 1;
        }
        None
    }

    /// Passes a sign that must come next.
    pub(super) fn pass(&mut self, sign: u8) -> Result<(), Doubt> {
        if self.next() == Some(sign) {
            self.at += 1;
            Ok(())
        } else {
            Err(Doubt)
        }
    }

    /// Between entries: passes the comma, and says whether another entry follows.
    fn another(&mut self, first: &mut bool, close: u8) -> Result<bool, Doubt> {
        let next = self.next();
        if std::mem::take(first) {
            return Ok(next != Some(close));
        }
        match next {
            Some(b',') => self.at += 1,
            Some(sign) if sign == close => return Ok(false),
            _ => return Err(Doubt),
        }
        Ok(self.next() != Some(close))
    }

    fn word(&mut self) -> Result<&'de str, Doubt> {
        self.next();
        let rest = self.text.get(self.at..).ok_or(Doubt)?;
        let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        let word = rest.get(..length).ok_or(Doubt)?;
        let starts = word.bytes().next().ok_or(Doubt)?;
        // `r"…"` and `r#…` are ron's raw texts and names; a digit begins a number.
        let raw = matches!(rest.as_bytes().get(length), Some(b'"' | b'#' | b'\''));
        if starts.is_ascii_digit() || raw {
            return Err(Doubt);
        }
        self.at += length;
        Ok(word)
    }

    fn number(&mut self) -> Result<i64, Doubt> {
        self.next();
        let rest = self.text.get(self.at..).ok_or(Doubt)?;
        let sign = usize::from(rest.starts_with('-'));
        let length = sign + rest.bytes().skip(sign).take_while(u8::is_ascii_digit).count();
        // Points, exponents, separators and other bases are left to ron, and so is `-0`.
        let ends = rest.as_bytes().get(length).is_none_or(|b| matches!(b, b',' | b')' | b']' | b' ' | b'\n'));
        let number: i64 = rest.get(..length).ok_or(Doubt)?.parse().map_err(|_| Doubt)?;
        if !ends || (number == 0 && length > 1) {
            return Err(Doubt);
        }
        self.at += length;
        Ok(number)
    }

    /// A text in quotes: borrowed where nothing in it is escaped.
    fn quoted(&mut self) -> Result<Quoted<'de>, Doubt> {
        self.pass(b'"')?;
        let start = self.at;
        let mut written: Option<String> = None;
        // Where the run of plain signs began that is not copied yet.
        let mut plain = start;
        loop {
            let rest = self.text.as_bytes().get(self.at..).ok_or(Doubt)?;
            let length = rest.iter().position(|b| matches!(b, b'"' | b'\\' | b'\r')).ok_or(Doubt)?;
            self.at += length;
            let run = self.text.get(plain..self.at).ok_or(Doubt)?;
            match rest.get(length) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(match written {
                        None => Quoted::Plain(run),
                        Some(written) => Quoted::Written(written + run),
                    });
                }
                Some(b'\\') => {
                    self.at += 1;
                    let meant = self.escaped()?;
                    let written = written.get_or_insert_default();
                    written.push_str(run);
                    written.push(meant);
                    plain = self.at;
                }
                _ => return Err(Doubt),
            }
        }
    }

    /// The sign that an escape stands for; the backslash has been passed.
    fn escaped(&mut self) -> Result<char, Doubt> {
        let sign = *self.text.as_bytes().get(self.at).ok_or(Doubt)?;
        self.at += 1;
        Ok(match sign {
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'0' => '\0',
            b'"' => '"',
            b'\'' => '\'',
            b'\\' => '\\',
            b'u' => {
                let rest = self.text.get(self.at..).and_then(|rest| rest.strip_prefix('{')).ok_or(Doubt)?;
                let (code, _) = rest.split_once('}').filter(|(code, _)| code.len() <= 6).ok_or(Doubt)?;
                if !code.bytes().all(|b| b.is_ascii_hexdigit()) {
                    return Err(Doubt);
                }
                self.at += code.len() + 2;
                u32::from_str_radix(code, 16).ok().and_then(char::from_u32).ok_or(Doubt)?
            }
            _ => return Err(Doubt),
        })
    }

    /// Reads what stands in a pair of brackets.
    fn within<T>(
        &mut self,
        [open, close]: [u8; 2],
        read: impl FnOnce(&mut Self) -> Result<T, Doubt>,
    ) -> Result<T, Doubt> {
        self.pass(open)?;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Doubt);
        }
        let value = read(self)?;
        self.depth -= 1;
        self.pass(close)?;
        Ok(value)
    }
}

const ROUND: [u8; 2] = *b"()";
const SQUARE: [u8; 2] = *b"[]";

enum Quoted<'de> {
    Plain(&'de str),
    Written(String),
}

impl Quoted<'_> {
    fn as_str(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Written(text) => text,
        }
    }
}

macro_rules! integers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Doubt> {
            visitor.visit_i64(self.number()?)
        })*
    };
}

/// What no workbook holds.
macro_rules! never {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Doubt> {
            Err(Doubt)
        })*
    };
}

impl<'de> Deserializer<'de> for &mut Scan<'de> {
    type Error = Doubt;

    integers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }
    never! {
        deserialize_i128 deserialize_u128 deserialize_f32 deserialize_f64 deserialize_char
        deserialize_bytes deserialize_byte_buf deserialize_unit deserialize_map
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Doubt> {
        let text = self.quoted()?;
        if text.as_str().len() > LONGEST || (makes_decimals::<V>() && !is_exact(text.as_str())) {
            return Err(Doubt);
        }
        match text {
            Quoted::Plain(text) => visitor.visit_borrowed_str(text),
            Quoted::Written(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Doubt> {
        self.deserialize_str(visitor)
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Doubt> {
        match self.next().ok_or(Doubt)? {
            b'"' => self.deserialize_str(visitor),
            b'-' | b'0'..=b'9' => self.deserialize_i64(visitor),
            _ => Err(Doubt),
        }
    }

    /// Nothing is ignored: what is not understood is kept by the other reader.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Doubt> {
        Err(Doubt)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Doubt> {
        match self.word()? {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(Doubt),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Doubt> {
        if matches!(self.next(), Some(b'N' | b'S')) {
            let before = self.at;
            match self.word()? {
                "None" => return visitor.visit_none(),
                "Some" => return Err(Doubt),
                _ => self.at = before,
            }
        }
        visitor.visit_some(self)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, _: V) -> Result<V::Value, Doubt> {
        Err(Doubt)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Doubt> {
        self.within(ROUND, |scan| visitor.visit_newtype_struct(scan))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Doubt> {
        self.within(SQUARE, |scan| visitor.visit_seq(Entries { scan, first: true, close: b']' }))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Doubt> {
        self.within(ROUND, |scan| visitor.visit_seq(Entries { scan, first: true, close: b')' }))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Doubt> {
        self.deserialize_tuple(len, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Doubt> {
        self.within(ROUND, |scan| visitor.visit_map(Entries { scan, first: true, close: b')' }))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Doubt> {
        visitor.visit_enum(self)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Doubt> {
        visitor.visit_borrowed_str(self.word()?)
    }
}

/// The entries of a list or a tuple, or the fields of a struct.
struct Entries<'a, 'de> {
    scan: &'a mut Scan<'de>,
    first: bool,
    close: u8,
}

impl<'de> SeqAccess<'de> for Entries<'_, 'de> {
    type Error = Doubt;
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Doubt> {
        if self.scan.another(&mut self.first, self.close)? {
            self.scan.entries += 1;
            if self.scan.entries > MOST_ENTRIES {
                return Err(Doubt);
            }
            seed.deserialize(&mut *self.scan).map(Some)
        } else {
            Ok(None)
        }
    }
}

impl<'de> MapAccess<'de> for Entries<'_, 'de> {
    type Error = Doubt;
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Doubt> {
        if !self.scan.another(&mut self.first, self.close)? {
            return Ok(None);
        }
        let key = self.scan.word()?;
        self.scan.pass(b':')?;
        seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Doubt> {
        seed.deserialize(&mut *self.scan)
    }
}

impl<'de> EnumAccess<'de> for &mut Scan<'de> {
    type Error = Doubt;
    type Variant = Self;
    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Doubt> {
        let word = BorrowedStrDeserializer::<Doubt>::new(self.word()?);
        Ok((seed.deserialize(word)?, self))
    }
}

impl<'de> VariantAccess<'de> for &mut Scan<'de> {
    type Error = Doubt;
    fn unit_variant(self) -> Result<(), Doubt> {
        Ok(())
    }
    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Doubt> {
        self.within(ROUND, |scan| seed.deserialize(scan))
    }
    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Doubt> {
        self.deserialize_tuple(len, visitor)
    }
    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Doubt> {
        self.deserialize_struct("", fields, visitor)
    }
}
