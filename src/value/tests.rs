//! The value table of the seeds, further forms, and properties of parsing.

use super::*;
use crate::messages::Lang;
use proptest::prelude::*;

const VALUES: &str = include_str!("../../tests/data/target_values.tsv");

fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    VALUES.lines().filter(|it| !it.starts_with('#')).map(|line| {
        let mut cells = line.split('\t');
        (cells.next().unwrap(), cells.next().unwrap(), cells.next().unwrap())
    })
}

/// The Chinese reading of a target in the notation of the table, which is that of the catalogue of checks.
fn notation(target: &Target) -> String {
    let words = [
        ("（无符号）", "∅"),
        ("（空）", "(none)"),
        ("（推定）", "(implied)"),
        ("（日）", "(day)"),
        ("（月）", "(month)"),
        ("（季）", "(quarter)"),
        ("（年）", "(year)"),
        ("基数=", "baseline="),
        ("定性：方向", "定性:direction"),
        ("定性：保持", "定性:sustain"),
        ("定性：程度", "定性:grade"),
        ("定性：时效", "定性:timely"),
        ("定性：覆盖", "定性:coverage"),
        ("定性：等级", "定性:level"),
        ("定性：结果", "定性:result"),
        ("定性：", "定性:"),
    ];
    words.iter().fold(target.reading(Lang::Zh), |text, (said, noted)| text.replace(said, noted))
}

fn check(value: &str, kind: &str, reading: &str) {
    let target = parse(value);
    assert_eq!(format!("{:?}", target.kind), kind, "{value}: {target:?}");
    assert_eq!(notation(&target), reading, "{value}: {target:?}");
    assert_eq!(target.raw, value);
}

#[test]
fn every_value_of_the_table_is_read() {
    assert_eq!(rows().count(), 283);
    for (value, kind, reading) in rows() {
        check(value, kind, reading);
    }
}

