//! The window around the pages: languages, themes, keyboard, palette, menus.

use super::{ZH, change, changed, lishui};
use crate::harness::{App, CTRL, CTRL_SHIFT, PLAIN, Start, settings_in};
use egui::{Key, accesskit::Role};
use guatu::{
    bundled::Bundled,
    i18n::Lang,
    storage::{LanguageChoice, ThemeChoice},
    ui::{Command, Page},
};
use tempfile::TempDir;

const PAGES: [(Page, Command, Key); 4] = [
    (Page::Overview, Command::Overview, Key::Num1),
    (Page::Indicators, Command::Indicators, Key::Num2),
    (Page::Projects, Command::Projects, Key::Num3),
    (Page::Tasks, Command::Tasks, Key::Num4),
];

fn shown_tab(app: &App) -> Vec<String> {
    let tabs = app.seen().into_iter().filter(|seen| seen.role == Role::Tab && seen.selected);
    tabs.map(|seen| seen.says).collect()
}

#[test]
fn starts_on_the_plan_of_lishui() {
    let app = lishui();
    app.expect("丽水市2024年目标任务");
    app.expect("2024年市重点建设项目");
    app.expect("未改动");
    app.expect("lishui-2024.guatu.ron");
    assert_eq!(shown_tab(&app), ["总览"]);
}

/// Every page of every bundled workbook, in both languages and themes. The harness fails on a glyph that
/// the fonts do not have, on a control without a name, and on a window that never comes to rest.
#[test]
fn every_page_can_be_read_in_both_languages() {
    for bundled in Bundled::ALL {
        for lang in Lang::ALL {
            let mut app = Start::bundled(bundled).lang(lang).app();
            for (page, command, _) in PAGES {
                app.page(lang.command(command));
                assert_eq!(app.guatu().view().page, page);
                every_control_has_a_name(&app);
            }
            let lists: Vec<String> = app
                .guatu()
                .document()
                .workbook()
                .lists
                .iter()
                .map(|list| lang.pick(&list.name, &list.name_en).to_owned())
                .collect();
            for list in lists {
                app.page(&list);
                every_control_has_a_name(&app);
            }
        }
    }
}

fn every_control_has_a_name(app: &App) {
    let nameless: Vec<_> = app
        .seen()
        .into_iter()
        // What egui makes by itself around content, and a wheel or the arrow keys move.
        .filter(|seen| {
            !matches!(seen.role, Role::Window | Role::GenericContainer | Role::ScrollView | Role::ScrollBar)
        })
        .filter(|seen| seen.control && seen.says.trim().is_empty())
        .collect();
    assert!(nameless.is_empty(), "on {:?}: {nameless:#?}", app.guatu().view().page);
}

#[test]
fn a_narrow_window_shows_every_page_too() {
    for lang in Lang::ALL {
        let mut start = Start::bundled(Bundled::DemoCity).lang(lang);
        start.size = [640.0, 420.0];
        let mut app = start.app();
        for (page, _, key) in PAGES {
            app.press(CTRL, key);
            assert_eq!(app.guatu().view().page, page);
        }
    }
}

#[test]
fn the_language_switches_at_once_and_stays() {
    let folder = TempDir::new().expect("a folder");
    let mut app = Start::bundled(Bundled::Lishui2024).keeping_settings(folder.path()).app();
    app.expect("总览");
    app.click("English");
    assert_eq!(app.guatu().lang(), Lang::En);
    for name in ["Overview", "Indicators", "Projects", "Tasks", "Unchanged"] {
        app.expect(name);
    }
    app.expect_not("总览");
    assert_eq!(settings_in(folder.path()).language, LanguageChoice::En);
    app.click("中文");
    app.expect("总览");
    assert_eq!(settings_in(folder.path()).language, LanguageChoice::Zh);
}

#[test]
fn the_theme_switches_and_stays() {
    let folder = TempDir::new().expect("a folder");
    let mut app = Start::bundled(Bundled::Lishui2024).keeping_settings(folder.path()).app();
    let light = app.harness.render().expect("a picture");
    app.run(ZH.command(Command::ToggleTheme));
    assert_eq!(app.harness.ctx.theme(), egui::Theme::Dark);
    assert_eq!(settings_in(folder.path()).theme, ThemeChoice::Dark);
    let dark = app.harness.render().expect("a picture");
    let brightness = |picture: &image::RgbaImage| {
        picture.pixels().map(|pixel| u64::from(pixel.0[1])).sum::<u64>() / u64::from(picture.width())
    };
    assert!(brightness(&dark) * 2 < brightness(&light), "the window is dark all over");
    app.run(ZH.command(Command::ToggleTheme));
    assert_eq!(app.harness.ctx.theme(), egui::Theme::Light);
}

