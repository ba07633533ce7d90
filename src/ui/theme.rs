//! Themes as data: the tokens of `assets/themes/*.ron`, and egui's style made from them.

use egui::{
    Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Visuals,
    style::WidgetVisuals, vec2,
};
use serde::{Deserialize, Deserializer, de::Error as _};
use std::sync::LazyLock;

/// The tokens of a theme. No panel names a colour otherwise.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the tokens are described in assets/themes and in the design notes")]
pub struct Theme {
    pub page: Token,
    pub panel: Token,
    pub line: Token,
    pub strong_line: Token,
    pub text: Token,
    pub second: Token,
    pub faint: Token,
    pub accent: Token,
    pub accent_ground: Token,
    pub on_accent: Token,
    pub good: Token,
    pub good_ground: Token,
    pub warning: Token,
    pub warning_ground: Token,
    pub bad: Token,
    pub bad_ground: Token,
    pub none: Token,
    pub none_ground: Token,
    pub selection: Token,
    pub hover: Token,
    pub field: Token,
    pub shadow: Token,
    pub zebra: Token,
    pub series: Vec<Token>,
}

/// A colour, written `#RRGGBB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token(pub Color32);

impl From<Token> for Color32 {
    fn from(token: Token) -> Self {
        token.0
    }
}

impl<'de> Deserialize<'de> for Token {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Color32::from_hex(&text).map(Self).map_err(|_| D::Error::custom("a colour is written #RRGGBB"))
    }
}

static LIGHT: LazyLock<Theme> = LazyLock::new(|| parse(include_str!("../../assets/themes/light.ron")));
static DARK: LazyLock<Theme> = LazyLock::new(|| parse(include_str!("../../assets/themes/dark.ron")));

fn parse(text: &str) -> Theme {
    ron::from_str(text).expect("the themes are part of the program, and tests read them")
}

/// The family of the bold weight, for titles and the one number that matters.
pub const BOLD: &str = "bold";

/// Text size of a tile's number.
pub const NUMBER_SIZE: f32 = 26.0;
/// Text size of a page title.
pub const PAGE_SIZE: f32 = 20.0;
/// Text size of a panel title.
pub const PANEL_SIZE: f32 = 15.0;
/// Height of a table row.
pub const ROW: f32 = 27.0;
/// Height of a navigation entry.
pub const NAV_ROW: f32 = 32.0;
/// Height of a control.
pub const CONTROL: f32 = 26.0;

/// A font of the bold family.
pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(BOLD.into()))
}

impl Theme {
    /// The theme for light or dark.
    pub fn of(dark: bool) -> &'static Self {
        if dark { &DARK } else { &LIGHT }
    }

    /// The theme that a `Ui` is drawn with.
    pub fn in_use(ui: &egui::Ui) -> &'static Self {
        Self::of(ui.visuals().dark_mode)
    }

    /// egui's style with this theme.
    pub fn style(&self, dark: bool) -> Style {
        let mut style = Style { visuals: self.visuals(dark), ..Style::default() };
        style.text_styles = [
            (TextStyle::Small, FontId::proportional(12.0)),
            (TextStyle::Body, FontId::proportional(13.0)),
            (TextStyle::Button, FontId::proportional(13.0)),
            (TextStyle::Monospace, FontId::monospace(12.5)),
            (TextStyle::Heading, bold(PAGE_SIZE)),
        ]
        .into();
        let spacing = &mut style.spacing;
        spacing.item_spacing = vec2(8.0, 6.0);
        spacing.button_padding = vec2(10.0, 4.0);
        spacing.interact_size = vec2(CONTROL, CONTROL);
        spacing.menu_margin = Margin::same(6);
        spacing.window_margin = Margin::same(20);
        spacing.combo_height = 320.0;
        spacing.icon_width = 15.0;
        spacing.scroll = egui::style::ScrollStyle::thin();
        style.interaction.selectable_labels = false;
        style.interaction.tooltip_delay = 0.35;
        style.animation_time = 0.08;
        style
    }

    fn visuals(&self, dark: bool) -> Visuals {
        let mut visuals = if dark { Visuals::dark() } else { Visuals::light() };
        let shadow = |alpha: u8, blur: u8, offset: i8| {
            let [r, g, b, _] = self.shadow.0.to_array();
            Shadow {
                offset: [0, offset],
                blur,
                spread: 0,
                color: Color32::from_rgba_unmultiplied(r, g, b, alpha),
            }
        };
        let corner = CornerRadius::same(6);
        let widget = |fill: Token, line: Token, text: Token| WidgetVisuals {
            bg_fill: fill.0,
            weak_bg_fill: fill.0,
            bg_stroke: Stroke::new(1.0, line.0),
            corner_radius: corner,
            fg_stroke: Stroke::new(1.0, text.0),
            expansion: 0.0,
        };
        visuals.widgets.noninteractive = widget(self.panel, self.line, self.text);
        visuals.widgets.inactive = widget(self.panel, self.strong_line, self.text);
        visuals.widgets.hovered = widget(self.hover, self.faint, self.text);
        visuals.widgets.active = widget(self.accent_ground, self.accent, self.accent);
        visuals.widgets.open = widget(self.hover, self.strong_line, self.text);
        visuals.selection.bg_fill = self.accent_ground.0;
        visuals.selection.stroke = Stroke::new(1.0, self.accent.0);
        visuals.hyperlink_color = self.accent.0;
        visuals.faint_bg_color = self.zebra.0;
        visuals.extreme_bg_color = self.field.0;
        visuals.text_edit_bg_color = Some(self.field.0);
        visuals.code_bg_color = self.none_ground.0;
        visuals.warn_fg_color = self.warning.0;
        visuals.error_fg_color = self.bad.0;
        visuals.weak_text_color = Some(self.second.0);
        visuals.window_fill = self.panel.0;
        visuals.window_stroke = Stroke::new(1.0, self.line.0);
        visuals.window_corner_radius = CornerRadius::same(8);
        visuals.menu_corner_radius = CornerRadius::same(6);
        visuals.panel_fill = self.page.0;
        visuals.window_shadow = shadow(if dark { 120 } else { 40 }, 28, 8);
        visuals.popup_shadow = shadow(if dark { 110 } else { 32 }, 16, 4);
        visuals.text_cursor.stroke = Stroke::new(1.5, self.accent.0);
        visuals.striped = false;
        visuals.slider_trailing_fill = true;
        visuals
    }
}
