//! Reading a formula: signs of both widths, words of both languages, and where a mistake stands.

use super::{Formula, Sign};
use crate::model::ids::IndicatorId;
use rust_decimal::Decimal;
use std::fmt;

/// How deep brackets may be nested.
const DEEPEST: usize = 32;
/// How many words and signs a formula may have.
const LONGEST: usize = 400;
/// How much of a text that is out of place is shown.
const EXCERPT: usize = 20;

/// Why a text is no formula, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("character {at}: {mistake}")]
pub struct BadFormula {
    /// Which character of the text, from 1.
    pub at: usize,
    /// What is wrong there.
    pub mistake: Mistake,
}

/// What is wrong with a formula.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mistake {
    /// This cannot stand there.
    #[error("unexpected {0:?}")]
    Unexpected(String),
    /// The formula ends where something has to follow.
    #[error("the formula is not finished")]
    Unfinished,
    /// A bracket is not closed.
    #[error("a bracket is not closed")]
    Unclosed,
    /// There is no such indicator, or several have the name.
    #[error("no indicator {0:?}")]
    UnknownName(String),
    /// A sum over areas or parts takes the name of one indicator.
    #[error("the name of one indicator belongs in the brackets")]
    OneIndicator,
    /// Brackets are nested too deep, or there are too many terms.
    #[error("the formula is too long")]
    TooLong,
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(Decimal),
    /// A name, and whether it stood in brackets of its own.
    Name(String, bool),
    Sign(Sign),
    Open,
    Close,
    Comma,
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Name(name, _) => f.write_str(name),
            Self::Sign(Sign::Plus) => f.write_str("+"),
            Self::Sign(Sign::Minus) => f.write_str("−"),
            Self::Sign(Sign::Times) => f.write_str("×"),
            Self::Sign(Sign::Over) => f.write_str("÷"),
            Self::Open => f.write_str("("),
            Self::Close => f.write_str(")"),
            Self::Comma => f.write_str(","),
        }
    }
}

/// What adds up several terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Function {
    Sum,
    Areas,
    Parts,
}

fn function(name: &str) -> Option<Function> {
    Some(match name.to_ascii_lowercase().as_str() {
        "sum" | "求和" | "合计" => Function::Sum,
        "areas" | "各地合计" | "各地" => Function::Areas,
        "parts" | "分项合计" | "分项" => Function::Parts,
        _ => return None,
    })
}

fn sign_of(c: char) -> Option<Token> {
    Some(match c {
        '+' | '＋' => Token::Sign(Sign::Plus),
        '-' | '−' | '－' | '–' => Token::Sign(Sign::Minus),
        '*' | '×' | '＊' => Token::Sign(Sign::Times),
        '/' | '÷' | '／' => Token::Sign(Sign::Over),
        '(' | '（' => Token::Open,
        ')' | '）' => Token::Close,
        ',' | '，' | '、' => Token::Comma,
        _ => return None,
    })
}

/// The bracket that closes a name that stands in brackets of its own.
fn closing(c: char) -> Option<char> {
    match c {
        '「' => Some('」'),
        '[' => Some(']'),
        _ => None,
    }
}

/// Whether a name is read back as itself without brackets of its own.
pub fn is_plain_name(name: &str) -> bool {
    let is_apart = |c: char| c.is_whitespace() || sign_of(c).is_some() || closing(c).is_some();
    !name.is_empty()
        && !name.contains(is_apart)
        && Decimal::from_str_exact(name).is_err()
        && function(name).is_none()
}

/// The words and signs, each with the number of its first character.
fn tokens(text: &str) -> Result<Vec<(usize, Token)>, BadFormula> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(c) = rest.chars().next() {
        let at = text[..text.len() - rest.len()].chars().count() + 1;
        let token = if let Some(token) = sign_of(c) {
            rest = &rest[c.len_utf8()..];
            token
        } else if let Some(close) = closing(c) {
            let inner = &rest[c.len_utf8()..];
            let (name, after) =
                inner.split_once(close).ok_or(BadFormula { at, mistake: Mistake::Unclosed })?;
            rest = after;
            Token::Name(name.trim().to_owned(), true)
        } else {
            let ends = |c: char| c.is_whitespace() || sign_of(c).is_some() || closing(c).is_some();
            let (word, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
            rest = after;
            Decimal::from_str_exact(word).map_or_else(|_| Token::Name(word.to_owned(), false), Token::Number)
        };
        found.push((at, token));
        if found.len() > LONGEST {
            return Err(BadFormula { at, mistake: Mistake::TooLong });
        }
        rest = rest.trim_start();
    }
    Ok(found)
}

