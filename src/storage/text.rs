//! Writing values as RON, in the layout that [`super::format`] describes.
//!
//! The text is what ron's own serialiser makes with the same settings (a test compares them), at several
//! times its speed: a workbook of 126,000 projects is 100 MB and more, and saving should not keep anyone
//! waiting. Reading is left to ron.

use super::format::{INDENT, LEVELS};
use serde::{
    Serialize,
    ser::{self, Impossible},
};
use std::fmt::{self, Display, Write};

/// A text being written.
#[derive(Default)]
pub(super) struct Text {
    out: String,
    /// How many brackets are open.
    depth: usize,
    /// For values that print themselves.
    scratch: String,
}

/// A value that has no place in a workbook's file.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Unwritable(String);

impl ser::Error for Unwritable {
    fn custom<T: Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

fn none<T>(what: &str) -> Result<T, Unwritable> {
    Err(Unwritable(format!("a workbook has no {what}")))
}

impl Text {
    /// A text that begins inside this many brackets.
    pub(super) fn inside(depth: usize) -> Self {
        Self { depth, ..Self::default() }
    }

    pub(super) fn into_string(self) -> String {
        self.out
    }

    pub(super) fn push_str(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Writes a row of a table on lines of its own.
    pub(super) fn row(&mut self, row: &impl Serialize) -> Result<(), Unwritable> {
        self.indent();
        row.serialize(&mut *self)?;
        self.out.push_str(",\n");
        Ok(())
    }

    fn indent(&mut self) {
        for _ in 0..self.depth {
            self.out.push_str(INDENT);
        }
    }

    fn in_lines(&self) -> bool {
        self.depth <= LEVELS
    }

    fn open(&mut self, bracket: char, close: char) -> Entries<'_> {
        self.out.push(bracket);
        self.depth += 1;
        Entries { text: self, empty: true, close }
    }

    fn quoted(&mut self, value: &str) {
        let Self { out, .. } = self;
        out.push('"');
        // Runs of plain characters are copied as they are: asking the standard library about each one
        // took half the time of saving.
        let mut from = 0;
        for (at, c) in value.char_indices() {
            let plain = match c {
                '"' | '\'' | '\\' => false,
                // Han characters, Chinese punctuation, full-width letters and digits.
                ' '..='~' | '\u{4e00}'..='\u{9fff}' | '\u{3001}'..='\u{3011}' | '\u{ff01}'..='\u{ff5e}' => {
                    true
                }
                _ => false,
            };
            if !plain {
                out.push_str(value.get(from..at).unwrap_or_default());
                out.extend(c.escape_debug());
                from = at + c.len_utf8();
            }
        }
        out.push_str(value.get(from..).unwrap_or_default());
        out.push('"');
    }

    fn print(&mut self, value: impl Display) -> Result<(), Unwritable> {
        write!(self.out, "{value}")
            .map_err(|fmt::Error| Unwritable("a value that cannot print itself".into()))
    }
}

impl<'a> ser::Serializer for &'a mut Text {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Entries<'a>;
    type SerializeTuple = Members<'a>;
    type SerializeTupleStruct = Impossible<(), Unwritable>;
    type SerializeTupleVariant = Members<'a>;
    type SerializeMap = Impossible<(), Unwritable>;
    type SerializeStruct = Entries<'a>;
    type SerializeStructVariant = Entries<'a>;

