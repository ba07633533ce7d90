//! What went wrong with a file: what, where, and what to do.

use super::Lang;
use crate::{
    model::MOST_ROWS,
    storage::{LARGEST_FILE, SaveStep, SettingsNotice, StorageError, Stranger, Strangers, Trouble},
};
use std::{io::ErrorKind, path::Path};

impl Lang {
    /// A failure of opening or saving, in one sentence or two.
    pub fn storage_error(self, error: &StorageError) -> String {
        let name = |path: &Path| path.file_name().unwrap_or(path.as_os_str()).display().to_string();
        match (self, error) {
            (Self::Zh, StorageError::Read { path, kind, detail }) => {
                format!("打不开“{}”：{}。", path.display(), self.io_failure(*kind, detail))
            }
            (Self::En, StorageError::Read { path, kind, detail }) => {
                format!("Cannot open \"{}\": {}.", path.display(), self.io_failure(*kind, detail))
            }
            (Self::Zh, StorageError::NotAFile { path }) => {
                format!("“{}”不是文件（可能是文件夹），请另选一个。", path.display())
            }
            (Self::En, StorageError::NotAFile { path }) => {
                format!("\"{}\" is not a file (a folder, perhaps). Choose another one.", path.display())
            }
            (Self::Zh, StorageError::TooLarge { path, size }) => format!(
                "“{}”太大（{} MB，上限 {} MB），没有打开。",
                name(path),
                size >> 20,
                LARGEST_FILE >> 20
            ),
            (Self::En, StorageError::TooLarge { path, size }) => format!(
                "\"{}\" is too large ({} MB, at most {} MB) and was not opened.",
                name(path),
                size >> 20,
                LARGEST_FILE >> 20
            ),
            (Self::Zh, StorageError::NotText { path, byte, line }) => format!(
                "“{}”第 {line} 行（第 {} 字节）不是 UTF-8 文字：文件已损坏，或不是挂图工作簿。请用备份。",
                name(path),
                byte + 1
            ),
            (Self::En, StorageError::NotText { path, byte, line }) => format!(
                "\"{}\", line {line} (byte {}) is not UTF-8 text: the file is damaged or not a Guatu workbook. Use a backup.",
                name(path),
                byte + 1
            ),
            (Self::Zh, StorageError::NotAWorkbook { path }) => {
                format!("“{}”不是挂图工作簿（.guatu.ron），请另选一个文件。", name(path))
            }
            (Self::En, StorageError::NotAWorkbook { path }) => {
                format!("\"{}\" is not a Guatu workbook (.guatu.ron). Choose another file.", name(path))
            }
            (Self::Zh, StorageError::Newer { path, found, known }) => format!(
                "“{}”由更新版本的挂图保存（格式第 {found} 版，本程序只认到第 {known} 版）。请升级程序后再打开；文件没有改动。",
                name(path)
            ),
            (Self::En, StorageError::Newer { path, found, known }) => format!(
                "\"{}\" was saved by a newer Guatu (format version {found}; this program knows up to {known}). Update the program to open it; the file was left untouched.",
                name(path)
            ),
            (Self::Zh, StorageError::Syntax { path, line, column, what, detail }) => format!(
                "“{}”第 {line} 行第 {column} 列：{}。文件没有改动，请改正此处或用备份。",
                name(path),
                self.trouble(what, detail)
            ),
            (Self::En, StorageError::Syntax { path, line, column, what, detail }) => format!(
                "\"{}\", line {line}, column {column}: {}. The file was left untouched; correct this place or use a backup.",
                name(path),
                self.trouble(what, detail)
            ),
            (Self::Zh, StorageError::Changed { path }) => format!(
                "“{}”已被别人改动，没有保存，以免盖掉别人的内容。请先比较、合并，或另存为别的文件。",
                path.display()
            ),
            (Self::En, StorageError::Changed { path }) => format!(
                "\"{}\" was changed by someone else and was not overwritten. Compare and merge first, or save under another name.",
                path.display()
            ),
            (Self::Zh, StorageError::ReadOnly { path }) => {
                format!("“{}”是只读文件，没有保存。请另存为别的文件，或取消只读属性。", path.display())
            }
            (Self::En, StorageError::ReadOnly { path }) => format!(
                "\"{}\" is read-only and was not saved. Save under another name, or make it writable.",
                path.display()
            ),
            (Self::Zh, StorageError::Save { path, step, kind, detail }) => format!(
                "“{}”没有保存好，{}时出错：{}。{}",
                path.display(),
                self.save_step(*step),
                self.io_failure(*kind, detail),
                if error.left_untouched() {
                    "原文件没有改动，请另存到别处。"
                } else {
                    "新文件已写入，但断电时可能丢失，请再保存一次。"
                }
            ),
            (Self::En, StorageError::Save { path, step, kind, detail }) => format!(
                "\"{}\" could not be saved; {} failed: {}. {}",
                path.display(),
                self.save_step(*step),
                self.io_failure(*kind, detail),
                if error.left_untouched() {
                    "The old file was left untouched; save somewhere else."
                } else {
                    "The new file is in place but might not survive a power cut; save again."
                }
            ),
            (Self::Zh, StorageError::Cancelled) => "已取消，文件没有改动。".into(),
            (Self::En, StorageError::Cancelled) => "Cancelled. Nothing was changed.".into(),
        }
    }

