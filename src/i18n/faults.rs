//! What is wrong with a workbook, in a sentence.

use super::Lang;
use crate::model::{
    Fault, Violation,
    check::{LONGEST_TEXT, MOST_OWN_COLUMNS},
    formula::MOST_FORMULAS,
};

impl Lang {
    /// What is wrong.
    pub fn fault(self, fault: &Fault) -> String {
        let (zh, en): (&str, &str) = match fault {
            Fault::DuplicateId => ("编号重复", "the identifier is used twice"),
            Fault::IdNotHandedOut => (
                "编号不小于 next_id，以后会被重复分配",
                "the identifier is not below next_id and could be handed out again",
            ),
            Fault::Missing(id) => {
                return match self {
                    Self::Zh => format!("引用的 {id} 不存在"),
                    Self::En => format!("it refers to {id}, which does not exist"),
                };
            }
            Fault::TooManyLevels => {
                ("上下级超过 64 层，或绕成了圈", "more than 64 levels above it, or a circle")
            }
            Fault::Cycle => ("自己成了自己的上级", "a row is its own ancestor"),
            Fault::EmptyName => ("名称不能为空", "a name must not be empty"),
            Fault::ControlCharacter => ("含有控制字符", "it has control characters"),
            Fault::TooLong => {
                return match self {
                    Self::Zh => format!("文字太长（超过 {} KB）", LONGEST_TEXT / 1024),
                    Self::En => format!("the text is longer than {} KB", LONGEST_TEXT / 1024),
                };
            }
            Fault::YearOutOfRange(year) => {
                return match self {
                    Self::Zh => format!("年份 {year} 不在 1900—2200 之间"),
                    Self::En => format!("the year {year} is outside 1900–2200"),
                };
            }
            Fault::NoRootArea => ("没有最上级的区域", "there is no area without a parent"),
            Fault::Negative => ("数不能为负", "the figure must not be negative"),
            Fault::TooLarge => ("数太大，多半是填错了", "the figure is so large that it must be a mistake"),
            Fault::FinishBeforeStart => ("竣工早于开工", "it finishes before it starts"),
            Fault::LeftBeforeJoining => ("退出早于增补", "it leaves the list before it joins"),
            Fault::Unordered => ("次序不对或有重复", "entries are out of order or double"),
            Fault::TargetWithoutValue => ("目标缺少数值", "the target has no value"),
            Fault::BadRange => ("区间的上限要大于下限", "the high end of a range must be above its low end"),
            Fault::BadReference => (
                "对照目标要指明对照的指标，其他目标则不要",
                "only a relative target, and each of them, names another indicator",
            ),
            Fault::RefersToItself => ("目标不能对照自己", "a target cannot refer to its own indicator"),
            Fault::UnitDoesNotFit(unit) => {
                return match self {
                    Self::Zh => format!("单位“{unit}”与这种指标不符（%和个百分点不能混用）"),
                    Self::En => format!(
                        "the unit \"{unit}\" does not fit the measure (per cent and points are not the same)"
                    ),
                };
            }
            Fault::RankZero => ("位次从 1 开始", "ranks begin at 1"),
            Fault::BadPackage => {
                ("打包项目只能有一层，且在同一清单", "packages have one level and stay in one list")
            }
            Fault::BadPace => {
                ("进度要随月份上升，在 0 到 100% 之间", "pace must rise with the months between 0 and 100%")
            }
            Fault::BadLampRule => ("亮灯的界限不能为负", "the threshold of a lamp must not be negative"),
            Fault::WrongKind => ("内容的类型与列不符", "the value is not of the column's kind"),
            Fault::TooManyColumns => {
                return match self {
                    Self::Zh => format!("自定列太多（最多 {MOST_OWN_COLUMNS} 列）"),
                    Self::En => format!("there are too many columns of its own (at most {MOST_OWN_COLUMNS})"),
                };
            }
            Fault::TooManyFormulas => {
                return match self {
                    Self::Zh => format!("公式指标太多（最多 {MOST_FORMULAS} 个），都不计算"),
                    Self::En => {
                        format!("there are too many formulas (at most {MOST_FORMULAS}): none is computed")
                    }
                };
            }
            Fault::FormulaTooWide => (
                "公式牵涉的指标太多，没有核对",
                "the formula follows from too many indicators and was not checked",
            ),
            Fault::FormulaCircle(name) => return self.fault_formula_circle(name),
            Fault::FormulaMixesUnits(one, other) => return self.fault_formula_units(one, other),
            Fault::FormulaUnit(found, unit) if unit.is_empty() => {
                return self.fault_formula_no_unit(found);
            }
            Fault::FormulaUnit(found, unit) => return self.fault_formula_unit(found, unit),
            Fault::FormulaWithFigures => (
                "公式指标的数由公式算出，不能另填",
                "figures of a formula indicator are computed, none are kept beside",
            ),
            Fault::FormulaWithoutIndicator => ("公式里没有用到任何指标", "the formula names no indicator"),
            Fault::BadTransformation => {
                ("移动平均的期数要在 2 到 60 之间", "a moving average takes 2 to 60 periods")
            }
            Fault::TooManyPlaces => ("小数位数最多四位", "there are more than four decimal places"),
            Fault::BadView => (
                "视图不能重名，最多按两级分组，行高最多四行",
                "views have names of their own, at most two levels of groups, and at most four lines in a row",
            ),
        };
        match self {
            Self::Zh => zh.to_owned(),
            Self::En => en.to_owned(),
        }
    }

    /// A violation with its path.
    pub fn violation(self, violation: &Violation) -> String {
        match self {
            Self::Zh => format!("{}：{}", violation.path, self.fault(&violation.fault)),
            Self::En => format!("{}: {}", violation.path, self.fault(&violation.fault)),
        }
    }
}
