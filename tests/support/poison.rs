//! Texts that would act on a terminal, on the line or on a spreadsheet if they got through, and a look for them.
#![allow(dead_code, reason = "each test binary uses its part")]
#![allow(clippy::unwrap_used, clippy::string_slice, clippy::missing_panics_doc, reason = "tests")]

use tianbao::format;
use tianbao::model::{Amounts, Column, Filing};

/// Hides letters by a color, clears the screen, sets the title, colors (in one byte, too), turns the line around, hides
/// what comes, goes back over what was written, stands there unseen, floods one letter with marks.
pub const POISON: &str = "\u{1b}[8m\u{1b}[2J\u{1b}]0;题\u{7}\u{9b}31m\u{202e}反\u{2066}\u{200b}\u{feff}\r\u{8}\u{7f}\u{0}\u{ad}\u{180e}\u{2028}\u{115f}\u{3164}\u{fff9}\u{ffff}末\u{e0041}率\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}\u{30c}\u{30d}\u{30e}";

/// The same without what no file name may hold; it ends a line, too.
pub const POISON_NAME: &str =
    "\u{1b}[8m\u{1b}[2J\u{1b}]0;题\u{7}\u{9b}31m\u{202e}反\u{200b}\u{ad}\u{2028}\n假的一行\n";

/// More marks in a row than this are a flood.
const MOST_MARKS: usize = 8;

/// The first thing in a text that acts instead of being seen; line ends and tabs may be there.
pub fn acting(text: &str) -> Option<String> {
    let mut n_marks = 0;
    let mut last = ' ';
    for (at, it) in text.char_indices() {
        let is_mark = ('\u{300}'..='\u{36f}').contains(&it);
        n_marks = if is_mark { n_marks + 1 } else { 0 };
        let is_line_end = it == '\n' || it == '\t' || (it == '\r' && text[at..].starts_with("\r\n"));
        let acts = it.is_control() && !is_line_end
            || matches!(it, '\u{AD}' | '\u{115F}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
                | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{3164}' | '\u{FFF9}' | '\u{FFFF}' | '\u{E0041}')
            || (it == '\u{FEFF}' && at > 0)
            || n_marks > MOST_MARKS;
        if acts {
            let from = text[..at].char_indices().rev().nth(30).map_or(0, |(at, _)| at);
            return Some(format!("{it:?} after {last:?} in {:?}", &text[from..at + it.len_utf8()]));
        }
        last = it;
    }
    None
}

/// The filing with something behind every text that it has; what is blank gets it, too.
pub fn poisoned(filing: &Filing, poison: &str) -> Filing {
    let mut it = filing.clone();
    let add = |text: &mut String| text.push_str(poison);
    for text in [
        &mut it.title,
        &mut it.filled_at,
        &mut it.department.name,
        &mut it.department.code,
        &mut it.department.supervisor,
        &mut it.department.duties,
        &mut it.department.staffing,
        &mut it.contact.name,
        &mut it.contact.phone,
    ] {
        add(text);
    }
    for goals in [&mut it.goals.annual, &mut it.goals.long_term] {
        goals.iter_mut().for_each(add);
        goals.push(format!("目标{poison}"));
    }
    let mut names = Vec::new();
    for line in &mut it.budget.lines {
        names.push(line.name.clone());
        add(&mut line.name);
        spoil(&mut line.amounts, poison);
        if names.contains(&line.under) {
            add(&mut line.under);
        }
    }
    for function in &mut it.functions {
        add(&mut function.id);
        add(&mut function.name);
        for row in &mut function.indicators {
            for text in [
                &mut row.level1,
                &mut row.level2,
                &mut row.name,
                &mut row.target,
                &mut row.target_half,
                &mut row.note,
                &mut row.standard,
                &mut row.doubt,
            ] {
                add(text);
            }
        }
    }
    it
}

fn spoil(amounts: &mut Amounts, poison: &str) {
    let all = std::mem::take(&mut amounts.0);
    for (column, amount) in all {
        amounts.set(&column, &format!("{}{poison}", amount.text()));
    }
    amounts.set(&Column::Named(format!("列{poison}")), "1");
}

/// A filing's file with poison in every value; comments and keys that the program does not know have it, too.
pub fn poisoned_file(text: &str) -> String {
    let filing = format::read(text).filing.unwrap();
    let written = format::write(&poisoned(&filing, POISON));
    // What TOML allows as it is: all but control characters.
    let seen: String = POISON.chars().filter(|it| !it.is_control()).collect();
    let key = written.replacen("[department]", &format!("\"键{seen}\" = \"值{seen}\"\n\n[department]"), 1);
    format!("# 起草{seen}\n{key}")
}
