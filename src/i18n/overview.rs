//! The overview: tiles, what needs attention, projects in brief.

use super::{Lang, format, messages};
use crate::{
    analysis::{
        attention::{Attention, AttentionKind},
        target::{Gap, GapKind, TargetState, Verdict, due_month},
    },
    model::{Decimal, ListId, ProjectId, Workbook, indicator::Rank},
};

messages! {
    overview_as_of(month: &str, pace: &str) = "数据截至{month} · 时间进度 {pace}%", "Figures up to {month} · {pace}% of the year";
    overview_no_month = "本年数据尚未填报", "Nothing reported yet this year";
    overview_counts(indicators: usize, projects: usize, tasks: usize) = "{indicators} 项指标、{projects} 个项目、{tasks} 项任务", "{indicators} indicators, {projects} projects, {tasks} tasks";
    overview_attention = "需要关注", "Needs attention";
    overview_nothing_behind = "没有滞后或待核对的事项。", "Nothing is behind or needs checking.";
    overview_more(count: usize) = "另有 {count} 项", "{count} more";
    overview_all_tasks = "全部任务", "All tasks";
    overview_lists = "项目清单", "Project lists";
    overview_by_area = "按区域", "By area";
    overview_by_category = "按领域", "By field";
    overview_entered(entered: usize, declared: u32) = "已录入 {entered} / {declared}", "{entered} of {declared} entered";
    overview_entered_only(entered: usize) = "{entered} 个", "{entered} entered";
    overview_completion(name: &str) = "{name}：投资完成率", "{name}: investment completed";
    overview_pace_note(pace: &str) = "虚线为时间进度 {pace}%", "Dashed line: pace {pace}%";
    overview_count_note = "项目个数", "Number of projects";
    overview_of_plan(percent: &str, gap: &str) = "占年度计划 {percent}%，{gap}", "{percent}% of the plan, {gap}";
    overview_investment(sum: &str) = "总投资 {sum}", "Total investment {sum}";
    overview_no_area = "未定区域", "No area";
    overview_no_category = "未分领域", "No field";
    overview_target(target: &str) = "目标 {target}", "Target {target}";
    overview_no_result(year: i16) = "{year}年结果未列", "no {year} result stated";
    overview_no_target = "无目标", "No target";
    overview_year_result(year: i16, figure: &str) = "{year}年 {figure}", "{year}: {figure}";
    overview_last_year_figure(year: i16) = "{year}年结果", "{year} result";
    overview_target_figure(year: i16) = "{year}年目标", "{year} target";
    overview_no_tiles = "还没有主要指标", "No headline indicators yet";
    overview_no_tiles_hint = "在“指标”页新增指标并设为主要指标，这里就会显示它的进展。", "Add an indicator on the Indicators page and mark it as headline: its progress shows here.";
    overview_add_indicator = "新增指标", "Add indicator";
    word_check = "待核对", "To check";
    word_not_reported = "未填报", "Not reported";
    word_incomplete = "未录全", "Incomplete";
    lead_indicators = "指标 ›", "Indicators ›";
    lead_projects = "项目 ›", "Projects ›";
    lead_tasks = "任务 ›", "Tasks ›";
}

impl Lang {
    /// A rank with whom it is among: 全省第 3.
    pub fn rank(self, rank: &Rank) -> String {
        use crate::model::Operator as O;
        let among: &str = match (self, &*rank.among) {
            (Self::En, "全省") => "in the province",
            (Self::En, "全国") => "in the country",
            (_, other) => other,
        };
        match (self, rank.bound) {
            (Self::Zh, O::Le) => format!("{among}前 {}", rank.place),
            (Self::Zh, _) => format!("{among}第 {}", rank.place),
            (Self::En, O::Le) => format!("top {} {among}", rank.place),
            (Self::En, _) => format!("no. {} {among}", rank.place),
        }
    }

