//! Ranking boards.

use super::{
    Lang,
    format::{fixed, number},
    messages,
};
use crate::{
    analysis::board::{Contestant, How, Item, ItemScore, Lift, Limit},
    model::{
        Board, Decimal, Workbook,
        board::{BoardItem, ItemSource, Scoring, Ties},
    },
};

messages! {
    ranking_empty = "还没有比拼榜", "No ranking board yet";
    ranking_empty_hint = "比拼榜按各项得分给区县或部门排位：选项目、定权重和计分办法，按期公布。", "A board ranks areas or departments by points: choose items, weights and rules, and keep it by period.";
    ranking_new_title = "新比拼榜", "New board";
    ranking_new_item = "新项目", "New item";
    ranking_choose = "比拼榜", "Board";
    ranking_period = "期", "Period";
    ranking_face = "显示", "Show";
    ranking_points = "得分", "Points";
    ranking_figures = "各项数据", "Figures behind";
    ranking_bars = "排位图", "Bars";
    ranking_bump = "位次变化", "Places over time";
    ranking_dots = "得分构成", "Points by item";
    ranking_place = "位次", "Place";
    ranking_moved = "升降", "Move";
    ranking_name = "单位", "Name";
    ranking_score = "总分", "Score";
    ranking_extra = "加减分", "Extra";
    ranking_new = "新", "new";
    ranking_subtitle(period: String, ranked: usize, full: String) = "{period} · {ranked} 家 · 满分 {full}", "{period} · {ranked} ranked · {full} points in full";
    ranking_no_periods = "还没有期", "No period yet";
    ranking_no_periods_hint = "加一期，就按这一期的数据计分。", "Add a period and its figures are scored.";
    ranking_nothing = "还没有参评单位或项目", "Nobody ranked, or no items yet";
    ranking_nothing_hint = "在右边选参评单位，加项目。", "Choose who is ranked and add items at the right.";
    ranking_add_period = "新增期", "Add period";
    ranking_remove_period = "删除这一期", "Remove this period";
    ranking_delete = "删除这个比拼榜", "Delete this board";
    ranking_more = "比拼榜操作", "More for boards";
    ranking_title_field = "名称", "Title";
    ranking_title_en = "英文名", "English";
    ranking_ties = "并列", "Ties";
    ranking_ranked = "参评", "Ranked";
    ranking_ranked_count(count: usize) = "参评（{count}）", "Ranked ({count})";
    ranking_areas = "区域", "Areas";
    ranking_departments = "部门", "Departments";
    ranking_items = "项目", "Items";
    ranking_add_item = "新增项目", "Add item";
    ranking_remove_item(name: &str) = "删除项目 {name}", "Remove item {name}";
    ranking_up(name: &str) = "上移 {name}", "Move {name} up";
    ranking_item_name = "项目名", "Item name";
    ranking_item_name_en = "项目英文名", "In English";
    ranking_source = "数据来源", "Source";
    ranking_source_indicator = "指标", "Indicator";
    ranking_source_list = "项目清单", "List";
    ranking_measure = "口径", "Measure";
    ranking_weight = "权重", "Weight";
    ranking_rule = "计分办法", "Rule";
    ranking_step_gap = "每点扣分", "Per point";
    ranking_step_place = "每名差分", "Per place";
    ranking_cap = "封顶", "Cap";
    ranking_floor = "保底", "Floor";
    ranking_target = "目标", "Target";
    ranking_lower = "越低越好", "Less is better";
    ranking_extras = "本期加减分", "Extra points";
    ranking_add_extra = "新增加减分", "Add extra points";
    ranking_remove_extra = "删除这条加减分", "Remove these extra points";
    ranking_extra_points = "分数", "Points";
    ranking_extra_reason = "原因", "Reason";
    ranking_extra_new = "请填原因", "say why";
    ranking_breakdown(name: &str, score: String, place: u32) = "{name}：{score} 分，第 {place} 位", "{name}: {score} points, place {place}";
    ranking_select = "选一行，看得分怎么来的，以及怎样才能升一位。", "Select a row to see how its points came about and what would lift it.";
    ranking_times(points: String, weight: String) = "{points} / {weight}", "{points} / {weight}";
    ranking_capped = "封顶", "capped";
    ranking_floored = "保底", "held at the floor";
    ranking_no_figure = "未报，不得分", "not reported: no points";
    ranking_no_growth = "没有公布增速，不得分（可比价增速不由总量推算）", "no growth published: no points (growth at comparable prices does not follow from levels)";
    ranking_from_levels = "按总量推算", "computed from levels";
    ranking_no_target = "没有可比的目标，不得分", "no target to compare with: no points";
    ranking_lift_to(from: String, to: String, place: u32, score: String) = "升位：{from} → {to}，升至第 {place} 位（{score} 分）", "To go up: {from} → {to}, place {place} ({score} points)";
    ranking_lift_first = "已是第一位", "Nobody is ahead";
    ranking_lift_out = "仅靠这一项升不了位", "Not enough on its own, however good";
    ranking_lift_no_figure = "先要有数据", "Needs a figure first";
    ranking_lift_odd = "计分办法不随数据单调，无法推算", "The rule does not rise with the figure: cannot be told";
    ranking_not_entered = "这里的数由计算得来，不能填写", "This figure is computed and cannot be filled in";
    ranking_bad_number(text: &str) = "“{text}”不是数", "\"{text}\" is not a number";
    ranking_unknown_indicator(text: &str) = "没有叫“{text}”的指标", "There is no indicator called \"{text}\"";
    ranking_chart_bars(title: &str) = "{title}：得分排位", "{title}: scores";
    ranking_chart_bump(title: &str) = "{title}：各期位次", "{title}: places by period";
    ranking_chart_dots(title: &str) = "{title}：各项得分率", "{title}: part of the full points by item";
    ranking_chart_score(full: String) = "得分，满分 {full}", "Points of {full}";
    ranking_chart_arrows = "箭头为与上期相比位次的升降", "arrows: places gained or lost since the period before";
    ranking_chart_places = "位次，第 1 位在上", "Place, first on top";
    ranking_chart_parts = "各项得分占满分的比重，圆点越靠右越好", "Part of the full points of each item: the further right the better";
    ranking_chart_summary(name: &str, score: String) = "第一位是{name}，{score} 分", "{name} is first with {score} points";
    ranking_mean(figure: String) = "平均 {figure}", "Mean {figure}";
}

