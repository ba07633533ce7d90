//! The page of saved figures inside the whole application: making, changing, ordering, presenting, exporting.

use super::lishui;
use crate::harness::{App, CTRL, CTRL_SHIFT, PLAIN, Seen, Start};
use egui::{Key, Modifiers, accesskit::Role};
use guatu::{
    app::{Document, Origin},
    bundled::Bundled,
    i18n::Lang,
    model::{Figure, FigureKind, Workbook, figure::Part},
    ui::Page,
};
use std::fs;
use tempfile::TempDir;

const ALT: Modifiers = Modifiers { alt: true, ..Modifiers::NONE };

fn figures(app: &App) -> Vec<Figure> {
    app.guatu().document().workbook().figures.iter().cloned().collect()
}

fn titles(app: &App) -> Vec<String> {
    figures(app).iter().map(|figure| figure.title.to_string()).collect()
}

/// The figures of the list, from the top.
fn listed(app: &App) -> Vec<Seen> {
    let mut rows: Vec<_> = app.seen().into_iter().filter(|seen| seen.role == Role::ListBoxOption).collect();
    rows.sort_by(|a, b| a.rect.top().total_cmp(&b.rect.top()));
    rows
}

fn page() -> App {
    let mut app = lishui();
    app.press(CTRL, Key::Num6);
    assert_eq!(app.guatu().view().page, Page::Figures);
    app
}

#[test]
fn a_figure_is_made_from_a_template_changed_live_and_taken_back() {
    let mut app = page();
    let before = figures(&app);
    app.click("新增图表");
    // What the workbook has nothing for says so, and cannot be chosen.
    let missing = app.control("比拼榜排位");
    assert!(!missing.enabled);
    app.click("主要指标增速对目标");
    let made = figures(&app);
    assert_eq!(made.len(), before.len() + 1);
    // Behind the one that was in view, and in view itself.
    let new = made[1].clone();
    assert_eq!((new.kind, new.indicators.len()), (FigureKind::Dumbbell, 8));
    assert!(new.title.is_empty());
    assert!(listed(&app)[1].selected);

    // Its kind.
    app.click("图形");
    app.click("结果与目标（子弹图）");
    assert_eq!(figures(&app)[1].kind, FigureKind::Bullet);
    app.press(CTRL, Key::Z);
    assert_eq!(figures(&app)[1], new);

    // Its title: what is typed in one go is one step, and the figure shows it while it is typed.
    app.click("标题");
    app.type_text("增速");
    app.type_text("对目标");
    assert_eq!(&*figures(&app)[1].title, "增速对目标");
    assert!(app.seen().iter().any(|seen| seen.role == Role::Figure && seen.says.contains("增速对目标")));
    app.press(PLAIN, Key::Escape);
    app.press(CTRL, Key::Z);
    assert_eq!(figures(&app)[1], new);
    app.press(CTRL, Key::Z);
    assert_eq!(figures(&app), before);
}

#[test]
fn figures_are_duplicated_moved_and_deleted_each_in_one_step() {
    let mut app = page();
    let before = figures(&app);
    let first = before[0].title.to_string();
    app.press(CTRL_SHIFT, Key::D);
    assert_eq!(titles(&app)[1], format!("{first}（副本）"));
    assert!(listed(&app)[1].selected, "the copy is in view");
    app.press(ALT, Key::ArrowUp);
    assert_eq!(titles(&app)[..2], [format!("{first}（副本）"), first.clone()]);
    app.press(PLAIN, Key::Delete);
    assert_eq!(figures(&app), before);
    for _ in 0..3 {
        app.press(CTRL, Key::Z);
    }
    assert_eq!(figures(&app), before);
    app.expect("未改动");

    // By dragging: the first behind the third.
    let rows = listed(&app);
    let below = rows[2].rect.left_bottom() + egui::vec2(30.0, 1.0);
    app.drag(rows[0].rect.center(), below);
    let mut expected = before.clone();
    let moved = expected.remove(0);
    expected.insert(2, moved);
    assert_eq!(figures(&app), expected);
    app.press(CTRL, Key::Z);
    assert_eq!(figures(&app), before);

    // Several at once: the first three.
    let rows = listed(&app);
    app.click_at(rows[0].rect.center());
    app.click_with(rows[2].rect.center(), Modifiers::SHIFT, egui::PointerButton::Primary);
    app.away();
    app.expect("选中 3 张");
    app.press(PLAIN, Key::Delete);
    assert_eq!(figures(&app), before[3..]);
    app.press(CTRL, Key::Z);
    assert_eq!(figures(&app), before);
}

