//! Who is who in the invented city: areas, departments, sections and the source.

use super::{Maker, random::Random};
use crate::model::{
    Area, AreaId, Department, DepartmentId, Section, SectionId, SectionKind, Source, SourceId, SourceRef,
    Square, Text,
};
use std::fmt::Write as _;

/// Name, English name and code of an invented county.
const COUNTIES: [(&str, &str, Option<&str>); 10] = [
    ("云浦区", "Yunpu District", Some("990101")),
    ("临湖市", "Linhu City", Some("990181")),
    ("青禾县", "Qinghe County", Some("990121")),
    ("松岭县", "Songling County", Some("990122")),
    ("澄川县", "Chengchuan County", Some("990123")),
    ("石溪县", "Shixi County", Some("990124")),
    ("竹源县", "Zhuyuan County", Some("990125")),
    ("岚谷县", "Langu County", Some("990126")),
    ("梅渡县", "Meidu County", Some("990127")),
    // Ranked with the counties, but without a statistical region code.
    ("演示经开区", "Demo Economic Development Zone", None),
];

/// Where they stand on a schematic map: column and row.
const SQUARES: [(u8, u8); 10] =
    [(1, 1), (1, 2), (3, 1), (2, 2), (2, 0), (1, 0), (0, 2), (0, 1), (3, 2), (2, 1)];

/// Syllables that invented cities and towns are made of, with their sound.
const FIRST: [(&str, &str); 20] = [
    ("云", "Yun"),
    ("青", "Qing"),
    ("松", "Song"),
    ("澄", "Cheng"),
    ("石", "Shi"),
    ("竹", "Zhu"),
    ("岚", "Lan"),
    ("梅", "Mei"),
    ("霁", "Ji"),
    ("芷", "Zhi"),
    ("栖", "Qi"),
    ("沐", "Mu"),
    ("晴", "Qing"),
    ("朗", "Lang"),
    ("砚", "Yan"),
    ("棠", "Tang"),
    ("榆", "Yu"),
    ("柏", "Bai"),
    ("枫", "Feng"),
    ("桂", "Gui"),
];
const SECOND: [(&str, &str); 15] = [
    ("桐", "tong"),
    ("禾", "he"),
    ("屿", "yu"),
    ("泽", "ze"),
    ("渚", "zhu"),
    ("谷", "gu"),
    ("湾", "wan"),
    ("岫", "xiu"),
    ("埠", "bu"),
    ("陂", "bei"),
    ("堰", "yan"),
    ("汀", "ting"),
    ("坞", "wu"),
    ("坪", "ping"),
    ("浦", "pu"),
];

/// How many different names two syllables give.
const PAIRS: usize = FIRST.len() * SECOND.len();

/// Departments, in the order of [`Role`].
const DEPARTMENTS: [&str; 17] = [
    "市发改委",
    "市经信局",
    "市住建局",
    "市交通局",
    "市水利局",
    "市文旅局",
    "市生态环境局",
    "市商务局",
    "市农业农村局",
    "市科技局",
    "市财政局",
    "市人社局",
    "市教育局",
    "市统计局",
    "市自然资源局",
    "市应急管理局",
    "市投资促进局",
];

/// A department of the invented city.
#[derive(Clone, Copy)]
pub(super) enum Role {
    Planning,
    Industry,
    Housing,
    Transport,
    Water,
    Culture,
    Environment,
    Commerce,
    Farming,
    Science,
    Finance,
    Labour,
    Education,
    Statistics,
    Land,
    Emergency,
    Promotion,
}

/// A section of the invented plan.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Headline,
    Industry,
    Investment,
    Opening,
    Innovation,
    Safety,
    People,
    Results,
}

const SECTIONS: [(&str, &str, SectionKind); 8] = [
    ("主要预期目标", "Main targets", SectionKind::Headline),
    ("建设现代产业体系", "A modern industrial system", SectionKind::Tasks),
    ("扩大有效投资", "More effective investment", SectionKind::Tasks),
    ("促进消费与开放", "Consumption and opening up", SectionKind::Tasks),
    ("增强创新与市场活力", "Innovation and market vitality", SectionKind::Tasks),
    ("守护生态与安全", "Environment and safety", SectionKind::Tasks),
    ("办好民生实事", "Services for the people", SectionKind::Tasks),
    ("运行监测", "Results and monitoring", SectionKind::Results),
];

/// An area as the makers of figures and projects see it.
pub(super) struct Place {
    pub(super) id: AreaId,
    /// Name without its last character: what project names begin with.
    pub(super) stem: Text,
    /// Its part of the whole, in millionths.
    pub(super) weight: i64,
    /// How its incomes and rates compare with the average, in thousandths.
    pub(super) level: i64,
    /// How much faster it grows than the average, in tenths of a per cent.
    pub(super) edge: i64,
}

