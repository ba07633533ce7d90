//! Reading through another reader, and minding on the way what must not be lost: fields that are not known
//! here are handed over as they stand, and a figure with more places than can be kept is refused instead of
//! being rounded.

use ron::value::RawValue;
use rust_decimal::Decimal;
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, Unexpected, VariantAccess,
    Visitor,
    value::{BorrowedStrDeserializer, StrDeserializer, StringDeserializer},
};
use std::{any::type_name, borrow::Cow, fmt, marker::PhantomData};

/// More unknown fields than this are no workbook of another version.
const MOST: usize = 1_000_000;

/// The most entries of all lists together that are read: a few bytes of a hostile file become a few hundred in
/// memory. The text that is written for so many is as long as the longest file.
pub(super) const MOST_ENTRIES: usize = 1 << 22;

/// What is said of a file with more.
pub(super) const FEWER: &str = "a file of at most 4194304 entries";

/// The longest text that is read, in bytes. The model allows less; what lies between can be mended.
pub(super) const LONGEST: usize = 1 << 20;

/// What is said of a text that is longer.
pub(super) const SHORTER: &str = "a text of at most 1 MB";

/// What is said of a figure that would be rounded.
pub(super) const EXACT: &str = "a figure of at most 28 digits";

/// A step into what is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// A field, and whether it can be without a value.
    Field(&'static str, bool),
    /// The entry of a list or tuple.
    Entry(u32),
    /// A choice.
    Choice(&'static str),
}

/// A field that is not known.
#[derive(Debug)]
pub(super) struct Found<'de> {
    /// Where it stands.
    pub(super) path: Box<[At]>,
    /// The known field that it stands behind; empty: before all of them.
    pub(super) after: &'static str,
    /// Its name.
    pub(super) name: Box<str>,
    /// Its value.
    pub(super) value: &'de str,
    /// The fields that are known there.
    pub(super) known: &'static [&'static str],
}

impl Found<'_> {
    /// How many bytes of the text that it was found in stand before its value.
    pub(super) fn offset_in(&self, text: &str) -> usize {
        self.value.as_ptr().addr().saturating_sub(text.as_ptr().addr()).min(text.len())
    }
}

/// What is done with fields that are not known.
#[derive(Debug)]
pub(super) enum Unknown<'de> {
    /// They are for the type that is read: it refuses them, or leaves them out.
    Passed,
    /// They are kept.
    Kept(Vec<Found<'de>>),
}

/// What is noted while reading.
#[derive(Debug)]
pub(super) struct Notes<'de> {
    path: Vec<At>,
    unknown: Unknown<'de>,
    /// The entries of lists that were read so far.
    entries: usize,
}

impl<'de> Notes<'de> {
    fn new(unknown: Unknown<'de>) -> Self {
        Self { path: Vec::new(), unknown, entries: 0 }
    }
}

/// Reads a value with ron, and hands over the fields that are not known.
pub(super) fn read<'de, T: de::Deserialize<'de>>(
    options: &ron::Options,
    text: &'de str,
) -> ron::error::SpannedResult<(T, Vec<Found<'de>>)> {
    let mut notes = Notes::new(Unknown::Kept(Vec::new()));
    let value = through(options, text, &mut notes)?;
    match notes.unknown {
        Unknown::Kept(found) => Ok((value, found)),
        Unknown::Passed => Ok((value, Vec::new())),
    }
}

/// Reads a value with ron and rounds no figure. What the type does not know it refuses.
pub fn read_exactly<T: de::DeserializeOwned>(
    options: &ron::Options,
    text: &str,
) -> ron::error::SpannedResult<T> {
    through(options, text, &mut Notes::new(Unknown::Passed))
}

fn through<'de, T: de::Deserialize<'de>>(
    options: &ron::Options,
    text: &'de str,
    notes: &mut Notes<'de>,
) -> ron::error::SpannedResult<T> {
    let mut reader = ron::Deserializer::from_str_with_options(text, options)?;
    let value =
        T::deserialize(Through { inner: &mut reader, notes }).map_err(|error| reader.span_error(error))?;
    reader.end().map_err(|error| reader.span_error(error))?;
    Ok(value)
}

