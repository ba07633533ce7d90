//! `guatu show --json`: a workbook for scripts.
//!
//! Names of keys never change; new ones may be added. Decimals are texts as they were printed, so that no
//! place is lost; what is absent is null. Texts are the workbook's own (Chinese where it is): the language
//! of the program changes nothing here.

use super::{
    figures,
    worked::{Figures, Lamps, TierRow, Worked, month_kind, pace_profile},
};
use crate::{
    i18n::Lang,
    model::{
        Area, AreaId, Decimal, DepartmentId, Figure, FigureId, Indicator, IndicatorId, ListId, ListKind,
        Observation, Project, ProjectId, ProjectList, SectionId, Source, SourceId, SourceRef, Target,
        TargetId, When, Workbook, indicator::Relation, project::Mention,
    },
};
use serde::{Serialize, Serializer};
use std::{
    fmt::Display,
    io::{self, Write},
};

/// Writes the workbook as pretty JSON.
pub(super) fn write(workbook: &Workbook, out: &mut dyn Write) -> io::Result<()> {
    let context = Context { workbook, root: workbook.root_area(), worked: Worked::new(workbook) };
    let root = context.root.map(|area| area.id);
    let file = File {
        title: &workbook.title,
        title_en: text(&workbook.title_en),
        invented: workbook.invented,
        year: workbook.year,
        month: workbook.month.map(printed),
        root_area: context.root.map(|area| context.area_row(area)),
        areas: Each(|| workbook.areas.iter().filter(|a| Some(a.id) != root).map(|a| context.area_row(a))),
        sources: Each(|| workbook.sources.iter().map(source_row)),
        indicators: Each(|| workbook.indicators.iter().map(|row| context.indicator_row(row))),
        lists: Each(|| workbook.lists.iter().map(|row| context.list_row(row))),
        projects: Each(|| workbook.projects.iter().enumerate().map(|(at, row)| context.project_row(at, row))),
        figures: Each(|| workbook.figures.iter().map(|row| context.figure_row(row))),
        boards: super::json_boards::boards(workbook),
    };
    serde_json::to_writer_pretty(&mut *out, &file).map_err(io::Error::from)?;
    writeln!(out)
}

/// Rows that are made one by one as they are written: there may be 126,000.
struct Each<F>(F);

impl<F: Fn() -> I, I: IntoIterator<Item: Serialize>> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

#[derive(Serialize)]
struct File<'a, A, S, I, L, P, F> {
    title: &'a str,
    title_en: Option<&'a str>,
    invented: bool,
    year: i16,
    month: Option<String>,
    root_area: Option<AreaRow<'a>>,
    /// All areas but the root.
    areas: A,
    sources: S,
    indicators: I,
    lists: L,
    projects: P,
    figures: F,
    boards: Vec<super::json_boards::BoardRow<'a>>,
}

#[derive(Serialize)]
struct AreaRow<'a> {
    name: &'a str,
    code: Option<&'a str>,
    id: String,
    short: Option<&'a str>,
    name_en: Option<&'a str>,
    parent: Option<&'a str>,
}

#[derive(Serialize)]
struct SourceRow<'a> {
    id: String,
    title: &'a str,
    publisher: Option<&'a str>,
    date: Option<&'a str>,
}

#[derive(Serialize)]
struct IndicatorRow<'a> {
    id: String,
    name: &'a str,
    name_en: Option<&'a str>,
    measure: &'static str,
    unit: Option<&'a str>,
    section: Option<&'a str>,
    heading: Option<&'a str>,
    headline: bool,
    part_of: Option<String>,
    /// Where its figures are computed: how.
    #[serde(skip_serializing_if = "Option::is_none")]
    formula: Option<String>,
    source: Option<String>,
    paragraph: Option<u16>,
    /// The one area that its figures and targets are about; the root area where they are about several.
    area: Option<&'a str>,
    observations: Vec<ObservationRow<'a>>,
    targets: Vec<TargetRow<'a>>,
}

#[derive(Serialize)]
struct ObservationRow<'a> {
    period: String,
    area: Option<&'a str>,
    value: Option<Decimal>,
    value_operator: &'static str,
    growth: Option<Decimal>,
    rank: Option<u16>,
    rank_operator: Option<&'static str>,
    rank_among: Option<&'a str>,
    confirmed: Option<Decimal>,
    status: &'static str,
    paragraph: Option<u16>,
}

#[derive(Serialize)]
struct TargetRow<'a> {
    id: String,
    year: i16,
    measure: &'static str,
    area: Option<&'a str>,
    operator: &'static str,
    value: Option<Decimal>,
    value_high: Option<Decimal>,
    unit: Option<&'a str>,
    tolerance: Option<Decimal>,
    firmness: &'static str,
    reference: Option<ReferenceRow>,
    lead: Option<&'a str>,
    due: Option<String>,
    paragraph: Option<u16>,
}