/// The invented city (or province of cities) without figures.
pub(super) struct Plan {
    pub(super) root: AreaId,
    pub(super) places: Vec<Place>,
    pub(super) areas: Vec<Area>,
    pub(super) departments: Vec<Department>,
    pub(super) sections: Vec<Section>,
    pub(super) source: Source,
}

impl Plan {
    /// The plan of a city of ten counties, or of a province of `cities`.
    pub(super) fn new(maker: &mut Maker, random: &mut Random, cities: Option<usize>) -> Self {
        let root = AreaId(maker.id());
        let (name, name_en) = match cities {
            None => ("演示市", "Demo City"),
            Some(_) => ("演示省", "Demo Province"),
        };
        let mut areas = vec![area(root, name, name_en, Some("990100"), None)];
        match cities {
            None => {
                for ((name, name_en, code), (column, row)) in COUNTIES.into_iter().zip(SQUARES) {
                    let county = area(AreaId(maker.id()), name, name_en, code, Some(root));
                    areas.push(Area { square: Some(Square { column, row }), ..county });
                }
            }
            Some(count) => {
                for position in 0..count {
                    let (name, name_en) = city_name(position);
                    areas.push(area(AreaId(maker.id()), &name, &name_en, None, Some(root)));
                }
            }
        }
        let places = places(&areas, random);
        let departments = DEPARTMENTS
            .iter()
            .map(|&name| Department {
                id: DepartmentId(maker.id()),
                name: name.into(),
                aliases: match name {
                    "市投资促进局" => vec!["市招商局".into()],
                    "市经信局" => vec!["市工信局".into()],
                    _ => Vec::new(),
                },
            })
            .collect();
        let sections = SECTIONS
            .iter()
            .map(|&(title, title_en, kind)| Section {
                id: SectionId(maker.id()),
                title: title.into(),
                title_en: title_en.into(),
                kind,
            })
            .collect();
        let source = Source {
            id: SourceId(maker.id()),
            title: "演示数据（虚构）".into(),
            title_en: "Demonstration data (invented)".into(),
            publisher: "挂图".into(),
            date: "2024".into(),
        };
        Self { root, places, areas, departments, sections, source }
    }

    /// The department of a role.
    pub(super) fn department(&self, role: Role) -> DepartmentId {
        self.departments[role as usize].id
    }

    /// The section of a part.
    pub(super) fn section(&self, part: Part) -> SectionId {
        self.sections[part as usize].id
    }

    /// The one source, without a paragraph.
    pub(super) fn source_ref(&self) -> SourceRef {
        SourceRef { source: self.source.id, paragraph: None }
    }
}

fn area(id: AreaId, name: &str, name_en: &str, code: Option<&str>, parent: Option<AreaId>) -> Area {
    Area {
        id,
        name: name.into(),
        short: Text::default(),
        name_en: name_en.into(),
        code: code.map(Into::into),
        parent,
        square: None,
    }
}

fn places(areas: &[Area], random: &mut Random) -> Vec<Place> {
    let children = areas.get(1..).unwrap_or_default();
    // The first areas are the larger ones.
    let sizes: Vec<i64> = (0..children.len())
        .map(|position| if position < 3 { random.between(150, 260) } else { random.between(45, 130) })
        .collect();
    let total = sizes.iter().sum::<i64>().max(1);
    children
        .iter()
        .zip(sizes)
        .map(|(area, size)| {
            let stem = match area.name.strip_suffix(['市', '区', '县']) {
                // 演示经开区: what its projects are called after is the zone, not the demonstration.
                Some(stem) if area.code.is_none() && stem.ends_with("经开") => "经开区".into(),
                Some(stem) => stem.into(),
                None => area.name.clone(),
            };
            Place {
                id: area.id,
                stem,
                weight: size * 1_000_000 / total,
                level: random.between(860, 1130),
                edge: random.between(-16, 16),
            }
        })
        .collect()
}

/// The name of an invented city and its English form: different for every position.
fn city_name(position: usize) -> (String, String) {
    let pair = position % PAIRS;
    let (first, second) = (FIRST[pair % FIRST.len()], SECOND[pair / FIRST.len()]);
    let (mut name, mut name_en) = (String::new(), String::new());
    match position / PAIRS {
        0 => {}
        1 => {
            name.push('新');
            name_en.push_str("Xin");
        }
        // Writing to a text cannot fail.
        round => {
            let _ = write!(name, "第{round}");
            let _ = write!(name_en, "{round} ");
        }
    }
    name.extend([first.0, second.0, "市"]);
    name_en.extend([first.1, second.1, " City"]);
    (name, name_en)
}

/// The name of an invented town, two characters.
pub(super) fn town(random: &mut Random) -> [&'static str; 2] {
    [FIRST[random.below(FIRST.len())].0, SECOND[random.below(SECOND.len())].0]
}
