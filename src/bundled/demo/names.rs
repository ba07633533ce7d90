//! What invented projects are called, who builds them, and how far they are, in words.

use super::{
    plan::{self, Role},
    random::Random,
};

/// A field of projects.
pub(super) struct Category {
    pub(super) name: &'static str,
    pub(super) lead: Role,
    /// Of a hundred projects so many belong here.
    pub(super) share: i64,
    /// Names; `{c}` is the area, `{t}` and `{u}` are towns, `{n}` is a number.
    names: &'static [&'static str],
    /// What the building company calls its trade.
    trade: &'static str,
    /// What goes on at the site while it is being built.
    pub(super) works: [&'static str; 3],
    /// Industrial chains, where it has some.
    pub(super) chains: &'static [&'static str],
    /// Whether it goes into production when it is completed.
    pub(super) produces: bool,
}

const NO_CHAIN: &[&str] = &[];

/// The fields.
pub(super) const CATEGORIES: [Category; 10] = [
    Category {
        name: "交通",
        lead: Role::Transport,
        share: 15,
        names: &[
            "{c}{t}至{u}公路改建工程",
            "{c}{t}大桥新建工程",
            "{c}{t}综合客运枢纽",
            "{c}{t}高速互通连接线",
            "{c}{t}至{u}农村公路提升",
            "{c}{t}货运码头改造",
            "{c}{t}公路隧道新建工程",
        ],
        trade: "交通投资",
        works: ["路基施工", "桥隧主体施工", "路面铺设"],
        chains: NO_CHAIN,
        produces: false,
    },
    Category {
        name: "水利",
        lead: Role::Water,
        share: 10,
        names: &[
            "{c}{t}水库除险加固工程",
            "{c}{t}溪流域综合治理",
            "{c}{t}引调水工程",
            "{c}{t}堤防提升工程",
            "{c}{t}灌区现代化改造",
            "{c}{t}城乡供水一体化工程",
        ],
        trade: "水务",
        works: ["导流工程施工", "坝体填筑", "机电设备安装"],
        chains: NO_CHAIN,
        produces: false,
    },
    Category {
        name: "能源",
        lead: Role::Planning,
        share: 8,
        names: &[
            "{c}{t}抽水蓄能电站",
            "{c}{t}农光互补光伏电站",
            "{c}{t}{n}兆瓦储能电站",
            "{c}{t}110千伏输变电工程",
            "{c}{t}天然气管网工程",
            "{c}{t}风电场工程",
        ],
        trade: "能源开发",
        works: ["场地平整", "设备基础施工", "设备安装调试"],
        chains: &["绿色能源"],
        produces: true,
    },
    Category {
        name: "制造业",
        lead: Role::Industry,
        share: 22,
        names: &[
            "{c}{t}年产{n}万套轴承生产线",
            "{c}{t}年产{n}万台减速机项目",
            "{c}{t}半导体材料生产基地",
            "{c}{t}智能阀门产业园",
            "{c}{t}年产{n}万吨功能膜项目",
            "{c}{t}新能源部件制造项目",
            "{c}{t}生物医药产业园",
            "{c}{t}小微企业园（{n}号）",
        ],
        trade: "智造",
        works: ["厂房基础施工", "厂房主体施工", "生产设备安装"],
        chains: &["精密制造", "半导体", "健康医药", "时尚产业"],
        produces: true,
    },
    Category {
        name: "城市更新",
        lead: Role::Housing,
        share: 11,
        names: &[
            "{c}{t}片区老旧小区改造",
            "{c}{t}路未来社区建设",
            "{c}{t}历史街区保护更新",
            "{c}{t}城中村改造（{n}号地块）",
            "{c}{t}地下管网改造工程",
            "{c}{t}安置小区建设工程",
        ],
        trade: "城市建设",
        works: ["征迁交地", "主体结构施工", "外立面与配套施工"],
        chains: NO_CHAIN,
        produces: false,
    },
    Category {
        name: "文旅",
        lead: Role::Culture,
        share: 8,
        names: &[
            "{c}{t}山水度假区",
            "{c}{t}古村落保护利用",
            "{c}{t}非遗文化园",
            "{c}{t}康养旅居基地",
            "{c}{t}绿道与驿站工程",
        ],
        trade: "文旅发展",
        works: ["场地平整", "主体建筑施工", "景观与装修施工"],
        chains: &["文旅康养"],
        produces: false,
    },
    Category {
        name: "科创",
        lead: Role::Science,
        share: 6,
        names: &[
            "{c}{t}科创中心",
            "{c}{t}中试基地（{n}号楼）",
            "{c}{t}数据中心",
            "{c}{t}实验室建设工程",
            "{c}{t}数字产业园",
        ],
        trade: "科技园区",
        works: ["桩基施工", "主体结构施工", "机房与装修施工"],
        chains: &["数字经济"],
        produces: true,
    },
    Category {
        name: "民生",
        lead: Role::Education,
        share: 9,
        names: &[
            "{c}{t}实验学校迁建工程",
            "{c}{t}人民医院新院区",
            "{c}{t}养老服务中心",
            "{c}{t}体育公园",
            "{c}{t}幼儿园新建工程",
            "{c}{t}保障性租赁住房（{n}号地块）",
        ],
        trade: "社会事业投资",
        works: ["桩基施工", "主体结构施工", "装修与附属施工"],
        chains: NO_CHAIN,
        produces: false,
    },
    Category {
        name: "生态",
        lead: Role::Environment,
        share: 6,
        names: &[
            "{c}{t}污水处理厂扩建工程",
            "{c}{t}矿山生态修复",
            "{c}{t}湿地保护修复工程",
            "{c}{t}固废综合利用中心",
            "{c}{t}国家储备林基地",
        ],
        trade: "生态环境",
        works: ["场地清理", "构筑物施工", "设备安装与绿化"],
        chains: NO_CHAIN,
        produces: false,
    },
    Category {
        name: "农业",
        lead: Role::Farming,
        share: 5,
        names: &[
            "{c}{t}高标准农田建设",
            "{c}{t}食用菌产业园",
            "{c}{t}茶产业加工园",
            "{c}{t}冷链物流中心",
            "{c}{t}现代渔业示范园",
        ],
        trade: "农业发展",
        works: ["土地平整", "设施大棚施工", "加工设备安装"],
        chains: &["品质农业"],
        produces: true,
    },
];

