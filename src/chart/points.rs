//! The points of a line, and what a screen can show of very many of them.

use super::data::Point;
use std::ops::{Deref, Range};

/// Points in order of time. Lines of very many points carry the lowest and the highest of each stretch, so that
/// drawing costs what the screen can show and not what there is.
#[derive(Debug, Clone)]
pub struct Points {
    all: Vec<Point>,
    dense: Option<Box<Dense>>,
}

/// Shorter lines are drawn as they are.
const MANY: usize = 4_096;

/// How many entries one entry of the level above stands for.
const FAN: usize = 16;

/// The lowest and the highest point of a stretch, by their index.
#[derive(Debug, Clone, Copy)]
struct Ends {
    low: u32,
    high: u32,
}

/// Values beside each other in memory, and their extremes by level.
#[derive(Debug, Clone)]
struct Dense {
    xs: Vec<f64>,
    /// A gap is no number.
    ys: Vec<f64>,
    /// Of 16, of 256 … points each.
    levels: Vec<Vec<Option<Ends>>>,
}

impl From<Vec<Point>> for Points {
    fn from(all: Vec<Point>) -> Self {
        let dense = (all.len() > MANY && u32::try_from(all.len()).is_ok()).then(|| Box::new(Dense::of(&all)));
        Self { all, dense }
    }
}

impl FromIterator<Point> for Points {
    fn from_iter<T: IntoIterator<Item = Point>>(points: T) -> Self {
        points.into_iter().collect::<Vec<_>>().into()
    }
}

impl Deref for Points {
    type Target = [Point];
    fn deref(&self) -> &[Point] {
        &self.all
    }
}

impl PartialEq for Points {
    fn eq(&self, other: &Self) -> bool {
        self.all == other.all
    }
}

impl<'a> IntoIterator for &'a Points {
    type Item = &'a Point;
    type IntoIter = std::slice::Iter<'a, Point>;
    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}

impl Points {
    /// The lowest and the highest value; none where there is no value at all.
    pub fn extent(&self) -> Option<(f64, f64)> {
        if let Some(dense) = &self.dense {
            let ends = dense.extremes(0..dense.ys.len())?;
            return Some((dense.ys[ends.low as usize], dense.ys[ends.high as usize]));
        }
        let values = self.all.iter().filter_map(|p| p.y).filter(|y| y.is_finite());
        values.fold(None, |found, y| {
            let (low, high) = found.unwrap_or((y, y));
            Some((low.min(y), high.max(y)))
        })
    }

    /// The point at a place of the time axis.
    pub fn at(&self, x: f64) -> Option<&Point> {
        let at = self.all.partition_point(|p| p.x < x);
        self.all.get(at).filter(|p| p.x.total_cmp(&x).is_eq())
    }

    /// The points at and beside a place of the time axis.
    pub fn around(&self, x: f64) -> &[Point] {
        let at = self.all.partition_point(|p| p.x < x);
        &self.all[at.saturating_sub(1)..(at + 1).min(self.all.len())]
    }

    /// What is inside two ends of the time axis, and one point more on either side.
    pub fn within(&self, from: f64, to: f64) -> &[Point] {
        &self.all[self.range(from, to)]
    }

    fn range(&self, from: f64, to: f64) -> Range<usize> {
        let first = self.all.partition_point(|p| p.x < from).saturating_sub(1);
        let last = (self.all.partition_point(|p| p.x <= to) + 1).min(self.all.len());
        first..last.max(first)
    }

    /// The line between two ends as runs without a gap. Of many points each of the `columns` keeps its first,
    /// lowest, highest and last: on a screen of that many pixels it is the same line.
    pub fn runs(&self, from: f64, to: f64, columns: usize) -> Vec<Vec<[f64; 2]>> {
        let columns = columns.max(1);
        match &self.dense {
            Some(dense) => {
                let range = dense.range(from, to);
                if range.len() > columns * 4 {
                    dense.reduced(range, (from, to), columns)
                } else {
                    runs(&self.all[range])
                }
            }
            None => runs(self.within(from, to)),
        }
    }
}

