//! Many figures at once, on two threads.

use super::{ExportError, Format, Size, render};
use crate::{
    i18n::Lang,
    model::{Figure, When, Workbook},
};
use std::{
    num::NonZero,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// The files of a figure by format: one, or one a sheet.
pub type Files = Vec<(Format, Vec<Vec<u8>>)>;

/// More threads would take the machine from whoever works beside.
const THREADS: usize = 2;

/// How many figures are drawn ahead of whoever takes their files.
const AHEAD: usize = 8;

/// Draws figures and hands their files over one by one, in the order of the figures; stops at the first refusal.
/// Without a size each figure has that of its paper.
#[allow(clippy::too_many_arguments, reason = "those of `render`, and what to do with the files")]
pub fn files_of_many<E: From<ExportError>>(
    workbook: &Workbook,
    figures: &[&Figure],
    lang: Lang,
    (size, scale): (Option<Size>, u32),
    made: Option<When>,
    formats: &[Format],
    mut take: impl FnMut(&Figure, Files) -> Result<(), E>,
) -> Result<(), E> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(THREADS);
    let draw = |figure: &Figure| {
        let size = size.unwrap_or_else(|| figure.paper.into());
        render(workbook, figure, lang, size, scale, made)?.all_files(formats)
    };
    for batch in figures.chunks(AHEAD * workers) {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            while let Some((at, figure)) = {
                let at = next.fetch_add(1, Ordering::Relaxed);
                batch.get(at).map(|figure| (at, *figure))
            } {
                done.push((at, draw(figure)));
            }
            done
        };
        let mut found = thread::scope(|scope| {
            let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
            let mut found = work();
            for other in others {
                match other.join() {
                    Ok(done) => found.extend(done),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            found
        });
        found.sort_by_key(|(at, _)| *at);
        for (figure, (_, files)) in batch.iter().zip(found) {
            take(figure, files?)?;
        }
    }
    Ok(())
}
