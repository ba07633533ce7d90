//! A long sequence in chunks that copies share: a copy costs next to nothing, a change copies one chunk, and
//! what differs between two copies is found without looking at what they share.

use std::{
    collections::BTreeMap,
    fmt,
    ops::{Index, Range},
    slice,
    sync::Arc,
};

/// How long chunks are made.
const USUAL: usize = 256;
/// A longer chunk is cut in two.
const LONGEST: usize = 2 * USUAL;
/// A shorter chunk is joined with its neighbour.
const SHORTEST: usize = USUAL / 4;

/// A sequence in chunks.
#[derive(Clone)]
pub struct Chunks<T> {
    chunks: Vec<Arc<Vec<T>>>,
    /// Where each chunk begins.
    starts: Vec<u32>,
    /// The chunk of every [`SHORTEST`]th place: no chunk but the last is shorter, so that the chunk of a
    /// place is this one or the next.
    near: Vec<u32>,
    len: usize,
}

/// A run of places where a sequence differs from an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The places before.
    pub before: Range<usize>,
    /// The places now.
    pub now: Range<usize>,
}

impl<T> Default for Chunks<T> {
    fn default() -> Self {
        Self { chunks: Vec::new(), starts: Vec::new(), near: Vec::new(), len: 0 }
    }
}

impl<T> Chunks<T> {
    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The entry at a place.
    pub fn get(&self, at: usize) -> Option<&T> {
        let (chunk, inside) = self.place(at)?;
        self.chunks.get(chunk)?.get(inside)
    }

    /// The entries in order.
    pub fn iter(&self) -> Iter<'_, T> {
        Iter { chunks: self.chunks.iter(), front: [].iter(), back: [].iter(), left: self.len }
    }

    /// The chunks in order.
    pub fn runs(&self) -> impl ExactSizeIterator<Item = &[T]> {
        self.chunks.iter().map(|chunk| chunk.as_slice())
    }

    /// Whether two sequences are copies of one that have not been changed since.
    pub fn is_same(&self, other: &Self) -> bool {
        self.chunks.len() == other.chunks.len()
            && self.chunks.iter().zip(&other.chunks).all(|(one, other)| Arc::ptr_eq(one, other))
    }

    /// The chunk of a place, and the place in it.
    fn place(&self, at: usize) -> Option<(usize, usize)> {
        if at >= self.len {
            return None;
        }
        let mut chunk = *self.near.get(at / SHORTEST)? as usize;
        while self.starts.get(chunk + 1).is_some_and(|&start| start as usize <= at) {
            chunk += 1;
        }
        Some((chunk, at - *self.starts.get(chunk)? as usize))
    }

    /// Finds again where chunks begin, from one on.
    fn count_from(&mut self, chunk: usize) {
        self.starts.truncate(chunk);
        let last =
            chunk.checked_sub(1).and_then(|last| Some((*self.starts.get(last)?, self.chunks.get(last)?)));
        let mut start = last.map_or(0, |(start, chunk)| start as usize + chunk.len());
        self.near.truncate(start.div_ceil(SHORTEST));
        for (at, chunk) in self.chunks.iter().enumerate().skip(chunk) {
            self.starts.push(start as u32);
            start += chunk.len();
            // What this chunk has of the places that are kept.
            while self.near.len() * SHORTEST < start {
                self.near.push(at as u32);
            }
        }
        self.len = start;
    }
}

