//! Every text can be read on its ground: at least 4.5:1 (WCAG 2, AA), in both themes.

use egui::Color32;
use guatu::{
    model::Lamp,
    ui::{Theme, theme::Token, widgets::lamp_colors},
};

const TEXT: f64 = 4.5;
/// Lines and marks of figures.
const MARK: f64 = 3.0;

/// Relative luminance as WCAG 2 defines it.
fn luminance(color: Color32) -> f64 {
    let part = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(color.r()) + 0.7152 * part(color.g()) + 0.0722 * part(color.b())
}

fn contrast(a: Color32, b: Color32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn at_least(least: f64, theme: &str, what: &str, ink: Color32, ground: Color32) {
    let ratio = contrast(ink, ground);
    assert!(ratio >= least, "{theme}: {what} has {ratio:.2}:1, needed are {least}:1");
}

fn themes() -> [(&'static str, &'static Theme); 2] {
    [("light", Theme::of(false)), ("dark", Theme::of(true))]
}

fn inks(theme: &Theme) -> [(&'static str, Token); 8] {
    [
        ("text", theme.text),
        ("second", theme.second),
        ("faint", theme.faint),
        ("accent", theme.accent),
        ("good", theme.good),
        ("warning", theme.warning),
        ("bad", theme.bad),
        ("none", theme.none),
    ]
}

#[test]
fn the_measure_is_right() {
    assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 1e-9);
    assert!((contrast(Color32::from_gray(0x77), Color32::WHITE) - 4.48).abs() < 0.01);
}

#[test]
fn every_ink_on_every_ground() {
    for (name, theme) in themes() {
        for (ink, color) in inks(theme) {
            for (ground, under) in [
                ("page", theme.page),
                ("panel", theme.panel),
                ("hover", theme.hover),
                ("selection", theme.selection),
                ("field", theme.field),
                ("zebra", theme.zebra),
            ] {
                at_least(TEXT, name, &format!("{ink} on {ground}"), color.0, under.0);
            }
        }
    }
}

#[test]
fn inks_on_their_own_grounds() {
    for (name, theme) in themes() {
        for (what, ink, ground) in [
            ("on_accent on accent", theme.on_accent, theme.accent),
            ("accent", theme.accent, theme.accent_ground),
            ("text on accent_ground", theme.text, theme.accent_ground),
            ("second on accent_ground", theme.second, theme.accent_ground),
            ("good", theme.good, theme.good_ground),
            ("warning", theme.warning, theme.warning_ground),
            ("bad", theme.bad, theme.bad_ground),
            ("none", theme.none, theme.none_ground),
            ("text on none_ground", theme.text, theme.none_ground),
            ("text on good_ground", theme.text, theme.good_ground),
            ("text on warning_ground", theme.text, theme.warning_ground),
            ("text on bad_ground", theme.text, theme.bad_ground),
        ] {
            at_least(TEXT, name, what, ink.0, ground.0);
        }
        for lamp in [Lamp::OnPace, Lamp::Slight, Lamp::Behind, Lamp::Unlit] {
            let (ink, ground) = lamp_colors(theme, lamp);
            at_least(TEXT, name, &format!("lamp {lamp:?}"), ink, ground);
        }
    }
}

#[test]
fn lines_of_figures_can_be_seen() {
    for (name, theme) in themes() {
        for (at, line) in theme.series.iter().enumerate() {
            at_least(MARK, name, &format!("series {at} on panel"), line.0, theme.panel.0);
        }
    }
}

/// The style that egui draws with is made of the same tokens.
#[test]
fn the_style_of_controls_can_be_read() {
    for (name, theme, dark) in [("light", Theme::of(false), false), ("dark", Theme::of(true), true)] {
        let visuals = theme.style(dark).visuals;
        for (what, widget) in [
            ("still text", visuals.widgets.noninteractive),
            ("a control", visuals.widgets.inactive),
            ("a control under the pointer", visuals.widgets.hovered),
            ("a pressed control", visuals.widgets.active),
            ("an open menu", visuals.widgets.open),
        ] {
            at_least(TEXT, name, what, widget.fg_stroke.color, widget.weak_bg_fill);
        }
        at_least(TEXT, name, "selected text", visuals.selection.stroke.color, visuals.selection.bg_fill);
        at_least(TEXT, name, "weak text", visuals.weak_text_color(), visuals.panel_fill);
        at_least(TEXT, name, "a link", visuals.hyperlink_color, visuals.panel_fill);
        at_least(TEXT, name, "a warning", visuals.warn_fg_color, visuals.panel_fill);
        at_least(TEXT, name, "an error", visuals.error_fg_color, visuals.panel_fill);
    }
}
