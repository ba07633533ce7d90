//! Finding words in texts: letters match in either case, full-width characters match plain ones.

use crate::model::half_width;

/// One character as it is compared.
fn fold(c: char) -> char {
    match half_width(c) {
        c @ 'A'..='Z' => c.to_ascii_lowercase(),
        // Ideographs have no case; asking for each would cost most of the time.
        c @ '\u{80}'..='\u{24ff}' => c.to_lowercase().next().unwrap_or(c),
        c => c,
    }
}

/// A word to find.
pub struct Word {
    folded: Vec<char>,
    /// The word itself, where no other character counts as one of its own (Chinese words): then a plain
    /// search finds the same, many times faster.
    exact: Option<String>,
    /// Which bytes a match can begin with.
    leads: [bool; 256],
}

/// The words of a typed text, folded: all of them have to be found.
pub fn folded_words(text: &str) -> impl Iterator<Item = String> {
    let folded: String = text.chars().map(fold).collect();
    folded.split_whitespace().map(str::to_owned).collect::<Vec<_>>().into_iter()
}

impl Word {
    /// From a folded word.
    pub fn new(folded: &str) -> Self {
        // From here on no character has a case or another width (those have been folded to plain ones).
        let exact = folded.chars().all(|c| c >= '\u{2e80}').then(|| folded.to_owned());
        let folded: Vec<char> = folded.chars().collect();
        let mut leads = [false; 256];
        match folded.first() {
            Some(first) if first.is_ascii() => {
                let byte = *first as u8;
                leads[usize::from(byte)] = true;
                leads[usize::from(byte.to_ascii_uppercase())] = true;
                // Full-width forms, and the ideographic space.
                leads[0xef] = true;
                leads[0xe3] = true;
                // The few letters whose small form is plain (K for kelvin).
                leads[0xe2] = true;
                leads[0xc4] = true;
            }
            Some(first) if *first < '\u{24ff}' => leads = [true; 256],
            Some(first) => {
                let mut buffer = [0; 4];
                leads[usize::from(first.encode_utf8(&mut buffer).as_bytes()[0])] = true;
            }
            None => {}
        }
        Self { folded, exact, leads }
    }

    /// Whether the text has the word.
    pub fn is_in(&self, text: &str) -> bool {
        if let Some(exact) = &self.exact {
            return text.contains(exact.as_str());
        }
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(step) =
            bytes.get(at..).and_then(|rest| rest.iter().position(|&b| self.leads[usize::from(b)]))
        {
            at += step;
            // A byte inside a character begins nothing.
            if text.get(at..).is_some_and(|rest| self.begins(rest)) {
                return true;
            }
            at += 1;
        }
        self.folded.is_empty()
    }

    fn begins(&self, text: &str) -> bool {
        let mut chars = text.chars().map(fold);
        self.folded.iter().all(|&wanted| chars.next() == Some(wanted))
    }
}

#[cfg(test)]
mod tests {
    use super::{Word, folded_words};

    fn finds(words_of: &str, text: &str) -> bool {
        folded_words(words_of).all(|word| Word::new(&word).is_in(text))
    }

    #[test]
    fn case_width_and_several_words() {
        assert!(finds("abc", "ＡＢＣ产业园"));
        assert!(finds("ＡＢＣ", "xxabc"));
        assert!(finds("产业 ab", "xAB 的产业园"));
        assert!(!finds("产业 ac", "xAB 的产业园"));
        assert!(finds("", "anything"));
        assert!(finds("龙泉", "浙江省龙泉市"));
        assert!(!finds("龙泉", "龙 泉"));
        assert!(finds("é", "É"));
        assert!(finds("１０", "10号"));
    }
}