impl<T> Chunks<T> {
    /// Where it differs from an earlier copy, in order. Chunks that both share are not looked at. What lies
    /// between two differences is the same in both, in the same order.
    pub fn differences(&self, before: &Self, same: impl Fn(&T, &T) -> bool) -> Vec<Difference> {
        let shared = |(one, other): &(&Arc<Vec<T>>, &Arc<Vec<T>>)| Arc::ptr_eq(one, other);
        let head = self.chunks.iter().zip(&before.chunks).take_while(shared).count();
        let most = self.chunks.len().min(before.chunks.len()) - head;
        let tail = self.chunks.iter().rev().zip(before.chunks.iter().rev());
        let tail = tail.take(most).take_while(shared).count();
        let (end_now, end_before) = (self.chunks.len() - tail, before.chunks.len() - tail);
        // What is left of the earlier one, by where it lies in memory.
        let rest = before.chunks.iter().enumerate().take(end_before).skip(head);
        let rest: BTreeMap<*const Vec<T>, usize> = rest.map(|(at, chunk)| (Arc::as_ptr(chunk), at)).collect();
        let mut found = Vec::new();
        let (mut now, mut then) = (head, head);
        for (at, chunk) in self.chunks.iter().enumerate().take(end_now).skip(head) {
            if let Some(&other) = rest.get(&Arc::as_ptr(chunk)).filter(|&&other| other >= then) {
                self.compare(before, now..at, then..other, &same, &mut found);
                (now, then) = (at + 1, other + 1);
            }
        }
        self.compare(before, now..end_now, then..end_before, &same, &mut found);
        found
    }

    /// Adds where some chunks differ from some of an earlier copy.
    fn compare(
        &self,
        before: &Self,
        now: Range<usize>,
        then: Range<usize>,
        same: &impl Fn(&T, &T) -> bool,
        found: &mut Vec<Difference>,
    ) {
        let entries = |of: &'_ Self, chunks: &Range<usize>| {
            let start = of.starts.get(chunks.start).map_or(of.len, |&start| start as usize);
            start..of.starts.get(chunks.end).map_or(of.len, |&end| end as usize)
        };
        let (new, old) = (entries(self, &now), entries(before, &then));
        let now = self.chunks.get(now).unwrap_or_default().iter().flat_map(|chunk| chunk.iter());
        let then = before.chunks.get(then).unwrap_or_default().iter().flat_map(|chunk| chunk.iter());
        let pairs = now.clone().zip(then.clone());
        if new.len() == old.len() {
            for (at, _) in pairs.enumerate().filter(|(_, (one, other))| !same(one, other)) {
                let (new, old) = (new.start + at, old.start + at);
                match found.last_mut() {
                    Some(last) if last.now.end == new && last.before.end == old => {
                        (last.now.end, last.before.end) = (new + 1, old + 1);
                    }
                    _ => found.push(Difference { before: old..old + 1, now: new..new + 1 }),
                }
            }
            return;
        }
        let alike = |(one, other): &(&T, &T)| same(one, other);
        let head = pairs.take_while(alike).count();
        let most = new.len().min(old.len()) - head;
        let tail = now.rev().zip(then.rev()).take(most).take_while(alike).count();
        let before = old.start + head..old.end - tail;
        found.push(Difference { before, now: new.start + head..new.end - tail });
    }
}

