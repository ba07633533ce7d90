//! The page of one project: all fields, its curve and schedule, months, problems, milestones, stages,
//! attachments, and what was done to it in this session.

use super::{attachments, course, facts, fields, log, months, points};
use crate::{
    chart::{self, Body, Chart, Ink, Mode},
    edit::{Change, Edit, Moment},
    i18n::Lang,
    jobs::KeptProject,
    model::{Figure, FigureId, FigureKind, Project, ProjectId, ProjectList, Workbook},
    ui::{
        Actions, Shown,
        projects::{State as Page, rows::InView},
        theme::{self, Theme},
        widgets,
    },
};
use Card as C;
use egui::{Align, Key, Label, Layout, Modifiers, RichText, ScrollArea, Ui, vec2};
use std::{path::Path, rc::Rc};

/// From this width on there are two columns, and three.
const TWO: f32 = 640.0;
const THREE: f32 = 980.0;

/// What was done to a project, for a revision.
#[derive(Debug, Clone)]
struct Log {
    revision: u64,
    project: ProjectId,
    changes: Rc<Vec<Change>>,
}

/// What became of a project from one kept version to the next.
#[derive(Debug)]
pub struct Earlier {
    project: ProjectId,
    /// How many versions could be read.
    pub versions: usize,
    /// What changed, the last one first; the time is that of the version that has it.
    pub changes: Vec<Change>,
}

/// Where one is looking on a project's page.
#[derive(Debug, Default)]
pub struct State {
    /// The project; none: the page is closed.
    pub project: Option<ProjectId>,
    /// A path that is being typed.
    pub path: String,
    /// A path outside the workbook's folder, which is asked about.
    pub outside: Option<String>,
    /// A link that leads out of the workbook's folder, which is asked about before it is opened.
    pub opening: Option<String>,
    kept: Option<Earlier>,
    charts: Option<Charts>,
    log: Option<Log>,
    /// Whether each attachment is there.
    found: Option<(u64, ProjectId, Rc<Vec<bool>>)>,
}

#[derive(Debug)]
struct Charts {
    revision: u64,
    lang: Lang,
    project: ProjectId,
    curve: Rc<Chart>,
    schedule: Rc<Chart>,
}

impl State {
    /// The page of a project, freshly opened.
    pub fn of(project: ProjectId) -> Self {
        Self { project: Some(project), ..Self::default() }
    }

    /// The figure in view: the project's curve, or its schedule where there is no curve to draw.
    pub fn figure(&self, workbook: &Workbook) -> Option<Figure> {
        let project = workbook.projects.get(self.project?)?;
        let charts = self.charts.as_ref().filter(|charts| charts.project == project.id)?;
        let kinds = [(&charts.curve, FigureKind::InvestmentCurve), (&charts.schedule, FigureKind::Schedule)];
        let drawn = kinds.into_iter().find(|(chart, _)| !matches!(chart.body, Body::Empty(_)))?;
        Some(figure(workbook, project, drawn.1))
    }

    /// The project whose log is missing for a revision of the workbook.
    pub fn wants_log(&self, revision: u64) -> Option<ProjectId> {
        let project = self.project?;
        let known = |log: &Log| log.revision == revision && log.project == project;
        (!self.log.as_ref().is_some_and(known)).then_some(project)
    }

    /// Takes the log of a project.
    pub fn take_log(&mut self, revision: u64, project: ProjectId, changes: Vec<Change>) {
        self.log = Some(Log { revision, project, changes: Rc::new(changes) });
    }

    /// Takes a project as the kept versions have it, the newest first.
    pub fn take_kept(&mut self, project: ProjectId, versions: &[KeptProject]) {
        let step = |pair: &[KeptProject]| {
            let [after, before] = pair else { return None };
            Change::between(Moment::of(after.time)?, before.project.as_deref(), after.project.as_deref())
        };
        let changes = versions.windows(2).filter_map(step).collect();
        self.kept = Some(Earlier { project, versions: versions.len(), changes });
    }
}

/// Whether each attachment of a project is there, looked up once for each revision.
pub(super) fn found(page: &mut Page, shown: &Shown<'_>, project: &Project) -> Rc<Vec<bool>> {
    let revision = shown.derived.revision();
    let state = &mut page.project_page;
    if let Some((of, id, found)) = &state.found
        && (*of, *id) == (revision, project.id)
    {
        return found.clone();
    }
    let workbook = shown.document.path.as_deref();
    // What lies outside is not even looked for before it is asked for.
    let is_there = |link: &crate::model::Text| {
        let inside = matches!(attachments::link(Path::new(&**link), workbook), attachments::Link::Inside(_));
        !inside || attachments::resolve(link, workbook).is_none_or(|path| path.exists())
    };
    let found = Rc::new(project.attachments.iter().map(is_there).collect::<Vec<_>>());
    state.found = Some((revision, project.id, found.clone()));
    found
}

