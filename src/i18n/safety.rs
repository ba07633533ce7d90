//! What is said of the journal and of recovery.

use super::{Lang, messages};
use crate::{compare::Kind, storage::lock::Holder};
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

    recovering(name: &str) = "正在恢复 {name}…", "Recovering {name}…";
    recovered(count: usize) = "已恢复 {count} 处改动，请核对后保存。", "Changes recovered: {count}. Look at them and save.";
    left_title = "上次有没保存的改动", "Changes were left unsaved";
    left_hint =
        "程序上次意外结束，下面的改动都在日志里。恢复后可逐步撤销，文件在你保存之前不会改动。",
        "Guatu ended unexpectedly. These changes are in the journal. Recovered, they can be undone one by one; the file stays as it is until you save.";
    left_report(path: &str) = "错误报告（不含数据）在 {path}", "A report without any of your data is at {path}";
    left_never_saved = "从未保存过的工作簿", "A workbook that was never saved";
    left_steps(count: usize, when: &str) = "{count} 处改动，最后一处 {when}", "Changes: {count}, the last at {when}";
    left_changed =
        "文件之后被别人改过：恢复的是当时的版本加上这些改动，保存时会提醒。",
        "The file was changed since: what is recovered is the version of then with these changes; saving will say so.";
    left_gone =
        "这些改动所依据的文件版本已找不到，无法恢复。把当时的文件放回原处后再试。",
        "The version of the file that they were made on is gone. Put it back in its place and start again.";
    left_recover = "恢复", "Recover";
    left_discard(count: usize) = "舍弃 {count} 处改动", "Discard changes ({count})";
    left_later = "以后再说", "Decide later";
    open_again_title(path: &str) = "上次打开“{path}”时程序意外结束", "Guatu ended while it was opening \"{path}\"";
    open_again_hint =
        "再打开可能又会这样。文件没有改动。",
        "That may happen again. The file was left untouched.";
    open_again_yes = "仍然打开", "Open it anyway";
    open_again_no = "不打开", "Do not open it";
    save_failed_title = "没有保存成功", "It could not be saved";
    save_failed_hint =
        "改动都还在窗口和日志里，没有丢。可以另存到别处。",
        "The changes are still in the window and in the journal; nothing is lost. They can be saved somewhere else.";
    save_elsewhere = "另存到别处", "Save somewhere else";
    save_again = "再试一次", "Try again";
    title_read_only = "（只读）", " (read-only)";
    someone = "有人", "Someone";
    some_machine = "另一台电脑", "another computer";
    opened_read_only(name: &str, machine: &str, since: &str) =
        "{name} 正在 {machine} 上使用这个文件（{since} 起），这里只读打开。要修改请另存为别的文件。",
        "{name} has been working on this file on {machine} since {since}; it is read-only here. To change it, save it under another name.";
    read_only_by(name: &str, machine: &str) =
        "没有改：{name} 正在 {machine} 上使用这个文件，这里只能看。可另存为别的文件。",
        "Not changed: {name} is working on this file on {machine}; here it can only be read. Save it under another name.";

    // --- comparing and merging --------------------------------------------------------
    comparing(name: &str) = "正在比较 {name}…", "Comparing with {name}…";
    path_title_compare = "与哪个工作簿比较", "Compare with which workbook";
    compared_title(other: &str) = "与“{other}”的差别", "What differs from \"{other}\"";
    compared_count(count: usize) = "{count} 项不同，箭头左边是现在的，右边是对方的。", "Items that differ: {count}. Left of the arrow is what is open, right the other one.";
    more_differences(count: usize) = "另有 {count} 项没有列出。", "{count} more are not listed.";
    restore_version = "还原到这个版本", "Go back to this version";
    version_restored = "已还原到以前的版本，可撤销；保存后才写入文件。", "Gone back to the earlier version. It can be undone, and is in the file once saved.";
    versions_title = "以前的版本", "Earlier versions";
    versions_hint(most: u16) =
        "每次保存都留一份，最多 {most} 份，先去掉最早的。", "Every save leaves one; the last {most} are kept.";
    version_by_itself = "自动保存", "autosaved";
    open_version = "打开", "Open";
    restore = "还原", "Go back";
    version_strip(time: &str) = "只读：{time} 的版本", "Read-only: the version of {time}";
    look_strip(name: &str) = "只读：{name} 恢复后的样子", "Read-only: {name} as recovered";
    look_title(name: &str) = "{name}：与文件的差别", "{name}: what differs from the file";
    look_count(count: usize) =
        "{count} 项不同，箭头左边是文件里的，右边是恢复后的。关掉这个窗口，可以逐页查看恢复后的样子。",
        "Items that differ: {count}. Left of the arrow is the file, right what is recovered. Close this window to look at every page.";
    left_look = "与文件对照", "Look at it beside the file";
    left_look_alone = "先看一看", "Look at it";
    aside_back = "返回", "Back";
    aside_differences(count: usize) = "差别 {count} 项", "Differences ({count})";
    aside_hint =
        "这里只能看。返回后还是你正在做的工作簿，没有动过。",
        "This can only be read. Back leads to the workbook you were working on, as you left it.";
    in_use_title(name: &str) = "“{name}”可能正在别的电脑上使用", "\"{name}\" may be in use on another machine";
    in_use_hint(name: &str, machine: &str, since: &str, seen: &str) =
        "{name} 在 {machine} 上打开了它（{since} 起，{seen} 还在）。如果那边已经关掉，可以接着改；否则先只读打开，以免互相盖掉。",
        "{name} has had it open on {machine} since {since}, and was there at {seen}. If it is closed there, go on; else read it only, so that nobody's work is lost.";
    in_use_read = "只读打开", "Read only";
    in_use_edit = "那边已关，我来改", "It is closed there: edit";
    keeping_title = "自动保存与版本", "Autosave and versions";
    keeping_autosave = "定时保存到工作簿自己的文件", "Save to the workbook's own file automatically";
    keeping_minutes = "改动后几分钟保存", "Minutes after a change";
    keeping_autosave_hint =
        "默认关闭。不论开不开，每处改动都随时记入日志，断电也不丢。",
        "Off by default. On or off, every change goes to the journal and survives a power cut.";
    keeping_versions = "每个工作簿保留几个版本", "Versions kept of each workbook";
    keeping_versions_hint = "超过时先去掉最早的。", "The oldest go first.";
    keeping_apply = "确定", "Apply";
    autosave_on(minutes: u16) = "自动保存：{minutes} 分钟", "Autosave: {minutes} min";
    autosave_tip(minutes: u16) =
        "改动 {minutes} 分钟后自动写入文件", "Changes are written to the file after {minutes} minutes";
    autosave_failed(why: &str) = "自动保存没有成功。{why}", "Autosave failed. {why}";
    fell_last_time(path: &str) =
        "上次程序出错后退出，没有未保存的改动。错误报告（不含数据）在 {path}",
        "Guatu failed the last time; no change was left unsaved. A report without any of your data is at {path}";
    title_journal_failed = "（日志写不进磁盘）", " (journal cannot be written)";
    merge_all_ours = "全部用我的", "All mine";
    merge_all_theirs = "全部用对方的", "All the other's";
    conflict_removed = "删除", "removed";
    conflict_kept = "保留", "kept";
    versions_none = "还没有。保存一次就有了。", "There are none yet: each save leaves one.";
    compare_version = "比较", "Compare";
    changed_title = "文件已被别人改动", "Someone else has changed the file";
    changed_hint(path: &str) =
        "“{path}”在你打开之后被改过，没有盖掉。可以比较并合并：互不相干的改动都保留，冲突的逐个选。",
        "\"{path}\" was changed after you opened it and was not overwritten. Compare and merge: changes that do not touch each other are both kept, the others are chosen one by one.";
    compare_and_merge = "比较并合并", "Compare and merge";
    merge_title = "合并两边的改动", "Merge both";
    merge_hint(theirs: usize, conflicts: usize) =
        "对方改了 {theirs} 项，{conflicts} 处两边都改了。合并算一步，可以撤销。",
        "Items changed by the other: {theirs}. Changed by both: {conflicts}. The merge is one step that can be undone.";
    merge_theirs = "对方的改动：", "What the other one changed:";
    merge_now = "合并", "Merge";
    merged = "已合并，请核对后保存。", "Merged. Look at it and save.";
    conflict_base(value: &str) = "原来：{value}", "Before: {value}";
    conflict_ours(value: &str) = "我的：{value}", "Mine: {value}";
    conflict_theirs(value: &str) = "对方的：{value}", "The other's: {value}";
    field_change(field: &str, before: &str, after: &str) = "{field}：{before} → {after}", "{field}: {before} → {after}";
    title_failed = "（保存失败）", " (not saved)";
    journal_yes = "已记日志", "In the journal";
    journal_yes_tip =
        "断电或程序意外结束，这些改动也不会丢。",
        "A power cut or a crash would not lose these changes.";
    journal_soon = "正在记日志…", "Going to the journal…";
    journal_failed = "日志写不进磁盘", "The journal cannot be written";
    report_at(path: &str) =
        "程序出错了。改动在日志里，下次启动可以恢复。错误报告（不含数据）：{path}",
        "Guatu has failed. The changes are in the journal and can be recovered at the next start. Report without data: {path}";

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

    // --- guatu diff, guatu merge ----------------------------------------------------
    cli_same = "没有差别。", "Nothing differs.";
    the_workbook = "工作簿", "workbook";

    // --- guatu recover ------------------------------------------------------------
    cli_nothing_left = "没有需要恢复的内容。", "There is nothing to recover.";
    cli_nothing_left_of(path: PathDisplay<'_>) =
        "{path} 没有需要恢复的内容，可用 guatu recover --list 查看。",
        "There is nothing to recover of {path}; guatu recover --list shows what there is.";
    cli_recovered(count: usize) = "已恢复 {count} 处改动。", "Changes recovered: {count}.";
    cli_discarded(count: usize) = "已舍弃 {count} 处改动。", "Changes discarded: {count}.";
    cli_more_left(path: PathDisplay<'_>) = "还有另一份：{path}", "There is another one: {path}";
    cli_no_version(number: usize) = "没有第 {number} 个版本。", "There is no version {number}.";
    cli_exists(path: PathDisplay<'_>) =
        "{path} 已存在，请另选一个文件名。", "{path} exists; choose another name.";
    cli_no_state = "找不到用户的主目录，没有日志。", "The home folder of the user is not known: there are no journals.";
}

impl Lang {
    /// Who works on a file, and on which machine, also where that is not known.
    pub fn holder(self, holder: &Holder) -> (&str, &str) {
        fn or<'a>(known: &'a str, other: &'a str) -> &'a str {
            if known.is_empty() { other } else { known }
        }
        (or(&holder.name, self.someone()), or(&holder.machine, self.some_machine()))
    }

    /// What happened to an item.
    pub fn difference_kind(self, kind: Kind) -> &'static str {
        match (self, kind) {
            (Self::Zh, Kind::Added) => "新增",
            (Self::Zh, Kind::Removed) => "删除",
            (Self::Zh, Kind::Changed) => "改动",
            (Self::Zh, Kind::Moved) => "移动",
            (Self::En, Kind::Added) => "added",
            (Self::En, Kind::Removed) => "removed",
            (Self::En, Kind::Changed) => "changed",
            (Self::En, Kind::Moved) => "moved",
        }
    }

    /// A moment of the past, to the second, in the clock of this machine.
    pub fn moment_exact(self, time: SystemTime) -> String {
        let seconds = jiff::ZonedDateTime::try_from(time).map_or(0, |time| time.second());
        format!("{}:{seconds:02}", self.moment(time))
    }

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