impl<T: Clone> Chunks<T> {
    /// The entry at a place, to be changed; its chunk is copied first where another sequence shares it.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        let (chunk, inside) = self.place(at)?;
        Arc::make_mut(self.chunks.get_mut(chunk)?).get_mut(inside)
    }

    /// Puts an entry in at a place (past the end: at the end).
    pub fn insert(&mut self, at: usize, entry: T) {
        let at = at.min(self.len);
        // At the end of a chunk rather than at the beginning of the next one: appending fills the last.
        let place = at.checked_sub(1).and_then(|before| self.place(before));
        let (chunk, inside) = place.map_or((0, 0), |(chunk, inside)| (chunk, inside + 1));
        match self.chunks.get_mut(chunk) {
            Some(own) => Arc::make_mut(own).insert(inside, entry),
            None => self.chunks.push(Arc::new(vec![entry])),
        }
        self.cut(chunk);
        self.count_from(chunk);
    }

    /// Takes the entry at a place out.
    pub fn remove(&mut self, at: usize) -> Option<T> {
        let (chunk, inside) = self.place(at)?;
        let own = Arc::make_mut(self.chunks.get_mut(chunk)?);
        let entry = own.remove(inside);
        let from = if own.len() < SHORTEST { self.join(chunk) } else { chunk };
        self.count_from(from);
        Some(entry)
    }

    /// Puts entries in the place of others.
    pub fn replace(&mut self, range: Range<usize>, entries: impl Iterator<Item = T>) {
        let mut entries = entries.fuse();
        let mut at = range.start;
        while at < range.end {
            match (entries.next(), self.get_mut(at)) {
                (Some(entry), Some(own)) => *own = entry,
                _ => break,
            }
            at += 1;
        }
        for _ in at..range.end {
            self.remove(at);
        }
        for entry in entries {
            self.insert(at, entry);
            at += 1;
        }
    }

    /// Cuts a chunk that is too long.
    fn cut(&mut self, chunk: usize) {
        let Some(own) = self.chunks.get_mut(chunk).filter(|own| own.len() > LONGEST) else { return };
        let own = Arc::make_mut(own);
        let rest = own.split_off(USUAL);
        self.chunks.insert(chunk + 1, Arc::new(rest));
    }

    /// Joins a chunk that is too short with its neighbour; the first chunk that is another one now.
    fn join(&mut self, chunk: usize) -> usize {
        if self.chunks.len() < 2 {
            self.chunks.retain(|chunk| !chunk.is_empty());
            return 0;
        }
        let first = chunk.min(self.chunks.len() - 2);
        let rest = Arc::unwrap_or_clone(self.chunks.remove(first + 1));
        if let Some(own) = self.chunks.get_mut(first) {
            Arc::make_mut(own).extend(rest);
        }
        self.cut(first);
        first
    }
}

impl<T> FromIterator<T> for Chunks<T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        let mut made = Self::default();
        let mut entries = entries.into_iter();
        loop {
            let mut chunk = Vec::with_capacity(entries.size_hint().0.clamp(1, USUAL));
            chunk.extend(entries.by_ref().take(USUAL));
            if chunk.is_empty() {
                break;
            }
            made.chunks.push(Arc::new(chunk));
        }
        made.count_from(0);
        made
    }
}

impl<T> Index<usize> for Chunks<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        let (chunk, inside) = self.place(at).unwrap_or((self.chunks.len(), at));
        &self.chunks[chunk][inside]
    }
}

impl<T: PartialEq> PartialEq for Chunks<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

impl<T: fmt::Debug> fmt::Debug for Chunks<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<'a, T> IntoIterator for &'a Chunks<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

/// The entries of a sequence in order.
#[derive(Debug)]
pub struct Iter<'a, T> {
    /// Chunks that neither end has reached.
    chunks: slice::Iter<'a, Arc<Vec<T>>>,
    front: slice::Iter<'a, T>,
    back: slice::Iter<'a, T>,
    left: usize,
}

impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self {
        Self {
            chunks: self.chunks.clone(),
            front: self.front.clone(),
            back: self.back.clone(),
            left: self.left,
        }
    }
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        loop {
            if let Some(entry) = self.front.next() {
                self.left -= 1;
                return Some(entry);
            }
            let Some(chunk) = self.chunks.next() else {
                let entry = self.back.next();
                self.left -= usize::from(entry.is_some());
                return entry;
            };
            self.front = chunk.iter();
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }

    fn fold<B, F: FnMut(B, &'a T) -> B>(self, start: B, mut f: F) -> B {
        let mut made = self.front.fold(start, &mut f);
        for chunk in self.chunks {
            made = chunk.iter().fold(made, &mut f);
        }
        self.back.fold(made, f)
    }
}

impl<T> DoubleEndedIterator for Iter<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(entry) = self.back.next_back() {
                self.left -= 1;
                return Some(entry);
            }
            let Some(chunk) = self.chunks.next_back() else {
                let entry = self.front.next_back();
                self.left -= usize::from(entry.is_some());
                return entry;
            };
            self.back = chunk.iter();
        }
    }
}