    fn serialize_bool(self, v: bool) -> Result<(), Unwritable> {
        self.out.push_str(if v { "true" } else { "false" });
        Ok(())
    }
    fn serialize_i8(self, v: i8) -> Result<(), Unwritable> {
        self.print(v)
    }
    fn serialize_i16(self, v: i16) -> Result<(), Unwritable> {
        self.print(v)
    }
    fn serialize_i32(self, v: i32) -> Result<(), Unwritable> {
        self.print(v)
    }
    fn serialize_i64(self, v: i64) -> Result<(), Unwritable> {
        self.print(v)
    }
    fn serialize_u8(self, v: u8) -> Result<(), Unwritable> {
        self.print(v)
    }
    fn serialize_u16(self, v: u16) -> Result<(), Unwritable> {
        self.print(v)
    }
    fn serialize_u32(self, v: u32) -> Result<(), Unwritable> {
        self.print(v)
    }
    fn serialize_u64(self, v: u64) -> Result<(), Unwritable> {
        self.print(v)
    }
    fn serialize_f32(self, _: f32) -> Result<(), Unwritable> {
        none("binary fractions")
    }
    fn serialize_f64(self, _: f64) -> Result<(), Unwritable> {
        none("binary fractions")
    }
    fn serialize_char(self, _: char) -> Result<(), Unwritable> {
        none("single characters")
    }
    fn serialize_str(self, v: &str) -> Result<(), Unwritable> {
        self.quoted(v);
        Ok(())
    }
    fn collect_str<T: ?Sized + Display>(self, value: &T) -> Result<(), Unwritable> {
        let mut printed = std::mem::take(&mut self.scratch);
        printed.clear();
        write!(printed, "{value}")
            .map_err(|fmt::Error| Unwritable("a value that cannot print itself".into()))?;
        self.quoted(&printed);
        self.scratch = printed;
        Ok(())
    }
    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unwritable> {
        none("bytes")
    }
    fn serialize_none(self) -> Result<(), Unwritable> {
        self.out.push_str("None");
        Ok(())
    }
    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), Unwritable> {
        none("units")
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unwritable> {
        none("units")
    }
    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Unwritable> {
        self.out.push_str(variant);
        Ok(())
    }
    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        self.out.push('(');
        value.serialize(&mut *self)?;
        self.out.push(')');
        Ok(())
    }
    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        self.out.push_str(variant);
        self.serialize_newtype_struct(name, value)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Entries<'a>, Unwritable> {
        Ok(self.open('[', ']'))
    }
    fn serialize_tuple(self, _: usize) -> Result<Members<'a>, Unwritable> {
        self.out.push('(');
        Ok(Members { text: self, empty: true })
    }
    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Unwritable> {
        none("tuples with a name")
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Members<'a>, Unwritable> {
        self.out.push_str(variant);
        self.serialize_tuple(len)
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Unwritable> {
        none("maps")
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Entries<'a>, Unwritable> {
        Ok(self.open('(', ')'))
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Entries<'a>, Unwritable> {
        self.out.push_str(variant);
        Ok(self.open('(', ')'))
    }
}

/// The entries of a list or the fields of a struct: on lines of their own down to a depth.
pub(super) struct Entries<'a> {
    text: &'a mut Text,
    empty: bool,
    close: char,
}

impl Entries<'_> {
    fn begin(&mut self) {
        let between = match (self.text.in_lines(), self.empty) {
            (true, true) => "\n",
            (true, false) => ",\n",
            (false, true) => "",
            (false, false) => ", ",
        };
        self.text.out.push_str(between);
        if self.text.in_lines() {
            self.text.indent();
        }
        self.empty = false;
    }

    fn field<T: ?Sized + Serialize>(&mut self, key: &str, value: &T) -> Result<(), Unwritable> {
        self.begin();
        self.text.out.push_str(key);
        self.text.out.push_str(": ");
        value.serialize(&mut *self.text)
    }

    fn finish(self) {
        let in_lines = self.text.in_lines() && !self.empty;
        self.text.depth -= 1;
        if in_lines {
            self.text.out.push_str(",\n");
            self.text.indent();
        }
        self.text.out.push(self.close);
    }
}

impl ser::SerializeSeq for Entries<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.begin();
        value.serialize(&mut *self.text)
    }
    fn end(self) -> Result<(), Unwritable> {
        self.finish();
        Ok(())
    }
}

impl ser::SerializeStruct for Entries<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        self.field(key, value)
    }
    fn end(self) -> Result<(), Unwritable> {
        self.finish();
        Ok(())
    }
}

impl ser::SerializeStructVariant for Entries<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        self.field(key, value)
    }
    fn end(self) -> Result<(), Unwritable> {
        self.finish();
        Ok(())
    }
}

/// The members of a tuple: always on one line.
pub(super) struct Members<'a> {
    text: &'a mut Text,
    empty: bool,
}

impl Members<'_> {
    fn member<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Unwritable> {
        if !std::mem::take(&mut self.empty) {
            self.text.out.push_str(", ");
        }
        value.serialize(&mut *self.text)
    }
}

impl ser::SerializeTuple for Members<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.member(value)
    }
    fn end(self) -> Result<(), Unwritable> {
        self.text.out.push(')');
        Ok(())
    }
}

impl ser::SerializeTupleVariant for Members<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_field<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.member(value)
    }
    fn end(self) -> Result<(), Unwritable> {
        self.text.out.push(')');
        Ok(())
    }
}
