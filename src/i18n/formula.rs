//! Formula indicators.

use super::{Lang, format, messages};
use crate::{
    analysis::formula::{Made, find_indicator},
    model::{
        AreaId, Decimal, Formula, Indicator, IndicatorId, Unit, Workbook,
        formula::{BadFormula, Mistake, Style, is_plain_name},
    },
};

const ZH: Style =
    Style { sum: "求和", areas: "各地合计", parts: "分项合计", signs: ["+", "−", "×", "÷"] };
const EN: Style = Style { sum: "sum", areas: "areas", parts: "parts", signs: ["+", "−", "×", "÷"] };

/// The most missing figures that are named.
const MOST_MISSING: usize = 4;

messages! {
    formula_label = "公式", "Formula";
    formula_mark = "按公式计算", "computed by formula";
    formula_figures = "计算数", "As computed";
    formula_tip =
        "由其他指标算出：写名称或编号，如 地区生产总值 ÷ 常住人口；可用 + − × ÷ ( )、求和(…)、各地合计(指标)、分项合计(指标)。百分数按 % 计，如 甲 ÷ 乙 的单位填 %",
        "Made of other indicators: their names or identifiers, such as GDP ÷ population, with + − × ÷ ( ), sum(…), areas(indicator) and parts(indicator). A ratio with the unit % is given in per cent";
    formula_hint = "如：地区生产总值 ÷ 常住人口", "such as: GDP ÷ population";
    formula_drops(count: usize) =
        "改为公式后，已填的 {count} 个数由公式代替，可以撤销",
        "a formula takes the place of the {count} figures entered; this can be undone";
    formula_at(at: usize, why: String) = "第 {at} 个字：{why}", "character {at}: {why}";
    formula_unexpected(text: &str) = "“{text}”不该在这里", "\"{text}\" cannot stand here";
    formula_unfinished = "公式没有写完", "the formula is not finished";
    formula_unclosed = "括号没有合上", "the bracket is not closed";
    formula_unknown(name: &str) =
        "没有叫“{name}”的指标，或有几个同名", "no indicator is called \"{name}\", or several are";
    formula_one_indicator =
        "括号里只写一个指标的名称", "the name of one indicator belongs in the brackets";
    formula_too_long = "公式太长，或括号太深", "the formula is too long, or its brackets too deep";
    formula_value(text: String, value: String) = "{text} = {value}", "{text} = {value}";
    formula_follows(name: &str, text: String) = "{name} = {text}", "{name} = {text}";
    formula_missing(names: String) = "缺：{names}", "missing: {names}";
    formula_more(count: usize) = "等 {count} 个", " and others, {count} in all";
    formula_cannot = "算不出（除数为 0 或数太大）", "cannot be computed (division by zero, or too large)";
    formula_refuses_typing =
        "公式指标的数由公式算出，请改它用到的指标",
        "the figures of a formula indicator are computed: change the indicators that it uses";
    fault_formula_circle(name: &str) =
        "公式经“{name}”又用到自己，无法计算",
        "the formula comes back to itself through \"{name}\" and cannot be computed";
    fault_formula_units(one: &str, other: &str) =
        "单位不同，不能相加减：{one} 与 {other}", "units that do not add: {one} and {other}";
    fault_formula_unit(found: &str, unit: &str) =
        "公式结果的单位是 {found}，不能用“{unit}”表示",
        "the result of the formula is in {found} and cannot be given in \"{unit}\"";
    fault_formula_no_unit(found: &str) =
        "公式结果的单位是 {found}，请先填指标的单位",
        "the result of the formula is in {found}: give the indicator its unit first";
}

impl Lang {
    fn formula_style(self) -> &'static Style {
        match self {
            Self::Zh => &ZH,
            Self::En => &EN,
        }
    }

    /// An indicator as a formula names it: reading that gives the same indicator.
    pub fn formula_name(self, id: IndicatorId, workbook: &Workbook) -> String {
        let name = workbook.indicators.get(id).map(|row| self.pick(&row.name, &row.name_en));
        match name.filter(|name| find_indicator(workbook, name) == Some(id)) {
            Some(name) if is_plain_name(name) => name.to_owned(),
            Some(name) if !name.contains(['」', '「']) => format!("「{name}」"),
            _ => id.to_string(),
        }
    }

    /// A formula with names.
    pub fn formula(self, formula: &Formula, workbook: &Workbook) -> String {
        formula.named(self.formula_style(), &|id| self.formula_name(id, workbook))
    }

    /// What an indicator is computed from, for the notes of a figure.
    pub fn formula_note(self, row: &Indicator, formula: &Formula, workbook: &Workbook) -> String {
        self.formula_follows(self.pick(&row.name, &row.name_en), self.formula(formula, workbook))
    }

    /// How a figure of a formula indicator came about: the formula with its figures, or what is missing.
    pub fn formula_made(self, made: &Made, result: String, workbook: &Workbook) -> String {
        let of = |leaf: &Formula| {
            let name = |id: IndicatorId| {
                let row = workbook.indicators.get(id);
                row.map_or_else(|| id.to_string(), |row| self.pick(&row.name, &row.name_en).to_owned())
            };
            let name = leaf.named(self.formula_style(), &name);
            let term = made.terms.iter().find(|term| term.of == *leaf);
            match term.and_then(|term| Some((term.value?, &term.unit))) {
                Some((value, unit)) => format!("{name} {}", self.quantity(value, unit)),
                None => format!("{name} –"),
            }
        };
        let text = made.formula.written(self.formula_style(), &of);
        let result = if made.value.is_some() { result } else { "–".to_owned() };
        let mut lines = vec![self.formula_value(text, result)];
        if made.value.is_none() {
            lines.push(self.formula_lacks(made, workbook));
        }
        lines.join("\n")
    }

    /// What is missing for a figure.
    fn formula_lacks(self, made: &Made, workbook: &Workbook) -> String {
        let named = |&(id, area): &(IndicatorId, AreaId)| {
            let row = workbook.indicators.get(id)?;
            let area = workbook.areas.get(area)?;
            let (name, place) = (self.pick(&row.name, &row.name_en), self.pick(area.label(), &area.name_en));
            Some(format!("{place} {name}"))
        };
        let names: Vec<String> = made.missing.iter().take(MOST_MISSING).filter_map(named).collect();
        if names.is_empty() {
            return self.formula_cannot().to_owned();
        }
        let mut said = names.join(self.list_comma());
        if made.missing.len() > MOST_MISSING {
            said.push_str(&self.formula_more(made.missing.len()));
        }
        self.formula_missing(said)
    }

    /// Why a text is no formula, and where.
    pub fn bad_formula(self, why: &BadFormula) -> String {
        let mistake = match &why.mistake {
            Mistake::Unexpected(text) => self.formula_unexpected(text),
            Mistake::Unfinished => return self.formula_unfinished().to_owned(),
            Mistake::Unclosed => self.formula_unclosed().to_owned(),
            Mistake::UnknownName(name) => self.formula_unknown(name),
            Mistake::OneIndicator => self.formula_one_indicator().to_owned(),
            Mistake::TooLong => self.formula_too_long().to_owned(),
        };
        self.formula_at(why.at, mistake)
    }

    /// The result of a formula with its unit.
    pub fn formula_result(self, value: Decimal, unit: &Unit) -> String {
        if unit.is_empty() { format::number(value) } else { self.quantity(value, unit) }
    }
}
