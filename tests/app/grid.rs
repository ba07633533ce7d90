//! The work of the hand from end to end: a block of a spreadsheet is pasted, filled on, a text replaced, all
//! of it taken back and made again; and the file holds what is expected.

use super::ZH;
use crate::harness::{App, CTRL, PLAIN, Start};
use egui::{Key, Modifiers};
use guatu::{
    bundled::Bundled,
    edit::Edit,
    model::{Money, MoneyUnit, Project, ProjectField as F, Value, Workbook},
    storage,
    ui::Command,
};
use tempfile::TempDir;

/// Two rows as LibreOffice Calc puts them on the clipboard.
const TEXT: &str = "水利枢纽\t续建\t12.35\n交通枢纽\t续建\t8.5\n";
const HTML: &str = "<html><head><meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"/>\
<style type=\"text/css\">td { font-size:x-small }</style></head><body><table cellspacing=\"0\" border=\"0\">\
<colgroup width=\"85\"></colgroup><tr><td height=\"17\" align=\"left\">水利枢纽</td><td align=\"left\">续建</td>\
<td align=\"right\" sdval=\"12.35\" sdnum=\"2052;\">12.35</td></tr><tr><td>交通枢纽</td><td>续建</td>\
<td align=\"right\" sdval=\"8.5\" sdnum=\"2052;\">8.5</td></tr></table></body></html>";

fn list_of(workbook: &Workbook) -> Vec<&Project> {
    let list = workbook.lists.at(0).expect("a list").id;
    workbook.projects.iter().filter(|project| project.list == list).collect()
}

/// Turns to the projects with the columns name, category, nature and investment.
fn open(folder: &TempDir) -> (App, Workbook) {
    let path = folder.path().join("表.guatu.ron");
    let mut start = Start::bundled(Bundled::DemoCity).choosing([path.as_path()]);
    let mut workbook = start.document.workbook().clone();
    let mut list = workbook.lists.at(0).expect("a list").clone();
    let shown = [F::Name, F::Category, F::Nature, F::Investment].map(guatu::model::Column::Field);
    list.columns = shown.map(|column| guatu::model::list::ColumnView { column, width: None }).to_vec();
    Edit::Replace(list.into()).apply(&mut workbook).expect("other columns");
    start.document =
        guatu::app::Document::of(workbook.clone(), guatu::app::Origin::Bundled(Bundled::DemoCity), None);
    let mut app = start.app();
    app.press(CTRL, Key::Num3);
    (app, workbook)
}

fn go_to(app: &mut App, field: F, row: usize) {
    let name = ZH.projects_cell(&ZH.field(field), row);
    let found = app.seen().into_iter().find(|seen| seen.says == name).expect("the cell");
    app.click_at(found.rect.center());
}

#[test]
fn a_block_is_pasted_filled_replaced_taken_back_and_saved() {
    let folder = TempDir::new().expect("a folder");
    let (mut app, before) = open(&folder);
    go_to(&mut app, F::Category, 2);
    app.paste(TEXT, Some(HTML));
    // Of what is selected, the first row goes down, and the search stays inside.
    go_to(&mut app, F::Category, 3);
    app.press(Modifiers::SHIFT, Key::ArrowDown);
    app.press(Modifiers::SHIFT, Key::ArrowRight);
    app.press(Modifiers::SHIFT, Key::ArrowRight);
    app.press(CTRL, Key::D);
    app.press(CTRL, Key::H);
    app.type_text("枢纽");
    let with = app.control(ZH.find_with()).rect.center();
    app.click_at(with);
    app.type_text("工程");
    app.click(ZH.find_replace_all());
    app.click(ZH.find_close());

    let mut expected = before.clone();
    let rows: Vec<_> = list_of(&before)[1..4].iter().map(|project| project.id).collect();
    let put = |project, field, value| Edit::SetField { project, field, value };
    let nature = Value::Nature(guatu::model::Nature::Continued);
    let yi = |text: &str| Value::Money(Money::new(text.parse().expect("a figure"), MoneyUnit::Yi));
    for (id, category, money) in
        [(rows[0], "水利枢纽", "12.35"), (rows[1], "交通工程", "8.5"), (rows[2], "交通工程", "8.5")]
    {
        let edits = vec![
            put(id, F::Category, Value::text(category)),
            put(id, F::Nature, nature.clone()),
            put(id, F::Investment, yi(money)),
        ];
        Edit::Many(edits).apply(&mut expected).expect("sound");
    }
    assert!(app.guatu().document().workbook().projects == expected.projects);

    // Three steps, one for each thing that was done.
    for _ in 0..3 {
        app.press(CTRL, Key::Z);
    }
    assert!(!app.guatu().document().is_dirty());
    assert_eq!(app.guatu().document().workbook().projects, before.projects);
    for _ in 0..3 {
        app.press(CTRL, Key::Y);
    }
    app.press(CTRL, Key::S);
    let path = app.guatu().document().path().expect("a file").to_owned();
    let wanted = storage::to_text(&expected).expect("a text");
    assert_eq!(std::fs::read_to_string(path).expect("the file"), wanted);
}

#[test]
fn copied_cells_are_text_and_html() {
    let folder = TempDir::new().expect("a folder");
    let (mut app, _) = open(&folder);
    go_to(&mut app, F::Category, 2);
    app.paste(TEXT, Some(HTML));
    app.send_copy();
    assert_eq!(app.clipboard.text(), "水利枢纽\t续建\t12.35\n交通枢纽\t续建\t8.50");
    let html = guatu::app::clipboard::Clipboard::html(&mut app.clipboard).expect("HTML");
    assert!(html.contains("sdval=\"12.35\"") && html.contains("<td"), "{html}");
}

#[test]
fn a_project_is_added_filled_in_and_saved_without_the_mouse() {
    let folder = TempDir::new().expect("a folder");
    let (mut app, before) = open(&folder);
    app.run(ZH.command(Command::AddProject));
    app.type_text("键盘项目");
    app.press(PLAIN, Key::Tab);
    app.type_text("水利");
    app.press(PLAIN, Key::Tab);
    app.type_text("续建");
    app.press(PLAIN, Key::Tab);
    app.type_text("2000万");
    app.press(PLAIN, Key::Enter);
    app.press(CTRL, Key::S);
    let path = app.guatu().document().path().expect("a file").to_owned();
    let text = std::fs::read_to_string(path).expect("the file");
    assert!(text.contains("键盘项目") && text.contains("2000 万元"));
    let now = app.guatu().document().workbook();
    assert_eq!(list_of(now).len(), list_of(&before).len() + 1);
    assert!(!app.guatu().document().is_dirty());
}
