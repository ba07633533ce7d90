//! Every derivation, target operator and scoring rule in every circumstance, worked out by hand from the
//! definitions (DOMAIN sections 3–6 and 8): how many cases there are of each; – where it says nothing.
//!
//! | derivation | plain | 1–2月 | missing | revised | lower | ties | zero | negative |
//! |---|---|---|---|---|---|---|---|---|
//! | as published | 1 | 1 | 1 | 1 | – | – | 1 | 1 |
//! | single from cumulative | 1 | 1 | 1 | 1 | – | – | 1 | 2 |
//! | cumulative from single | 1 | 1 | 1 | 1 | – | – | 1 | 1 |
//! | year on year | 1 | 2 | 1 | 1 | 1 | 1 | 1 | 1 |
//! | period on period | 1 | 2 | 1 | 1 | 1 | 1 | 1 | 1 |
//! | points on the year | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 |
//! | points on the period | 1 | 2 | 1 | 1 | 1 | 1 | 1 | 1 |
//! | index, first = 100 | 1 | 1 | 1 | 1 | 1 | 1 | 2 | 2 |
//! | index to a base | 1 | 1 | 1 | 1 | – | – | 1 | 1 |
//! | share of the whole | 3 | 1 | 1 | 1 | 1 | – | 1 | 1 |
//! | contribution to growth | 4 | 1 | 1 | 2 | 1 | 1 | 2 | 2 |
//! | moving average | 1 | 1 | 1 | 1 | – | – | 1 | 1 |
//! | difference from an area | 3 | 1 | 1 | 1 | 1 | 1 | 1 | 1 |
//! | rank among areas | 1 | 1 | 1 | 2 | 2 | 2 | 1 | 1 |
//! | formula | 3 | 1 | 1 | 1 | – | – | 1 | 2 |
//! - as published, without lower, ties: nothing is compared.
//! - single from cumulative, without lower, ties: nothing is compared.
//! - cumulative from single, without lower, ties: nothing is compared.
//! - index to a base, without lower, ties: as the index from the first figure.
//! - share of the whole, without ties: a share has no order.
//! - moving average, without lower, ties: nothing is compared.
//! - formula, without lower, ties: nothing is compared.
//!
//! | target | plain | 1–2月 | missing | revised | lower | ties | zero | negative |
//! |---|---|---|---|---|---|---|---|---|
//! | = equal or better | 3 | 2 | 2 | 1 | 2 | 1 | 2 | 3 |
//! | ≥ at least | 2 | 1 | 2 | 1 | 2 | 1 | 3 | 2 |
//! | > more than | 2 | 1 | 1 | 1 | 1 | 2 | 1 | 1 |
//! | ≤ at most | 4 | 1 | 1 | 1 | 1 | 1 | 2 | 2 |
//! | < less than | 2 | 1 | 1 | 1 | 1 | 1 | 1 | 1 |
//! | about | 8 | 2 | 1 | 2 | 3 | 2 | 2 | 3 |
//! | range | 4 | 3 | 1 | 1 | 2 | 2 | 2 | 2 |
//! | in step with | 4 | 1 | 1 | 1 | 2 | 1 | 1 | 1 |
//! | faster than | 2 | 1 | 1 | 1 | 1 | 1 | 1 | 1 |
//! | slower than | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 |
//! | rank | 4 | 1 | 1 | 1 | 1 | 1 | – | – |
//! | of which | 1 | – | – | – | – | – | – | – |
//! | firmness | 1 | – | – | – | – | – | – | – |
//! - rank, without zero, negative: places begin with 1.
//! - of which, without 1–2月, missing, revised, lower, ties, zero, negative: a part is judged by its own operator.
//! - firmness, without 1–2月, missing, revised, lower, ties, zero, negative: a word beside the verdict; it changes none.
//!
//! | board | plain | 1–2月 | missing | revised | lower | ties | zero | negative |
//! |---|---|---|---|---|---|---|---|---|
//! | ratio to target | 2 | 1 | 2 | 1 | 1 | 2 | 3 | 2 |
//! | gap to pace | 2 | 1 | 1 | 1 | 2 | 1 | 2 | 2 |
//! | growth | 1 | 1 | 1 | 1 | 1 | 1 | 3 | 2 |
//! | rank points | 1 | 1 | 1 | 1 | 1 | 4 | 1 | 2 |
//! | efficacy coefficient | 1 | 1 | 1 | 1 | 1 | 4 | 1 | 1 |
//! | cap | 1 | – | 1 | – | 1 | 1 | 1 | 1 |
//! | floor | 1 | – | 1 | – | 1 | 1 | 1 | 1 |
//! | points added | 1 | 1 | 1 | – | – | 1 | 1 | 1 |
//! | points taken | 1 | 1 | 1 | – | – | 1 | 1 | 1 |
//! - cap, without 1–2月, revised: it bounds points, whatever figure they are of.
//! - floor, without 1–2月, revised: it bounds points, whatever figure they are of.
//! - points added, without revised, lower: they belong to no figure.
//! - points taken, without revised, lower: they belong to no figure.

