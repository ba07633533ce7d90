//! Writing values as RON, in the layout that [`super::format`] describes.
//!
//! The text is what ron's own serialiser makes with the same settings (a test compares them), at several
//! times its speed: a workbook of 126,000 projects is 100 MB and more, and saving should not keep anyone
//! waiting. Reading is left to ron.

use super::{
    format::{INDENT, LEVELS, WORKBOOK},
    kept::Node,
};
use serde::{
    Serialize,
    ser::{self, Impossible},
};
use std::{
    fmt::{self, Display, Write},
    mem,
    sync::Arc,
};

/// A text being written.
#[derive(Default)]
pub(super) struct Text {
    out: String,
    /// How many brackets are open.
    depth: usize,
    /// For values that print themselves.
    scratch: String,
    /// What is to be written into the next value besides what it says itself.
    more: Option<Arc<Node>>,
    /// Where the value of the workbook's project table begins.
    projects_at: Option<usize>,
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

    /// Writes more into the next value than it says itself.
    pub(super) fn with(&mut self, more: Option<Arc<Node>>) {
        self.more = more;
    }

    /// Where the value of the workbook's project table begins.
    pub(super) fn projects_at(&self) -> Option<usize> {
        self.projects_at
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
        let more = self.more.take();
        self.out.push(bracket);
        self.depth += 1;
        Entries { text: self, empty: true, close, count: 0, more, aside: Vec::new() }
    }

    /// Writes a struct that has nothing to say but what is written besides.
    fn lone(&mut self, node: Arc<Node>) {
        self.more = Some(node);
        self.open('(', ')').finish();
    }

    fn choose(&mut self, variant: &str) {
        self.more = self.more.take().and_then(|more| more.choice(variant));
        self.out.push_str(variant);
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
    /// Only settings have them: places on a screen. A workbook's figures are decimals.
    fn serialize_f32(self, v: f32) -> Result<(), Unwritable> {
        self.print(format_args!("{v:?}"))
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
        self.choose(variant);
        self.serialize_newtype_struct(name, value)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Entries<'a>, Unwritable> {
        Ok(self.open('[', ']'))
    }
    fn serialize_tuple(self, _: usize) -> Result<Members<'a>, Unwritable> {
        let more = self.more.take();
        self.out.push('(');
        Ok(Members { text: self, count: 0, more })
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
        self.choose(variant);
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
        self.choose(variant);
        Ok(self.open('(', ')'))
    }
}

/// The entries of a list or the fields of a struct: on lines of their own down to a depth.
pub(super) struct Entries<'a> {
    text: &'a mut Text,
    empty: bool,
    close: char,
    /// How many entries have been written.
    count: u32,
    /// What is to be written besides.
    more: Option<Arc<Node>>,
    /// Where there is more: the fields so far, none where a field is left out. They are put into the text at
    /// the end, with the others between them.
    aside: Vec<(&'static str, Option<String>)>,
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

    fn name(&mut self, key: &str) {
        self.begin();
        self.text.out.push_str(key);
        self.text.out.push_str(": ");
        if self.text.depth == WORKBOOK && key == "projects" {
            self.text.projects_at = Some(self.text.out.len());
        }
    }

    fn field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> Result<(), Unwritable> {
        let Some(more) = &self.more else {
            self.name(key);
            return value.serialize(&mut *self.text);
        };
        self.text.more = more.field(key);
        let before = mem::take(&mut self.text.out);
        let written = value.serialize(&mut *self.text);
        self.text.more = None;
        self.aside.push((key, Some(mem::replace(&mut self.text.out, before))));
        written
    }

    /// A field that has its default is left out, unless there is something to be written into it.
    fn left_out(&mut self, key: &'static str) {
        let Some(more) = &self.more else { return };
        let lone = more.lone().find(|(name, _)| ***name == *key).map(|(_, node)| node.clone());
        let value = lone.map(|node| {
            let before = mem::take(&mut self.text.out);
            self.text.lone(node);
            mem::replace(&mut self.text.out, before)
        });
        self.aside.push((key, value));
    }

    /// Puts the fields and what is written besides into the text.
    fn put_together(&mut self) {
        let Some(more) = self.more.take() else { return };
        let aside = mem::take(&mut self.aside);
        let known = |name: &str| aside.iter().any(|(key, _)| *key == name);
        // What cannot be put behind its field stands before all of them.
        let behind = |after: &str| if known(after) { after.to_owned() } else { String::new() };
        let put = |entries: &mut Self, key: &str| {
            for (_, name, value) in more.fields.iter().filter(|(after, ..)| behind(after) == key) {
                if !known(name) {
                    entries.name(name);
                    entries.text.out.push_str(value);
                }
            }
        };
        put(self, "");
        for (key, value) in &aside {
            if let Some(value) = value {
                self.name(key);
                if self.text.depth + 1 == WORKBOOK && *key == "workbook" {
                    // The place was found in the value, which is put behind what is here already.
                    let before = self.text.out.len();
                    self.text.projects_at = self.text.projects_at.map(|at| at + before);
                }
                self.text.out.push_str(value);
            }
            put(self, key);
        }
        for (name, node) in more.lone().filter(|(name, _)| !known(name)) {
            self.name(name);
            self.text.lone(node.clone());
        }
    }

    fn finish(mut self) {
        self.put_together();
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
        self.text.more = self.more.as_ref().and_then(|more| more.entry(self.count));
        self.count += 1;
        let written = value.serialize(&mut *self.text);
        self.text.more = None;
        written
    }
    fn end(mut self) -> Result<(), Unwritable> {
        // The entries have what is written besides; a list has nothing of its own.
        self.more = None;
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
    fn skip_field(&mut self, key: &'static str) -> Result<(), Unwritable> {
        self.left_out(key);
        Ok(())
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
    fn skip_field(&mut self, key: &'static str) -> Result<(), Unwritable> {
        self.left_out(key);
        Ok(())
    }
    fn end(self) -> Result<(), Unwritable> {
        self.finish();
        Ok(())
    }
}

/// The members of a tuple: always on one line.
pub(super) struct Members<'a> {
    text: &'a mut Text,
    count: u32,
    more: Option<Arc<Node>>,
}

impl Members<'_> {
    fn member<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Unwritable> {
        if self.count > 0 {
            self.text.out.push_str(", ");
        }
        self.text.more = self.more.as_ref().and_then(|more| more.entry(self.count));
        self.count += 1;
        let written = value.serialize(&mut *self.text);
        self.text.more = None;
        written
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
