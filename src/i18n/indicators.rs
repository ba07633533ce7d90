//! The indicators page.

use super::{Lang, format, messages};
use crate::{
    analysis::{Gap, GapKind, TargetState, Verdict},
    model::{Direction, GrowthFrom, Month, Target, Workbook, area::SourceRef},
};

messages! {
    ind_search = "查找指标", "Find an indicator";
    ind_none_found = "没有找到", "Nothing found";
    ind_headline = "主要指标一览", "All headline indicators";
    ind_list = "指标列表", "Indicators";
    ind_no_section = "未分章节", "No section";
    ind_headline_subtitle(from: i16, to: i16) = "{from}年结果与{to}年目标", "Results of {from} and targets of {to}";
    ind_empty = "还没有指标", "No indicators yet";
    ind_empty_hint = "指标是要盯的数：名称、单位、目标和各期数据。", "An indicator is a figure to follow: name, unit, targets and figures by period.";
    ind_new_name = "新指标", "New indicator";
    ind_no_data = "还没有数据", "No figures yet";
    ind_no_data_hint = "在下面的表里填数，图就画出来。", "Enter figures in the table below and the chart appears.";
    ind_area = "区域", "Area";
    ind_measure = "类型", "Measure";
    ind_compare = "比较", "Compare";
    ind_compare_none = "比较：无", "Compare: none";
    ind_compare_one(name: &str) = "比较：{name}", "Compare: {name}";
    ind_compare_many(count: usize) = "比较：{count} 个区域", "Compare: {count} areas";
    ind_export = "导出", "Export";
    ind_more = "更多", "More";
    ind_delete = "删除这个指标", "Delete this indicator";
    ind_grid = "数据", "Figures";
    ind_by_period = "按期", "By period";
    ind_by_area = "按区域", "By area";
    ind_add_period = "新增期", "Add period";
    ind_period = "期", "Period";
    ind_value = "数值", "Value";
    ind_value_in(measure: &str, unit: &str) = "{measure}（{unit}）", "{measure} ({unit})";
    ind_growth = "增速（%）", "Growth (%)";
    ind_rank = "位次", "Rank";
    ind_status = "状态", "Status";
    ind_confirmed = "核定数", "Confirmed";
    ind_note = "备注", "Note";
    ind_earlier = "原数", "Earlier";
    ind_cell(row: &str, column: &str) = "{row} {column}", "{row} {column}";
    ind_not_entered = "这一列不能填写", "This column cannot be filled in";
    ind_bad_status(text: &str) = "“{text}”不是数据状态（初步、最终、修订）", "\"{text}\" is not a status (preliminary, final, revised)";
    ind_was(figure: &str, status: &str, when: &str) = "修订前：{figure}（{status}，{when} 改）", "before: {figure} ({status}, changed {when})";
    ind_bad_rank(text: &str) = "“{text}”不是位次，请填 1 以上的整数", "\"{text}\" is not a rank: enter a whole number from 1";
    ind_year = "年份", "Year";
    ind_kind = "类型", "Kind";
    ind_kind_year = "全年", "Year";
    ind_kind_quarter = "季度", "Quarter";
    ind_kind_month = "月", "Month";
    ind_kind_first_two = "1—2月合并", "Jan–Feb together";
    ind_which = "第几", "Which";
    ind_basis = "口径", "Basis";
    ind_add = "添加", "Add";
    ind_bad_year(text: &str) = "“{text}”不是年份（1900—2200）", "\"{text}\" is not a year (1900–2200)";
    ind_period_exists = "这一期已经在表里", "This period is in the table already";
    ind_definition = "指标", "Indicator";
    ind_name = "名称", "Name";
    ind_name_en = "英文名", "English";
    ind_unit = "单位", "Unit";
    ind_direction = "方向", "Direction";
    ind_growth_from = "增速来源", "Growth by";
    ind_growth_usual(what: &str) = "按惯例：{what}", "Usual: {what}";
    ind_growth_by_name = "按惯例", "usual";
    ind_growth_levels = "公布数，缺则推算", "published, or from levels";
    ind_growth_published = "只用公布数", "published only";
    ind_section = "章节", "Section";
    ind_heading = "小标题", "Heading";
    ind_owner = "责任单位", "Owner";
    ind_is_headline = "主要指标（在总览显示）", "Headline indicator (on the overview)";
    ind_part_of = "其中，属于", "Part of";
    ind_no_parent = "不属于别的指标", "None";
    ind_definition_text = "指标口径", "Definition";
    ind_targets = "目标", "Targets";
    ind_no_targets = "还没有目标", "No targets yet";
    ind_add_target = "新增目标", "Add target";
    ind_remove_target = "删除目标", "Remove target";
    ind_target_operator = "要求", "Operator";
    ind_target_value = "目标值", "Target value";
    ind_target_high = "上限", "High end";
    ind_target_unit = "目标单位", "Target unit";
    ind_target_tolerance = "容差", "Tolerance";
    ind_target_firmness = "约束力", "Firmness";
    ind_target_year = "目标年份", "Target year";
    ind_target_measure = "目标口径", "Of which figure";
    ind_target_due = "完成时限", "Due";
    ind_target_lead = "牵头单位", "Lead";
    ind_target_reference = "对照", "Reference";
    ind_target_relation = "关系", "Relation";
    ind_target_note = "目标备注", "Target note";
    ind_drop_draft = "放弃未完成的修改", "Drop the unfinished change";
    ind_source = "来源", "Source";
    ind_no_source = "没有注明来源", "No source given";
    ind_paragraph(title: &str, paragraph: u16) = "{title}，第 {paragraph} 段", "{title}, paragraph {paragraph}";
    ind_how = "怎么算的", "How it was judged";
    ind_status_selected(label: &str, text: &str) = "选中：{label}  {text}", "Selected: {label}  {text}";
    ind_needed(rest: &str, monthly: &str) = "完成全年目标还差 {rest}，其余各月平均每月 {monthly}", "{rest} short of the year's target: {monthly} a month from here on";
    ind_needed_by(month: &str, rest: &str, monthly: &str) = "到{month}完成目标还差 {rest}，平均每月 {monthly}", "{rest} short of the target due in {month}: {monthly} a month until then";
    ind_short_due(month: &str, rest: &str) = "{month}到期，距目标还差 {rest}", "Due in {month}: {rest} short of the target";
    ind_short(rest: &str) = "距全年目标还差 {rest}", "{rest} short of the year's target";
    ind_target_is(target: &str) = "目标 {target}", "target {target}";
    ind_growth_of(growth: &str) = "增长 {growth}%", "growth {growth}%";
}

