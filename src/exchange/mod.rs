//! Other formats in and out. No window, no files: functions between bytes or texts and plain data, which
//! `ui` and `app` turn into edits.

pub mod clipboard;
