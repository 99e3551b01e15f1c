//! Whether a text is a target by its grammar, for readers that have to find the target column.

use super::target::{Class, Kind, Note, Op, Target};

/// From this score on a text looks like a target.
pub const LOOKS_LIKE: u8 = 40;

/// How much a cell looks like a target, from 0 (not at all) to 100.
///
/// - 80 to 100: a sign or a unit or both with a number, a deadline, a range, a change, a comparison;
/// - 70: a word of the qualitative list; 50: such words put together, a placeholder such as `≥**%`;
/// - 45: a bare number, which may as well be an amount or a row number; a label with a value (`展板≥10个`);
/// - 30: a number with a noun, which may begin a name (`3个街道改造`);
/// - 0 to 10: blank, `-`, prose, names, header words.
pub fn target_score(text: &str) -> u8 {
    let target = super::parse(text);
    match target.kind {
        Kind::Empty | Kind::Text => 0,
        Kind::Placeholder => {
            if text.chars().any(|it| matches!(it, '%' | '％' | '*' | '≥' | '≤')) {
                50
            } else {
                10
            }
        }
        Kind::Quant => quantity_score(&target),
        Kind::Range | Kind::Deadline => 85,
        Kind::Change | Kind::Relative => 80,
        Kind::Compound => {
            let has_sign = target.clauses.iter().any(|(_, it)| !it.has(&Note::ImpliedEqual));
            if has_sign { 60 } else { 45 }
        }
        Kind::Qual => match target.qual {
            Some(Class::Result) => 50,
            _ if super::lexicon::exact(&super::normalize::normalize(text).text).is_some() => 70,
            _ => 50,
        },
    }
}

/// Whether a cell looks like a target: a sign with a number, a number with a unit, a percentage, a deadline, a
/// word of the qualitative list, a bare number. A name (60岁及以上居民数) and prose do not.
pub fn looks_like_target(text: &str) -> bool {
    target_score(text) >= LOOKS_LIKE
}

fn quantity_score(target: &Target) -> u8 {
    let has_sign = target.op != Op::None;
    match &target.unit {
        None if has_sign => 90,
        None => 45,
        Some(_) if target.has(&Note::UnknownUnit) => {
            if has_sign {
                80
            } else {
                30
            }
        }
        Some(unit) if has_sign || unit.base == "%" => 100,
        // A noun behind the unit may be the rest of a name that begins with a number.
        Some(unit) if unit.name.chars().count() > unit.base.chars().count() + 3 => 30,
        Some(_) => 90,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_look_like_targets_and_names_do_not() {
        let targets = [
            "≥95%",
            "＝100%",
            "3次",
            "70000单位",
            "及时",
            "显著提升",
            "2025年6月底前",
            "1",
            "≥2",
            "85%-90%",
            "上升5%",
            "不低于2023年",
            "百分之百",
            "≥0.95(百分比)",
            "≥3000.00(名)",
            "≤1.5万元/年/人",
            "展板≥10个",
            "一级",
            "与上年持平",
            "》95%",
            "9个乡镇",
            "≤642.07/10万",
            "≥**%",
        ];
        for text in targets {
            assert!(looks_like_target(text), "{text}");
        }
        let others = [
            "",
            "-",
            "60岁及以上居民参保人数",
            "公园绿地管护面积",
            "数量指标",
            "产出指标",
            "年度总体目标",
            "其他资金",
            "2026年",
            "2025年道路养护项目",
            "公务用车支出同比下降比例",
            "困难职工慰问金",
            "市容环境卫生管理中心",
            "指标1：",
            "5A级景区创建数量",
            "100万元以上项目数",
            "3家社区医院升级改造",
            "第三方机构评价得分率",
            "一般公共预算",
            "百日攻坚行动",
            "十分钟便民生活圈数量",
            "一网通办事项占比",
        ];
        for text in others {
            assert!(!looks_like_target(text), "{text} scores {}", target_score(text));
        }
    }
}