impl Lang {
    /// One of the ranked.
    pub fn contestant(self, who: Contestant, workbook: &Workbook) -> &str {
        match who {
            Contestant::Area(id) => workbook.areas.get(id).map_or("?", |row| match self {
                Self::Zh => row.label(),
                Self::En => self.pick(row.label(), &row.name_en),
            }),
            Contestant::Department(id) => workbook.departments.get(id).map_or("?", |row| &row.name),
        }
    }

    /// A board's title.
    pub fn board(self, board: &Board) -> &str {
        self.pick(&board.title, &board.title_en)
    }

    /// An item of a board.
    pub fn board_item(self, item: &BoardItem) -> &str {
        self.pick(&item.name, &item.name_en)
    }

    /// Points as they are shown.
    pub fn points(self, points: Decimal) -> String {
        fixed(points, 2)
    }

    /// A move since the period before.
    pub fn movement(self, places: Option<i64>) -> String {
        match places {
            None => self.ranking_new().to_owned(),
            Some(0) => "–".to_owned(),
            Some(up) if up > 0 => format!("↑{up}"),
            Some(down) => format!("↓{}", -down),
        }
    }

    /// How ties are placed.
    pub fn ties(self, ties: Ties) -> &'static str {
        match (self, ties) {
            (Self::Zh, Ties::Skip) => "1、2、2、4",
            (Self::Zh, Ties::Dense) => "1、2、2、3",
            (Self::En, Ties::Skip) => "1, 2, 2, 4",
            (Self::En, Ties::Dense) => "1, 2, 2, 3",
        }
    }

    /// A rule.
    pub fn scoring(self, scoring: Scoring) -> &'static str {
        match (self, scoring) {
            (Self::Zh, Scoring::RatioToTarget) => "完成目标比例",
            (Self::Zh, Scoring::GapToPace(_)) => "与进度之差",
            (Self::Zh, Scoring::Growth) => "增速比最高",
            (Self::Zh, Scoring::RankPoints(_)) => "按名次",
            (Self::Zh, Scoring::Efficacy) => "功效系数 60—100",
            (Self::En, Scoring::RatioToTarget) => "Ratio to target",
            (Self::En, Scoring::GapToPace(_)) => "Gap to pace",
            (Self::En, Scoring::Growth) => "Growth to the largest",
            (Self::En, Scoring::RankPoints(_)) => "By place",
            (Self::En, Scoring::Efficacy) => "Efficacy 60–100",
        }
    }

    /// Where figures come from.
    pub fn item_source(self, source: ItemSource) -> &'static str {
        match (self, source) {
            (Self::Zh, ItemSource::Indicator(..)) => "指标",
            (Self::Zh, ItemSource::Completion(_)) => "清单投资完成率",
            (Self::Zh, ItemSource::StartRate(_)) => "清单开工率",
            (Self::Zh, ItemSource::Manual) => "手工填报",
            (Self::En, ItemSource::Indicator(..)) => "Indicator",
            (Self::En, ItemSource::Completion(_)) => "Completion of a list",
            (Self::En, ItemSource::StartRate(_)) => "Start rate of a list",
            (Self::En, ItemSource::Manual) => "Entered by hand",
        }
    }

    /// A figure of an item as it is shown.
    pub fn board_figure(self, item: &Item, value: Decimal) -> String {
        let places = value.scale().min(item.places.max(1));
        self.with_unit(&fixed(value, places), &item.unit)
    }

    /// How a figure became points.
    pub fn scored(self, item: &Item, score: &ItemScore) -> String {
        let Some(entry) = score.entry else {
            let why = if item.published_growth { self.ranking_no_growth() } else { self.ranking_no_figure() };
            return why.to_owned();
        };
        let value = self.board_figure(item, entry.value);
        let value = match (self, entry.from_levels) {
            (_, false) => value,
            (Self::Zh, true) => format!("{value}（{}）", self.ranking_from_levels()),
            (Self::En, true) => format!("{value} ({})", self.ranking_from_levels()),
        };
        let plain = |value: Decimal| fixed(value, value.scale().min(item.places.max(1)));
        let short = |value: Decimal| fixed(value, 1);
        let made = match score.how {
            How::NoFigure => return self.ranking_no_figure().to_owned(),
            How::NoTarget => return format!("{value}{}{}", self.semicolon(), self.ranking_no_target()),
            How::Ratio { target, percent } => match (self, item.lower_is_better) {
                (Self::Zh, false) => format!("{value} ÷ 目标 {} = {}%", number(target), short(percent)),
                (Self::En, false) => format!("{value} ÷ target {} = {}%", number(target), short(percent)),
                (Self::Zh, true) => format!("200% − {value} ÷ 目标 {} = {}%", number(target), short(percent)),
                (Self::En, true) => {
                    format!("200% − {value} ÷ target {} = {}%", number(target), short(percent))
                }
            },
            How::Gap { gap } => {
                let far = short(gap.abs());
                let behind = gap < Decimal::ZERO;
                match (self, entry.due.is_some(), behind) {
                    (Self::Zh, true, true) => format!("{value}，滞后时间进度 {far} 个百分点"),
                    (Self::Zh, true, false) => format!("{value}，超时间进度 {far} 个百分点"),
                    (Self::Zh, false, true) => format!("{value}，差目标 {far}"),
                    (Self::Zh, false, false) => format!("{value}，达到目标，余 {far}"),
                    (Self::En, true, true) => format!("{value}, {far} points behind pace"),
                    (Self::En, true, false) => format!("{value}, {far} points ahead of pace"),
                    (Self::En, false, true) => format!("{value}, {far} short of the target"),
                    (Self::En, false, false) => format!("{value}, target reached with {far} to spare"),
                }
            }
            How::Growth { best, percent } => match (self, item.lower_is_better) {
                (Self::Zh, false) => format!("{value} ÷ 最高 {} = {}%", plain(best), short(percent)),
                (Self::Zh, true) => format!("{value} ÷ 最大降幅 {} = {}%", plain(best), short(percent)),
                (Self::En, false) => format!("{value} ÷ the largest {} = {}%", plain(best), short(percent)),
                (Self::En, true) => {
                    format!("{value} ÷ the largest fall {} = {}%", plain(best), short(percent))
                }
            },
            How::Place { place } => match self {
                Self::Zh => format!("{value}，第 {place} 名"),
                Self::En => format!("{value}, place {place}"),
            },
            How::Efficacy { worst, best, coefficient } => {
                let (worst, best) = (plain(worst), plain(best));
                match self {
                    Self::Zh => {
                        format!("60 + 40 ×（{value} − {worst}）÷（{best} − {worst}）= {}", short(coefficient))
                    }
                    Self::En => {
                        format!("60 + 40 × ({value} − {worst}) ÷ ({best} − {worst}) = {}", short(coefficient))
                    }
                }
            }
        };
        match score.limit {
            None => made,
            Some(Limit::Cap) => format!("{made}{}{}", self.semicolon(), self.ranking_capped()),
            Some(Limit::Floor) => format!("{made}{}{}", self.semicolon(), self.ranking_floored()),
        }
    }

    /// What a better figure would do.
    pub fn lift(self, item: &Item, lift: &Lift) -> String {
        match *lift {
            Lift::To { from, to, place, score } => {
                let (from, to) = (self.board_figure(item, from), self.board_figure(item, to));
                self.ranking_lift_to(from, to, place, self.points(score))
            }
            Lift::First => self.ranking_lift_first().to_owned(),
            Lift::OutOfReach => self.ranking_lift_out().to_owned(),
            Lift::NoFigure => self.ranking_lift_no_figure().to_owned(),
            Lift::NoTarget => self.ranking_no_target().to_owned(),
            Lift::NotMonotone => self.ranking_lift_odd().to_owned(),
        }
    }
}
