//! The bundled plan of Lishui against the facts of the work report it comes from.
//!
//! `tests/facts/lishui-2024.tsv` holds the facts that two careful readers of the report agreed on, in our
//! own short titles. The workbook must carry them as printed: 186.06 is not 186.1.

use guatu::model::{
    Area, Decimal, FigureKind, Firmness, Indicator, Keyed, ListKind, Measure, Observation, Project,
    SectionKind, SourceRef, Target, Workbook, list::Tier,
};

const FACTS: &str = include_str!("facts/lishui-2024.tsv");

const FILE: &[u8] = include_bytes!("../assets/workbooks/lishui-2024.guatu.ron");

fn workbook() -> Workbook {
    guatu::storage::parse("lishui-2024.guatu.ron".as_ref(), FILE).expect("the bundled workbook opens")
}

/// A line of the table: its columns, where those at the end may be missing.
struct Fact<'a>(Vec<&'a str>);

impl Fact<'_> {
    fn column(&self, at: usize) -> &str {
        self.0.get(at).copied().unwrap_or_default()
    }

    fn is_in(&self, workbook: &Workbook) -> bool {
        match self.column(0) {
            "project" => workbook.projects.iter().any(|project| self.is_project(project)),
            "target" => self
                .indicators(workbook)
                .any(|indicator| indicator.targets.iter().any(|target| self.is_target(target))),
            "actual" => self.indicators(workbook).any(|indicator| {
                indicator.observations.iter().any(|o| self.is_observation(workbook, indicator, o))
            }),
            kind => panic!("a fact of an unknown kind: {kind}"),
        }
    }

    fn indicators<'a>(&self, workbook: &'a Workbook) -> impl Iterator<Item = &'a Indicator> {
        workbook.indicators.iter().filter(|indicator| *indicator.name == *self.column(2))
    }

    fn is_observation(&self, workbook: &Workbook, indicator: &Indicator, found: &Observation) -> bool {
        let area = workbook.areas.get(found.area).expect("check() finds references to nothing");
        let area_fits = match self.column(10) {
            "" => area.parent.is_none(),
            name => *area.name == *name,
        };
        let measure = self.column(3);
        let figure = if measure == indicator.measure.key() {
            (found.value.map(|value| value.to_string()), found.bound.key(), indicator.unit.clone())
        } else if measure == "growth" {
            (found.growth.map(|growth| growth.to_string()), "eq", indicator.unit_of(Measure::Growth))
        } else if let ("rank", Some(rank)) = (measure, &found.rank) {
            (Some(rank.place.to_string()), rank.bound.key(), indicator.unit_of(Measure::Rank))
        } else {
            return false;
        };
        area_fits
            && figure.0.as_deref() == Some(self.column(5))
            && figure.1 == self.column(4)
            && figure.2.symbol() == self.column(7)
            && found.period.is_year()
            && found.period.year().to_string() == self.column(8)
            && self.names_paragraph(found.source)
    }

    fn is_target(&self, found: &Target) -> bool {
        let printed = |value: Option<_>| value.map_or(String::new(), |value| format!("{value}"));
        found.measure.key() == self.column(3)
            && found.operator.key() == self.column(4)
            && printed(found.value) == self.column(5)
            && printed(found.value_high) == self.column(6)
            && found.unit.symbol() == self.column(7)
            && found.year.to_string() == self.column(8)
            && (found.firmness == Firmness::Tentative) == (self.column(9) == "1")
            && self.names_paragraph(found.source)
    }

    fn is_project(&self, found: &Project) -> bool {
        let investment = found.investment.map_or(String::new(), |money| money.to_string());
        *found.name == *self.column(2)
            && (self.column(4).is_empty() || investment == format!("{} 亿元", self.column(4)))
            && found
                .mentions
                .iter()
                .any(|mention| mention.action.key() == self.column(3) && self.names_paragraph(mention.source))
    }

    fn names_paragraph(&self, source: Option<SourceRef>) -> bool {
        source.and_then(|source| source.paragraph).is_some_and(|at| at.to_string() == self.column(1))
    }
}