/// Links a file to a project. One outside the workbook's folder is asked about first: no change yet.
pub fn attach(
    page: &mut Page,
    workbook: &Workbook,
    project: ProjectId,
    path: &Path,
    file: Option<&Path>,
) -> Option<Edit> {
    if path.as_os_str().is_empty() {
        return None;
    }
    match attachments::link(path, file) {
        attachments::Link::Inside(link) => {
            let new = attachments::with(workbook.projects.get(project)?, &link)?;
            Some(Edit::Replace(new.into()))
        }
        attachments::Link::Outside(link) => {
            page.project_page.outside = Some(link);
            None
        }
    }
}

/// The figure of one project, with its parts where it is a package.
pub fn figure(workbook: &Workbook, project: &Project, kind: FigureKind) -> Figure {
    let mut figure = Figure::new(FigureId(0), kind);
    figure.list = Some(project.list);
    figure.view.projects.push(project.id);
    if kind == FigureKind::Schedule && project.parent.is_none() {
        let parts = workbook.projects.iter().filter(|part| part.parent == Some(project.id));
        figure.view.projects.extend(parts.map(|part| part.id));
    }
    figure.title = project.name.clone();
    figure.title_en = project.name_en.clone();
    figure
}

fn charts(page: &mut Page, shown: &Shown<'_>, view: &InView, project: &Project) -> (Rc<Chart>, Rc<Chart>) {
    let key = (shown.derived.revision(), shown.lang, project.id);
    let state = &mut page.project_page;
    if let Some(kept) = &state.charts
        && (kept.revision, kept.lang, kept.project) == key
    {
        return (kept.curve.clone(), kept.schedule.clone());
    }
    let make = |kind| {
        let figure = figure(shown.workbook, project, kind);
        Rc::new(chart::chart_of(shown.workbook, &figure, Some(&view.analysis), shown.lang))
    };
    let (curve, schedule) = (make(FigureKind::InvestmentCurve), make(FigureKind::Schedule));
    state.charts = Some(Charts {
        revision: key.0,
        lang: key.1,
        project: key.2,
        curve: curve.clone(),
        schedule: schedule.clone(),
    });
    (curve, schedule)
}

/// A card of the page.
#[derive(Clone, Copy)]
enum Card {
    Facts,
    Curve,
    Schedule,
    Fields,
    Months,
    Problems,
    Milestones,
    Stages,
    Course,
    Membership,
    Attachments,
    Source,
    Log,
}

/// Shows the page.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    project: &Project,
    page: &mut Page,
    actions: &mut Actions,
) {
    head(ui, shown, list, view, project, page, actions);
    let width = ui.available_width();
    let columns: &[&[Card]] = if width >= THREE {
        &[
            &[C::Fields, C::Source],
            &[C::Curve, C::Schedule, C::Months],
            &[
                C::Facts,
                C::Problems,
                C::Milestones,
                C::Attachments,
                C::Stages,
                C::Course,
                C::Membership,
                C::Log,
            ],
        ]
    } else if width >= TWO {
        &[
            &[C::Facts, C::Fields, C::Source, C::Log],
            &[
                C::Curve,
                C::Schedule,
                C::Problems,
                C::Milestones,
                C::Attachments,
                C::Stages,
                C::Course,
                C::Membership,
                C::Months,
            ],
        ]
    } else {
        &[&[
            C::Facts,
            C::Curve,
            C::Schedule,
            C::Problems,
            C::Milestones,
            C::Fields,
            C::Months,
            C::Stages,
            C::Course,
            C::Membership,
            C::Attachments,
            C::Source,
            C::Log,
        ]]
    };
    ScrollArea::vertical().id_salt(("project_page", project.id)).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(12.0, 10.0);
        ui.columns(columns.len(), |uis| {
            for (ui, cards) in uis.iter_mut().zip(columns) {
                for &which in *cards {
                    card(ui, shown, list, view, project, page, which, actions);
                }
            }
        });
    });
}