#[test]
fn arrow_keys_go_through_the_list() {
    let mut app = page();
    app.press(PLAIN, Key::ArrowDown);
    app.press(PLAIN, Key::ArrowDown);
    assert!(listed(&app)[2].selected);
    app.press(PLAIN, Key::End);
    let last = figures(&app).last().expect("a figure").title.to_string();
    assert!(app.seen().iter().any(|seen| seen.role == Role::Figure && seen.says.contains(&last)));
    app.press(PLAIN, Key::Home);
    assert!(listed(&app)[0].selected);
}

#[test]
fn figures_are_presented_over_the_whole_screen_and_left_again() {
    let mut app = page();
    let titles = titles(&app);
    let count = titles.len();
    app.press(PLAIN, Key::F5);
    assert_eq!(app.heard.full_screen, Some(true));
    app.expect(&format!("第 1 页，共 {count} 页"));
    app.expect_not("新增图表");
    app.expect(&titles[0]);
    for (key, at) in [
        (Key::ArrowRight, 2),
        (Key::Space, 3),
        (Key::PageDown, 4),
        (Key::ArrowLeft, 3),
        (Key::PageUp, 2),
        (Key::End, count),
        (Key::ArrowRight, count),
        (Key::Home, 1),
    ] {
        app.press(PLAIN, key);
        app.expect(&format!("第 {at} 页，共 {count} 页"));
        app.expect(&titles[at - 1]);
    }
    // A click goes on, too, and the buttons do what they say.
    app.click_at(egui::pos2(500.0, 300.0));
    app.expect(&format!("第 2 页，共 {count} 页"));
    app.click("上一张");
    app.expect(&format!("第 1 页，共 {count} 页"));
    app.press(PLAIN, Key::ArrowRight);
    app.press(PLAIN, Key::Escape);
    assert_eq!(app.heard.full_screen, Some(false));
    app.expect("新增图表");
    // Where the presentation was left, the page goes on.
    assert!(listed(&app)[1].selected);
    app.expect("未改动");
}

#[test]
fn clicks_go_on_where_the_pointer_stays() {
    // Lines and columns among them, which take the pointer for themselves.
    let mut app = Start::bundled(Bundled::DemoCity).app();
    app.press(CTRL, Key::Num6);
    app.press(PLAIN, Key::F5);
    for at in 2..6 {
        app.click_at(egui::pos2(500.0, 300.0));
        app.expect(&format!("第 {at} 页"));
    }
}

#[test]
fn only_what_is_selected_is_presented() {
    let mut app = page();
    let rows = listed(&app);
    app.click_at(rows[1].rect.center());
    app.click_with(rows[3].rect.center(), CTRL, egui::PointerButton::Primary);
    app.press(PLAIN, Key::F5);
    app.expect("第 1 页，共 2 页");
    app.expect(&titles(&app)[1]);
    app.press(PLAIN, Key::Space);
    app.expect(&titles(&app)[3]);
    app.click("退出放映");
    app.expect("选中 2 张");
}

#[test]
fn a_schedule_with_more_lines_than_a_screen_goes_on() {
    let mut app = Start::bundled(Bundled::DemoCity).app();
    app.page("项目");
    app.run("存为图表");
    app.press(CTRL, Key::Num6);
    app.press(PLAIN, Key::End);
    app.click("图形");
    app.click("项目进度横道图");
    let count = figures(&app).len();
    assert_eq!(figures(&app)[count - 1].view.projects.len(), 0);
    app.press(PLAIN, Key::F5);
    app.press(PLAIN, Key::End);
    let last = format!("第 {count} 页，共 {count} 页");
    app.expect(&last);
    // 430 projects: the page stays, its lines go on, and back.
    assert!(app.control("下一张").enabled);
    app.press(PLAIN, Key::Space);
    app.expect(&last);
    app.press(PLAIN, Key::ArrowLeft);
    app.expect(&last);
    app.press(PLAIN, Key::ArrowLeft);
    app.expect(&format!("第 {} 页，共 {count} 页", count - 1));
}

#[test]
fn all_figures_go_into_one_pdf_which_is_the_same_twice_or_into_a_folder() {
    let folder = TempDir::new().expect("a folder");
    let (one, two) = (folder.path().join("全部.pdf"), folder.path().join("again"));
    let pictures = folder.path().join("pictures");
    fs::create_dir(&pictures).expect("a folder");
    let mut app = Start::bundled(Bundled::Lishui2024)
        .choosing([one.as_path(), two.as_path(), pictures.as_path()])
        .app();
    let count = figures(&app).len();
    app.press(CTRL, Key::Num6);
    app.press(CTRL_SHIFT, Key::E);
    app.expect(&format!("导出 {count} 张图表"));
    app.click("选择位置…");
    app.expect(&format!("{count} 张图表已导出到 {}", one.display()));
    app.press(CTRL_SHIFT, Key::E);
    app.click("选择位置…");
    let bytes = fs::read(&one).expect("the file");
    assert!(bytes.starts_with(b"%PDF-"));
    assert_eq!(fs::read(two.with_extension("pdf")).expect("with its ending"), bytes);

    app.press(CTRL_SHIFT, Key::E);
    app.click("SVG");
    app.click("选择文件夹…");
    app.expect(&format!("{count} 张图表已导出到 {}", pictures.display()));
    let mut names: Vec<String> = fs::read_dir(&pictures)
        .expect("the folder")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names.len(), count);
    assert!(names[0].starts_with("01 2024年增长目标"), "{names:?}");
    assert!(fs::read(pictures.join(&names[0])).expect("a picture").starts_with(b"<svg"));
}

