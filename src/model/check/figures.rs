//! What must hold of boards and saved figures.

use super::{Fault, Report, Violation};
use crate::model::{
    Board, Figure, Workbook,
    board::{ItemSource, Ranked},
    figure::Transformation,
};

impl Workbook {
    pub(crate) fn check_board(&self, board: &Board) -> Vec<Violation> {
        let mut report = Report::of(format!("boards[{}]", board.id));
        report.name("title", &board.title);
        report.text("title_en", &board.title_en);
        board.adjustments.iter().for_each(|adjustment| report.text("adjustments", &adjustment.reason));
        let ranked = match &board.ranked {
            Ranked::Areas(areas) => {
                areas.iter().for_each(|&id| report.reference("ranked", &self.areas, Some(id)));
                areas.len()
            }
            Ranked::Departments(departments) => {
                departments.iter().for_each(|&id| report.reference("ranked", &self.departments, Some(id)));
                departments.len()
            }
        };
        for item in &board.items {
            report.name("items", &item.name);
            report.text("items", &item.name_en);
            match item.source {
                ItemSource::Indicator(id, _) => report.reference("items", &self.indicators, Some(id)),
                ItemSource::Completion(id) | ItemSource::StartRate(id) => {
                    report.reference("items", &self.lists, Some(id));
                }
                ItemSource::Manual => {}
            }
            if item.weight.is_sign_negative() {
                report.add("items", Fault::Negative);
            }
            for value in [Some(item.weight), item.cap, item.floor, item.target] {
                report.number("items", value);
            }
        }
        if board.periods.windows(2).any(|pair| pair[0] >= pair[1]) {
            report.add("periods", Fault::Unordered);
        }
        if board.adjustments.iter().any(|a| a.ranked as usize >= ranked)
            || board
                .figures
                .iter()
                .any(|f| f.ranked as usize >= ranked || f.item as usize >= board.items.len())
        {
            report.add("figures", Fault::Missing(String::new()));
        }
        report.into_found()
    }

    pub(crate) fn check_figure(&self, figure: &Figure) -> Vec<Violation> {
        let mut report = Report::of(format!("figures[{}]", figure.id));
        for (field, text) in [
            ("title", &figure.title),
            ("title_en", &figure.title_en),
            ("subtitle", &figure.subtitle),
            ("subtitle_en", &figure.subtitle_en),
            ("note", &figure.note),
            ("note_en", &figure.note_en),
            ("source", &figure.source),
            ("source_en", &figure.source_en),
        ] {
            report.text(field, text);
        }
        figure.all_indicators().for_each(|id| report.reference("indicators", &self.indicators, Some(id)));
        figure.all_areas().for_each(|id| report.reference("areas", &self.areas, Some(id)));
        report.reference("list", &self.lists, figure.list);
        report.reference("board", &self.boards, figure.board);
        match figure.transformation {
            Transformation::Distance(area) => {
                report.reference("transformation", &self.areas, Some(area));
            }
            Transformation::Average(periods) if !Transformation::AVERAGES.contains(&periods) => {
                report.add("transformation", Fault::BadTransformation);
            }
            Transformation::IndexTo(base) => report.year("transformation", base.year()),
            _ => {}
        }
        figure.annotations.iter().for_each(|annotation| report.name("annotations", &annotation.text));
        for band in &figure.bands {
            report.name("bands", &band.text);
            [Some(band.value), band.high].into_iter().for_each(|value| report.number("bands", value));
            if band.high.is_some_and(|high| high < band.value) {
                report.add("bands", Fault::Unordered);
            }
        }
        report.into_found()
    }
}
