//! Small pictures of figures, made one after another on a thread of its own, for lists of figures.

use crate::{
    chart::{self, Ink, export},
    i18n::Lang,
    model::{Figure, Workbook},
};
use std::sync::{
    Arc,
    mpsc::{Receiver, Sender, channel},
};

/// A picture that is wanted.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// A number of the caller's choice, which comes back with the picture.
    pub number: u64,
    /// The snapshot.
    pub workbook: Arc<Workbook>,
    /// The figure.
    pub figure: Figure,
    /// Its language.
    pub lang: Lang,
    /// Light on dark.
    pub dark: bool,
    /// How wide, in pixels.
    pub width: u32,
}

/// A picture that was made.
#[derive(Debug, Clone)]
pub struct Miniature {
    /// The number it was wanted with.
    pub number: u64,
    /// Width and height.
    pub size: [usize; 2],
    /// Opaque pixels, RGBA.
    pub pixels: Vec<u8>,
}

/// The thread that makes them. It ends when this is dropped.
#[derive(Debug)]
pub struct Miniatures {
    send: Sender<Wanted>,
    receive: Receiver<Miniature>,
}

impl Miniatures {
    /// Starts the thread. `wake` is called when a picture is there.
    pub fn start(wake: impl Fn() + Send + 'static) -> Self {
        let (send, wanted) = channel::<Wanted>();
        let (done, receive) = channel();
        let work = move || {
            while let Ok(first) = wanted.recv() {
                let mut waiting = vec![first];
                waiting.extend(wanted.try_iter());
                // Of several wishes for one figure the last one counts.
                while let Some(next) = waiting.first().cloned() {
                    waiting.remove(0);
                    if waiting.iter().any(|later| later.figure.id == next.figure.id) {
                        continue;
                    }
                    if let Some(made) = make(&next)
                        && done.send(made).is_err()
                    {
                        return;
                    }
                    wake();
                    waiting.extend(wanted.try_iter());
                }
            }
        };
        if let Err(error) = std::thread::Builder::new().name("miniatures".into()).spawn(work) {
            log::error!("no thread for small pictures of figures: {error}");
        }
        Self { send, receive }
    }

    /// Asks for a picture.
    pub fn want(&self, wanted: Wanted) {
        // Without its thread there are no pictures; the names are there.
        let _ = self.send.send(wanted);
    }

    /// The pictures made since the last time.
    pub fn take(&self) -> impl Iterator<Item = Miniature> + '_ {
        self.receive.try_iter()
    }
}

fn make(wanted: &Wanted) -> Option<Miniature> {
    let chart = chart::chart(&wanted.workbook, &wanted.figure, wanted.lang);
    let ink = if wanted.dark { Ink::dark() } else { Ink::light() };
    let (width, height, pixels) = export::miniature(&chart, ink, wanted.width, wanted.lang)
        .inspect_err(|error| log::warn!("no small picture of {}: {error}", wanted.figure.id))
        .ok()?;
    Some(Miniature { number: wanted.number, size: [width as usize, height as usize], pixels })
}