mod boards;
mod derivations;
mod targets;

use std::fmt::Write as _;

/// What is the matter in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum In {
    /// Nothing in particular.
    Plain,
    /// January and February are published together.
    Merged,
    /// A figure is missing.
    Missing,
    /// A figure was revised, or is preliminary.
    Revised,
    /// Less is better.
    Lower,
    /// Figures are equal, or stand exactly at the bound.
    Ties,
    /// A base, target or figure of zero.
    Zero,
    /// A negative one.
    Negative,
}

impl In {
    const ALL: [Self; 8] = [
        Self::Plain,
        Self::Merged,
        Self::Missing,
        Self::Revised,
        Self::Lower,
        Self::Ties,
        Self::Zero,
        Self::Negative,
    ];

    fn head(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Merged => "1–2月",
            Self::Missing => "missing",
            Self::Revised => "revised",
            Self::Lower => "lower",
            Self::Ties => "ties",
            Self::Zero => "zero",
            Self::Negative => "negative",
        }
    }
}

/// Circumstances that a row does not know, and why.
#[derive(Debug, Clone, Copy)]
pub struct Without(pub &'static str, pub &'static [In], pub &'static str);

/// Names every variant of an enum: a new one does not compile until it has a row.
macro_rules! kinds {
    ($name:ident, $list:ident, $of:ty, $($pattern:pat => $text:literal),+ $(,)?) => {
        const $list: &[&str] = &[$($text),+];

        fn $name(of: $of) -> &'static str {
            match of { $($pattern => $text),+ }
        }
    };
}
use kinds;

/// A table of how many cases there are; no cell may be empty that is not said to be.
fn matrix(title: &str, rows: &[&str], cases: &[(&str, In)], without: &[Without]) -> String {
    let mut text = format!("| {title} |");
    let cells = |line: &mut String, cell: &dyn Fn(In) -> String| {
        for when in In::ALL {
            write!(line, " {} |", cell(when)).unwrap();
        }
        line.push('\n');
    };
    cells(&mut text, &|when| when.head().to_owned());
    text.push_str("|---|");
    text.push_str(&"---|".repeat(In::ALL.len()));
    text.push('\n');
    assert!(cases.iter().all(|(row, _)| rows.contains(row)));
    for &row in rows {
        write!(text, "| {row} |").unwrap();
        cells(&mut text, &|when| {
            let count = cases.iter().filter(|case| **case == (row, when)).count();
            let left = without.iter().any(|Without(of, whens, _)| *of == row && whens.contains(&when));
            assert_ne!(count == 0, !left, "{title}, {row}: no case for {when:?}, or one too many reasons");
            if left { "–".to_owned() } else { count.to_string() }
        });
    }
    for Without(row, whens, why) in without {
        let heads: Vec<_> = whens.iter().map(|when| when.head()).collect();
        assert!(rows.contains(row) && !why.is_empty());
        writeln!(text, "- {row}, without {}: {why}.", heads.join(", ")).unwrap();
    }
    text
}

/// The matrix at the head of this file is the one of the cases: none of its cells is empty.
#[test]
fn every_derivation_operator_and_rule_has_its_cases() {
    let made = [
        "Every derivation, target operator and scoring rule in every circumstance, worked out by hand from the\n\
         definitions (DOMAIN sections 3–6 and 8): how many cases there are of each; – where it says nothing.\n",
        &matrix("derivation", &derivations::rows(), &derivations::made(), derivations::WITHOUT),
        &matrix("target", &targets::rows(), &targets::made(), targets::WITHOUT),
        &matrix("board", &boards::rows(), &boards::made(), boards::WITHOUT),
    ]
    .join("\n");
    let head: Vec<&str> =
        include_str!("mod.rs").lines().map_while(|line| line.strip_prefix("//!")).map(str::trim).collect();
    let wanted: Vec<&str> = made.lines().collect();
    let lines: Vec<String> = wanted.iter().map(|line| format!("//! {line}").trim_end().to_owned()).collect();
    assert!(head == wanted, "the head of tests/series/cases/mod.rs has to be:\n{}", lines.join("\n"));
}