#[derive(Serialize)]
struct ReferenceRow {
    indicator: String,
    relation: &'static str,
}

#[derive(Serialize)]
struct ListRow<'a, S, L> {
    id: String,
    name: &'a str,
    name_en: Option<&'a str>,
    kind: &'static str,
    declared_size: Option<u32>,
    entered: usize,
    tiers: Vec<TierRow>,
    paragraph: Option<u16>,
    /// A package counts once; who has left is not counted.
    count: u32,
    /// A package counts as its parts.
    count_split: u32,
    left: u32,
    joining: u32,
    plan: Option<Decimal>,
    plan_unit: Option<&'static str>,
    #[serde(flatten)]
    figures: Option<Figures>,
    lamps: Lamps,
    /// Decimal places of completion, pace, gap and rates.
    places: u8,
    pace_profile: &'static str,
    /// Which monthly figure counts as done.
    done_counts: &'static str,
    start: S,
    lookback: L,
}

#[derive(Serialize)]
struct ProjectRow<'a> {
    id: String,
    name: &'a str,
    list: String,
    list_name: Option<&'a str>,
    area: Option<&'a str>,
    place: Option<&'a str>,
    category: Option<&'a str>,
    action: Option<&'static str>,
    stage: Option<&'static str>,
    investment: Option<Decimal>,
    unit: Option<&'static str>,
    plan: Option<Decimal>,
    plan_unit: Option<&'static str>,
    paragraph: Option<u16>,
    mentions: Vec<MentionRow>,
    #[serde(flatten)]
    figures: Option<Figures>,
}

#[derive(Serialize)]
struct MentionRow {
    year: i16,
    action: &'static str,
    paragraph: Option<u16>,
}

#[derive(Serialize)]
struct FigureRow {
    id: String,
    title: String,
    title_en: String,
    kind: &'static str,
}

/// What rows need to know of the others.
struct Context<'a> {
    workbook: &'a Workbook,
    root: Option<&'a Area>,
    worked: Worked<'a>,
}