impl Lang {
    /// Where the growth of a level may come from.
    pub fn growth_from(self, from: GrowthFrom) -> &'static str {
        match from {
            GrowthFrom::Name => self.ind_growth_by_name(),
            GrowthFrom::Levels => self.ind_growth_levels(),
            GrowthFrom::Publication => self.ind_growth_published(),
        }
    }

    /// That a target is due in a month.
    pub fn due_in(self, month: Month) -> String {
        let month = self.month(month);
        match self {
            Self::Zh => format!("{month}到期"),
            Self::En => format!("due in {month}"),
        }
    }

    /// A verdict in a few words, for the pill beside a title; with the month that the target is due in where
    /// that is not the end of its year.
    pub fn verdict_words(self, verdict: &Verdict) -> String {
        let words = self.verdict_alone(verdict);
        match (self, verdict.due) {
            (_, None) => words,
            (Self::Zh, Some(due)) => format!("{words}（{}）", self.due_in(due)),
            (Self::En, Some(due)) => format!("{words} ({})", self.due_in(due)),
        }
    }

    fn verdict_alone(self, verdict: &Verdict) -> String {
        let Some(gap) = &verdict.gap else { return self.target_state(verdict.state).to_owned() };
        if gap.kind == GapKind::PointsOfPace {
            let words = self.gap(gap.value, 1);
            return match (self, verdict.state, verdict.due) {
                (Self::Zh, TargetState::Met, None) => "已达全年目标".to_owned(),
                (Self::En, TargetState::Met, None) => "Year's target reached".to_owned(),
                (Self::Zh, TargetState::Met, Some(_)) => "已达目标".to_owned(),
                (Self::En, TargetState::Met, Some(_)) => "Target reached".to_owned(),
                _ => words,
            };
        }
        let far = self.distance(gap);
        let reached = matches!(verdict.state, TargetState::Met | TargetState::OnPace);
        if gap.value.is_zero() {
            return match self {
                Self::Zh => "与目标持平".to_owned(),
                Self::En => "On target".to_owned(),
            };
        }
        let better = gap.value.is_sign_positive();
        let places = gap.kind == GapKind::Places;
        match (self, verdict.side) {
            (Self::Zh, _) if reached && !better => format!("达目标（在容差内，差 {far}）"),
            (Self::En, _) if reached && !better => format!("On target within tolerance ({far} off)"),
            (Self::Zh, _) if places && better => format!("优于目标 {far}"),
            (Self::En, _) if places && better => format!("{far} better than the target"),
            (Self::Zh, _) if places => format!("距目标 {far}"),
            (Self::En, _) if places => format!("{far} short of the target"),
            (Self::Zh, Direction::Higher) if better => format!("高于目标 {far}"),
            (Self::Zh, Direction::Higher) => format!("低于目标 {far}"),
            (Self::Zh, Direction::Lower) if better => format!("低于上限 {far}"),
            (Self::Zh, Direction::Lower) => format!("超过目标 {far}"),
            (Self::Zh, Direction::Neither) if better => format!("达目标，余 {far}"),
            (Self::Zh, Direction::Neither) => format!("偏离目标 {far}"),
            (Self::En, Direction::Higher) if better => format!("{far} above target"),
            (Self::En, Direction::Higher) => format!("{far} below target"),
            (Self::En, Direction::Lower) if better => format!("{far} under the limit"),
            (Self::En, Direction::Lower) => format!("{far} over target"),
            (Self::En, Direction::Neither) if better => format!("On target, {far} to spare"),
            (Self::En, Direction::Neither) => format!("{far} off target"),
        }
    }

    /// The size of a gap with its unit.
    pub fn distance(self, gap: &Gap) -> String {
        let far = gap.value.abs();
        match &gap.kind {
            GapKind::Points | GapKind::PointsOfPace => {
                let figure = format::number(crate::analysis::round_half_up(far, 1));
                match self {
                    Self::Zh => format!("{figure} 个百分点"),
                    Self::En => format!("{figure} points"),
                }
            }
            GapKind::Units(unit) => self.quantity(shortened(far), unit),
            GapKind::Places => match self {
                Self::Zh => format!("{} 位", far.normalize()),
                Self::En => format!("{} places", far.normalize()),
            },
        }
    }

    /// How a verdict came about, with the figures it was made from.
    pub fn verdict_inputs(self, verdict: &Verdict, target: &Target, workbook: &Workbook) -> String {
        let Some(actual) = &verdict.actual else {
            return match (self, &verdict.previous) {
                (Self::Zh, Some(previous)) => format!(
                    "目标 {}；{} {}；本年尚无数据",
                    self.target(target, workbook),
                    self.period(previous.period),
                    self.quantity(previous.value, &previous.unit)
                ),
                (Self::En, Some(previous)) => format!(
                    "Target {}; {}: {}; no figure of the year yet",
                    self.target(target, workbook),
                    self.period(previous.period),
                    self.quantity(previous.value, &previous.unit)
                ),
                (Self::Zh, None) => format!("目标 {}；尚无数据", self.target(target, workbook)),
                (Self::En, None) => format!("Target {}; no figure yet", self.target(target, workbook)),
            };
        };
        let period = self.period(actual.period);
        let figure = self.quantity(shortened(actual.value), &actual.unit);
        let wanted = self.target(target, workbook);
        let summed = match (self, actual.summed) {
            (_, false) => "",
            (Self::Zh, true) => "（各期相加）",
            (Self::En, true) => " (summed from single periods)",
        };
        let mut parts = vec![match self {
            Self::Zh => format!("{period} {figure}{summed}"),
            Self::En => format!("{period}: {figure}{summed}"),
        }];
        parts.push(match self {
            Self::Zh => format!("目标 {wanted}"),
            Self::En => format!("target {wanted}"),
        });
        if let Some(other) = &verdict.reference {
            let figure = self.quantity(other.value, &other.unit);
            parts.push(match self {
                Self::Zh => format!("对照指标 {figure}"),
                Self::En => format!("reference {figure}"),
            });
        }
        if let Some(completion) = verdict.completion {
            let completion = format::fixed(completion, 1);
            parts.push(match self {
                Self::Zh => format!("完成 {completion}%"),
                Self::En => format!("{completion}% done"),
            });
        }
        if let Some(pace) = verdict.pace {
            let pace = format::fixed(pace, 1);
            parts.push(match (self, verdict.due) {
                (Self::Zh, None) => format!("时间进度 {pace}%"),
                (Self::Zh, Some(_)) => format!("应完成 {pace}%"),
                (Self::En, _) => format!("{pace}% due"),
            });
        }
        parts.extend(verdict.due.map(|due| self.due_in(due)));
        if let Some(gap) = &verdict.gap {
            let sign = if gap.value.is_sign_negative() && !gap.value.is_zero() { "−" } else { "+" };
            let far = self.distance(gap);
            parts.push(match self {
                Self::Zh => format!("差距 {sign}{far}"),
                Self::En => format!("gap {sign}{far}"),
            });
        }
        parts.join(self.semicolon())
    }

    /// Between the parts of a sentence.
    pub fn semicolon(self) -> &'static str {
        match self {
            Self::Zh => "；",
            Self::En => "; ",
        }
    }

    /// A place in a source.
    pub fn source_ref(self, source: SourceRef, workbook: &Workbook) -> String {
        let title =
            workbook.sources.get(source.source).map_or("?", |row| self.pick(&row.title, &row.title_en));
        match source.paragraph {
            Some(paragraph) => self.ind_paragraph(title, paragraph),
            None => title.to_owned(),
        }
    }
}

/// A computed figure with no more places than can be read.
fn shortened(value: crate::model::Decimal) -> crate::model::Decimal {
    if value.scale() > 2 { crate::analysis::round_half_up(value, 2) } else { value }
}
