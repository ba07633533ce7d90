//! Where a target is heading, in words.

use super::{Lang, format::number, messages};
use crate::{
    analysis::{
        progress::{Outlook, Prospect},
        round_half_up,
    },
    model::{Decimal, Measure, Target, Unit},
};

messages! {
    outlook_needed(rest: String, months: u8, monthly: String) = "还需 {rest}，余下 {months} 个月平均每月 {monthly}", "{rest} still needed: {monthly} a month for {months} months";
    outlook_needed_growth(growth: String) = "余下各月要比上年同期增长 {growth}%", "the rest of the year has to grow {growth}% over last year's";
    outlook_pattern(figure: String) = "按上年节奏全年预计 {figure}", "by last year's pattern the year would end at {figure}";
    outlook_pattern_by(month: &str, figure: String) = "按上年节奏到{month}预计 {figure}", "by last year's pattern {figure} by {month}";
    outlook_linear(figure: String) = "按月均匀推算 {figure}", "in a straight line at {figure}";
    outlook_range(low: String, high: String) = "预计区间 {low} 至 {high}", "range {low} to {high}";
    outlook_nominal = "按总量推算，为名义增速", "from levels: nominal growth";
    outlook_met = "预计能完成", "on course to be met";
    outlook_open = "能否完成尚不确定", "could go either way";
    outlook_missed = "照此难以完成", "heading for a miss";
    outlook_part_missed(names: String) = "其中项未达：{names}", "behind among its parts: {names}";
    outlook_part_of(name: &str) = "属于 {name}", "part of {name}";
}

impl Lang {
    /// What the forecasts say together.
    pub fn prospect(self, prospect: Prospect) -> &'static str {
        match prospect {
            Prospect::WillBeMet => self.outlook_met(),
            Prospect::Open => self.outlook_open(),
            Prospect::WillBeMissed => self.outlook_missed(),
        }
    }

    /// The outlook of a target, one line for each thing to know.
    pub fn outlook(self, outlook: &Outlook, target: &Target) -> Vec<String> {
        let mut lines = Vec::new();
        let places = if target.measure == Measure::Growth { 1 } else { 2 };
        let unit = if target.unit.is_empty() { &outlook.done.unit } else { &target.unit };
        let said = |value: Decimal| self.quantity(shown(value, places), unit);
        let by = outlook.by_pattern.map(|forecast| match outlook.due {
            None => self.outlook_pattern(said(forecast.value)),
            Some(due) => self.outlook_pattern_by(&self.month(due), said(forecast.value)),
        });
        let straight = outlook.linear.map(|forecast| self.outlook_linear(said(forecast.value)));
        let mut forecast = vec![self.prospect(outlook.prospect()).to_owned()];
        forecast.extend(by);
        forecast.extend(straight);
        if outlook.range.0 != outlook.range.1 {
            forecast.push(self.outlook_range(said(outlook.range.0), said(outlook.range.1)));
        }
        if outlook.nominal {
            forecast.push(self.outlook_nominal().to_owned());
        }
        lines.push(forecast.join(self.semicolon()));
        if let Some(needed) = &outlook.needed {
            let figure = |value: Decimal, unit: &Unit| self.quantity(shown(value, 2), unit);
            let mut parts = vec![self.outlook_needed(
                figure(needed.rest, &needed.unit),
                needed.months,
                figure(needed.monthly, &needed.unit),
            )];
            if let Some(growth) = needed.growth {
                parts.push(self.outlook_needed_growth(number(round_half_up(growth, 1))));
            }
            lines.push(parts.join(self.semicolon()));
        }
        lines
    }
}

/// Rounded where it is longer than that.
fn shown(value: Decimal, places: u8) -> Decimal {
    if value.scale() > u32::from(places) { round_half_up(value, places) } else { value }
}