#[test]
fn other_forms_are_read() {
    let cases = [
        ("超13万元/年", "Quant", "> 13 万元/年"),
        ("100%（1.0）", "Quant", "∅ 100 %"),
        ("13969.56标箱", "Quant", "∅ 13969.56 标箱"),
        ("25%", "Quant", "∅ 25 %"),
        ("≥100百分比", "Quant", "≥ 100 %"),
        ("2个以上", "Quant", "≥ 2 个"),
        ("90分以上", "Quant", "≥ 90 分"),
        ("12月底前", "Deadline", "≤ 12-31 (day)"),
        ("第四季度", "Deadline", "≤(implied) Q4 (quarter)"),
        ("24小时内", "Quant", "≤ 24 小时"),
        ("每季度1次", "Quant", "∅ 1 次/季度"),
        ("零发生", "Quant", "= 0"),
        ("0起", "Quant", "∅ 0 起"),
        ("与上年持平", "Relative", "= baseline=\"上年\""),
        ("较上年增长5%", "Change", "Δ ≥ +5 %"),
        ("85%-90%", "Range", "∈ [85, 90] %"),
        ("1-2个", "Range", "∈ [1, 2] 个"),
        ("一级", "Qual", "定性:level"),
        ("A级", "Qual", "定性:level"),
        ("前三名", "Quant", "≤ 3 名"),
        ("百分之九十五", "Quant", "∅ 95 %"),
        ("达标", "Qual", "定性:grade"),
        ("—", "Placeholder", "占位符"),
        ("—（不适用）", "Placeholder", "占位符"),
        // Other decisions of the same kind.
        ("≥**%", "Placeholder", "占位符"),
        ("**人", "Placeholder", "占位符"),
        ("待定", "Placeholder", "占位符"),
        ("2026年", "Text", "定性:未归类"),
        ("≥3次其他资金", "Text", "定性:未归类"),
        ("》95%", "Quant", "∅ 95 %"),
        ("不超过5个工作日", "Quant", "≤ 5 个工作日"),
        ("控制在3%以内", "Quant", "≤ 3 %"),
        ("5个工作日内办结", "Quant", "≤ 5 个工作日"),
        ("达到90%以上", "Quant", "≥ 90 %"),
        ("每人每年不少于40学时", "Quant", "≥ 40 课时/人/年"),
        ("500元每人每月", "Quant", "∅ 500 元/人/月"),
        ("≥5万人次", "Quant", "≥ 5 万人次"),
        ("三次", "Quant", "∅ 3 次"),
        ("约200人", "Quant", "∅ 200 人"),
        ("≥1,200,000元", "Quant", "≥ 1200000 元"),
        ("下降5%以上", "Change", "Δ ≤ -5 %"),
        ("比2023年降低3个百分点", "Change", "Δ ≤ -3 个百分点"),
        ("≥上年", "Relative", "≥ baseline=\"上年\""),
        ("6000元至8000元", "Range", "∈ [6000, 8000] 元"),
        ("百分之八十五至百分之九十", "Range", "∈ [85, 90] %"),
        ("合格率不低于95%；投诉率≤1%", "Compound", "{ 合格率 ≥95%; 投诉率 ≤1% }"),
        ("培训3次", "Compound", "{ 培训 =3次 }"),
        ("得到有效改善", "Qual", "定性:direction"),
        ("达成预期指标", "Qual", "定性:result"),
        ("≥20幅画", "Quant", "≥ 20 幅画"),
        ("≥12魑", "Quant", "≥ 12 魑"),
        ("按照上级文件要求开展相关工作", "Text", "定性:未归类"),
        ("十分关键", "Text", "定性:未归类"),
        ("100%完成", "Quant", "∅ 100 %"),
        ("完成100%", "Quant", "∅ 100 %"),
        ("全年不少于12次", "Quant", "≥ 12 次"),
        ("≥良好", "Qual", "定性:grade"),
        ("≤300元/人·天", "Quant", "≤ 300 元/人/天"),
        ("控制在预算范围内", "Relative", "≤ baseline=\"预算\""),
        ("不得超过10%", "Quant", "≤ 10 %"),
        ("零", "Quant", "= 0"),
        ("-5%", "Quant", "∅ -5 %"),
    ];
    for (value, kind, reading) in cases {
        check(value, kind, reading);
    }
}

#[test]
fn readings_are_said_in_english_too() {
    let english = |value: &str| parse(value).reading(Lang::En);
    assert_eq!(english("≥95%"), "≥ 95 %");
    assert_eq!(english("及时"), "qualitative: timely");
    assert_eq!(english(""), "(none)");
    assert_eq!(english("2021年10月31日"), "≤ (implied) 2021-10-31 (day)");
}

#[test]
fn guesses_are_notes() {
    let cases = [
        ("＝100%", Note::Folded),
        ("百分之95", Note::PercentWords),
        ("=1.00(百分比)", Note::ScaledPercent),
        ("≥100百分比", Note::PercentWord),
        ("≥60(人份)", Note::BracketedUnit),
        ("2025年12月前完成", Note::AmbiguousMonth),
        ("2025年12月30日前完成", Note::InclusiveBefore),
        ("<50万", Note::AmbiguousScale),
        ("≥95", Note::NoUnit),
        ("≤1.5万元/年/人", Note::PerOrder),
        ("上升5%", Note::BaselineMissing),
        ("不低于2023年", Note::BaselineMissing),
        ("100%（1.0）", Note::DuplicateNotation),
        ("≥1,200元", Note::ThousandsComma),
        ("2026年", Note::YearAlone),
        ("≤90%以上", Note::ContradictingBound),
        ("》95%", Note::MistypedSign(Op::Ge)),
        ("1个月内", Note::BoundSuffix("内".to_owned())),
        ("不低于95%", Note::OperatorWord("不低于".to_owned())),
    ];
    for (value, note) in cases {
        assert!(parse(value).has(&note), "{value}: {:?}", parse(value));
    }
    assert_eq!(parse("≥95%").notes, []);
    assert_eq!(parse("不低于2023年(120人)").baseline, Some(Baseline::Number(120.into())));
    assert!(!parse("不低于2023年(120人)").has(&Note::BaselineMissing));
}