/// Runs of points without a gap.
fn runs(points: &[Point]) -> Vec<Vec<[f64; 2]>> {
    points
        .split(|p| p.y.is_none())
        .map(|run| run.iter().filter_map(|p| Some([p.x, p.y?])).collect::<Vec<_>>())
        .filter(|run| !run.is_empty())
        .collect()
}

impl Dense {
    fn of(points: &[Point]) -> Self {
        let xs = points.iter().map(|p| p.x).collect();
        let ys: Vec<f64> = points.iter().map(|p| p.y.filter(|y| y.is_finite()).unwrap_or(f64::NAN)).collect();
        let leaf = |(at, chunk): (usize, &[f64])| {
            let start = at * FAN;
            scan(&ys, start..start + chunk.len())
        };
        let mut levels: Vec<Vec<Option<Ends>>> = vec![ys.chunks(FAN).enumerate().map(leaf).collect()];
        while let Some(below) = levels.last().filter(|level| level.len() > FAN) {
            let above =
                below.chunks(FAN).map(|chunk| chunk.iter().fold(None, |a, b| join(&ys, a, *b))).collect();
            levels.push(above);
        }
        Self { xs, ys, levels }
    }

    fn range(&self, from: f64, to: f64) -> Range<usize> {
        let first = self.xs.partition_point(|x| *x < from).saturating_sub(1);
        let last = (self.xs.partition_point(|x| *x <= to) + 1).min(self.xs.len());
        first..last.max(first)
    }

    /// The lowest and the highest point of a stretch.
    fn extremes(&self, range: Range<usize>) -> Option<Ends> {
        let Range { mut start, mut end } = range;
        let mut found = None;
        for level in 0.. {
            let aligned = start.next_multiple_of(FAN).min(end);
            let cut = (end / FAN * FAN).max(aligned);
            let of = |part: Range<usize>| {
                if level == 0 {
                    return scan(&self.ys, part);
                }
                let entries: &[Option<Ends>] = self.levels[level - 1].get(part).unwrap_or_default();
                entries.iter().fold(None, |a, b| join(&self.ys, a, *b))
            };
            found = join(&self.ys, found, of(start..aligned));
            found = join(&self.ys, found, of(cut..end));
            if aligned >= cut || level >= self.levels.len() {
                // What lies between is whole entries of the level above; without one there is nothing left.
                if level >= self.levels.len() {
                    found = join(&self.ys, found, of(aligned..cut));
                }
                break;
            }
            (start, end) = (aligned / FAN, cut / FAN);
        }
        found
    }

    fn reduced(&self, range: Range<usize>, (from, to): (f64, f64), columns: usize) -> Vec<Vec<[f64; 2]>> {
        let mut done = Vec::new();
        let mut run: Vec<[f64; 2]> = Vec::with_capacity(columns * 4 + 2);
        let mut start = range.start;
        // What is past an end is a column of its own: it must not stand for what is inside.
        for column in 0..=columns + 1 {
            let until = from + (to - from) * column as f64 / columns as f64;
            let rest = &self.xs[start..range.end];
            let stop =
                if column > columns { range.end } else { start + rest.partition_point(|x| *x < until) };
            if stop == start {
                continue;
            }
            let known = |at: &usize| !self.ys[*at].is_nan();
            let ends = self.extremes(start..stop);
            let first = (start..stop).find(known);
            let last = (start..stop).rev().find(known);
            match (ends, first, last) {
                (Some(ends), Some(first), Some(last)) => {
                    let mut kept = [first, ends.low as usize, ends.high as usize, last];
                    kept.sort_unstable();
                    let mut before = None;
                    for at in kept {
                        if before != Some(at) {
                            run.push([self.xs[at], self.ys[at]]);
                        }
                        before = Some(at);
                    }
                }
                // Nothing at all is known here: a gap that can be seen.
                _ if !run.is_empty() => done.push(std::mem::take(&mut run)),
                _ => {}
            }
            start = stop;
        }
        if !run.is_empty() {
            done.push(run);
        }
        done
    }
}

