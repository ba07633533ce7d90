//! The promises of the README, each tried under faults: nothing that was typed is ever lost.
#![allow(missing_docs, reason = "tests are named for what they show")]

#[path = "../support/mod.rs"]
mod support;

mod disk;
mod from_the_command_line;
mod killed;
mod promise_1_an_edit_survives;
mod promise_2_a_save_is_whole;
mod promise_3_nobodys_work_is_overwritten;
mod promise_4_bad_input_does_no_harm;
mod promise_5_old_and_newer_files;
mod zoo;
