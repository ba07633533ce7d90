//! Every sentence a person reads, in Chinese and in English.
//!
//! One method of [`Lang`] for each message, made by [`messages!`] with one exhaustive match: a message
//! without one of its languages does not compile. Files follow the rooms they speak for. Figures, periods
//! and money are written by [`format`]; the words of the model's terms are in [`vocabulary`].

pub mod axis;
pub mod boards;
mod chart;
mod cli;
mod derive;
mod differences;
pub mod entry;
mod explain;
pub mod faces;
pub mod faults;
pub mod figures;
pub mod format;
mod formula;
mod grid;
pub mod indicators;
pub mod insight;
mod kinds;
mod list_settings;
mod list_views;
mod outlook;
pub mod overview;
pub mod project_page;
pub mod projects;
mod safety;
pub mod shell;
pub mod storage;
pub mod tasks;
pub mod views;
pub mod vocabulary;
mod workbook;

use serde::{Deserialize, Serialize};

/// A language of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Lang {
    /// 简体中文
    #[default]
    Zh,
    /// English
    En,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The language of the system's locale: Chinese for any `zh`, English otherwise.
    pub fn of_system() -> Self {
        match sys_locale::get_locale() {
            Some(locale) if locale.to_ascii_lowercase().starts_with("zh") => Self::Zh,
            Some(_) => Self::En,
            // Without a locale: the program is made for Chinese offices.
            None => Self::Zh,
        }
    }

    /// The text of this language where both are given and the English one may be empty.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En if en.is_empty() => zh,
            Self::En => en,
        }
    }
}

/// Makes one method of [`Lang`] for each message: `name = "中文", "English";` returns `&'static str`,
/// `name(n: usize) = "共 {n} 项", "{n} in all";` returns a `String`.
macro_rules! messages {
    ($($name:ident $(($($arg:ident: $kind:ty),+ $(,)?))? = $zh:literal, $en:literal;)*) => {
        impl $crate::i18n::Lang {
            $(messages!(@one $name $(($($arg: $kind),+))? = $zh, $en);)*
        }
    };
    (@one $name:ident = $zh:literal, $en:literal) => {
        #[doc = $zh]
        pub fn $name(self) -> &'static str {
            match self {
                Self::Zh => $zh,
                Self::En => $en,
            }
        }
    };
    (@one $name:ident ($($arg:ident: $kind:ty),+) = $zh:literal, $en:literal) => {
        #[doc = $zh]
        #[allow(clippy::needless_pass_by_value, reason = "messages take whatever can be printed")]
        pub fn $name(self, $($arg: $kind),+) -> String {
            match self {
                Self::Zh => format!($zh),
                Self::En => format!($en),
            }
        }
    };
}
pub(crate) use messages;
