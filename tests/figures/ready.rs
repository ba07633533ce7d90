//! Ready figures, and all figures in one document.

use super::{demo, lishui};
use guatu::{
    chart::{
        Body, Size, Template, chart,
        export::{book, render},
    },
    i18n::Lang,
    model::{FigureKind, Workbook},
};

#[test]
fn a_template_that_is_offered_shows_something_and_the_others_say_what_is_missing() {
    for workbook in [demo(), lishui(), Workbook::new("", 2024)] {
        for template in Template::ALL {
            match template.figure(&workbook) {
                Ok(figure) => {
                    assert_eq!(figure.kind, template.kind());
                    for lang in Lang::ALL {
                        let chart = chart(&workbook, &figure, lang);
                        let empty = matches!(chart.body, Body::Empty(_));
                        assert!(!empty, "{template:?} of {}: {:?}", workbook.title, chart.body);
                        assert!(!chart.title.is_empty());
                    }
                }
                Err(missing) => {
                    assert!(Lang::ALL.iter().all(|lang| !lang.template_missing(missing).is_empty()));
                }
            }
        }
    }
    let offered = |workbook: &Workbook| Template::ALL.iter().filter(|t| t.figure(workbook).is_ok()).count();
    assert_eq!(offered(&demo()), Template::ALL.len(), "the demo has something for all");
    assert!(Template::Headline.figure(&lishui()).is_ok());
    assert!(Template::Bump.figure(&lishui()).is_err());
    assert_eq!(offered(&Workbook::new("", 2024)), 0);
}

#[test]
fn templates_of_a_kind_differ() {
    let workbook = demo();
    let mut made: Vec<_> =
        Template::ALL.iter().map(|template| template.figure(&workbook).expect("the demo has it")).collect();
    made.retain(|figure| figure.kind == FigureKind::Line);
    assert_eq!(made.len(), 3);
    assert!(made[0] != made[1] && made[1] != made[2]);
}

#[test]
fn all_figures_in_one_document_are_the_same_bytes_twice() {
    let workbook = lishui();
    let make = || {
        let drawn = workbook.figures.iter();
        let drawn: Vec<_> = drawn
            .map(|figure| {
                render(&workbook, figure, Lang::Zh, Size::from(figure.paper), 1, None).expect("drawn")
            })
            .collect();
        (drawn.iter().map(|one| one.sheets().len()).sum::<usize>(), book(&drawn, "丽水").expect("a document"))
    };
    let (sheets, bytes) = make();
    assert!(sheets >= workbook.figures.len());
    assert!(bytes.starts_with(b"%PDF-"));
    assert_eq!(make().1, bytes);
    // One page a sheet: the tree of pages says how many.
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains(&format!("/Count {sheets}")), "no {sheets} pages");
}
