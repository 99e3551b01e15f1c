//! Rules.

use crate::messages::RuleText;

/// The template of a message.
#[allow(clippy::too_many_lines, clippy::match_same_arms, reason = "the catalogue is one table")]
pub const fn text(id: RuleText) -> &'static str {
    match id {
        RuleText::V01 => "指标值为空",
        // Structure and header rules (S, M).
        RuleText::S01 => "同一职能下指标重复",
        RuleText::S01Same => "与前面的“{name}”重复，名称和指标值都相同",
        RuleText::S01Name => "与前面的“{name}”名称相同，指标值不同",
        RuleText::S01Across => "“{name}”在{level1}下已设，名称和指标值都相同",
        RuleText::S01Fix => "删除其中一条",
        RuleText::M01 => "表头必填项为空",
        RuleText::M01Department => "单位名称未填",
        RuleText::M01Year => "年度未填",
        RuleText::M01Unit => "金额单位未填（元、万元）",
        RuleText::M01Project => "项目名称未填",
        RuleText::M01Supervisor => "主管部门未填",
        RuleText::M01Contact => "联系人未填",
        RuleText::M01Phone => "联系电话未填",
        RuleText::M01FilledAt => "填报日期未填",
        RuleText::M01ProjectGoal => "项目总目标未填",
        RuleText::M05 => "已批复的目标被修改",
        RuleText::M05Edited => "已批复，原则上不予调整；改动须按程序报批",
        RuleText::M05Fix => "写明调整原因",
        // Budget rules (B).
        RuleText::B01 => "分项合计不等于总额",
        RuleText::B02 => "收入不等于支出",
        RuleText::B03 => "基本支出加项目支出不等于资金总额",
        RuleText::B04 => "总额不等于各项资金之和",
        RuleText::B05 => "其中项与上级金额不符",
        RuleText::B06 => "半年数大于全年数",
        RuleText::B07 => "总额或分项空白，无法核对",
        RuleText::B08 => "差额属于四舍五入",
        RuleText::B09 => "疑似元、万元混用",
        RuleText::B10 => "金额的小数位不统一",
        RuleText::B11 => "金额不是数字或为负数",
        RuleText::B12 => "项目资金总额与年度金额不符",
        RuleText::B13 => "本表无预算数据",
        RuleText::MoneyDiffers => "{name} {total} ≠ 分项合计 {sum}，差 {difference}，容差 {tolerance}",
        RuleText::MoneyDiffersPoint => {
            "{name} {total} ≠ 分项合计 {sum}，差 {difference}，容差 {tolerance}；小数点或零错位？"
        }
        RuleText::MoneyDiffersMissing => {
            "{name} {total} ≠ 分项合计 {sum}，差 {difference}，容差 {tolerance}；总额漏加“{part}”？"
        }
        RuleText::MoneyDiffersDoubled => {
            "{name} {total} ≠ 分项合计 {sum}，差 {difference}，容差 {tolerance}；总额多加一次“{part}”？"
        }
        RuleText::MoneyDiffersSwapped => {
            "{name} {total} ≠ 分项合计 {sum}，差 {difference}，容差 {tolerance}；数字换位？"
        }
        RuleText::B02Differs => "{name} {total} ≠ {other} {sum}，差 {difference}，容差 {tolerance}",
        RuleText::B05Over => "其中项合计 {sum} 大于 {name} {total}，差 {difference}，容差 {tolerance}",
        RuleText::B05Unlisted => "{name} {total}，列出 {sum}，另有未列项目 {difference}",
        RuleText::B06Over => "{name} 半年数 {sum} 大于全年数 {total}，差 {difference}",
        RuleText::B07Total => "{name} 空白，无法核对",
        RuleText::B07Parts => "{name} 的分项空白：{parts}；没有金额请填 0",
        RuleText::B07Short => "{parts} 空白；{name} {total}，已填分项合计 {sum}，差 {difference}",
        RuleText::B07AllParts => "{name} 的分项全部空白，无法核对",
        RuleText::B08Rounding => "{name} {total} 与 {sum} 差 {difference}，属舍入差（容差 {tolerance}）",
        RuleText::B09Slip => {
            "{name} {printed} 疑似元/万元混用：{total} ≠ {sum}，差 {difference}，容差 {tolerance}"
        }
        RuleText::B10Decimals => "金额小数位不统一：有 {found} 位，本格 {here} 位",
        RuleText::B11Unreadable => "金额“{value}”不是数字",
        RuleText::B11Negative => "金额 {value} 为负数",
        RuleText::B12NotCompared => "未比较：项目跨年，{name} {total}，年度 {sum}",
        RuleText::B12Over => "年度金额 {sum} 大于 {name} {total}，差 {difference}",
        RuleText::B12OneYear => {
            "一年期项目的 {name} {total} ≠ 年度金额 {sum}，差 {difference}，容差 {tolerance}"
        }
        RuleText::FixTotalToSum => "总额改为分项合计 {value}",
        RuleText::FixSwapHalfAndFull => "半年数与全年数互换",
        RuleText::FixConvertUnit => "换算为 {value}",
        RuleText::FixPadDecimals => "全部补齐到 {n} 位小数",
        RuleText::BarPass => "预算 {total} = Σ ✓",
        RuleText::BarFail => "预算 {name} {total} ≠ Σ {sum} 差 {difference}",
        RuleText::BarAbove => "预算 {name} {total} < Σ {sum} 差 {difference}",
        RuleText::BarHalfAboveFull => "预算 {name} 全年 {total} < 半年 {sum} 差 {difference}",
        RuleText::BarRounding => "预算 {name} 差额 舍入 {difference}",
        RuleText::BarBlank => "无法核对：{name} 空白",
        RuleText::BarAllPartsBlank => "无法核对：{name} 的分项空白",
        RuleText::BarUnreadable => "无法核对：{name} 有金额无法识别",
        RuleText::BarNoMoney => "本表无预算数据",
        RuleText::BarNothing => "预算：没有可核对的合计",
    }
}
