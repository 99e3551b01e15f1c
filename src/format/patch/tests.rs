//! Edits of a laid-out file: which lines change, and which stay.

use super::*;

const FILE: &str = "\
# 清河市文化馆，初稿
format = 1

[filing]
title = '部门整体支出绩效目标申报表'  # 照原表
year = 2025

[department]
name = \"清河市文化馆\"
\"负责人\" = \"未定\"   # 程序不认识

[budget]
unit = \"万元\"

[[budget.lines]]
name = \"资金总额\"
amounts = { full = 1_200.50, half = \"600\" } # 含结转

# 第一项职能
[[functions]]
id = \"职能1\"

  [[functions.indicators]]
  level1 = \"产出指标\"
  name = \"演出场次\"
  target = \"≥60场\" # 去年 55
  note = '''
第一行
第二行'''

  # 这一条还要商量
  [[functions.indicators]]
  name = \"培训人次\"
  target = \"≥3000人次\"

# ---- 以下为第二项 ----

[[functions]]
id = \"职能2\"
[[functions.indicators]]
name = \"满意度\"
target = \"≥95%\"
";

/// Reads, edits, patches; the result must read as the edited filing and must not be the canonical fallback.
fn edited(text: &str, edit: impl Fn(&mut Filing)) -> String {
    let filing = read(text).filing.unwrap_or_else(|| panic!("{:?}", read(text).remarks));
    let rows = FileRows::of(&filing);
    let mut new = filing;
    edit(&mut new);
    let patched = try_patch(text, &rows, &new).expect("the layout allows the edit");
    let again = read(&patched);
    assert_eq!(again.filing.as_ref(), Some(&new), "{patched}\n{:?}", again.remarks);
    assert_eq!(patch(text, &rows, &new), patched);
    patched
}

/// The lines that went and came, as a diff shows them.
fn diff(old: &str, new: &str) -> (Vec<String>, Vec<String>) {
    let (a, b): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            table[i][j] =
                if a[i] == b[j] { table[i + 1][j + 1] + 1 } else { table[i + 1][j].max(table[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut gone, mut come) = (0, 0, Vec::new(), Vec::new());
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || (i < a.len() && table[i + 1][j] >= table[i][j + 1]) {
            gone.push(a[i].trim_end().to_owned());
            i += 1;
        } else {
            come.push(b[j].trim_end().to_owned());
            j += 1;
        }
    }
    (gone, come)
}

fn check(text: &str, edit: impl Fn(&mut Filing) + Copy, gone: &[&str], come: &[&str]) {
    for text in [text.to_owned(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
        let patched = edited(&text, edit);
        let (was, is) = diff(&text, &patched);
        assert_eq!(
            (was, is),
            (gone.iter().map(ToString::to_string).collect(), come.iter().map(ToString::to_string).collect()),
            "{patched}"
        );
        assert_eq!(text.contains("\r\n"), patched.contains("\r\n"));
        assert_eq!(
            patched.matches('\n').count(),
            patched.matches(if text.contains('\r') { "\r\n" } else { "\n" }).count()
        );
    }
}

#[test]
fn without_an_edit_no_byte_changes() {
    for text in
        [FILE.to_owned(), FILE.replace('\n', "\r\n"), FILE.trim_end().to_owned(), format!("\u{feff}{FILE}")]
    {
        assert_eq!(edited(&text, |_| ()), text);
    }
}

#[test]
fn a_value_changes_in_its_place() {
    check(
        FILE,
        |it| it.functions[0].indicators[0].target = "≥80场".into(),
        &["  target = \"≥60场\" # 去年 55"],
        &["  target = \"≥80场\" # 去年 55"],
    );
    check(
        FILE,
        |it| it.title = "批\"复\"表".into(),
        &["title = '部门整体支出绩效目标申报表'  # 照原表"],
        &["title = \"批\\\"复\\\"表\"  # 照原表"],
    );
    check(
        FILE,
        |it| it.budget.lines[0].amounts.set(&crate::model::Column::Half, "650"),
        &["amounts = { full = 1_200.50, half = \"600\" } # 含结转"],
        &["amounts = { full = 1_200.50, half = \"650\" } # 含结转"],
    );
    check(
        FILE,
        |it| it.functions[0].indicators[0].note = "一\n二".into(),
        &["  note = '''", "第一行", "第二行'''"],
        &["  note = \"\"\"一", "二\"\"\""],
    );
}

#[test]
fn keys_come_at_their_place_and_go_with_their_line() {
    check(
        FILE,
        |it| it.functions[0].indicators[1].level2 = "数量指标".into(),
        &[],
        &["  level2 = \"数量指标\""],
    );
    check(
        FILE,
        |it| it.functions[0].indicators[0].note.clear(),
        &["  note = '''", "第一行", "第二行'''"],
        &[],
    );
    check(
        FILE,
        |it| {
            it.functions[0].indicators[0].target.clear();
            it.functions[0].indicators[0].target_half = "≥30场".into();
        },
        &["  target = \"≥60场\" # 去年 55"],
        &["  target_half = \"≥30场\""],
    );
    check(FILE, |it| it.department.code = "101".into(), &[], &["code = \"101\""]);
    check(FILE, |it| it.contact.name = "何青".into(), &[], &["[contact]", "name = \"何青\"", ""]);
    let patched = edited(FILE, |it| it.contact.name = "何青".into());
    assert!(patched.contains("# 程序不认识\n\n[contact]\nname = \"何青\"\n\n[budget]"), "{patched}");
}

#[test]
fn rows_come_go_and_move_as_blocks() {
    check(
        FILE,
        |it| drop(it.functions[0].indicators.remove(1)),
        &[
            "  # 这一条还要商量",
            "  [[functions.indicators]]",
            "  name = \"培训人次\"",
            "  target = \"≥3000人次\"",
            "",
        ],
        &[],
    );
    check(
        FILE,
        |it| {
            it.functions[0]
                .indicators
                .insert(1, crate::model::Indicator { name: "新".into(), ..Default::default() });
        },
        &[],
        &["  [[functions.indicators]]", "  name = \"新\"", ""],
    );
    let moved = edited(FILE, |it| it.functions.swap(0, 1));
    assert!(moved.find("职能2") < moved.find("# 第一项职能"), "{moved}");
    assert!(
        moved.contains("# ---- 以下为第二项 ----") && moved.contains("  # 这一条还要商量\n  [["),
        "{moved}"
    );
    let across = edited(FILE, |it| {
        let row = it.functions[0].indicators.remove(1);
        it.functions[1].indicators.insert(0, row);
    });
    assert!(across.contains("id = \"职能2\"\n") && across.contains("# 这一条还要商量"), "{across}");
    let gone = edited(FILE, |it| it.functions.clear());
    assert!(gone.contains("# ---- 以下为第二项 ----"), "{gone}");
    let new = edited(FILE, |it| {
        it.functions.insert(0, crate::model::Function { id: "职能0".into(), ..Default::default() });
    });
    assert!(new.find("职能0") < new.find("# 第一项职能"), "{new}");
}

const INLINE: &str = "\
format = 1
filing = { title = \"表\", year = \"2025\" } # 一行
department.name = \"甲局\"
budget = { unit = \"元\", lines = [{ name = \"总额\", amount = 5, \"备注\" = 1 }] }
functions = [
    # 第一项
    { id = \"职能1\", x = 1, indicators = [{ name = \"甲\", target = \"1\", y = 2 }, { name = \"乙\" }] },
    { name = \"乙\", amounts = { total = \"3\" } }, # 尾
]
";

#[test]
fn inline_tables_are_edited_too() {
    let check = |edit: fn(&mut Filing), kept: &[&str]| {
        for text in [INLINE.to_owned(), INLINE.replace('\n', "\r\n")] {
            let patched = edited(&text, edit);
            for it in kept {
                assert!(patched.contains(it), "{it}\n{patched}");
            }
        }
    };
    check(
        |it| it.functions[0].indicators[0].target = "2".into(),
        &["{ name = \"甲\", target = \"2\", y = 2 }", "# 第一项", "# 尾"],
    );
    check(
        |it| it.functions[0].indicators[1].target = "2".into(),
        &["{ name = \"乙\", target = \"2\" }", "y = 2"],
    );
    check(
        |it| it.functions[1].amounts.set(&crate::model::Column::Fiscal, "1"),
        &["amounts = { total = \"3\", fiscal = \"1\" }"],
    );
    check(|it| it.title.clear(), &["filing = { year = \"2025\" } # 一行"]);
    check(|it| it.department.code = "7".into(), &["department.name = \"甲局\"", "department.code = \"7\""]);
    check(|it| it.functions[0].content = "丙".into(), &["x = 1", "y = 2", "# 第一项", "# 尾"]);
    check(|it| it.functions.swap(0, 1), &["x = 1", "y = 2", "# 第一项", "# 尾"]);
    check(|it| drop(it.functions[0].indicators.remove(1)), &["x = 1", "y = 2"]);
    check(|it| it.budget.unit = None, &["\"备注\" = 1"]);
    check(
        |it| it.budget.lines.insert(0, crate::model::BudgetLine { name: "新".into(), ..Default::default() }),
        &["\"备注\" = 1"],
    );
}
