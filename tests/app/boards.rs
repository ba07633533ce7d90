//! The page of ranking boards: places, how points came about, figures by hand, rules, export.

use super::lishui;
use crate::harness::{App, CTRL, PLAIN, Start};
use egui::Key;
use guatu::{
    bundled::Bundled,
    i18n::Lang,
    model::{Board, Decimal, board::Ties},
    ui::Page,
};

fn board(app: &App) -> &Board {
    app.guatu().document().workbook().boards.at(0).expect("a board")
}

fn demo() -> App {
    let mut app = Start::bundled(Bundled::DemoCity).app();
    app.press(CTRL, Key::Num5);
    app
}

#[test]
fn a_row_says_how_its_points_came_about_and_what_would_lift_it() {
    let mut app = demo();
    assert_eq!(app.guatu().view().page, Page::Boards);
    app.expect("区县季度比拼榜");
    // Until a row is chosen, the first one is looked at.
    app.expect("分，第 1 位");
    let cell = first_cell(&app, "总分");
    app.click_at(cell);
    app.expect("60 + 40 ×（");
    app.expect("分，第 1 位");
    app.expect("已是第一位");
    // The one below it could go up.
    app.press(PLAIN, Key::ArrowDown);
    app.expect("分，第 2 位");
    app.expect("升位：");
}

/// The middle of the first cell of a column.
fn first_cell(app: &App, column: &str) -> egui::Pos2 {
    let cells = app.seen().into_iter().filter(|seen| seen.says.contains(&format!(" {column}")));
    let top = cells.min_by(|a, b| a.rect.top().total_cmp(&b.rect.top()));
    let Some(top) = top else { panic!("no column {column}: {:#?}", app.names()) };
    top.rect.center()
}

#[test]
fn a_figure_entered_by_hand_changes_the_scores_and_can_be_taken_back() {
    let mut app = demo();
    app.click("显示");
    app.click("各项数据");
    // Room for all columns.
    app.press(PLAIN, Key::F4);
    let before = board(&app).figures.clone();
    let cell = first_cell(&app, "现场评议");
    app.click_at(cell);
    app.type_text("12.5");
    app.press(PLAIN, Key::Enter);
    let changed: Vec<_> = board(&app).figures.iter().zip(&before).filter(|(new, old)| new != old).collect();
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0].0.value, Decimal::new(125, 1));
    app.press(CTRL, Key::Z);
    assert_eq!(board(&app).figures, before);
}

#[test]
fn rules_are_changed_at_the_right_and_the_figures_can_be_looked_at() {
    let mut app = demo();
    app.click("并列");
    app.click("1、2、2、3");
    assert_eq!(board(&app).ties, Ties::Dense);
    app.press(CTRL, Key::Z);
    assert_eq!(board(&app).ties, Ties::Skip);
    let items = board(&app).items.len();
    app.click("新增项目");
    assert_eq!(board(&app).items.len(), items + 1);
    app.click("删除项目 地区生产总值增速");
    assert_eq!(board(&app).items.len(), items);
    app.press(CTRL, Key::Z);
    for face in ["排位图", "位次变化", "得分构成"] {
        app.click("显示");
        app.click(face);
        app.expect("区县季度比拼榜：");
    }
    app.run("复制图表数据");
    app.expect("图表数据已复制");
}

#[test]
fn a_workbook_without_a_board_offers_one() {
    let mut app = lishui();
    app.press(CTRL, Key::Num5);
    app.expect("还没有比拼榜");
    app.click("新增比拼榜");
    let made = board(&app);
    assert_eq!((made.ranked_count() > 0, made.items.len()), (true, 1));
    assert_eq!(app.guatu().document().workbook().check(), []);
    app.press(CTRL, Key::Z);
    app.expect("还没有比拼榜");
}

#[test]
fn items_have_english_names_where_they_are_given() {
    let mut app = Start::bundled(Bundled::DemoCity).lang(Lang::En).app();
    app.press(CTRL, Key::Num5);
    app.expect("Key projects: completion");
    app.click("Remove item GDP growth");
    assert_eq!(&*board(&app).items[0].name_en, "Industrial output growth");
    // Without one the Chinese name is shown.
    let mut bare = board(&app).clone();
    bare.items[0].name_en = "".into();
    assert_eq!(Lang::En.board_item(&bare.items[0]), "规上工业增加值增速");
}