#[test]
fn what_other_pages_show_is_kept_as_a_figure() {
    let mut app = Start::bundled(Bundled::DemoCity).lang(Lang::En).app();
    let before = figures(&app).len();
    let kinds = [FigureKind::Dumbbell, FigureKind::InvestmentCurve, FigureKind::BoardBars];
    for (page, kind) in ["Overview", "Projects", "Rankings"].into_iter().zip(kinds) {
        app.page(page);
        app.run("Save as figure");
        let kept = figures(&app);
        assert_eq!(kept.last().map(|figure| figure.kind), Some(kind), "{page}");
        app.expect("Saved as the figure");
    }
    assert_eq!(figures(&app).len(), before + 3);
    app.page("Indicators");
    app.click("Export ▼");
    app.click("Save as figure");
    assert_eq!(figures(&app).len(), before + 4);
    assert_eq!(app.guatu().document().workbook().check(), []);
    app.press(CTRL, Key::Z);
    assert_eq!(figures(&app).len(), before + 3);
    // On their own page they are kept already.
    app.page("Figures");
    app.run("Save as figure");
    assert_eq!(figures(&app).len(), before + 3);
}

#[test]
fn a_workbook_without_figures_says_how_to_begin() {
    let mut start = Start::bundled(Bundled::Lishui2024);
    let empty = Workbook::new("新", 2024);
    start.document = Document::of(empty, Origin::New, None);
    let mut app = start.app();
    app.press(CTRL, Key::Num6);
    app.expect("还没有图表");
    assert!(!app.control("主要指标增速对目标").enabled);
    assert!(app.find_control("放映").is_none());
    app.click("空白图表");
    assert_eq!(figures(&app).len(), 1);
    app.expect("还没有可以画的数据");
    app.press(PLAIN, Key::Delete);
    app.expect("还没有图表");
}

#[test]
fn the_editor_offers_what_the_kind_shows() {
    let mut app = Start::bundled(Bundled::DemoCity).app();
    app.press(CTRL, Key::Num6);
    for kind in FigureKind::ALL {
        let at = figures(&app).iter().position(|figure| figure.kind == kind).expect("every kind");
        app.press(PLAIN, Key::Home);
        for _ in 0..at {
            app.press(PLAIN, Key::ArrowDown);
        }
        let is = |name: &str| app.find_control(name).is_some_and(|seen| seen.control);
        assert_eq!(is("清单"), kind.uses(Part::List), "{kind:?}");
        let boards = app.seen().into_iter().any(|seen| seen.role == Role::ComboBox && seen.says == "比拼榜");
        assert_eq!(boards, kind.uses(Part::Board), "{kind:?}");
        assert_eq!(is("口径"), kind.uses(Part::Measure), "{kind:?}");
        assert_eq!(is("右轴"), kind.uses(Part::SecondAxis), "{kind:?}");
        assert_eq!(is("加标注"), kind.uses(Part::Annotations), "{kind:?}");
        assert_eq!(is("加参考线"), kind.uses(Part::Bands), "{kind:?}");
        assert!(app.find_control("标题").is_some(), "{kind:?}");
    }
}

#[test]
fn a_moved_line_can_be_taken_back_to_where_it_was() {
    let mut app = Start::bundled(Bundled::DemoCity).app();
    app.press(CTRL, Key::Num6);
    let plot = app.seen().into_iter().find(|seen| seen.role == Role::Canvas).expect("the plot");
    let ask = |app: &mut App| {
        app.harness.event(egui::Event::PointerMoved(plot.rect.center()));
        // What the pointer is told comes after a moment.
        (0..40).for_each(|_| app.frame());
        let told = |name: &String| name.ends_with('%') && name.contains('年') && !name.contains('：');
        let said: Vec<String> = app.names().into_iter().filter(told).collect();
        app.away();
        said
    };
    let before = ask(&mut app);
    assert_eq!(before.len(), 1, "the exact figure: {before:?}");
    app.drag(plot.rect.center(), plot.rect.center() + egui::vec2(-120.0, 0.0));
    let moved = ask(&mut app);
    assert_ne!(moved, before);
    app.click("恢复视图");
    assert_eq!(ask(&mut app), before);
}