    /// How a target stands, in a few words for a pill: 达目标, 差 1.9 点, 未填报.
    pub fn verdict(self, verdict: &Verdict) -> String {
        let short = |gap: &Gap| match (&gap.kind, self) {
            (GapKind::Points | GapKind::PointsOfPace, Self::Zh) => {
                format!("差 {} 点", format::fixed(gap.value.abs(), 1))
            }
            (GapKind::Points | GapKind::PointsOfPace, Self::En) => {
                format!("{} pts short", format::fixed(gap.value.abs(), 1))
            }
            (GapKind::Places, Self::Zh) => format!("差 {} 位", format::fixed(gap.value.abs(), 0)),
            (GapKind::Places, Self::En) => format!("{} places short", format::fixed(gap.value.abs(), 0)),
            (GapKind::Units(unit), Self::Zh) => {
                format!("差 {}", self.quantity(gap.value.abs().normalize(), unit))
            }
            (GapKind::Units(unit), Self::En) => {
                format!("{} short", self.quantity(gap.value.abs().normalize(), unit))
            }
        };
        match (verdict.state, &verdict.gap) {
            (TargetState::Slight | TargetState::Behind, Some(gap)) => short(gap),
            (state, _) => self.target_state(state).to_owned(),
        }
    }

    /// Something that needs attention, in a sentence.
    pub fn attention(self, item: &Attention, workbook: &Workbook) -> String {
        let list = |id: ListId| {
            workbook.lists.get(id).map_or("", |list| self.pick(&list.name, &list.name_en)).to_owned()
        };
        let some = |projects: &[ProjectId]| {
            let names = projects.iter().take(3).filter_map(|&id| workbook.projects.get(id));
            let names: Vec<&str> = names.map(|project| self.pick(&project.name, &project.name_en)).collect();
            match self {
                Self::Zh if projects.len() > 3 => format!("{} 等", names.join("、")),
                Self::Zh => names.join("、"),
                Self::En if projects.len() > 3 => format!("{}, …", names.join(", ")),
                Self::En => names.join(", "),
            }
        };
        let points = |value: Decimal| format::fixed(value.abs(), 1);
        match &item.kind {
            AttentionKind::TargetBehind { indicator, target, gap, .. } => {
                let Some(row) = workbook.indicators.get(*indicator) else { return String::new() };
                let name = self.pick(&row.name, &row.name_en);
                let target = row.target(*target);
                let mut wanted = target.map_or_else(String::new, |target| self.target(target, workbook));
                if let Some(due) = target.and_then(due_month) {
                    wanted = format!("{wanted}{}{}", self.comma(), self.due_in(due));
                }
                let short = gap.as_ref().map(|gap| match &gap.kind {
                    GapKind::Points => self.points_below(&points(gap.value)),
                    GapKind::PointsOfPace => self.gap(gap.value, 1),
                    GapKind::Units(unit) => {
                        self.units_short(&self.quantity(gap.value.abs().normalize(), unit))
                    }
                    GapKind::Places => self.places_short(&format::fixed(gap.value.abs(), 0)),
                });
                match self {
                    Self::Zh => format!("{name}{}（目标 {wanted}）", short.unwrap_or_default()),
                    Self::En => format!("{name}: {} (target {wanted})", short.unwrap_or_default()),
                }
            }
            AttentionKind::StartOverdue { projects, .. } => match self {
                Self::Zh => format!("应开未开 {} 个：{}", projects.len(), some(projects)),
                Self::En => format!("{} due but not started: {}", projects.len(), some(projects)),
            },
            AttentionKind::AreaBehind { area, progress, .. } => {
                let area =
                    workbook.areas.get(*area).map_or("", |area| self.pick(area.label(), &area.name_en));
                let done = progress.completion.map_or_else(String::new, |done| format::fixed(done, 1));
                let gap = progress.gap.map_or_else(String::new, |gap| self.gap(gap, 1));
                match self {
                    Self::Zh => format!("{area}完成年度计划 {done}%，{gap}"),
                    Self::En => format!("{area}: {done}% of the plan done, {gap}"),
                }
            }
            AttentionKind::ProjectsBehind { projects, worst, .. } => match self {
                Self::Zh => format!(
                    "{} 个项目滞后，最多 {} 个百分点：{}",
                    projects.len(),
                    points(*worst),
                    some(projects)
                ),
                Self::En => format!(
                    "{} projects behind, by up to {} points: {}",
                    projects.len(),
                    points(*worst),
                    some(projects)
                ),
            },
            AttentionKind::CumulativeFell { projects, .. } => match self {
                Self::Zh => {
                    format!("{} 个项目本月累计投资小于上月，疑似填报有误：{}", projects.len(), some(projects))
                }
                Self::En => format!(
                    "{} projects report less in total than last month: {}",
                    projects.len(),
                    some(projects)
                ),
            },
            AttentionKind::IndicatorFell { indicator, before, after } => {
                let name =
                    workbook.indicators.get(*indicator).map_or("", |row| self.pick(&row.name, &row.name_en));
                let (then, now) = (format::number(before.1), format::number(after.1));
                match self {
                    Self::Zh => format!(
                        "{name}累计数下降：{} {then} → {} {now}",
                        self.period(before.0),
                        self.period(after.0)
                    ),
                    Self::En => format!(
                        "{name}: the cumulative figure falls, {} {then} → {} {now}",
                        self.period(before.0),
                        self.period(after.0)
                    ),
                }
            }
            AttentionKind::NotReported { month, areas, projects, .. } => {
                let names: Vec<&str> = areas
                    .iter()
                    .filter_map(|&id| workbook.areas.get(id))
                    .map(|area| self.pick(area.label(), &area.name_en))
                    .collect();
                let month = self.month_name(month.month());
                match (self, names.is_empty()) {
                    (Self::Zh, false) => format!("{}{month}报表未收", names.join("、")),
                    (Self::Zh, true) => format!("{} 个项目{month}未报", projects.len()),
                    (Self::En, false) => format!("No {month} return from {}", names.join(", ")),
                    (Self::En, true) => format!("{} projects have not reported {month}", projects.len()),
                }
            }
            AttentionKind::UnitSuspect { projects, .. } => match self {
                Self::Zh => format!("{} 个项目的金额疑似单位错误：{}", projects.len(), some(projects)),
                Self::En => {
                    format!("{} projects may have a wrong money unit: {}", projects.len(), some(projects))
                }
            },
            AttentionKind::ListIncomplete { list: id, entered, declared } => match self {
                Self::Zh => format!("{}：已录入 {entered} / {declared}", list(*id)),
                Self::En => format!("{}: {entered} of {declared} entered", list(*id)),
            },
            AttentionKind::NoMonthlyFigures { list: id } => match self {
                Self::Zh => format!("{}：还没有月度投资数据", list(*id)),
                Self::En => format!("{}: no monthly investment yet", list(*id)),
            },
            AttentionKind::NoFigures { indicators } => {
                let names: Vec<&str> = indicators
                    .iter()
                    .take(3)
                    .filter_map(|&id| workbook.indicators.get(id))
                    .map(|row| self.pick(&row.name, &row.name_en))
                    .collect();
                match self {
                    Self::Zh => format!("{} 项目标还没有本年数据：{} 等", indicators.len(), names.join("、")),
                    Self::En => format!(
                        "{} targets have no figure yet this year: {}, …",
                        indicators.len(),
                        names.join(", ")
                    ),
                }
            }
        }
    }
}

messages! {
    points_below(points: &str) = "低于目标 {points} 个百分点", "{points} points below target";
    units_short(figure: &str) = "距目标 {figure}", "{figure} short of the target";
    places_short(places: &str) = "距目标 {places} 位", "{places} places short of the target";
}
