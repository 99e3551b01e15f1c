//! Headings in a money block that part a total in one more way: 按收入性质分, 资金来源.
//!
//! Import reads them and the checks count by them, so the words stand here. Invariant: a name is judged alone.

/// How such headings end.
const ENDINGS: &[&str] = &[
    "性质分",
    "类型分",
    "类别分",
    "来源分",
    "用途分",
    "资金来源",
    "资金结构",
    "资金构成",
    "经费来源",
    "收入构成",
    "支出构成",
];

/// No heading is longer, in characters.
const MAX_CHARS: usize = 14;

/// Whether a budget line of this name only begins a list of parts that makes up the whole total above it.
pub fn is_breakdown(name: &str) -> bool {
    let bare: String = name.chars().filter(|it| !it.is_whitespace()).collect();
    let stem = bare.trim_end_matches([':', '：']);
    stem.chars().count() <= MAX_CHARS && ENDINGS.iter().any(|it| stem.ends_with(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_parts_are_no_parts() {
        for (name, expected) in [
            ("按收入性质分：", true),
            ("2、资金结构", true),
            ("其中：项目支出", false),
            ("按照规定的资金来源另外安排的其他资金来源", false),
        ] {
            assert_eq!(is_breakdown(name), expected, "{name}");
        }
    }
}