impl<T> ExactSizeIterator for Iter<'_, T> {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Puts the differences into an earlier copy.
    fn mended(before: &[u32], now: &Chunks<u32>, differences: &[Difference]) -> Vec<u32> {
        let mut mended = Vec::new();
        let mut at = 0;
        for difference in differences {
            mended.extend_from_slice(&before[at..difference.before.start]);
            assert_eq!(mended.len(), difference.now.start);
            mended.extend(difference.now.clone().map(|at| now.get(at).unwrap()));
            at = difference.before.end;
        }
        mended.extend_from_slice(&before[at..]);
        mended
    }

    fn check(chunks: &Chunks<u32>, plain: &[u32]) {
        assert_eq!(chunks.len(), plain.len());
        assert!(chunks.iter().eq(plain));
        assert!(chunks.iter().rev().eq(plain.iter().rev()));
        assert_eq!(chunks.iter().len(), plain.len());
        assert_eq!(chunks.iter().fold(0, |n, _| n + 1), plain.len());
        assert!((0..plain.len() + 2).all(|at| chunks.get(at) == plain.get(at)));
        let both: Vec<u32> = chunks.runs().flatten().copied().collect();
        assert_eq!(both, plain);
        // Both ends of one iterator meet.
        let (mut ends, mut front, mut back) = (chunks.iter(), Vec::new(), Vec::new());
        while let Some(entry) = ends.next() {
            front.push(*entry);
            back.extend(ends.next_back().copied());
        }
        front.extend(back.iter().rev());
        assert_eq!(front, plain);
        let but_last = chunks.runs().len().saturating_sub(1);
        assert!(chunks.runs().take(but_last).all(|run| run.len() >= SHORTEST));
        assert!(chunks.runs().all(|run| !run.is_empty() && run.len() <= LONGEST));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn chunks_are_a_vector_and_know_what_changed(
            len in 0_usize..1_500,
            steps in prop::collection::vec((0_u8..6, any::<u32>(), any::<u16>()), 0..90),
        ) {
            let mut plain: Vec<u32> = (0..len as u32).collect();
            let mut chunks: Chunks<u32> = plain.iter().copied().collect();
            let (mut before, mut copy) = (plain.clone(), chunks.clone());
            check(&chunks, &plain);
            for (n, (step, entry, at)) in steps.into_iter().enumerate() {
                let at = at as usize % (plain.len() + 1);
                let end = (at + entry as usize % 300).min(plain.len());
                match step {
                    0 | 1 => {
                        plain.insert(at, entry);
                        chunks.insert(at, entry);
                    }
                    2 if at < plain.len() => {
                        prop_assert_eq!(chunks.remove(at), Some(plain.remove(at)));
                    }
                    3 if at < plain.len() => {
                        plain[at] = entry;
                        *chunks.get_mut(at).unwrap() = entry;
                    }
                    4 => {
                        let many = (entry / 7) as usize % 300;
                        let new = (0..many as u32).map(|n| n ^ entry);
                        plain.splice(at..end, new.clone());
                        chunks.replace(at..end, new);
                    }
                    5 => {
                        plain.drain(at..end);
                        chunks.replace(at..end, std::iter::empty());
                    }
                    _ => {}
                }
                check(&chunks, &plain);
                // What was copied before stays as it was.
                check(&copy, &before);
                let differences = chunks.differences(&copy, |one, other| one == other);
                prop_assert_eq!(mended(&before, &chunks, &differences), plain.clone());
                prop_assert_eq!(chunks.is_same(&copy) && plain != before, false);
                if n % 3 == 0 {
                    (before, copy) = (plain.clone(), chunks.clone());
                }
            }
        }
    }

    #[test]
    fn a_small_change_of_a_long_sequence_is_a_small_difference() {
        let before: Chunks<u32> = (0..100_000).collect();
        let mut now = before.clone();
        *now.get_mut(70_000).unwrap() = 1;
        now.insert(40_000, 7);
        now.remove(3);
        let one = |before: Range<usize>, now: Range<usize>| Difference { before, now };
        let all = [one(3..4, 3..3), one(40_000..40_000, 39_999..40_000), one(70_000..70_001, 70_000..70_001)];
        assert_eq!(now.differences(&before, |one, other| one == other), all);
        assert!(before.differences(&before.clone(), |_, _| false).is_empty());
    }
}