pub(super) fn read(text: &str, find: &dyn Fn(&str) -> Option<IndicatorId>) -> Result<Formula, BadFormula> {
    let tokens = tokens(text)?;
    let mut reader =
        Reader { tokens: &tokens, at: 0, depth: 0, end: text.trim_end().chars().count() + 1, find };
    let formula = reader.sums()?;
    match reader.next() {
        None => Ok(formula),
        other => Err(reader.unexpected(other)),
    }
}

struct Reader<'a> {
    tokens: &'a [(usize, Token)],
    at: usize,
    depth: usize,
    /// The number of the character after the last one.
    end: usize,
    find: &'a dyn Fn(&str) -> Option<IndicatorId>,
}

type Found<'a> = Option<&'a (usize, Token)>;

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at).map(|(_, token)| token)
    }

    fn next(&mut self) -> Found<'a> {
        let token = self.tokens.get(self.at);
        self.at += 1;
        token
    }

    fn unexpected(&self, token: Found<'_>) -> BadFormula {
        match token {
            Some((at, token)) => {
                let shown: String = token.to_string().chars().take(EXCERPT).collect();
                BadFormula { at: *at, mistake: Mistake::Unexpected(shown) }
            }
            None => BadFormula { at: self.end, mistake: Mistake::Unfinished },
        }
    }

    /// The bracket that belongs to the one opened at a character.
    fn close(&mut self, opened: usize) -> Result<(), BadFormula> {
        match self.next() {
            Some((_, Token::Close)) => Ok(()),
            None => Err(BadFormula { at: opened, mistake: Mistake::Unclosed }),
            other => Err(self.unexpected(other)),
        }
    }

    fn sums(&mut self) -> Result<Formula, BadFormula> {
        let mut left = self.products()?;
        while let Some(&Token::Sign(sign @ (Sign::Plus | Sign::Minus))) = self.peek() {
            self.at += 1;
            left = Formula::Pair(Box::new(left), sign, Box::new(self.products()?));
        }
        Ok(left)
    }

    fn products(&mut self) -> Result<Formula, BadFormula> {
        let mut left = self.term()?;
        while let Some(&Token::Sign(sign @ (Sign::Times | Sign::Over))) = self.peek() {
            self.at += 1;
            left = Formula::Pair(Box::new(left), sign, Box::new(self.term()?));
        }
        Ok(left)
    }

    fn term(&mut self) -> Result<Formula, BadFormula> {
        let token = self.next();
        let Some((at, token)) = token else { return Err(self.unexpected(None)) };
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(BadFormula { at: *at, mistake: Mistake::TooLong });
        }
        let found = match token {
            Token::Number(number) => Formula::Number(*number),
            Token::Sign(Sign::Minus) => match self.next() {
                Some((_, Token::Number(number))) => Formula::Number(-*number),
                other => return Err(self.unexpected(other)),
            },
            Token::Open => {
                let inner = self.sums()?;
                self.close(*at)?;
                inner
            }
            Token::Name(name, bracketed) => {
                let function = function(name).filter(|_| !bracketed && self.peek() == Some(&Token::Open));
                match function {
                    Some(function) => self.function(function)?,
                    None => Formula::Indicator(self.indicator(*at, name)?),
                }
            }
            Token::Sign(_) | Token::Close | Token::Comma => {
                return Err(self.unexpected(self.tokens.get(self.at - 1)));
            }
        };
        self.depth -= 1;
        Ok(found)
    }

    fn indicator(&self, at: usize, name: &str) -> Result<IndicatorId, BadFormula> {
        let unknown = || BadFormula { at, mistake: Mistake::UnknownName(name.to_owned()) };
        (self.find)(name).ok_or_else(unknown)
    }

    /// What stands in the brackets of a sum.
    fn function(&mut self, function: Function) -> Result<Formula, BadFormula> {
        let opened = self.next().map_or(self.end, |(at, _)| *at);
        if function == Function::Sum {
            let mut terms = vec![self.sums()?];
            while self.peek() == Some(&Token::Comma) {
                self.at += 1;
                terms.push(self.sums()?);
            }
            self.close(opened)?;
            return Ok(Formula::Sum(terms));
        }
        let id = match self.next() {
            Some((at, Token::Name(name, _))) => self.indicator(*at, name)?,
            None => return Err(self.unexpected(None)),
            Some((at, _)) => return Err(BadFormula { at: *at, mistake: Mistake::OneIndicator }),
        };
        match self.peek() {
            Some(Token::Close) | None => self.close(opened)?,
            Some(_) => {
                let at = self.tokens.get(self.at).map_or(self.end, |(at, _)| *at);
                return Err(BadFormula { at, mistake: Mistake::OneIndicator });
            }
        }
        Ok(if function == Function::Areas { Formula::Areas(id) } else { Formula::Parts(id) })
    }
}
