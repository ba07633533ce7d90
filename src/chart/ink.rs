//! The colours of a figure, as data.

use super::data::Tone;
use egui::Color32;
use serde::Deserialize;
use std::sync::LazyLock;

/// The colours of a figure, taken from a theme file (`assets/themes`).
#[derive(Debug, Clone, PartialEq)]
pub struct Ink {
    /// The paper.
    pub panel: Color32,
    /// Grid lines and tracks.
    pub line: Color32,
    /// The zero line, and lines between two marks.
    pub strong_line: Color32,
    /// Titles and names.
    pub text: Color32,
    /// Subtitles and values.
    pub second: Color32,
    /// Axis labels and the foot.
    pub faint: Color32,
    /// The thing spoken of.
    pub accent: Color32,
    /// Met, on pace.
    pub good: Color32,
    /// The side of a target that counts as met.
    pub good_ground: Color32,
    /// Slightly behind.
    pub warning: Color32,
    /// Behind.
    pub bad: Color32,
    /// Not due; results of last year.
    pub none: Color32,
    /// Tracks behind bars.
    pub none_ground: Color32,
    /// The palette of series.
    pub series: Vec<Color32>,
}

/// The tokens that figures need; a theme file has more.
#[derive(Deserialize)]
struct Tokens {
    panel: String,
    line: String,
    strong_line: String,
    text: String,
    second: String,
    faint: String,
    accent: String,
    good: String,
    good_ground: String,
    warning: String,
    bad: String,
    none: String,
    none_ground: String,
    series: Vec<String>,
}

static LIGHT: LazyLock<Ink> = LazyLock::new(|| embedded(include_str!("../../assets/themes/light.ron")));
static DARK: LazyLock<Ink> = LazyLock::new(|| embedded(include_str!("../../assets/themes/dark.ron")));

fn embedded(ron: &str) -> Ink {
    Ink::from_theme(ron).expect("the themes that are part of the program are tested")
}

impl Ink {
    /// The light ink: the only one for files.
    pub fn light() -> &'static Self {
        &LIGHT
    }

    /// The dark ink.
    pub fn dark() -> &'static Self {
        &DARK
    }

    /// The ink of a theme file. `None` where it is no theme or a colour is no `#RRGGBB`.
    pub fn from_theme(ron: &str) -> Option<Self> {
        let tokens: Tokens = ron::from_str(ron).ok()?;
        let colour = |hex: &String| Color32::from_hex(hex).ok();
        Some(Self {
            panel: colour(&tokens.panel)?,
            line: colour(&tokens.line)?,
            strong_line: colour(&tokens.strong_line)?,
            text: colour(&tokens.text)?,
            second: colour(&tokens.second)?,
            faint: colour(&tokens.faint)?,
            accent: colour(&tokens.accent)?,
            good: colour(&tokens.good)?,
            good_ground: colour(&tokens.good_ground)?,
            warning: colour(&tokens.warning)?,
            bad: colour(&tokens.bad)?,
            none: colour(&tokens.none)?,
            none_ground: colour(&tokens.none_ground)?,
            series: tokens.series.iter().map(colour).collect::<Option<_>>()?,
        })
    }

    /// The colour of a tone.
    pub fn of(&self, tone: Tone) -> Color32 {
        match tone {
            Tone::Accent => self.accent,
            Tone::Pale => self.accent.lerp_to_gamma(self.panel, 0.72),
            Tone::Muted => self.none.lerp_to_gamma(self.panel, 0.25),
            Tone::Series(at) if self.series.is_empty() => [self.accent, self.good][at % 2],
            Tone::Series(at) => self.series[at % self.series.len()],
            Tone::Good => self.good,
            Tone::Warning => self.warning,
            Tone::Bad => self.bad,
            Tone::Unlit => self.none,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_themes_are_ink_and_differ() {
        assert_ne!(Ink::light().panel, Ink::dark().panel);
        assert_eq!(Ink::light().series.len(), Ink::dark().series.len());
        assert_eq!(Ink::from_theme("(panel: \"red\")"), None);
    }
}