impl Category {
    /// The position of a category, drawn by its share.
    pub(super) fn draw(random: &mut Random) -> usize {
        random.weighted(&CATEGORIES.map(|category| category.share))
    }

    /// A name in an area, and the town it is in.
    pub(super) fn project_name(&self, stem: &str, random: &mut Random) -> (String, String) {
        let town = plan::town(random).concat();
        let other = plan::town(random).concat();
        let number = random.between(1, 30) * 2;
        let template = random.pick(self.names);
        let mut name = String::with_capacity(template.len() + stem.len() + 12);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            name.push_str(before);
            let (slot, after) = after.split_once('}').unwrap_or((after, ""));
            match slot {
                "c" => name.push_str(stem),
                "t" => name.push_str(&town),
                "u" => name.push_str(&other),
                _ => name.push_str(&number.to_string()),
            }
            rest = after;
        }
        name.push_str(rest);
        (name, format!("{town}镇"))
    }

    /// An invented company of its trade.
    pub(super) fn builder(&self, stem: &str) -> String {
        format!("{stem}{}有限公司", self.trade)
    }
}

/// Memberships of projects besides their list.
pub(super) const TAGS: [&str; 4] = ["省千项万亿", "市重点", "百项民生", "专项债"];

/// What holds projects up, who is to see to it, and how it was solved.
pub(super) const PROBLEMS: [(&str, Role, &str); 8] = [
    ("征迁进度滞后", Role::Housing, "已完成交地"),
    ("土地报批未完成", Role::Land, "已取得用地批复"),
    ("用林手续待批", Role::Land, "已取得用林批复"),
    ("建设资金未到位", Role::Finance, "资金已拨付"),
    ("设计方案变更", Role::Planning, "变更已批复"),
    ("管线迁改未完成", Role::Housing, "管线迁改完成"),
    ("施工单位力量不足", Role::Housing, "已增加班组"),
    ("雨季影响土方施工", Role::Emergency, "已调整工序"),
];

/// Steps on the way of a project that are watched.
pub(super) const MILESTONES: [&str; 3] = ["完成招标", "基础完工", "主体结顶"];

/// How far a project in preparation is.
pub(super) const PREPARATION: [&str; 5] =
    ["编制项目建议书", "开展可行性研究", "用地预审办理中", "初步设计编制", "专题论证"];
