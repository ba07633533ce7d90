//! Formula indicators: arithmetic on other indicators, kept as an expression over their identifiers.
//!
//! Files have it as a text, `i12 / i13`. `sum(i1, i2)` adds several, `areas(i1)` adds an indicator over the
//! areas directly below, `parts(i1)` adds the indicators that are parts of one (其中).

mod read;

pub use read::{BadFormula, Mistake, is_plain_name};

use super::{Workbook, ids::IndicatorId};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    str::FromStr,
};

/// The most formula indicators that a workbook may have: more are neither checked nor worked out.
pub const MOST_FORMULAS: usize = 4096;

/// What stands between two terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// +
    Plus,
    /// −
    Minus,
    /// ×
    Times,
    /// ÷
    Over,
}

impl Sign {
    fn binds(self) -> u8 {
        match self {
            Self::Plus | Self::Minus => 1,
            Self::Times | Self::Over => 2,
        }
    }
}

/// Arithmetic on the values of other indicators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// A plain number.
    Number(Decimal),
    /// The value of an indicator, in the same area and period.
    Indicator(IndicatorId),
    /// An indicator added up over the areas directly below.
    Areas(IndicatorId),
    /// The indicators that are parts of one, added up.
    Parts(IndicatorId),
    /// The sum of several terms.
    Sum(Vec<Formula>),
    /// Two terms with a sign between.
    Pair(Box<Formula>, Sign, Box<Formula>),
}

/// The words and signs that a formula is written with.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Before the terms of a sum.
    pub sum: &'static str,
    /// Before an indicator that is added up over areas.
    pub areas: &'static str,
    /// Before an indicator whose parts are added up.
    pub parts: &'static str,
    /// Between two terms: plus, minus, times, over.
    pub signs: [&'static str; 4],
}

/// As files have it.
const PLAIN: Style = Style { sum: "sum", areas: "areas", parts: "parts", signs: ["+", "-", "*", "/"] };

impl Style {
    fn sign(&self, sign: Sign) -> &'static str {
        match sign {
            Sign::Plus => self.signs[0],
            Sign::Minus => self.signs[1],
            Sign::Times => self.signs[2],
            Sign::Over => self.signs[3],
        }
    }
}

impl Formula {
    /// Reads a formula; names are looked up. A name with signs or spaces in it stands in 「 」 or [ ].
    pub fn read(text: &str, find: impl Fn(&str) -> Option<IndicatorId>) -> Result<Self, BadFormula> {
        read::read(text, &find)
    }

    /// The indicators that it names, in order, each once.
    pub fn indicators(&self) -> Vec<IndicatorId> {
        let mut found = Vec::new();
        for leaf in self.leaves() {
            if let Self::Indicator(id) | Self::Areas(id) | Self::Parts(id) = *leaf
                && !found.contains(&id)
            {
                found.push(id);
            }
        }
        found
    }

    /// The indicators whose figures it takes, in order, each once: the parts stand for what they are parts of.
    pub fn sources(&self, workbook: &Workbook) -> Vec<IndicatorId> {
        let leaves = self.leaves();
        let wholes =
            leaves.iter().filter_map(|leaf| if let Self::Parts(id) = leaf { Some(*id) } else { None });
        let mut parts: BTreeMap<IndicatorId, Vec<IndicatorId>> = wholes.map(|id| (id, Vec::new())).collect();
        if !parts.is_empty() {
            for row in workbook.indicators.iter() {
                if let Some(own) = row.part_of.and_then(|whole| parts.get_mut(&whole)) {
                    own.push(row.id);
                }
            }
        }
        let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
        let mut note = |id: IndicatorId| {
            if seen.insert(id) {
                found.push(id);
            }
        };
        for leaf in leaves {
            match leaf {
                Self::Indicator(id) | Self::Areas(id) => note(*id),
                Self::Parts(id) => parts.get(id).into_iter().flatten().copied().for_each(&mut note),
                Self::Number(_) | Self::Sum(_) | Self::Pair(..) => {}
            }
        }
        found
    }

