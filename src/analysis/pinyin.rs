//! How Chinese is read: the order of texts by their readings, and words typed as pinyin or as initials.

use crate::model::half_width;
use pinyin::{ToPinyin as _, ToPinyinMulti as _};
use std::{borrow::Cow, cmp::Ordering, sync::LazyLock};

/// The first rank of a character with a reading: above letters and signs.
const READ: u16 = 0x4000;
/// The first rank of a character without one.
const UNREAD: u16 = 0xb000;
/// The first rank of a character beyond the plane that is in daily use.
const RARE: u16 = 0xf000;
/// How many characters are compared at once.
const BLOCK: usize = 8;

/// The rank of each character of the basic plane.
static RANKS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut ranks: Vec<u16> = (0..=u16::MAX)
        .map(|code| match char::from_u32(u32::from(code)) {
            Some(c) if code < 0x3000 => half_width(c).to_lowercase().next().map_or(code, |c| c as u16).max(1),
            Some(c @ ('\u{ff01}'..='\u{ff5e}' | '\u{3000}')) => half_width(c).to_ascii_lowercase() as u16,
            _ => UNREAD + ((u32::from(code.saturating_sub(0x3000)) * 0x4000) / 0xd000) as u16,
        })
        .collect();
    let mut read: Vec<(&str, &str, char)> = ('\u{3400}'..='\u{9fff}')
        .filter_map(|c| c.to_pinyin().map(|reading| (reading.plain(), reading.with_tone_num_end(), c)))
        .collect();
    read.sort_unstable();
    for (rank, (.., c)) in (READ..UNREAD).zip(read) {
        if let Some(slot) = ranks.get_mut(c as usize) {
            *slot = rank;
        }
    }
    ranks
});

/// Which letters the readings of each character of the basic plane begin with, one bit each.
static INITIALS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let mut initials = vec![0; 0x1_0000];
    for letter in b'a'..=b'z' {
        initials[usize::from(letter)] = letter_bit(letter);
        initials[usize::from(letter.to_ascii_uppercase())] = letter_bit(letter);
    }
    for c in '\u{3400}'..='\u{9fff}' {
        let Some(readings) = c.to_pinyin_multi() else { continue };
        for reading in readings {
            if let Some(slot) = initials.get_mut(c as usize) {
                *slot |= letter_bit(reading.plain().as_bytes().first().copied().unwrap_or(0));
            }
        }
    }
    initials
});

fn letter_bit(letter: u8) -> u32 {
    if letter.is_ascii_lowercase() { 1 << (letter - b'a') } else { 0 }
}

fn rank(c: char) -> u16 {
    let code = c as usize;
    RANKS.get(code).copied().unwrap_or_else(|| RARE + ((code >> 8) & 0xfff) as u16)
}

/// The ranks of a text's first characters, and how many bytes they take.
pub(super) fn block(text: &str) -> (u128, usize) {
    let (mut block, mut bytes) = (0, 0);
    let mut chars = text.chars();
    for _ in 0..BLOCK {
        block <<= 16;
        if let Some(c) = chars.next() {
            block |= u128::from(rank(c));
            bytes += c.len_utf8();
        }
    }
    (block, bytes)
}

/// The order of two texts: by reading, then by tone; letters before characters, in either case and width.
pub fn compare(left: &str, right: &str) -> Ordering {
    left.chars().map(rank).cmp(right.chars().map(rank))
}

/// Letters that may be pinyin, or initials of it, or a mixture.
#[derive(Debug, Clone)]
pub struct Letters {
    letters: Vec<u8>,
    first: u32,
    second: u32,
}

impl Letters {
    /// From a folded word; none where it cannot be pinyin. One letter would be found everywhere.
    pub fn new(word: &str) -> Option<Self> {
        let letters: Vec<u8> = word.replace('ü', "v").into_bytes();
        if letters.len() < 2 || !letters.iter().all(u8::is_ascii_lowercase) {
            return None;
        }
        let (first, second) = (letter_bit(letters[0]), letter_bit(letters[1]));
        Some(Self { letters, first, second })
    }

    /// Whether the text has characters in a row that read so.
    pub fn is_in(&self, text: &str) -> bool {
        let table = &*INITIALS;
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            let initials = table.get(c as usize).copied().unwrap_or(0);
            if initials & self.first == 0 {
                continue;
            }
            let rest = chars.as_str();
            // The second letter begins the next character, unless it goes on within this one.
            let next = rest.chars().next().and_then(|next| table.get(next as usize)).copied().unwrap_or(0);
            let goes_on = self.second & INNER != 0;
            if (next & self.second != 0 || goes_on) && reads(c, rest, &self.letters) {
                return true;
            }
        }
        false
    }
}

/// Letters that a syllable has behind its first one: a, e, g, h, i, m, n, o, r, u, v.
const INNER: u32 = 0b11_0010_0111_0001_1101_0001;

/// Whether a character and the text behind it read like the letters.
fn reads(c: char, rest: &str, letters: &[u8]) -> bool {
    let goes_on = |taken: usize| match letters.get(taken..) {
        None => false,
        Some([]) => true,
        Some(left) => {
            let mut chars = rest.chars();
            chars.next().is_some_and(|next| reads(next, chars.as_str(), left))
        }
    };
    if c.is_ascii() {
        return letters.first() == Some(&(c as u8).to_ascii_lowercase()) && goes_on(1);
    }
    let Some(readings) = c.to_pinyin_multi() else { return false };
    readings.into_iter().any(|reading| {
        // As typed: ü is on no keyboard.
        let plain = reading.plain();
        let plain = if plain.is_ascii() { Cow::Borrowed(plain) } else { plain.replace('ü', "v").into() };
        let syllable = plain.as_bytes();
        let same = syllable.iter().zip(letters).take_while(|(a, b)| a == b).count();
        // The last syllable may be cut short anywhere; others are whole, or their initial alone.
        (same == letters.len())
            || (same == syllable.len() && goes_on(same))
            || (same >= 1 && goes_on(1))
            || (same >= 2 && syllable.get(1) == Some(&b'h') && goes_on(2))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(word: &str, text: &str) -> bool {
        Letters::new(word).is_some_and(|letters| letters.is_in(text))
    }

    #[test]
    fn initials_whole_syllables_and_mixtures_are_found() {
        for word in ["lsjc", "lishuijichang", "lishuijc", "lsjich", "jc", "jichang", "jich"] {
            assert!(finds(word, "浙江丽水机场"), "{word}");
        }
        for word in ["lsjd", "lishuix", "sljc", "lishuijichangx"] {
            assert!(!finds(word, "浙江丽水机场"), "{word}");
        }
        assert!(finds("abxm", "AB项目"));
        assert!(!finds("l", "丽"), "one letter is found everywhere");
    }

    #[test]
    fn a_character_is_found_by_each_of_its_readings() {
        for word in ["chongqing", "cq", "zhongqing", "zq", "chq"] {
            assert!(finds(word, "重庆路"), "{word}");
        }
        assert!(finds("lvdao", "绿道"));
    }

    #[test]
    fn texts_are_ordered_by_their_reading() {
        let mut names = ["云和县", "景宁县", "庆元县", "莲都区", "龙泉市", "青田县", "A区", "b区"];
        names.sort_by(|a, b| compare(a, b));
        assert_eq!(names, ["A区", "b区", "景宁县", "莲都区", "龙泉市", "青田县", "庆元县", "云和县"]);
    }
}
