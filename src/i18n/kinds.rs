//! Words of the figures that compare areas, indicators and periods.

use super::{Lang, messages};
use crate::model::FigureKind;

messages! {
    kinds_span(from: &str, to: &str) = "{from}至{to}", "{from} to {to}";
    kinds_share = "占比", "Share";
    kinds_share_of_shown = "占比以图中各项之和为 100%", "shares are of the sum of what is shown";
    kinds_stack_of_rates = "比率不能相加，堆叠只供比较", "rates do not add up: the stack only compares";
    kinds_grey_is(name: &str) = "灰线为{name}", "the grey line is {name}";
    kinds_from_to(what: &str, from: &str, to: &str) = "{what}：{from}与{to}", "{what}: {from} and {to}";
    kinds_schematic = "方格位置为示意，不表示面积和边界", "squares are schematic: neither size nor borders";
    kinds_two(area: &str, first: &str, second: &str) = "{area}各地{first}与{second}", "{first} and {second} by area, {area}";
    kinds_each_point = "每点一地", "Each point is an area";
    kinds_smallest = "最小", "Smallest";
    kinds_quartile_1 = "下四分位", "Lower quartile";
    kinds_median = "中位数", "Median";
    kinds_quartile_3 = "上四分位", "Upper quartile";
    kinds_largest = "最大", "Largest";
    kinds_spread(area: &str, what: &str) = "{area}各地{what}的分布", "Spread of {what} among areas, {area}";
    kinds_box_method(areas: usize) = "{areas} 个区域，箱为中间一半，竖线为中位数", "{areas} areas; the box is the middle half, its line the median";
    kinds_middle_half = "中间一半区域", "Middle half of areas";
    kinds_one_area = "一个区域", "One area";
    kinds_contribution = "对增长的拉动", "Contribution to growth";
    kinds_points = "个百分点", "pp";
    kinds_contributions(what: &str) = "{what}增长由谁拉动", "What makes {what} grow";
    kinds_rest = "其他", "Others";
    kinds_contribution_method =
        "拉动 =（本期 − 上年同期）÷ 全市上年同期，按现价总量计算",
        "contribution = change over the same period of the last year ÷ the whole's figure of then, from published levels";
    kinds_published_differs(growth: &str) =
        "公布增速 {growth}%，口径与现价计算不同", "the published growth is {growth}%, on another basis than these levels";
    kinds_without(names: String) = "缺{names}数据", "no figures for {names}";
    kinds_all_preliminary = "均为初步数", "all figures are preliminary";
    kinds_star = "* 为初步数", "* preliminary";
    kinds_others(count: usize) = "另有 {count} 项未画", "{count} more are not drawn";
}

impl Lang {
    /// What a line or a band across small charts is.
    pub fn kinds_band(self, what: &str, from: &str, to: Option<&str>) -> String {
        match (self, to) {
            (Self::Zh, Some(to)) => format!("灰带为{what}（{from}—{to}）"),
            (Self::Zh, None) => format!("虚线为{what}（{from}）"),
            (Self::En, Some(to)) => format!("the grey band is {what} ({from} to {to})"),
            (Self::En, None) => format!("the dashed line is {what} ({from})"),
        }
    }

    /// The title of what is made of parts.
    pub fn kinds_made_of(self, area: &str, what: &str, of_indicators: bool) -> String {
        match (self, of_indicators) {
            (_, true) => self.in_area(area, what),
            (Self::Zh, false) => format!("{}：各地构成", self.in_area(area, what)),
            (Self::En, false) => format!("{what} by area, {area}"),
        }
    }

    /// The name of a kind of figure.
    pub fn figure_kind(self, kind: FigureKind) -> &'static str {
        match (self, kind) {
            (Self::Zh, FigureKind::Line) => "折线",
            (Self::Zh, FigureKind::Column) => "柱形",
            (Self::Zh, FigureKind::Dumbbell) => "结果与目标对比（哑铃）",
            (Self::Zh, FigureKind::Bullet) => "结果与目标（子弹图）",
            (Self::Zh, FigureKind::RankedBars) => "各地排序条形",
            (Self::Zh, FigureKind::CompletionBars) => "各地投资完成率",
            (Self::Zh, FigureKind::ProjectBars) => "项目按领域",
            (Self::Zh, FigureKind::InvestmentCurve) => "投资进度曲线",
            (Self::Zh, FigureKind::StackedColumns) => "堆积柱形",
            (Self::Zh, FigureKind::FullColumns) => "百分比堆积柱形",
            (Self::Zh, FigureKind::Slope) => "两期斜线",
            (Self::Zh, FigureKind::AreaHeat) => "区域与时期热力表",
            (Self::Zh, FigureKind::SmallMultiples) => "小图组",
            (Self::Zh, FigureKind::Scatter) => "散点",
            (Self::Zh, FigureKind::PeerBox) => "各地分布箱形",
            (Self::Zh, FigureKind::Waterfall) => "拉动瀑布",
            (Self::Zh, FigureKind::BoardBars) => "比拼榜得分",
            (Self::Zh, FigureKind::BoardBump) => "比拼榜名次变化",
            (Self::Zh, FigureKind::BoardDots) => "比拼榜分项得分",
            (Self::Zh, FigureKind::TileMap) => "方格示意图",
            (Self::Zh, FigureKind::Schedule) => "项目进度横道图",
            (Self::Zh, FigureKind::StageBoard) => "项目阶段看板",
            (Self::Zh, FigureKind::Funnel) => "招商漏斗",
            (Self::Zh, FigureKind::HeatTable) => "各地各月投资热力表",
            (Self::En, FigureKind::Line) => "Line",
            (Self::En, FigureKind::Column) => "Columns",
            (Self::En, FigureKind::Dumbbell) => "Result against target (dumbbell)",
            (Self::En, FigureKind::Bullet) => "Result and target (bullet)",
            (Self::En, FigureKind::RankedBars) => "Ranked bars",
            (Self::En, FigureKind::CompletionBars) => "Completion by area",
            (Self::En, FigureKind::ProjectBars) => "Projects by field",
            (Self::En, FigureKind::InvestmentCurve) => "Investment curve",
            (Self::En, FigureKind::StackedColumns) => "Stacked columns",
            (Self::En, FigureKind::FullColumns) => "100% columns",
            (Self::En, FigureKind::Slope) => "Slope, two periods",
            (Self::En, FigureKind::AreaHeat) => "Heat table, areas by period",
            (Self::En, FigureKind::SmallMultiples) => "Small multiples",
            (Self::En, FigureKind::Scatter) => "Scatter",
            (Self::En, FigureKind::PeerBox) => "Box of peers",
            (Self::En, FigureKind::Waterfall) => "Waterfall of contributions",
            (Self::En, FigureKind::Schedule) => "Schedule of projects",
            (Self::En, FigureKind::StageBoard) => "Projects by stage",
            (Self::En, FigureKind::Funnel) => "Funnel of promoted investments",
            (Self::En, FigureKind::HeatTable) => "Investment heat table",
            (Self::En, FigureKind::BoardBars) => "Scores of a board",
            (Self::En, FigureKind::BoardBump) => "Places on a board over time",
            (Self::En, FigureKind::BoardDots) => "Items of a board",
            (Self::En, FigureKind::TileMap) => "Tile map",
        }
    }
}
