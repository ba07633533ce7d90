//! The journal: what was done since a workbook was read or saved, on the disk a moment after it was done.
//!
//! One file for each workbook being worked on, in the folder of the application's state ([`State`]), never
//! beside the user's file. It only grows ([`frame`] says how it is laid out): a head that names the version
//! of the file it belongs to by its content, for a workbook without a file the workbook itself, then one
//! record for each step, and a mark before each save. [`Journal`] writes it on a thread of its own, in
//! batches; [`scan`] reads what a program left behind. What a step *is* is not known here: it is a text.
//!
//! A journal is locked while its program lives, so that another program knows whether it was left behind,
//! however its writer ended. It is taken away when the file holds all of it, or when the user says so.

mod frame;
mod log;
mod scan;
mod state;
mod writer;

pub use log::{Base, Head, Log, MakeText, Mark, Start};
pub use scan::{Base as ScannedBase, NoJournal, Scan, scan};
pub use state::{Left, STATE_VARIABLE, State};
pub use writer::{
    Begin, Encode, Journal, JournalFailure, JournalState, Marker, flush_all, flush_all_in_turn,
};