    /// A field of a file that is not understood, but kept.
    pub fn stranger(self, stranger: &Stranger) -> String {
        let Stranger { line, path } = stranger;
        match self {
            Self::Zh => format!("第 {line} 行：不认识字段 {path}，已原样保留。"),
            Self::En => format!("line {line}: the field {path} is not understood; it is kept as it stands."),
        }
    }

    /// The fields of a file that are not understood, but kept, in one notice.
    pub fn strangers(self, strangers: &Strangers) -> String {
        const NAMED: usize = 3;
        let named: Vec<_> = strangers.first.iter().take(NAMED).map(|one| self.stranger(one)).collect();
        let (named, count) = (named.join(" "), strangers.count);
        match self {
            Self::Zh => format!(
                "文件里有 {count} 个本程序不认识的字段，可能出自较新的版本，也可能是手工改错；保存时原样写回。{named}"
            ),
            Self::En => format!(
                "This file has fields that are not understood here ({count}): those of a newer program, or slips of the hand. They are written back when saving. {named}"
            ),
        }
    }

    /// What the user should hear about the settings.
    pub fn settings_notice(self, notice: &SettingsNotice) -> String {
        match (self, notice) {
            (Self::Zh, SettingsNotice::Broken { kept_at: Some(path) }) => {
                format!("设置文件已损坏，改用默认设置；原文件保留在“{}”。", path.display())
            }
            (Self::En, SettingsNotice::Broken { kept_at: Some(path) }) => {
                format!(
                    "The settings were broken; defaults are used. The old file is kept at \"{}\".",
                    path.display()
                )
            }
            (Self::Zh, SettingsNotice::Broken { kept_at: None }) => {
                "设置文件已损坏，且无法改名保留；这次用默认设置。".into()
            }
            (Self::En, SettingsNotice::Broken { kept_at: None }) => {
                "The settings are broken and could not be set aside; defaults are used.".into()
            }
            (Self::Zh, SettingsNotice::Unreadable(error)) => {
                format!("读不了设置，这次用默认设置。{}", self.storage_error(error))
            }
            (Self::En, SettingsNotice::Unreadable(error)) => {
                format!("The settings cannot be read; defaults are used. {}", self.storage_error(error))
            }
        }
    }

