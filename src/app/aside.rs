//! Looking at another state of the workbook while the one that is worked on is put aside: what recovering would
//! come to, or a kept version. It can only be read; nothing is lost by looking.

use super::Guatu;
use crate::{
    document::{Document, Origin, Recovery},
    jobs::{Job, Looked},
    model::Workbook,
    storage::StorageError,
    ui::{
        Derived, ViewState,
        aside::Looking,
        command::AsideRequest,
        compared::Offer,
        differences::Listing,
        questions::{Dialog, Reply},
    },
};
use std::sync::Arc;

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// What was left behind, by its place in the list.
    Left(usize),
    /// A kept version.
    Version,
}

/// The document that was put aside, and what is looked at meanwhile.
#[derive(Debug)]
pub(super) struct Aside {
    document: Document,
    view: ViewState,
    what: What,
    /// What the workbook is called, or when the version was kept.
    name: String,
    title: String,
    listing: Arc<Listing>,
}

impl Guatu {
    /// Puts the document aside and shows another workbook, to be read only.
    fn look_at(&mut self, workbook: Workbook, what: What, name: String, listing: Listing) {
        self.end_aside();
        let title = match what {
            What::Left(_) => self.lang().look_strip(&name),
            What::Version => self.lang().version_strip(&name),
        };
        let origin = match what {
            What::Left(number) => self.safety.left.get(number).and_then(Recovery::path),
            What::Version => self.document.path(),
        };
        let origin = origin.map_or(Origin::New, |path| Origin::File(path.to_owned()));
        let page = self.view.page;
        let document = std::mem::replace(&mut self.document, Document::of(workbook, origin, None));
        let view = std::mem::replace(&mut self.view, ViewState { page, ..ViewState::default() });
        self.derived = Derived::default();
        self.aside = Some(Aside { document, view, what, name, title, listing: Arc::new(listing) });
    }

    /// Goes back to the document that was put aside; what was looked at, if anything was.
    pub(super) fn end_aside(&mut self) -> Option<(Workbook, What)> {
        let Aside { document, view, what, .. } = self.aside.take()?;
        let looked = std::mem::replace(&mut self.document, document);
        self.view = ViewState { page: self.view.page, ..view };
        self.derived = Derived::default();
        Some((looked.workbook().clone(), what))
    }

    /// What the strip says.
    pub(super) fn looking(&self) -> Option<Looking<'_>> {
        let aside = self.aside.as_ref()?;
        let (offer, steps) = match aside.what {
            What::Left(number) => (Offer::Recover, self.safety.left.get(number).map(Recovery::steps)),
            What::Version => (Offer::Restore, None),
        };
        Some(Looking { title: &aside.title, items: aside.listing.items(), offer, steps })
    }

    /// Does what the strip asks for.
    pub(super) fn take_aside(&mut self, request: AsideRequest) {
        match request {
            AsideRequest::Differences => self.show_aside_differences(),
            AsideRequest::Back => {
                self.end_aside();
                self.show_left();
            }
            AsideRequest::Take => match self.end_aside() {
                Some((_, What::Left(number))) => self.recover(number),
                Some((workbook, What::Version)) => self.restore(&workbook),
                None => {}
            },
            AsideRequest::Discard => {
                if let Some((_, What::Left(number))) = self.end_aside() {
                    self.discard_left(number);
                }
            }
        }
    }

    fn show_aside_differences(&mut self) {
        if let Some(aside) = &self.aside {
            let offer = self.looking().map_or(Offer::Nothing, |looking| looking.offer);
            let (other, listing) = (aside.name.clone(), aside.listing.clone());
            self.dialog = Some(Dialog::Differences { other, listing, offer });
        }
    }

    /// Takes the answer to the window of differences while something is looked at.
    pub(super) fn take_aside_reply(&mut self, reply: &Reply) {
        if *reply == Reply::Merge {
            self.take_aside(AsideRequest::Take);
        }
    }

    /// Makes the changes again that were left behind, to be looked at.
    pub(super) fn start_look(&mut self, number: usize) {
        self.dialog = None;
        let Some(state) = self.safety.state().cloned() else { return };
        if self.job.is_some() {
            let text = self.lang().wait_for_job().to_owned();
            self.warn(text);
            self.show_left();
        } else if number < self.safety.left.len() {
            let left = self.safety.left.remove(number);
            let what = self.lang().recovering(left.name());
            self.start(Job::Look(number, Box::new(left), state), what);
        }
    }

    pub(super) fn take_looked(
        &mut self,
        number: usize,
        left: Recovery,
        result: Result<Box<Looked>, StorageError>,
    ) {
        let lang = self.lang();
        let number = number.min(self.safety.left.len());
        let name = left.name().to_owned();
        self.safety.left.insert(number, left);
        match result {
            Ok(looked) => {
                let Looked { beside, recovered, differences, refused } = *looked;
                let listing = Listing::new(beside, recovered.clone(), differences, Vec::new());
                self.look_at(recovered, What::Left(number), name, listing);
                self.show_aside_differences();
                if refused > 0 {
                    self.warn(lang.recovery_refused(refused));
                }
            }
            Err(error) => {
                self.warn(lang.storage_error(&error));
                self.show_left();
            }
        }
    }

    /// Shows a kept version that has been read.
    pub(super) fn look_at_version(&mut self, name: &str, version: Workbook, listing: Listing) {
        self.look_at(version, What::Version, name.to_owned(), listing);
    }
}