/// Whether a text is a figure that can be kept as it stands.
pub(super) fn is_exact(text: &str) -> bool {
    Decimal::from_str_exact(text).is_ok()
}

/// Whether a visitor makes figures.
pub(super) fn makes_decimals<'de, V: Visitor<'de>>() -> bool {
    type_name::<V::Value>() == type_name::<Decimal>()
}

/// A reader, a visitor, a seed or an access inside, and the notes.
struct Through<'a, 'de, T> {
    inner: T,
    notes: &'a mut Notes<'de>,
}

/// A visitor inside, and the fields of what it reads.
struct Seen<'a, 'de, V> {
    visitor: V,
    fields: &'static [&'static str],
    notes: &'a mut Notes<'de>,
}

impl<'a, 'de, D> Through<'a, 'de, D> {
    fn seen<V>(self, visitor: V, fields: &'static [&'static str]) -> (D, Seen<'a, 'de, V>) {
        (self.inner, Seen { visitor, fields, notes: self.notes })
    }
}

macro_rules! plain {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.inner.$method(visitor)
        })*
    };
}

macro_rules! seen {
    ($($method:ident($($arg:ident: $type:ty),*);)*) => {
        $(fn $method<V: Visitor<'de>>(self, $($arg: $type,)* visitor: V) -> Result<V::Value, D::Error> {
            let (inner, visitor) = self.seen(visitor, &[]);
            inner.$method($($arg,)* visitor)
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Through<'_, 'de, D> {
    type Error = D::Error;

    plain! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_i128 deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64 deserialize_char deserialize_bytes
        deserialize_byte_buf deserialize_unit deserialize_identifier deserialize_ignored_any
    }
    seen! {
        deserialize_option();
        deserialize_seq();
        deserialize_map();
        deserialize_tuple(len: usize);
        deserialize_tuple_struct(name: &'static str, len: usize);
        deserialize_newtype_struct(name: &'static str);
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        let text = self.inner.deserialize_str(Words)?;
        if text.len() > LONGEST {
            return Err(de::Error::invalid_length(text.len(), &SHORTER));
        }
        if makes_decimals::<V>() && !is_exact(&text) {
            return Err(de::Error::invalid_value(Unexpected::Str(&text), &EXACT));
        }
        match text {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.inner.deserialize_unit_struct(name, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let (inner, visitor) = self.seen(visitor, fields);
        inner.deserialize_struct(name, fields, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let (inner, visitor) = self.seen(visitor, variants);
        inner.deserialize_enum(name, variants, visitor)
    }
}

macro_rules! handed_on {
    ($($method:ident($type:ty);)*) => {
        $(fn $method<E: de::Error>(self, value: $type) -> Result<V::Value, E> {
            self.visitor.$method(value)
        })*
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Seen<'_, 'de, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    handed_on! {
        visit_bool(bool);
        visit_i64(i64);
        visit_u64(u64);
        visit_f64(f64);
        visit_char(char);
        visit_str(&str);
        visit_borrowed_str(&'de str);
        visit_string(String);
        visit_bytes(&[u8]);
        visit_byte_buf(Vec<u8>);
    }

    fn visit_none<E: de::Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_none()
    }

    fn visit_unit<E: de::Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        if let Some(At::Field(_, optional)) = self.notes.path.last_mut() {
            *optional = true;
        }
        self.visitor.visit_some(Through { inner, notes: self.notes })
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.visitor.visit_newtype_struct(Through { inner, notes: self.notes })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_seq(Entries { inner, next: 0, notes: self.notes })
    }

    fn visit_map<A: MapAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_map(Fields { inner, fields: self.fields, last: "", notes: self.notes })
    }

    fn visit_enum<A: EnumAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_enum(Choice { inner, variants: self.fields, notes: self.notes })
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Through<'_, 'de, S> {
    type Value = S::Value;
    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<S::Value, D::Error> {
        self.inner.deserialize(Through { inner, notes: self.notes })
    }
}

struct Entries<'a, 'de, A> {
    inner: A,
    next: u32,
    notes: &'a mut Notes<'de>,
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Entries<'_, 'de, A> {
    type Error = A::Error;
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, A::Error> {
        self.notes.path.push(At::Entry(self.next));
        self.next = self.next.saturating_add(1);
        let value = self.inner.next_element_seed(Through { inner: seed, notes: self.notes })?;
        self.notes.path.pop();
        self.notes.entries += usize::from(value.is_some());
        if self.notes.entries > MOST_ENTRIES {
            return Err(de::Error::invalid_length(self.notes.entries, &FEWER));
        }
        Ok(value)
    }
}

struct Fields<'a, 'de, A> {
    inner: A,
    fields: &'static [&'static str],
    /// The known field that was read last.
    last: &'static str,
    notes: &'a mut Notes<'de>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Fields<'_, 'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        while let Some(name) = self.inner.next_key_seed(Name(PhantomData))? {
            if let Some(known) = self.fields.iter().find(|known| **known == name) {
                self.last = known;
                return seed.deserialize(BorrowedStrDeserializer::new(known)).map(Some);
            }
            let Unknown::Kept(found) = &mut self.notes.unknown else {
                return seed.deserialize(StringDeserializer::new(name.into_owned())).map(Some);
            };
            if found.len() >= MOST {
                return Err(de::Error::unknown_field(&name, self.fields));
            }
            let value = self.inner.next_value::<&'de RawValue>()?.get_ron();
            let path = self.notes.path.as_slice().into();
            let (name, known) = (name.into(), self.fields);
            found.push(Found { path, after: self.last, name, value, known });
        }
        Ok(None)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        self.notes.path.push(At::Field(self.last, false));
        let value = self.inner.next_value_seed(Through { inner: seed, notes: self.notes })?;
        self.notes.path.pop();
        Ok(value)
    }
}

struct Choice<'a, 'de, A> {
    inner: A,
    variants: &'static [&'static str],
    notes: &'a mut Notes<'de>,
}

impl<'a, 'de, A: EnumAccess<'de>> EnumAccess<'de> for Choice<'a, 'de, A> {
    type Error = A::Error;
    type Variant = Chosen<'a, 'de, A::Variant>;
    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self::Variant), A::Error> {
        let (name, inner) = self.inner.variant_seed(Name(PhantomData))?;
        let known = self.variants.iter().find(|known| **known == name);
        let value = seed.deserialize(StrDeserializer::new(&name))?;
        Ok((value, Chosen { inner, name: known.copied().unwrap_or_default(), notes: self.notes }))
    }
}

/// A choice that was made.
struct Chosen<'a, 'de, A> {
    inner: A,
    name: &'static str,
    notes: &'a mut Notes<'de>,
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Chosen<'_, 'de, A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.inner.unit_variant()
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, A::Error> {
        self.notes.path.push(At::Choice(self.name));
        let value = self.inner.newtype_variant_seed(Through { inner: seed, notes: self.notes })?;
        self.notes.path.pop();
        Ok(value)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, A::Error> {
        self.notes.path.push(At::Choice(self.name));
        let value = self.inner.tuple_variant(len, Seen { visitor, fields: &[], notes: self.notes })?;
        self.notes.path.pop();
        Ok(value)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        self.notes.path.push(At::Choice(self.name));
        let value = self.inner.struct_variant(fields, Seen { visitor, fields, notes: self.notes })?;
        self.notes.path.pop();
        Ok(value)
    }
}

/// The name of a field or choice.
struct Name<'de>(PhantomData<&'de str>);

impl<'de> DeserializeSeed<'de> for Name<'de> {
    type Value = Cow<'de, str>;
    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Cow<'de, str>, D::Error> {
        reader.deserialize_identifier(Words)
    }
}

struct Words;

impl<'de> Visitor<'de> for Words {
    type Value = Cow<'de, str>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }
    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
    fn visit_string<E: de::Error>(self, text: String) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text))
    }
}