fn scan(ys: &[f64], range: Range<usize>) -> Option<Ends> {
    let mut found: Option<(Ends, f64, f64)> = None;
    for at in range {
        let y = ys[at];
        if y.is_nan() {
            continue;
        }
        let (ends, low, high) = found.get_or_insert((Ends { low: at as u32, high: at as u32 }, y, y));
        if y < *low {
            (ends.low, *low) = (at as u32, y);
        }
        if y > *high {
            (ends.high, *high) = (at as u32, y);
        }
    }
    found.map(|(ends, ..)| ends)
}

fn join(ys: &[f64], a: Option<Ends>, b: Option<Ends>) -> Option<Ends> {
    let (Some(a), Some(b)) = (a, b) else { return a.or(b) };
    let low = if ys[b.low as usize] < ys[a.low as usize] { b.low } else { a.low };
    let high = if ys[b.high as usize] > ys[a.high as usize] { b.high } else { a.high };
    Some(Ends { low, high })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn points(ys: impl IntoIterator<Item = Option<f64>>) -> Points {
        let point = |(at, y): (usize, Option<f64>)| Point {
            x: at as f64 * 0.5,
            y,
            label: String::new(),
            figure: String::new(),
            when: String::new(),
            hollow: false,
        };
        ys.into_iter().enumerate().map(point).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// What is drawn of each pixel column reaches exactly as low and as high as what is there.
        #[test]
        fn the_extremes_of_every_column_survive(
            seed in any::<u64>(), count in 4_097_usize..30_000, columns in 3_usize..700,
            from in 0.0..0.8_f64, width in 0.01..1.0_f64, missing in 0_u64..60,
        ) {
            let mut state = seed | 1;
            let mut random = || {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                state
            };
            let mut gap = 0;
            let ys = (0..count).map(|_| {
                if random() % 997 < missing { gap = random() % 400; }
                if gap > 0 { gap -= 1; return None; }
                Some((random() % 2_000_001) as f64 / 1_000.0 - 1_000.0)
            });
            let all = points(ys.collect::<Vec<_>>());
            let span = (count - 1) as f64 * 0.5;
            let (from, to) = (span * from, span * (from + width).min(1.0));
            let column = |x: f64| ((x - from) / (to - from) * columns as f64).floor();
            let inside = |x: f64| x >= from && x < to;
            let ends = |found: &mut std::collections::BTreeMap<i64, (f64, f64)>, x: f64, y: f64| {
                let ends = found.entry(column(x) as i64).or_insert((y, y));
                *ends = (ends.0.min(y), ends.1.max(y));
            };
            let (mut wanted, mut drawn) = Default::default();
            for p in all.iter().filter(|p| inside(p.x)) {
                if let Some(y) = p.y { ends(&mut wanted, p.x, y); }
            }
            let runs = all.runs(from, to, columns);
            for p in runs.iter().flatten().filter(|p| inside(p[0])) { ends(&mut drawn, p[0], p[1]); }
            prop_assert_eq!(&wanted, &drawn);
            prop_assert!(runs.iter().all(|run| run.windows(2).all(|pair| pair[0][0] < pair[1][0])));
            let most = (columns + 2) * 4;
            prop_assert!(runs.iter().map(Vec::len).sum::<usize>() <= most);
            let known = || all.iter().filter_map(|p| p.y);
            let ends = (known().fold(f64::INFINITY, f64::min), known().fold(f64::NEG_INFINITY, f64::max));
            prop_assert_eq!(all.extent(), Some(ends));
        }
    }

    #[test]
    fn a_gap_that_can_be_seen_stays_a_gap() {
        let all = points((0..20_000).map(|at| (!(8_000..12_000).contains(&at)).then_some(1.0)));
        let runs = all.runs(0.0, 10_000.0, 500);
        assert_eq!(runs.len(), 2);
        assert!(runs[0].last().expect("a point")[0] < 4_000.0 && runs[1][0][0] >= 6_000.0);
        let few = points([Some(1.0), None, Some(2.0), Some(3.0)]);
        assert_eq!(few.runs(0.0, 9.0, 100), [vec![[0.0, 1.0]], vec![[1.0, 2.0], [1.5, 3.0]]]);
    }
}
