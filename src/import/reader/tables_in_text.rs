//! Tables written as HTML in a Markdown or plain text, as converters of documents make them.
//!
//! Must not know forms. Invariant: what stands outside of such tables stays a line of its own.

/// A text with tables in HTML as a page; `None` where it holds none.
pub fn page(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    if !["<table", "</table", "<tr", "<td"].iter().all(|it| lower.contains(it)) {
        return None;
    }
    let mut page = String::with_capacity(text.len() + text.len() / 4);
    let mut depth = 0_usize;
    let mut is_row = false;
    for (line, lower) in text.split('\n').zip(lower.split('\n')) {
        let opened = lower.matches("<table").count();
        let was_inside = 0 < depth;
        depth = (depth + opened).saturating_sub(lower.matches("</table").count());
        if is_row && (was_inside || 0 < opened || !is_pipes(line)) {
            page.push_str("</table>\n");
            is_row = false;
        }
        if was_inside || 0 < opened {
            page.push_str(line);
        } else if is_pipes(line) {
            page.push_str(if is_row { "" } else { "<table>" });
            is_row = true;
            push_row(&mut page, line);
        } else if line.trim_start().starts_with('<') {
            page.push_str(line);
        } else {
            page.push_str("<p>");
            push_escaped(&mut page, line.trim().trim_start_matches('#'));
            page.push_str("</p>");
        }
        page.push('\n');
    }
    page.push_str(if is_row { "</table>" } else { "" });
    Some(page)
}

/// Whether a line is a row of a Markdown table.
fn is_pipes(line: &str) -> bool {
    let line = line.trim();
    1 < line.len() && line.starts_with('|') && line.ends_with('|')
}

fn push_row(page: &mut String, line: &str) {
    let inner = line.trim().trim_matches('|');
    if inner.chars().all(|it| matches!(it, '-' | ':' | '|' | ' ')) {
        return;
    }
    page.push_str("<tr>");
    for cell in inner.split('|') {
        page.push_str("<td>");
        push_escaped(page, cell.trim());
        page.push_str("</td>");
    }
    page.push_str("</tr>");
}

fn push_escaped(page: &mut String, text: &str) {
    for it in text.chars() {
        match it {
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '&' => page.push_str("&amp;"),
            _ => page.push(it),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{account, import};

    #[test]
    fn a_table_in_markdown_is_read_as_one() {
        let text = "# 附件\n\n项目支出绩效目标表（2026年度）\n\n| 项目名称 | 泵站 < 改造 |\n|---|---|\n\n<table><tr><td rowspan=\"3\">绩效\
                    指标</td><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>\n<tr><td>产出指标\
                    </td><td>数量指标</td><td>改造泵站座数</td><td>≥3座</td></tr>\n<tr><td></td><td>质量指标</td>\
                    <td>验收合格率</td><td>&lt;100%</td></tr></table>\n";
        let filings = import("a.md", text.as_bytes()).filings;
        let [filing] = filings.as_slice() else { panic!("{}", filings.len()) };
        assert_eq!((filing.project.name.as_str(), filing.year), ("泵站 < 改造", Some(2026)));
        let told: Vec<String> =
            filing.indicators().map(|it| format!("{} {} {}", it.2.level2, it.2.name, it.2.target)).collect();
        assert_eq!(told, ["数量指标 改造泵站座数 ≥3座", "质量指标 验收合格率 <100%"]);
        assert_eq!(account("a.md", text.as_bytes()), []);
    }

    #[test]
    fn a_text_that_only_names_tags_is_none() {
        assert_eq!(page("一级指标 <table> 二级指标"), None);
        assert!(page("a\n<TABLE><TR><TD>b</TD></TR></TABLE>\nc < d").unwrap().contains("<p>c &lt; d</p>"));
    }
}
