//! What is said of the journal and of recovery.

use super::{Lang, messages};
use std::{path::Display as PathDisplay, time::SystemTime};

messages! {
    // --- recovery -----------------------------------------------------------------
    recovery_steps(count: usize) = "{count} 处改动", "changes: {count}";
    recovery_torn =
        "最后一处改动没有写完，已舍去。",
        "The last change had not been written to its end and was cut off.";
    recovery_refused(count: usize) =
        "有 {count} 处改动无法重做。",
        "Changes that could not be made again: {count}.";

    // --- guatu edit ---------------------------------------------------------------
    cli_refused(why: &str) = "refused: {why}", "refused: {why}";
    cli_no_edit(detail: &str) = "读不懂这一行（{detail}）", "this line is no change ({detail})";
    cli_not_journaled(number: u64, why: &str) =
        "not journaled {number}: 日志写不进磁盘（{why}）",
        "not journaled {number}: the journal cannot be written ({why})";
    cli_not_a_file(name: &str) =
        "@{name} 是内置的工作簿，不能在原处修改：请先另存为文件。",
        "@{name} comes with the program and cannot be changed in its place: save it as a file first.";
    cli_left_behind(path: PathDisplay<'_>, count: usize) =
        "{path} 还有 {count} 处改动没有恢复。请先运行 guatu recover {path} -o {path}，或加 --discard 舍弃。",
        "{path} has {count} changes that were not recovered. Run guatu recover {path} -o {path} first, or discard them with --discard.";

    // --- guatu recover ------------------------------------------------------------
    cli_nothing_left = "没有需要恢复的内容。", "There is nothing to recover.";
    cli_nothing_left_of(path: PathDisplay<'_>) =
        "{path} 没有需要恢复的内容，可用 guatu recover --list 查看。",
        "There is nothing to recover of {path}; guatu recover --list shows what there is.";
    cli_recovered(count: usize) = "已恢复 {count} 处改动。", "Changes recovered: {count}.";
    cli_discarded(count: usize) = "已舍弃 {count} 处改动。", "Changes discarded: {count}.";
    cli_more_left(path: PathDisplay<'_>) = "还有另一份：{path}", "There is another one: {path}";
    cli_exists(path: PathDisplay<'_>) =
        "{path} 已存在，请另选一个文件名。", "{path} exists; choose another name.";
    cli_no_state = "找不到用户的主目录，没有日志。", "The home folder of the user is not known: there are no journals.";
}

impl Lang {
    /// A moment of the past, to the minute, in the clock of this machine.
    pub fn moment(self, time: SystemTime) -> String {
        let Ok(time) = jiff::ZonedDateTime::try_from(time) else { return String::new() };
        format!(
            "{:04}-{:02}-{:02} {:02}:{:02}",
            time.year(),
            time.month(),
            time.day(),
            time.hour(),
            time.minute()
        )
    }
}