    fn trouble(self, what: &Trouble, detail: &str) -> String {
        let choices = |expected: &[&str]| expected.join(if self == Self::Zh { "、" } else { ", " });
        match (self, what) {
            (Self::Zh, Trouble::Ended) => "文件到这里就断了，后面的内容缺失".into(),
            (Self::En, Trouble::Ended) => "the file ends here too early; the rest is missing".into(),
            (Self::Zh, Trouble::UnknownField { found, expected }) => {
                format!("没有“{found}”这个字段（可用：{}）", choices(expected))
            }
            (Self::En, Trouble::UnknownField { found, expected }) => {
                format!("there is no field \"{found}\" (there are: {})", choices(expected))
            }
            (Self::Zh, Trouble::UnknownChoice { found, expected }) => {
                format!(
                    "不认识“{found}”这个选项（认得的：{}）；若出自较新的挂图，请升级程序",
                    choices(expected)
                )
            }
            (Self::En, Trouble::UnknownChoice { found, expected }) => {
                format!(
                    "\"{found}\" is not a known choice (known: {}); if a newer Guatu wrote it, update the program",
                    choices(expected)
                )
            }
            (Self::Zh, Trouble::MissingField(field)) => format!("缺少字段“{field}”"),
            (Self::En, Trouble::MissingField(field)) => format!("the field \"{field}\" is missing"),
            (Self::Zh, Trouble::DuplicateField(field)) => format!("字段“{field}”重复"),
            (Self::En, Trouble::DuplicateField(field)) => format!("the field \"{field}\" is given twice"),
            (Self::Zh, Trouble::WrongValue { expected, found }) => {
                format!("这里应为 {expected}，实为 {found}")
            }
            (Self::En, Trouble::WrongValue { expected, found }) => {
                format!("expected {expected}, found {found}")
            }
            (Self::Zh, Trouble::Inexact(found)) => {
                format!("{found} 不是数，或位数太多（最多 28 位有效数字）；不会擅自四舍五入")
            }
            (Self::En, Trouble::Inexact(found)) => {
                format!("{found} is no figure or has too many digits (at most 28); it is not rounded unasked")
            }
            (Self::Zh, Trouble::TextTooLong(bytes)) => {
                format!("这段文字太长（{} KB，最多 1024 KB）", bytes >> 10)
            }
            (Self::En, Trouble::TextTooLong(bytes)) => {
                format!("this text is too long ({} KB, at most 1024 KB)", bytes >> 10)
            }
            (Self::Zh, Trouble::TooManyRows) => format!("这张表太长（最多 {MOST_ROWS} 行）"),
            (Self::En, Trouble::TooManyRows) => format!("this table is too long (at most {MOST_ROWS} rows)"),
            (Self::Zh, Trouble::TooManyEntries(most)) => {
                format!("文件里的条目太多（各表各列合计最多 {most} 条）")
            }
            (Self::En, Trouble::TooManyEntries(most)) => {
                format!("the file has too many entries (at most {most} in all its lists)")
            }
            (Self::Zh, Trouble::NumberOutOfRange) => "数超出范围".into(),
            (Self::En, Trouble::NumberOutOfRange) => "the number is out of range".into(),
            (Self::Zh, Trouble::TooDeep) => "括号嵌套太深".into(),
            (Self::En, Trouble::TooDeep) => "brackets are nested too deeply".into(),
            (Self::Zh, Trouble::TrailingText) => "工作簿结束之后还有别的内容".into(),
            (Self::En, Trouble::TrailingText) => "there is something after the end of the workbook".into(),
            (Self::Zh, Trouble::Syntax) => format!("写法不对（{detail}）"),
            (Self::En, Trouble::Syntax) => format!("this cannot be read ({detail})"),
        }
    }

    fn save_step(self, step: SaveStep) -> &'static str {
        match (self, step) {
            (Self::Zh, SaveStep::CreateTemporary) => "建立临时文件",
            (Self::En, SaveStep::CreateTemporary) => "making a temporary file",
            (Self::Zh, SaveStep::Write) => "写入",
            (Self::En, SaveStep::Write) => "writing",
            (Self::Zh, SaveStep::Sync) => "写到磁盘",
            (Self::En, SaveStep::Sync) => "flushing to the disk",
            (Self::Zh, SaveStep::ReadBack) => "读回核对",
            (Self::En, SaveStep::ReadBack) => "reading back and comparing",
            (Self::Zh, SaveStep::Rename) => "替换原文件",
            (Self::En, SaveStep::Rename) => "replacing the old file",
            (Self::Zh, SaveStep::SyncFolder) => "更新文件夹",
            (Self::En, SaveStep::SyncFolder) => "flushing the folder",
        }
    }

    /// A failure of a disk in words.
    pub fn io_failure(self, kind: ErrorKind, detail: &str) -> String {
        let (zh, en) = match kind {
            ErrorKind::NotFound => ("文件或文件夹不存在", "there is no such file or folder"),
            ErrorKind::PermissionDenied => ("没有权限", "permission denied"),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ("磁盘空间不足", "the disk is full"),
            ErrorKind::FileTooLarge => ("超过了系统允许的文件大小", "it is larger than this system allows"),
            ErrorKind::ReadOnlyFilesystem => ("磁盘是只读的", "the disk is read-only"),
            ErrorKind::NotADirectory => ("上一级不是文件夹", "the parent is not a folder"),
            ErrorKind::InvalidFilename => ("文件名不可用", "the file name is not allowed"),
            ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => ("文件正被占用", "the file is in use"),
            ErrorKind::InvalidData => {
                ("读回的内容与写入的不符", "what was read back is not what was written")
            }
            _ => return detail.to_owned(),
        };
        match self {
            Self::Zh => zh.into(),
            Self::En => en.into(),
        }
    }
}