impl<'a> Context<'a> {
    fn area(&self, id: AreaId) -> Option<&'a str> {
        self.workbook.areas.get(id).map(|area| &*area.name)
    }

    fn department(&self, id: DepartmentId) -> Option<&'a str> {
        self.workbook.departments.get(id).map(|department| &*department.name)
    }

    fn section(&self, id: SectionId) -> Option<&'a str> {
        self.workbook.sections.get(id).map(|section| &*section.title)
    }

    fn area_row(&self, area: &'a Area) -> AreaRow<'a> {
        AreaRow {
            name: &area.name,
            code: area.code.as_deref(),
            id: printed(area.id),
            short: text(&area.short),
            name_en: text(&area.name_en),
            parent: area.parent.and_then(|parent| self.area(parent)),
        }
    }

    fn indicator_row(&self, indicator: &'a Indicator) -> IndicatorRow<'a> {
        let root = self.root.map(|area| area.id);
        let observed = indicator.observations.iter().map(|observation| Some(observation.area));
        let mut areas = observed.chain(indicator.targets.iter().map(|target| target.area.or(root)));
        let first = areas.next().unwrap_or(root);
        let area = if areas.all(|area| area == first) { first } else { root };
        IndicatorRow {
            id: printed(indicator.id),
            name: &indicator.name,
            name_en: text(&indicator.name_en),
            measure: indicator.measure.key(),
            unit: text(indicator.unit.symbol()),
            section: indicator.section.and_then(|section| self.section(section)),
            heading: text(&indicator.heading),
            headline: indicator.headline,
            part_of: indicator.part_of.map(printed::<IndicatorId>),
            formula: indicator.formula.as_ref().map(printed),
            source: indicator.source.map(|source| printed::<SourceId>(source.source)),
            paragraph: paragraph(indicator.source),
            area: area.and_then(|area| self.area(area)),
            observations: indicator.observations.iter().map(|row| self.observation_row(row)).collect(),
            targets: indicator.targets.iter().map(|row| self.target_row(row)).collect(),
        }
    }

    fn observation_row(&self, observation: &'a Observation) -> ObservationRow<'a> {
        let rank = observation.rank.as_ref();
        ObservationRow {
            period: printed(observation.period),
            area: self.area(observation.area),
            value: observation.value,
            value_operator: observation.bound.key(),
            growth: observation.growth,
            rank: rank.map(|rank| rank.place),
            rank_operator: rank.map(|rank| rank.bound.key()),
            rank_among: rank.and_then(|rank| text(&rank.among)),
            confirmed: observation.confirmed,
            status: observation.status.key(),
            paragraph: paragraph(observation.source),
        }
    }

    fn target_row(&self, target: &'a Target) -> TargetRow<'a> {
        TargetRow {
            id: printed::<TargetId>(target.id),
            year: target.year,
            measure: target.measure.key(),
            area: target.area.or(self.root.map(|area| area.id)).and_then(|area| self.area(area)),
            operator: target.operator.key(),
            value: target.value,
            value_high: target.value_high,
            unit: text(target.unit.symbol()),
            tolerance: target.tolerance,
            firmness: target.firmness.key(),
            reference: target.reference.map(|reference| ReferenceRow {
                indicator: printed(reference.indicator),
                relation: relation(reference.relation),
            }),
            lead: target.lead.and_then(|lead| self.department(lead)),
            due: target.due.map(printed::<When>),
            paragraph: paragraph(target.source),
        }
    }

    fn list_row(&self, list: &'a ProjectList) -> ListRow<'a, impl Serialize, impl Serialize> {
        let totals = self.worked.list(list.id).map(|analysis| &analysis.totals);
        let (plan, figures) = self.worked.sum(list).unzip();
        let plan = plan.flatten();
        ListRow {
            id: printed(list.id),
            name: &list.name,
            name_en: text(&list.name_en),
            kind: list_kind(list.kind),
            declared_size: list.declared_size,
            entered: totals.map_or(0, |totals| totals.packages as usize),
            tiers: self.worked.tiers(list),
            paragraph: paragraph(list.source),
            count: totals.map_or(0, |totals| totals.packages),
            count_split: totals.map_or(0, |totals| totals.split),
            left: totals.map_or(0, |totals| totals.left),
            joining: totals.map_or(0, |totals| totals.joining),
            plan: plan.map(|plan| plan.value),
            plan_unit: plan.map(|plan| plan.unit.symbol()),
            figures,
            lamps: Lamps(totals.map_or([0; 4], |totals| totals.lamps)),
            places: list.places,
            pace_profile: pace_profile(&list.pace),
            done_counts: month_kind(list.counts),
            start: self.worked.start_rows(list),
            lookback: self.worked.lookback_rows(list),
        }
    }

    fn project_row(&self, position: usize, project: &'a Project) -> ProjectRow<'a> {
        let (plan, figures) = self.worked.project(position, project).unzip();
        let plan = plan.unwrap_or(project.plan);
        ProjectRow {
            id: printed::<ProjectId>(project.id),
            name: &project.name,
            list: printed::<ListId>(project.list),
            list_name: self.workbook.lists.get(project.list).map(|list| &*list.name),
            area: project.area.and_then(|area| self.area(area)),
            place: text(&project.place),
            category: text(&project.category),
            action: project.action.map(crate::model::Action::key),
            stage: project.stage.map(crate::model::Stage::key),
            investment: project.investment.map(|money| money.value),
            unit: project.investment.map(|money| money.unit.symbol()),
            plan: plan.map(|money| money.value),
            plan_unit: plan.map(|money| money.unit.symbol()),
            paragraph: paragraph(project.source),
            mentions: project.mentions.iter().map(mention_row).collect(),
            figures,
        }
    }

    fn figure_row(&self, figure: &Figure) -> FigureRow {
        FigureRow {
            id: printed::<FigureId>(figure.id),
            title: figures::title(self.workbook, figure, Lang::Zh),
            title_en: figures::title(self.workbook, figure, Lang::En),
            kind: figure.kind.key(),
        }
    }
}

fn source_row(source: &Source) -> SourceRow<'_> {
    SourceRow {
        id: printed(source.id),
        title: &source.title,
        publisher: text(&source.publisher),
        date: text(&source.date),
    }
}

fn mention_row(mention: &Mention) -> MentionRow {
    MentionRow { year: mention.year, action: mention.action.key(), paragraph: paragraph(mention.source) }
}

fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::InStep => "in_step",
        Relation::Faster => "faster",
        Relation::Slower => "slower",
    }
}

fn list_kind(kind: ListKind) -> &'static str {
    match kind {
        ListKind::Construction => "construction",
        ListKind::Preliminary => "preliminary",
        ListKind::Promotion => "promotion",
        ListKind::Other => "other",
    }
}

/// In the form that files keep.
fn printed<T: Display>(value: T) -> String {
    value.to_string()
}

/// An empty text is an absent one.
fn text(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn paragraph(source: Option<SourceRef>) -> Option<u16> {
    source?.paragraph
}