#[test]
fn carries_the_facts_of_the_report() {
    let workbook = workbook();
    let facts: Vec<_> = FACTS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| (line, Fact(line.split('\t').collect())))
        .collect();
    let missing: Vec<_> =
        facts.iter().filter(|(_, fact)| !fact.is_in(&workbook)).map(|&(line, _)| line).collect();
    let present = facts.len() - missing.len();
    println!("{present} of {} facts are in the workbook; missing: {missing:#?}", facts.len());
    assert!(facts.len() > 270, "the table of facts has shrunk to {}", facts.len());
    assert!(present * 100 >= facts.len() * 97, "only {present} of {}: {missing:#?}", facts.len());
}

#[test]
fn is_saved_as_it_is_bundled() {
    let text = guatu::storage::to_text(&workbook()).expect("it can be written");
    assert!(text.as_bytes() == FILE, "open and save the bundled workbook once, so that users see no change");
}

#[test]
fn is_sound_and_says_where_everything_comes_from() {
    let workbook = workbook();
    assert_eq!(workbook.check(), []);
    assert!(!workbook.invented);
    let named = |source: Option<SourceRef>| source.is_some_and(|s| s.paragraph.is_some());
    for indicator in workbook.indicators.iter() {
        assert!(named(indicator.source) && !indicator.name_en.is_empty(), "{}", indicator.name);
        assert!(indicator.section.is_some(), "{} stands in no section", indicator.name);
        assert!(indicator.observations.iter().all(|o| named(o.source)), "{}", indicator.name);
        assert!(indicator.targets.iter().all(|target| named(target.source)), "{}", indicator.name);
    }
    for project in workbook.projects.iter() {
        assert!(named(project.source) && !project.name_en.is_empty(), "{}", project.name);
        assert!(!project.mentions.is_empty(), "{}", project.name);
        assert!(project.mentions.iter().all(|mention| named(mention.source)), "{}", project.name);
    }
}

#[test]
fn has_ten_areas_and_six_sections_of_tasks() {
    let workbook = workbook();
    let names: Vec<_> = workbook.child_areas().map(Area::label).collect();
    assert_eq!(
        names,
        [
            "莲都区",
            "龙泉市",
            "青田县",
            "云和县",
            "庆元县",
            "缙云县",
            "遂昌县",
            "松阳县",
            "景宁县",
            "丽水经开区"
        ]
    );
    assert_eq!(workbook.root_area().map(|area| &*area.name), Some("丽水市"));
    let without_code: Vec<_> = workbook.areas.iter().filter(|area| area.code.is_none()).collect();
    assert_eq!(without_code.len(), 1, "only the development zone has no code: {without_code:?}");
    let count = |kind| workbook.sections.iter().filter(|section| section.kind == kind).count();
    assert_eq!((count(SectionKind::Headline), count(SectionKind::Tasks)), (1, 6));
    for section in workbook.sections.iter() {
        assert!(workbook.indicators.iter().any(|i| i.section == Some(section.id())), "{}", section.title);
    }
}

#[test]
fn the_lists_declare_their_size_and_tiers() {
    let workbook = workbook();
    let list = |name: &str| workbook.lists.iter().find(|list| *list.name == *name).expect(name);
    let key = list("2024年市重点建设项目");
    assert_eq!((key.kind, key.declared_size), (ListKind::Construction, Some(430)));
    let preliminary = list("重大前期项目");
    assert_eq!((preliminary.kind, preliminary.declared_size), (ListKind::Preliminary, Some(300)));
    let promotion = list("招商引资");
    assert_eq!(promotion.kind, ListKind::Promotion);
    let target_of = |tier: &Tier| {
        let id = tier.target.expect("a tier has its target");
        workbook.indicators.iter().find_map(|indicator| indicator.target(id)).expect("the target is there")
    };
    let tiers: Vec<_> = promotion
        .tiers
        .iter()
        .map(|tier| {
            let target = target_of(tier);
            assert_eq!(target.value, tier.wanted.map(Into::into));
            format!("{}: {}", tier.at_least, target.value.unwrap_or_default())
        })
        .collect();
    assert_eq!(tiers, ["10 亿元: 55", "20 亿元: 14", "50 亿元: 2", "100 亿元: 2"]);
}