#[test]
fn zoom_by_keyboard_and_back_by_the_status_bar() {
    let mut app = lishui();
    app.expect("100%");
    app.press(CTRL, Key::Plus);
    app.expect("110%");
    assert!((app.harness.ctx.zoom_factor() - 1.1).abs() < 1e-3);
    app.press(CTRL, Key::Equals);
    app.expect("120%");
    for _ in 0..4 {
        app.press(CTRL, Key::Minus);
    }
    app.expect("80%");
    app.click("80%");
    app.expect("100%");
    app.press(CTRL, Key::Minus);
    app.press(CTRL, Key::Num0);
    app.expect("100%");
}

#[test]
fn pages_by_keyboard() {
    let mut app = lishui();
    for (page, command, key) in PAGES.into_iter().rev() {
        app.press(CTRL, key);
        assert_eq!(app.guatu().view().page, page);
        assert!(shown_tab(&app).contains(&ZH.command(command).to_owned()) || page == Page::Projects);
    }
}

/// Tab goes through the controls of the window, the rail among them, and Enter or Space presses them.
#[test]
fn tab_reaches_the_rail() {
    let mut app = lishui();
    let wanted = ZH.command(Command::Tasks);
    let mut passed = Vec::new();
    for _ in 0..60 {
        app.press(PLAIN, Key::Tab);
        let focused = app.focused().expect("something has the keyboard");
        assert!(!focused.says.is_empty(), "a control without a name: {focused:?}");
        if focused.role == Role::Tab && focused.says == wanted {
            app.press(PLAIN, Key::Space);
            assert_eq!(app.guatu().view().page, Page::Tasks);
            return;
        }
        passed.push(focused.says);
    }
    panic!("{wanted} is not reached: {passed:#?}");
}

/// A command that cannot run says why, in the palette as in the menu, and does nothing.
#[test]
fn commands_that_cannot_run_say_why() {
    let mut app = lishui();
    app.press(CTRL, Key::Z);
    app.expect("没有可撤销的改动");
    app.press(CTRL_SHIFT, Key::Z);
    app.expect("没有可重做的改动");
    assert!(!app.guatu().document().is_dirty());
    app.click("编辑");
    assert!(!app.control("撤销").enabled);
    app.press(PLAIN, Key::Escape);
}

#[test]
fn menus_do_what_they_say() {
    let mut app = lishui();
    app.click("编辑");
    app.click("新增清单");
    assert!(changed(&app));
    app.click("编辑");
    app.click("撤销：新增清单“新清单”");
    assert!(!changed(&app));
    app.expect("未改动");
    app.expect("已撤销：新增清单“新清单”");
    app.click("编辑");
    app.click("重做：新增清单“新清单”");
    assert!(changed(&app));
}

#[test]
fn undo_and_redo_by_keyboard() {
    let mut app = lishui();
    change(&mut app);
    app.expect("1 处改动未保存");
    assert!(app.heard.title.starts_with('●'), "{:?}", app.heard.title);
    app.press(CTRL, Key::Z);
    assert!(!changed(&app));
    app.expect("未改动");
    assert!(!app.heard.title.starts_with('●'), "{:?}", app.heard.title);
    app.press(CTRL_SHIFT, Key::Z);
    assert!(changed(&app));
    app.press(CTRL, Key::Z);
    app.press(CTRL, Key::Y);
    assert!(changed(&app));
    app.expect("1 处改动未保存");
}

#[test]
fn a_sound_workbook_is_checked() {
    for bundled in Bundled::ALL {
        let mut app = Start::bundled(bundled).app();
        app.press(PLAIN, Key::F7);
        app.expect("检查完毕：没有发现问题");
    }
}

#[test]
fn windows_inside_the_window_close_by_key_and_by_button() {
    let mut app = lishui();
    app.press(PLAIN, Key::F1);
    app.expect("快捷键");
    app.expect("Ctrl+S");
    app.press(PLAIN, Key::Escape);
    app.expect_not("Ctrl+Q");
    app.run(ZH.command(Command::About));
    app.expect("OFL 1.1");
    app.click("关闭");
    app.expect_not("OFL 1.1");
}

/// Shortcuts do not reach the page behind a question.
#[test]
fn a_question_keeps_the_keyboard() {
    let mut app = lishui();
    change(&mut app);
    app.ask_to_close();
    let page = app.guatu().view().page;
    app.press(CTRL, Key::Num4);
    app.press(CTRL, Key::Z);
    assert_eq!(app.guatu().view().page, page);
    assert!(app.guatu().document().is_dirty());
}

#[test]
fn an_idle_window_asks_for_no_frame() {
    for bundled in Bundled::ALL {
        let mut app = Start::bundled(bundled).app();
        for (_, _, key) in PAGES {
            app.press(CTRL, key);
            app.away();
            app.frame();
            let output = &app.harness.output().viewport_output[&egui::ViewportId::ROOT];
            assert_eq!(
                output.repaint_delay,
                std::time::Duration::MAX,
                "{:#?}",
                app.harness.ctx.repaint_causes()
            );
        }
    }
}