#[test]
fn every_value_of_the_table_looks_like_a_target() {
    for (value, kind, _) in rows() {
        assert_eq!(looks_like_target(value), !matches!(kind, "Text" | "Empty"), "{value}");
    }
}

#[test]
fn per_units_compare_in_any_order() {
    assert_eq!(parse("≤3元/人/年").per, parse("≤3元/年/人").per);
    assert_eq!(parse("1.5万元").magnitude(), parse("15000元").magnitude());
}

/// A value of the table with one character dropped, doubled or replaced.
fn damaged() -> impl Strategy<Value = String> {
    let values: Vec<&str> = rows().map(|it| it.0).collect();
    let junk =
        prop::sample::select(vec!['，', '%', '万', '年', '9', '(', '-', '/', '≥', '率', '每', '\u{301}']);
    (prop::sample::select(values), 0_usize..12, 0_u8..3, junk).prop_map(|(value, at, how, junk)| {
        let mut chars: Vec<char> = value.chars().collect();
        let at = at.min(chars.len());
        match how {
            0 if at < chars.len() => drop(chars.remove(at)),
            1 => chars.insert(at, junk),
            _ if at < chars.len() => chars[at] = junk,
            _ => chars.push(junk),
        }
        chars.into_iter().collect()
    })
}

fn is_read(raw: &str) -> Target {
    let target = parse(raw);
    assert_eq!(target.raw, raw);
    let _ = (target.reading(Lang::Zh), target.reading(Lang::En), target_score(raw));
    let _ = (names::bounded(raw), suggest_sign(&target, raw), suggest::suggest_percent(&target));
    target
}

fn holds(raw: &str) {
    let target = is_read(raw);
    if matches!(target.kind, Kind::Quant | Kind::Range) && !target.has(&Note::Signed) {
        let again = parse(&target.written());
        assert_eq!(
            again.reading(Lang::Zh),
            target.reading(Lang::Zh),
            "{raw} written as {}",
            target.written()
        );
        assert_eq!(again.written(), target.written(), "{raw}");
    }
}

fn widened(text: &str) -> String {
    text.chars()
        .map(|it| {
            if ('!'..='~').contains(&it) && it != '~' {
                char::from_u32(u32::from(it) + 0xFEE0).unwrap()
            } else {
                it
            }
        })
        .collect()
}

#[test]
fn full_width_and_half_width_parse_the_same() {
    for (value, _, reading) in rows() {
        // Prose punctuation keeps its width, so only values without it are widened.
        if !value.contains([',', ';', ':', '?', '!']) {
            assert_eq!(notation(&parse(&widened(value))), reading, "{value}");
        }
    }
}

#[test]
fn the_written_form_of_every_table_value_reads_the_same() {
    for (value, _, _) in rows() {
        holds(value);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_panic(raw in "\\PC{0,40}") {
        is_read(&raw);
    }

    #[test]
    fn target_like_texts_are_read_without_panic(raw in "[≥≤<>=＝不低于超过0-9.,%‰/万亿千百十元人次年月日季度前底内上下以个()（）百分之比率增长较至到~\\-每约余]{0,14}") {
        is_read(&raw);
    }

    #[test]
    fn damaged_table_values_are_read_without_panic(raw in damaged()) {
        holds(&raw);
    }
}

#[test]
fn qualitative_texts_are_those_that_parsing_takes_for_them() {
    for text in [
        "达标",
        "≥良好",
        "显著提升",
        "及时、准确",
        "≥95%",
        "高于上年",
        "2025年12月底前",
        "巡渠里程",
        "",
        "不低于优秀",
        "无",
        "定性：良好",
    ] {
        assert_eq!(is_qualitative(text), parse(text).kind == Kind::Qual, "{text}");
    }
}