#[test]
fn nothing_is_reported_that_the_report_does_not_say() {
    let workbook = workbook();
    assert_eq!(workbook.month, None);
    for indicator in workbook.indicators.iter() {
        assert!(indicator.observations.iter().all(|o| o.period.is_year() && o.period.year() == 2023));
    }
    for project in workbook.projects.iter() {
        assert!(project.months.is_empty() && project.plan.is_none(), "{}", project.name);
        // What is planned for this year is what the report says of this year.
        let this_year = project.mentions.iter().rfind(|mention| mention.year == workbook.year);
        assert_eq!(project.action, this_year.map(|mention| mention.action), "{}", project.name);
    }
    let with_amount: Vec<_> =
        workbook.projects.iter().filter(|project| project.investment.is_some()).collect();
    assert_eq!(with_amount.len(), 3, "the report states three amounts");
}

#[test]
fn figures_say_what_the_workbook_holds() {
    let workbook = workbook();
    assert!((4..=7).contains(&workbook.figures.len()));
    for figure in workbook.figures.iter() {
        assert!(!figure.title.is_empty() && !figure.title_en.is_empty());
        assert!(!figure.subtitle.is_empty() && !figure.subtitle_en.is_empty());
        assert_eq!(figure.note.is_empty(), figure.note_en.is_empty(), "{}", figure.title);
        assert!(!figure.indicators.is_empty() || figure.list.is_some(), "{}", figure.title);
    }
    // The first title claims that all three growth targets that can be compared are below last year's result.
    let growth = workbook.figures.at(0).expect("a first figure");
    assert!(growth.title.contains("低于2023年实绩") && growth.title.contains("三项"), "{}", growth.title);
    let compared = growth.indicators.iter().filter_map(|&id| {
        let indicator = workbook.indicators.get(id)?;
        let target = indicator.targets.iter().find(|target| target.measure == Measure::Growth)?.value?;
        let result =
            indicator.observations.iter().find_map(|o| o.figure(Measure::Growth, indicator.measure))?;
        Some((&*indicator.name, target, result))
    });
    let compared: Vec<(&str, Decimal, Decimal)> = compared.collect();
    assert_eq!(compared.len(), 3, "{compared:?}");
    assert!(compared.iter().all(|(_, target, result)| target < result), "{compared:?}");
    for word in ["投资", "工业", "生产总值"] {
        assert!(
            growth.title.contains(word) && compared.iter().any(|(name, ..)| name.contains(word)),
            "{word}"
        );
    }
    // The titles of bullet figures name the target.
    for figure in workbook.figures.iter().filter(|figure| figure.kind == FigureKind::Bullet) {
        let indicator = workbook.indicators.get(figure.indicators[0]).expect("an indicator");
        let target = indicator.targets[0].value.expect("a target with a value").to_string();
        assert!(figure.title.contains(&target), "{}: {target}", figure.title);
    }
    // The last title says which field has most of the other projects, and how many.
    let bars = workbook.figures.iter().find(|figure| figure.kind == FigureKind::ProjectBars).expect("bars");
    let mut fields = std::collections::BTreeMap::new();
    for project in workbook.projects.iter().filter(|project| Some(project.list) == bars.list) {
        *fields.entry(&*project.category).or_insert(0) += 1;
    }
    let most = fields.values().max().copied().unwrap_or_default();
    assert_eq!(fields.values().filter(|&&count| count == most).count(), 1, "{fields:?}");
    assert!(bars.title.contains("交通") && fields["交通"] == most && bars.title.contains(&most.to_string()));
}