/// Where one is, the way back, and the way to the neighbours.
fn head(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    project: &Project,
    page: &mut Page,
    actions: &mut Actions,
) {
    let (theme, lang) = (shown.theme, shown.lang);
    let place = view.place_of(project.id);
    let mut leave = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let back = widgets::link(ui, &format!("‹ {}", shown.list(list)));
        leave = back.on_hover_text(lang.page_back()).clicked();
        if let Some(at) = place {
            let of = lang.page_place(at + 1, view.rows.len());
            ui.label(RichText::new(of).size(12.0).color(theme.second.0));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let step = |ui: &mut Ui, label: &str, to: Option<ProjectId>| {
                ui.add_enabled(to.is_some(), egui::Button::new(label)).clicked().then_some(to).flatten()
            };
            let next = place.and_then(|at| view.id(at + 1));
            let before = place.and_then(|at| at.checked_sub(1)).and_then(|at| view.id(at));
            let to = step(ui, lang.page_next(), next).or(step(ui, lang.page_before(), before));
            if let Some(to) = to
                && page.commit(shown, actions)
            {
                page.selection.these(view, &[to]);
                page.open_page(to);
            }
        });
    });
    let name = shown.name(&project.name, &project.name_en);
    let name = if name.is_empty() { lang.projects_untitled() } else { name };
    let title = RichText::new(name).font(theme::bold(theme::PAGE_SIZE)).color(theme.text.0);
    ui.add(Label::new(title).wrap());
    let area = project.area.and_then(|area| shown.workbook.areas.get(area)).map(|area| shown.area(area));
    let stage = project.stage.map(|stage| lang.stage(stage));
    let parts =
        area.into_iter().chain((!project.category.is_empty()).then_some(&*project.category)).chain(stage);
    let line: Vec<&str> = parts.collect();
    ui.horizontal(|ui| {
        if let Some(row) = place.and_then(|at| view.index(at)).and_then(|at| view.analysis.rows.get(at)) {
            widgets::lamp_pill(ui, row.lamp, lang.lamp(row.lamp));
        }
        ui.label(RichText::new(line.join(" · ")).color(theme.second.0));
    });
    // Escape leads back, unless it ends an edit or closes what lies over the page.
    let window = page.insight.explaining.is_some() || page.insight.settings.is_some();
    let free = page.draft.is_none()
        && !window
        && !egui::Popup::is_any_open(ui.ctx())
        && !ui.ctx().text_edit_focused();
    if free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        leave = true;
    }
    if leave && page.commit(shown, actions) {
        page.close_page();
    }
}

#[allow(clippy::too_many_arguments, reason = "everything that the page is about")]
fn card(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    project: &Project,
    page: &mut Page,
    which: Card,
    actions: &mut Actions,
) {
    let index = view.analysis.row_of(project.id);
    let has_source = project.source.is_some() || !project.mentions.is_empty();
    let is_promoted = list.kind == crate::model::ListKind::Promotion || project.promotion.is_some();
    match which {
        Card::Source if !has_source => return,
        Card::Course if !is_promoted => return,
        Card::Facts if index.is_none() => return,
        _ => {}
    }
    // The columns stretch what stands in them; words are not to be spread.
    widgets::card(ui, |ui| {
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            match which {
                Card::Facts => {
                    super::heading(ui, shown.lang.group_facts());
                    if let Some(index) = index {
                        facts::figures(ui, shown, list, view, index, project, page);
                    }
                }
                Card::Curve | Card::Schedule => draw(ui, shown, view, project, page, which, actions),
                Card::Fields => fields::show(ui, shown, list, project, page, actions),
                Card::Months => months::show(ui, shown, project, page, actions),
                Card::Problems => points::problems(ui, shown, project, page, actions),
                Card::Milestones => points::milestones(ui, shown, project, page, actions),
                Card::Stages => course::stages(ui, shown, project, page, actions),
                Card::Course => course::promotion(ui, shown, list, project, page, actions),
                Card::Membership => course::membership(ui, shown, project, page, actions),
                Card::Attachments => attachments::show(ui, shown, project, page, actions),
                Card::Source => facts::source(ui, shown, project),
                Card::Log => {
                    let known = page.project_page.log.as_ref().filter(|log| log.project == project.id);
                    let changes = known.map(|log| log.changes.clone()).unwrap_or_default();
                    let earlier = page.project_page.kept.as_ref().filter(|kept| kept.project == project.id);
                    log::show(ui, shown, project.id, &changes, earlier, actions);
                }
            }
        })
    });
}

fn draw(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &InView,
    project: &Project,
    page: &mut Page,
    which: Card,
    actions: &mut Actions,
) {
    let lang = shown.lang;
    let (curve, schedule) = charts(page, shown, view, project);
    let (chart, title, kind) = match which {
        Card::Curve => (curve, lang.group_curve(), FigureKind::InvestmentCurve),
        _ => (schedule, lang.group_schedule(), FigureKind::Schedule),
    };
    super::heading(ui, title);
    let height = match &chart.body {
        Body::Empty(why) => {
            let hint = if kind == FigureKind::Schedule { lang.page_no_dates() } else { lang.page_no_money() };
            ui.label(RichText::new(why).color(shown.theme.second.0));
            ui.add(Label::new(RichText::new(hint).size(12.0).color(shown.theme.second.0)).wrap());
            return;
        }
        Body::Schedule(body) => 76.0 + 24.0 * body.lines.len().min(12) as f32,
        _ => 240.0,
    };
    let ink = if std::ptr::eq(shown.theme, Theme::of(true)) { Ink::dark() } else { Ink::light() };
    let size = vec2(ui.available_width(), height);
    let response = chart::show(ui, &chart, ink, size, Mode::Screen, lang);
    for line in chart.foot.iter().filter(|_| kind == FigureKind::InvestmentCurve) {
        ui.add(Label::new(RichText::new(line).size(12.0).color(shown.theme.faint.0)).wrap());
    }
    let figure = figure(shown.workbook, project, kind);
    response.context_menu(|ui| widgets::figure_menu(ui, &figure, lang, actions));
}
