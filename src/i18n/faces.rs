//! The faces of the projects page: the tabs below its title.

use super::Lang;
use crate::ui::projects::Face;

impl Lang {
    /// A face's tab.
    pub fn face(self, face: Face) -> &'static str {
        self.face_words(face).0
    }

    /// What a face shows, in a sentence.
    pub fn face_tip(self, face: Face) -> &'static str {
        self.face_words(face).1
    }

    fn face_words(self, face: Face) -> (&'static str, &'static str) {
        match (self, face) {
            (Self::Zh, Face::Table) => ("表格", "逐个项目查看和填写"),
            (Self::Zh, Face::Start) => ("开工", "本年计划开工、应开工、已开工、应开未开"),
            (Self::Zh, Face::Lookback) => ("回头看", "到资率、开工率、投产率、达产率、流失率"),
            (Self::Zh, Face::Rollover) => {
                ("本月变化", "与上月相比：累计下降、未报、突增、形象进度未更新、阶段变化")
            }
            (Self::Zh, Face::Schedule) => ("进度图", "计划与实际工期，可拖动改计划"),
            (Self::Zh, Face::Curve) => ("投资曲线", "计划、上报、纳统与全年预测"),
            (Self::Zh, Face::Board) => ("阶段看板", "按阶段排列的项目卡片"),
            (Self::Zh, Face::Funnel) => ("漏斗", "签约、落地、到资、开工、投产、达产"),
            (Self::Zh, Face::Heat) => ("热力表", "各地各月的完成率与差距"),
            (Self::En, Face::Schedule) => ("Schedule", "Planned and actual dates; drag to change the plan"),
            (Self::En, Face::Curve) => ("Curve", "Plan, reported, confirmed, and a forecast of the year"),
            (Self::En, Face::Board) => ("Board", "Projects as cards by stage"),
            (Self::En, Face::Funnel) => {
                ("Funnel", "Signed, landed, funded, started, in production, at full capacity")
            }
            (Self::En, Face::Heat) => ("Heat table", "Completion and gap by area and month"),
            (Self::En, Face::Table) => ("Table", "See and edit project by project"),
            (Self::En, Face::Start) => {
                ("Starts", "Planned to start this year, due, started, and due but not started")
            }
            (Self::En, Face::Rollover) => {
                ("This month", "Against last month: falls, missing reports, jumps, unchanged texts, stages")
            }
            (Self::En, Face::Lookback) => {
                ("Look-back", "Rates of funds, starts, production, full capacity and loss")
            }
        }
    }
}
