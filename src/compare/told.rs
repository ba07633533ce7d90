//! How a difference reads: fields by the names that the window gives them, values with their units and names.

use super::diff::Item;
use crate::{
    edit::{RowId, RowKind},
    i18n::{Lang, format::number},
    model::{
        Action, AreaId, Basis, BoardId, Column, ColumnId, Decimal, DepartmentId, Direction, FigureKind,
        Filter, Firmness, GrowthFrom, IndicatorId, ListId, ListKind, Measure, Money, MoneyUnit, Month,
        MonthKind, Nature, Operator, PaceProfile, Period, ProjectField, ProjectId, Quantity, SectionId,
        SectionKind, Since, SourceId, Stage, Status, Target, Unit, When, Workbook, list::LampRule,
        project::Fund,
    },
};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Tells differences of two workbooks in a language.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    lang: Lang,
    /// Names are looked up in the second one, then in the first.
    books: [&'a Workbook; 2],
}

/// A step of a path: `targets[12]`.
struct Step<'a> {
    key: &'a str,
    index: Option<&'a str>,
}

/// The steps of a path such as `observations[4 2024-08].value`.
fn steps(path: &str) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    let (mut from, mut bracket, mut depth) = (0, None, 0_usize);
    let mut step = |from: usize, bracket: Option<usize>, to: usize| {
        let key = path.get(from..bracket.unwrap_or(to)).unwrap_or_default();
        let index = bracket.and_then(|at| path.get(at + 1..to)).map(|rest| rest.trim_end_matches(']'));
        steps.push(Step { key, index });
    };
    for (at, sign) in path.char_indices() {
        match sign {
            '[' => {
                bracket = bracket.or(Some(at));
                depth += 1;
            }
            ']' => depth = depth.saturating_sub(1),
            '.' if depth == 0 => {
                step(from, bracket, at);
                (from, bracket) = (at + 1, None);
            }
            _ => {}
        }
    }
    step(from, bracket, path.len());
    steps
}

/// Whether two lists have the same entries, one in another order.
fn reordered(before: &str, after: &str) -> bool {
    let entries = |raw: &str| {
        let mut entries: Vec<Value> = serde_json::from_str(raw).ok()?;
        entries.sort_by_cached_key(Value::to_string);
        Some(entries)
    };
    entries(before).is_some_and(|before| entries(after) == Some(before))
}

/// A variant of a choice by the name that files have for it.
fn choice<T: DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(Value::String(name.to_owned())).ok()
}