    /// How many terms and indicators are looked at where it is followed to its sources.
    pub fn effort(&self, workbook: &Workbook) -> usize {
        let leaves = self.leaves();
        let parts = leaves.iter().any(|leaf| matches!(leaf, Self::Parts(_)));
        1 + leaves.len() + if parts { workbook.indicators.len() } else { 0 }
    }

    /// The terms that name an indicator, in order.
    pub fn leaves(&self) -> Vec<&Self> {
        match self {
            Self::Number(_) => Vec::new(),
            Self::Indicator(_) | Self::Areas(_) | Self::Parts(_) => vec![self],
            Self::Sum(terms) => terms.iter().flat_map(Self::leaves).collect(),
            Self::Pair(left, _, right) => {
                let mut all = left.leaves();
                all.extend(right.leaves());
                all
            }
        }
    }

    /// Writes it in a style; `leaf` writes the terms that name an indicator.
    pub fn written(&self, style: &Style, leaf: &dyn Fn(&Self) -> String) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Indicator(_) | Self::Areas(_) | Self::Parts(_) => leaf(self),
            Self::Sum(terms) => {
                let terms: Vec<_> = terms.iter().map(|term| term.written(style, leaf)).collect();
                format!("{}({})", style.sum, terms.join(", "))
            }
            Self::Pair(left, sign, right) => {
                let side = |term: &Self, right: bool| {
                    let text = term.written(style, leaf);
                    let loose = match term {
                        Self::Pair(_, inner, _) => {
                            inner.binds() < sign.binds() || (right && inner.binds() == sign.binds())
                        }
                        Self::Number(number) => number.is_sign_negative(),
                        _ => false,
                    };
                    if loose { format!("({text})") } else { text }
                };
                format!("{} {} {}", side(left, false), style.sign(*sign), side(right, true))
            }
        }
    }

    /// A term that names an indicator, with the name in place of the identifier.
    pub fn named(&self, style: &Style, name: &dyn Fn(IndicatorId) -> String) -> String {
        match self {
            Self::Indicator(id) => name(*id),
            Self::Areas(id) => format!("{}({})", style.areas, name(*id)),
            Self::Parts(id) => format!("{}({})", style.parts, name(*id)),
            Self::Number(_) | Self::Sum(_) | Self::Pair(..) => {
                self.written(style, &|leaf| leaf.named(style, name))
            }
        }
    }

    /// As files have it, with names in place of identifiers.
    pub fn plainly(&self, name: &dyn Fn(IndicatorId) -> String) -> String {
        self.named(&PLAIN, name)
    }
}

/// Whether a workbook has more formula indicators than [`MOST_FORMULAS`].
pub fn are_too_many(workbook: &Workbook) -> bool {
    workbook.indicators.iter().filter(|row| row.formula.is_some()).count() > MOST_FORMULAS
}

/// The indicators that are parts of one.
pub fn parts_of(workbook: &Workbook, id: IndicatorId) -> impl Iterator<Item = IndicatorId> {
    workbook.indicators.iter().filter(move |row| row.part_of == Some(id)).map(|row| row.id)
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.plainly(&|id| id.to_string()))
    }
}

impl FromStr for Formula {
    type Err = BadFormula;
    fn from_str(text: &str) -> Result<Self, BadFormula> {
        Self::read(text, |name| name.strip_prefix('i')?.parse().ok().map(IndicatorId))
    }
}

impl Serialize for Formula {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Formula {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl de::Visitor<'_> for Reader {
            type Value = Formula;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a formula like \"i12 / i13\"")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Formula, E> {
                text.parse().map_err(|why| E::custom(format_args!("no formula: {why} in {text:?}")))
            }
        }
        deserializer.deserialize_str(Reader)
    }
}
