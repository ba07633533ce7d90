//! What is wrong with a typed text, and the words that cells take.

use super::{Lang, messages};
use crate::{
    edit::entry::{EntryError, Words},
    model::{Action, Nature, Stage, half_width},
};

/// The term that a word means: as shown in either language, or as lists write it.
fn find<T: Copy>(word: &str, all: &[T], shown: impl Fn(Lang, T) -> &'static str) -> Option<T> {
    let plain = |text: &str| text.chars().map(half_width).collect::<String>().trim().to_lowercase();
    let word = plain(word);
    Lang::ALL.iter().find_map(|&lang| all.iter().copied().find(|&term| plain(shown(lang, term)) == word))
}

impl Words for Lang {
    fn nature_word(&self, nature: Nature) -> &'static str {
        self.nature(nature)
    }

    fn find_nature(&self, word: &str) -> Option<Nature> {
        find(word, &Nature::ALL, Lang::nature).or(match word {
            "续建项目" | "结转" => Some(Nature::Continued),
            "新建" | "新建项目" | "新开工项目" | "计划新开工" => Some(Nature::New),
            "竣工" | "计划建成" | "建成项目" | "建成投产" => Some(Nature::Completing),
            "前期项目" => Some(Nature::Preliminary),
            "预备项目" | "储备" | "储备项目" => Some(Nature::Reserve),
            _ => None,
        })
    }

    fn action_word(&self, action: Action) -> &'static str {
        self.action(action)
    }

    fn find_action(&self, word: &str) -> Option<Action> {
        find(word, &Action::ALL, Lang::action).or(match word {
            "前期" | "推进" | "谋划" => Some(Action::Planning),
            "开工" => Some(Action::Start),
            "建设" | "在建" | "续建" | "实施" => Some(Action::Construct),
            "建成" | "竣工" | "完工" | "投用" => Some(Action::Complete),
            "投产" => Some(Action::Commission),
            _ => None,
        })
    }

    fn stage_word(&self, stage: Stage) -> &'static str {
        self.stage(stage)
    }

    fn find_stage(&self, word: &str) -> Option<Stage> {
        find(word, &Stage::ALL, Lang::stage).or(match word {
            "谋划中" => Some(Stage::Idea),
            "前期工作" => Some(Stage::Preliminary),
            "已签约" => Some(Stage::Signed),
            "注册" | "已注册" | "已落地" => Some(Stage::Registered),
            "已开工" | "开工建设" => Some(Stage::Started),
            "建设中" | "施工" | "在建中" => Some(Stage::Building),
            "竣工" | "完工" | "已建成" | "已竣工" | "已完工" => Some(Stage::Completed),
            "已投产" => Some(Stage::Commissioned),
            "已达产" => Some(Stage::FullCapacity),
            "停工" | "停建缓建" | "暂停" => Some(Stage::Suspended),
            _ => None,
        })
    }

    fn flag_word(&self, flag: bool) -> &'static str {
        match (self, flag) {
            (Self::Zh, true) => "是",
            (Self::Zh, false) => "否",
            (Self::En, true) => "Yes",
            (Self::En, false) => "No",
        }
    }
}

messages! {
    entry_not_a_number(text: &str) = "“{text}”不是数字", "\"{text}\" is not a number";
    entry_about(text: &str) = "“{text}”不是确数：请填一个确定的数，原话可以写进备注",
        "\"{text}\" is not exact: enter one figure; the wording can go into the notes";
    entry_separators(text: &str) = "“{text}”的千分位逗号位置不对",
        "The commas in \"{text}\" do not part thousands";
    entry_digits = "数字位数过多", "More digits than can be kept";
    entry_unknown_unit(unit: &str) = "不认识的单位“{unit}”", "\"{unit}\" is not a known unit";
    entry_other_unit(given: &str, wanted: &str) = "“{given}”不能换算为“{wanted}”",
        "\"{given}\" cannot be converted into \"{wanted}\"";
    entry_not_a_date(text: &str) = "“{text}”不是日期，可填 2024、2024-05 或 2024-05-20",
        "\"{text}\" is not a date: enter 2024, 2024-05 or 2024-05-20";
    entry_not_years(text: &str) = "“{text}”不是起止年份，可填 2023-2025",
        "\"{text}\" are not years: enter 2023-2025";
    entry_unknown_area(text: &str) = "没有名为“{text}”的区域", "There is no area called \"{text}\"";
    entry_unknown_department(text: &str) = "没有名为“{text}”的单位", "There is no department called \"{text}\"";
    entry_unknown_project(text: &str) = "本清单中没有名为“{text}”的项目",
        "There is no project called \"{text}\" in this list";
    entry_ambiguous(text: &str, candidates: String) = "“{text}”可指多个：{candidates}",
        "\"{text}\" may mean several: {candidates}";
    entry_unknown_word(text: &str, choices: String) = "“{text}”不在可选项中：{choices}",
        "\"{text}\" is not one of: {choices}";
    entry_no_column = "清单中没有这一列", "The list has no such column";
    entry_no_date_yet = "请先填日期，再填原因", "Enter the date first, then the reason";
}

impl Lang {
    /// What is wrong with a typed text.
    pub fn entry_error(self, error: &EntryError) -> String {
        let joined = |texts: &mut dyn Iterator<Item = &str>| {
            texts.collect::<Vec<_>>().join(match self {
                Self::Zh => "、",
                Self::En => ", ",
            })
        };
        match error {
            EntryError::NotANumber(text) => self.entry_not_a_number(text),
            EntryError::About(text) => self.entry_about(text),
            EntryError::BadSeparators(text) => self.entry_separators(text),
            EntryError::TooManyDigits => self.entry_digits().to_owned(),
            EntryError::UnknownUnit(unit) => self.entry_unknown_unit(unit),
            EntryError::OtherUnit { given, wanted } => self.entry_other_unit(given, wanted),
            EntryError::NotADate(text) => self.entry_not_a_date(text),
            EntryError::NotYears(text) => self.entry_not_years(text),
            EntryError::UnknownArea(text) => self.entry_unknown_area(text),
            EntryError::UnknownDepartment(text) => self.entry_unknown_department(text),
            EntryError::UnknownProject(text) => self.entry_unknown_project(text),
            EntryError::Ambiguous { text, candidates } => {
                self.entry_ambiguous(text, joined(&mut candidates.iter().map(|name| &**name)))
            }
            EntryError::UnknownWord { text, choices } => {
                self.entry_unknown_word(text, joined(&mut choices.iter().map(String::as_str)))
            }
            EntryError::NoSuchColumn => self.entry_no_column().to_owned(),
            EntryError::NoDateYet => self.entry_no_date_yet().to_owned(),
        }
    }
}
