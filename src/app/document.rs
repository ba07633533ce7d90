//! What the window says of the document.

use crate::{
    document::Document,
    i18n::Lang,
    ui::{DocumentInfo, Journaled, SaveState},
};
use std::path::Path;

/// What the window says of the document.
pub(super) fn info(document: &Document, lang: Lang) -> DocumentInfo {
    let save = if document.is_saving() {
        SaveState::Saving
    } else if document.is_dirty() {
        match document.failure() {
            Some(why) => SaveState::Failed(why.to_owned()),
            None => SaveState::Changed(document.history().steps_since_save()),
        }
    } else if document.path().is_some() {
        SaveState::Saved
    } else {
        SaveState::Untouched
    };
    DocumentInfo {
        name: document.file_name(lang),
        path: document.path().map(Path::to_owned),
        save,
        journal: journaled(document, lang),
        autosave: None,
        undo: document.history().undo_label().cloned(),
        redo: document.history().redo_label().cloned(),
    }
}

/// Whether what is not saved is in the journal.
fn journaled(document: &Document, lang: Lang) -> Journaled {
    match document.journal() {
        None => Journaled::No,
        Some(journal) => match journal.failure {
            Some(failure) => Journaled::Failed(lang.io_failure(failure.kind, &failure.detail)),
            None if journal.on_disk < journal.handed => Journaled::Soon,
            None => Journaled::Yes,
        },
    }
}