/// The field of a project that a path names.
fn project_field(steps: &[Step<'_>]) -> Option<ProjectField> {
    match steps {
        [Step { key, index: None }] => {
            // `planned_start` is called PlannedStart as a field.
            let word = |word: &str| {
                let mut letters = word.chars();
                letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
            };
            let name: Vec<String> = key.split('_').map(word).collect();
            choice(&name.concat())
        }
        [Step { key: "funds", index: Some(fund) }, ..] => Some(ProjectField::Funded(choice::<Fund>(fund)?)),
        [Step { key: "months", index: Some(year) }, Step { key, index: Some(month) }] => {
            let kind = match *key {
                "plan" => MonthKind::Plan,
                "reported" => MonthKind::Reported,
                "confirmed" => MonthKind::Confirmed,
                _ => return None,
            };
            Some(ProjectField::Month(kind, Month::new(year.parse().ok()?, month.parse().ok()?)?))
        }
        [Step { key: "custom", index: Some(column) }, ..] => {
            Some(ProjectField::Custom(ColumnId(column.parse().ok()?)))
        }
        _ => None,
    }
}

impl<'a> Teller<'a> {
    /// For the differences from the first workbook to the second.
    pub fn new(lang: Lang, first: &'a Workbook, second: &'a Workbook) -> Self {
        Self { lang, books: [second, first] }
    }

    fn find<T>(&self, get: impl Fn(&'a Workbook) -> Option<T>) -> Option<T> {
        self.books.iter().find_map(|book| get(book))
    }

    /// What a difference is in, with its name.
    pub fn item(&self, item: Item, name: &str) -> String {
        match item {
            Item::Workbook => self.lang.the_workbook().to_owned(),
            Item::Row(id) if name.is_empty() => format!("{} {id}", self.lang.row_kind(id.kind())),
            Item::Row(id) => format!("{} {name}", self.lang.row_kind(id.kind())),
        }
    }

    /// A field by the name that the window gives it. What has none is called by its path.
    pub fn field(&self, item: Item, path: &str) -> String {
        let steps = steps(path);
        if kind_of(item) == Some(RowKind::Project)
            && let Some(field) = project_field(&steps)
        {
            return match field {
                ProjectField::Month(_, month) => {
                    self.lang.told_in_year(month.year(), &self.lang.field(field))
                }
                ProjectField::Custom(column) => self.column(column),
                field => self.lang.field(field),
            };
        }
        let parts: Vec<String> = steps.iter().map(|step| self.step(item, step)).collect();
        parts.join(" · ")
    }

    fn step(&self, item: Item, step: &Step<'_>) -> String {
        let lang = self.lang;
        let name = lang.told_key(step.key, kind_of(item)).unwrap_or(step.key);
        let Some(index) = step.index else { return name.to_owned() };
        let told = match step.key {
            "observations" => index.split_once(' ').and_then(|(area, period)| {
                let period = lang.period(period.parse().ok()?);
                Some(format!("{period} {}", self.area(area)?))
            }),
            "targets" => self.target(item, index).map(|target| lang.told_target(target.year)),
            "columns" | "sort" => {
                let column = serde_json::from_str(index).or_else(|_| serde_json::from_value(index.into()));
                column.ok().map(|column| format!("{name} {}", self.table_column(column)))
            }
            "custom" => index.parse().ok().map(|column| self.column(ColumnId(column))),
            "Points" => index.parse().ok().map(|month| lang.month_name(month)),
            "progress_log" => index.parse().ok().map(|month| lang.month(month)),
            "months" => Some(index.to_owned()),
            _ => None,
        };
        told.unwrap_or_else(|| format!("{name} {index}"))
    }

    /// A value as people read it, with its unit. Nothing is said to be empty.
    pub fn value(&self, item: Item, path: &str, raw: &str) -> String {
        let steps = steps(path);
        if raw.is_empty() {
            // What is left out has its default, which is not nothing.
            let usual = ["columns", "look", "lamps", "pace"];
            let has_usual =
                steps.last().is_some_and(|step| step.index.is_none() && usual.contains(&step.key));
            let told = if has_usual { self.lang.told_usual() } else { self.lang.page_nothing() };
            return told.to_owned();
        }
        self.typed(item, &steps, raw).unwrap_or_else(|| raw.replace('\n', " "))
    }

    /// What was and what is. Two long lists of the same length do not read as if they were the same.
    pub fn change(&self, item: Item, path: &str, before: &str, after: &str) -> (String, String) {
        let (old, new) = (self.value(item, path, before), self.value(item, path, after));
        if old == new && before != after {
            let other = if reordered(before, after) {
                self.lang.told_in_other_order(&new)
            } else {
                self.lang.told_other(&new)
            };
            return (old, other);
        }
        (old, new)
    }

    fn typed(&self, item: Item, steps: &[Step<'_>], raw: &str) -> Option<String> {
        let lang = self.lang;
        let key = steps.last()?.key;
        if raw.starts_with(['{', '[']) {
            return self.tree(item, steps, &serde_json::from_str(raw).ok()?);
        }
        if kind_of(item) == Some(RowKind::Project)
            && let Some(field) = project_field(steps)
        {
            return self.cell(item, field, key, raw);
        }
        let number_in = |unit: Option<&Unit>| {
            let value: Decimal = raw.parse().ok()?;
            Some(unit.map_or_else(|| number(value), |unit| lang.quantity(value, unit)))
        };
        let in_target = steps.iter().find(|step| step.key == "targets").and_then(|step| step.index);
        match key {
            "area" | "areas" => self.names(raw, |id| self.area(id)),
            "owner" | "lead" | "support" => self.names(raw, |id| self.department(id)),
            "parent" => self.area(raw),
            "section" => {
                let id = SectionId(raw.parse().ok()?);
                self.find(|book| book.sections.get(id))
                    .map(|row| lang.pick(&row.title, &row.title_en).to_owned())
            }
            "part_of" | "indicator" | "indicators" => self.names(raw, |id| {
                let id = IndicatorId(id.parse().ok()?);
                self.find(|book| book.indicators.get(id))
                    .map(|row| lang.pick(&row.name, &row.name_en).to_owned())
            }),
            "list" => {
                let id = ListId(raw.parse().ok()?);
                self.find(|book| book.lists.get(id)).map(|row| lang.pick(&row.name, &row.name_en).to_owned())
            }
            "board" => {
                let id = BoardId(raw.parse().ok()?);
                self.find(|book| book.boards.get(id))
                    .map(|row| lang.pick(&row.title, &row.title_en).to_owned())
            }
            "source" => {
                let id = SourceId(raw.parse().ok()?);
                self.find(|book| book.sources.get(id))
                    .map(|row| lang.pick(&row.title, &row.title_en).to_owned())
            }
            "measure" => Some(lang.measure(choice::<Measure>(raw)?).to_owned()),
            "direction" => Some(lang.direction(choice::<Direction>(raw)?).to_owned()),
            "growth_from" => Some(lang.growth_from(choice::<GrowthFrom>(raw)?).to_owned()),
            "basis" => Some(lang.basis(choice::<Basis>(raw)?).to_owned()),
            "status" => Some(lang.status(choice::<Status>(raw)?).to_owned()),
            "operator" | "bound" => Some(lang.operator(choice::<Operator>(raw)?).to_owned()),
            "firmness" => Some(lang.firmness(choice::<Firmness>(raw)?).to_owned()),
            "groups" => self.names(raw, |name| Some(lang.field(choice::<ProjectField>(name)?))),
            "counts" => Some(lang.month_kind(choice::<MonthKind>(raw)?).to_owned()),
            "pace" => Some(lang.pace_profile(&choice::<PaceProfile>(raw)?).to_owned()),
            "stage" => Some(lang.stage(choice::<Stage>(raw)?).to_owned()),
            "action" => Some(lang.action(choice::<Action>(raw)?).to_owned()),
            "kind" => match kind_of(item)? {
                RowKind::List => Some(lang.list_kind(choice::<ListKind>(raw)?).to_owned()),
                RowKind::Section => Some(lang.section_kind(choice::<SectionKind>(raw)?).to_owned()),
                RowKind::Figure => Some(lang.figure_kind(choice::<FigureKind>(raw)?).to_owned()),
                _ => None,
            },
            "unit" | "month_unit" if kind_of(item) != Some(RowKind::Indicator) => {
                Some(lang.money_unit(choice::<MoneyUnit>(raw)?).to_owned())
            }
            "unit" => Some(lang.unit(&Unit::new(raw)).to_owned()),
            "value" | "value_high" | "tolerance" if in_target.is_some() => {
                number_in(self.target(item, in_target?).map(|target| &target.unit))
            }
            "value" | "confirmed" => number_in(self.unit(item)),
            "growth" | "percent" => number_in(Some(&Unit::new("%"))),
            "month" => Some(lang.month(raw.parse().ok()?)),
            "period" | "from" | "to" => Some(lang.period(raw.parse::<Period>().ok()?)),
            "amount" | "at_least" | "funds" => self.money(raw),
            "due" | "raised" | "solved" | "signed" | "registered" | "funded" | "commissioned"
            | "full_capacity" | "funds_due" | "production_due" | "capacity_due" | "lost" | "planned"
            | "actual" | "replaced" => Some(lang.date(raw.parse::<When>().ok()?)),
            _ => match raw {
                "true" => Some(lang.yes().to_owned()),
                "false" => Some(lang.no().to_owned()),
                _ => None,
            },
        }
    }

    /// A cell of a project.
    fn cell(&self, item: Item, field: ProjectField, key: &str, raw: &str) -> Option<String> {
        use ProjectField as F;
        let lang = self.lang;
        match field {
            F::Parent => {
                let id = ProjectId(raw.parse().ok()?);
                self.find(|book| book.projects.get(id)).map(|row| row.name.to_string())
            }
            F::Area => self.area(raw),
            F::Lead | F::Support => self.names(raw, |id| self.department(id)),
            F::Nature => Some(lang.nature(choice::<Nature>(raw)?).to_owned()),
            F::Action => Some(lang.action(choice::<Action>(raw)?).to_owned()),
            F::Stage => Some(lang.stage(choice::<Stage>(raw)?).to_owned()),
            F::InStatistics => Some(if raw == "true" { lang.yes() } else { lang.no() }.to_owned()),
            F::PlannedStart
            | F::ActualStart
            | F::PlannedFinish
            | F::ActualFinish
            | F::BaselineStart
            | F::BaselineFinish => Some(lang.date(raw.parse().ok()?)),
            F::Years => Some(lang.years(raw.parse().ok()?)),
            F::Investment | F::DoneBefore | F::Plan | F::Funded(_) => self.money(raw),
            F::Land | F::Energy => {
                let quantity: Quantity = raw.parse().ok()?;
                Some(lang.quantity(quantity.value, &quantity.unit))
            }
            F::Month(..) => {
                let Item::Row(RowId::Project(id)) = item else { return None };
                let unit = self.find(|book| book.projects.get(id))?.month_unit;
                Some(format!("{} {}", number(raw.parse().ok()?), lang.money_unit(unit)))
            }
            F::Custom(_) => match key {
                "Number" => Some(number(raw.parse().ok()?)),
                "Date" => Some(lang.date(raw.parse().ok()?)),
                _ => None,
            },
            _ => None,
        }
    }

    /// A group of fields: each with its name; a list: how many entries.
    fn tree(&self, item: Item, steps: &[Step<'_>], tree: &Value) -> Option<String> {
        match tree {
            Value::Array(list) => {
                let key = steps.last().map(|step| step.key).unwrap_or_default();
                let names: Option<Vec<String>> = list.iter().map(|entry| self.entry(key, entry)).collect();
                let names = names.filter(|names| !names.is_empty());
                Some(names.map_or_else(
                    || self.lang.told_entries(list.len()),
                    |names| names.join(self.lang.list_comma()),
                ))
            }
            Value::Object(map) => {
                // What the path says already is not said again.
                let of_view = steps.last().is_some_and(|step| step.key == "views");
                let known = |key: &str| {
                    ["id", "area", "period", "column", "fund"].contains(&key) || of_view && key == "name"
                };
                let said = steps.last().is_some_and(|step| step.index.is_some());
                let fields = map.iter().filter(|(key, _)| !(said && known(key)));
                let fields: Vec<String> = fields
                    .map(|(key, value)| {
                        let mut below: Vec<Step<'_>> =
                            steps.iter().map(|step| Step { key: step.key, index: step.index }).collect();
                        below.push(Step { key, index: None });
                        let raw = super::tree::scalar(value);
                        let text = self.typed(item, &below, &raw).unwrap_or(raw);
                        match self.lang.told_key(key, kind_of(item)) {
                            Some(name) if !["value", "amount"].contains(&key.as_str()) => {
                                format!("{name} {text}")
                            }
                            _ => text,
                        }
                    })
                    .collect();
                if fields.is_empty() {
                    return Some(self.lang.told_there().to_owned());
                }
                Some(fields.join(self.lang.comma()))
            }
            _ => None,
        }
    }

    /// The entry of a list in brief; `None` where it has no name.
    fn entry(&self, key: &str, entry: &Value) -> Option<String> {
        let lang = self.lang;
        let column =
            |key: &str| Some(self.table_column(serde_json::from_value(entry.get(key)?.clone()).ok()?));
        match key {
            "columns" => column("column"),
            "sort" => {
                let descending = entry.get("descending").and_then(Value::as_bool).unwrap_or(false);
                let way = if descending { lang.views_descending() } else { lang.views_ascending() };
                Some(format!("{} {way}", column("column")?))
            }
            "lamps" => {
                let LampRule { lamp, when } = serde_json::from_value(entry.clone()).ok()?;
                Some(lang.told_rule(lang.lamp(lamp), &lang.lamp_test(when)))
            }
            "filters" | "Where" => {
                let filter: Filter = serde_json::from_value(entry.clone()).ok()?;
                Some(match filter {
                    Filter::NeedsLook => lang.projects_needs_look().to_owned(),
                    Filter::Changed(Since::Saved) => lang.projects_changed_saved().to_owned(),
                    Filter::Changed(Since::Opened) => lang.projects_changed_opened().to_owned(),
                    other => self.table_column(other.column()?),
                })
            }
            "groups" => Some(lang.field(serde_json::from_value(entry.clone()).ok()?)),
            "group_by" => Some(self.table_column(serde_json::from_value(entry.clone()).ok()?)),
            "tiers" => self.money(entry.get("at_least")?.as_str()?),
            "Points" => {
                let month = entry.get("month")?.as_u64()?.try_into().ok()?;
                Some(format!("{} {}%", lang.month_name(month), entry.get("percent")?.as_str()?))
            }
            _ => {
                let name = ["name", "title", "text"].into_iter().find_map(|key| entry.get(key)?.as_str());
                name.filter(|name| !name.is_empty()).map(str::to_owned)
            }
        }
    }

    /// A column of the table by its heading.
    fn table_column(&self, column: Column) -> String {
        match column {
            Column::Field(ProjectField::Custom(own)) => self.column(own),
            column => self.lang.column(column),
        }
    }

    fn names(&self, raw: &str, name: impl Fn(&str) -> Option<String>) -> Option<String> {
        let names: Option<Vec<String>> = raw.split(", ").map(name).collect();
        names.map(|names| names.join(self.lang.list_comma()))
    }

    fn area(&self, id: &str) -> Option<String> {
        let id = AreaId(id.parse().ok()?);
        self.find(|book| book.areas.get(id)).map(|row| self.lang.pick(row.label(), &row.name_en).to_owned())
    }

    fn department(&self, id: &str) -> Option<String> {
        let id = DepartmentId(id.parse().ok()?);
        self.find(|book| book.departments.get(id)).map(|row| row.name.to_string())
    }

    fn column(&self, column: ColumnId) -> String {
        let named = |book: &'a Workbook| {
            let mut own = book.lists.iter().flat_map(|list| &list.custom);
            own.find(|own| own.id == column).map(|own| own.name.to_string())
        };
        self.find(named).unwrap_or_else(|| self.lang.field(ProjectField::Custom(column)))
    }

    fn money(&self, raw: &str) -> Option<String> {
        let money: Money = raw.parse().ok()?;
        Some(format!("{} {}", number(money.value), self.lang.money_unit(money.unit)))
    }

    fn target(&self, item: Item, id: &str) -> Option<&'a Target> {
        let Item::Row(RowId::Indicator(indicator)) = item else { return None };
        let id: u32 = id.parse().ok()?;
        self.find(|book| book.indicators.get(indicator)?.targets.iter().find(|target| target.id.0 == id))
    }

    /// The unit of an indicator.
    fn unit(&self, item: Item) -> Option<&'a Unit> {
        let Item::Row(RowId::Indicator(indicator)) = item else { return None };
        self.find(|book| book.indicators.get(indicator)).map(|row| &row.unit)
    }
}

fn kind_of(item: Item) -> Option<RowKind> {
    match item {
        Item::Workbook => None,
        Item::Row(id) => Some(id.kind()),
    }
}
