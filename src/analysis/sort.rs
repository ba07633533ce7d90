//! Sorting rows by several columns: each column is ranked once, then rows are ordered by their ranks.

use super::pinyin;

/// The rank of a row without a value: always last, whichever way the column is sorted.
pub const MISSING: u32 = u32::MAX;

/// An integer in the order of the float.
pub fn float_key(value: f64) -> u64 {
    // −0 and 0 are one.
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 0 { bits | 1 << 63 } else { !bits }
}

/// Ranks from keys: equal keys share a rank, and `None` is [`MISSING`].
pub fn ranks(keys: impl ExactSizeIterator<Item = Option<u64>>) -> Vec<u32> {
    let mut ranks = vec![MISSING; keys.len()];
    let mut present: Vec<(u64, u32)> =
        (0_u32..).zip(keys).filter_map(|(row, key)| key.map(|key| (key, row))).collect();
    present.sort_unstable();
    let mut rank = 0;
    let mut before = None;
    for (key, row) in present {
        if before.is_some_and(|before| before != key) {
            rank += 1;
        }
        before = Some(key);
        ranks[row as usize] = rank;
    }
    ranks
}

/// Ranks of texts in the order of their readings; an empty text is [`MISSING`].
pub fn text_ranks(texts: &[&str]) -> Vec<u32> {
    let mut ranks = vec![MISSING; texts.len()];
    let mut present: Vec<(u128, u32)> =
        (0_u32..).zip(texts).filter(|(_, text)| !text.is_empty()).map(|(row, _)| (0, row)).collect();
    // Sorted block by block: each text is fetched once for each block that others share with it.
    let mut read = vec![0_u32; texts.len()];
    let mut open = vec![(0, present.len())];
    let mut starts = vec![false; present.len()];
    while let Some((from, to)) = open.pop() {
        let Some(run) = present.get_mut(from..to) else { continue };
        for (key, row) in run.iter_mut() {
            let row = *row as usize;
            let rest = texts[row].get(read[row] as usize..).unwrap_or_default();
            let (block, bytes) = pinyin::block(rest);
            *key = block;
            read[row] += bytes as u32;
        }
        run.sort_unstable();
        let mut begin = 0;
        for end in 1..=run.len() {
            if end < run.len() && run[end].0 == run[begin].0 {
                continue;
            }
            starts[from + begin] = true;
            // No character has the rank 0, so a block that is full to its end may have more behind it.
            if end - begin > 1 && run[begin].0 & 0xffff != 0 {
                open.push((from + begin, from + end));
            }
            begin = end;
        }
    }
    let mut rank = 0;
    for (at, (_, row)) in present.iter().enumerate() {
        if at > 0 && starts[at] {
            rank += 1;
        }
        ranks[*row as usize] = rank;
    }
    ranks
}

/// Turns ranks around; missing values stay last.
pub fn reverse(ranks: &mut [u32]) {
    for rank in ranks.iter_mut().filter(|rank| **rank != MISSING) {
        *rank = MISSING - 1 - *rank;
    }
}

/// The order of rows by columns of ranks, the first column first; equal rows keep their order.
pub fn order(columns: &[Vec<u32>], rows: usize) -> Vec<u32> {
    let rank = |column: usize, row: u32| {
        columns.get(column).and_then(|ranks| ranks.get(row as usize)).copied().unwrap_or(0)
    };
    let mut keyed: Vec<(u64, u32)> =
        (0..rows as u32).map(|row| (u64::from(rank(0, row)) << 32 | u64::from(rank(1, row)), row)).collect();
    if columns.len() <= 2 {
        keyed.sort_unstable();
    } else {
        keyed.sort_unstable_by(|a, b| {
            let rest = (2..columns.len()).map(|column| rank(column, a.1).cmp(&rank(column, b.1)));
            a.0.cmp(&b.0)
                .then(rest.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then))
                .then(a.1.cmp(&b.1))
        });
    }
    keyed.into_iter().map(|(_, row)| row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn texts_are_ordered_like_texts(texts in prop::collection::vec("[aB莲龙重㐂𠮷]{0,30}", 0..60)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let ranks = text_ranks(&texts);
            for (a, left) in texts.iter().enumerate() {
                for (b, right) in texts.iter().enumerate() {
                    if !left.is_empty() && !right.is_empty() {
                        prop_assert_eq!(ranks[a].cmp(&ranks[b]), pinyin::compare(left, right));
                    }
                }
                prop_assert_eq!(left.is_empty(), ranks[a] == MISSING);
            }
        }

        #[test]
        fn floats_are_ordered_like_floats(a in any::<i32>(), b in any::<i32>()) {
            let (x, y) = (f64::from(a) / 7.0, f64::from(b) / 7.0);
            prop_assert_eq!(float_key(x).cmp(&float_key(y)), x.total_cmp(&y));
        }
    }
}
