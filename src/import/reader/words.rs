//! The words of a line with the columns where they begin.
//!
//! A text is set in columns in one of two ways. Editors and terminals count display columns, two for a wide character;
//! tools that take the text out of a PDF count characters. Knows nothing of forms. Invariant: columns are display
//! columns; where characters count, each takes two.

use crate::import::join;

/// So many lines before a line are compared with it.
const N_ABOVE: usize = 3;

/// So many words of a line are compared.
const N_COMPARED: usize = 24;

/// What the columns of a text are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Display columns.
    Display,
    /// Characters, wide ones as well as others.
    Characters,
}

/// Where a word begins.
#[derive(Clone, Copy)]
struct Start {
    display: usize,
    characters: usize,
}

impl Measure {
    /// The measure by which more words stand below each other. Only words tell that have more or fewer wide characters
    /// before them than the word above.
    pub fn of(lines: &[&str]) -> Self {
        let mut above: Vec<Vec<Start>> = Vec::new();
        let (mut n_display, mut n_characters) = (0_usize, 0_usize);
        for line in lines.iter().filter(|it| it.contains("  ")) {
            let own = starts(line);
            for (here, there) in own.iter().flat_map(|here| above.iter().flatten().map(move |it| (here, it)))
            {
                let is_telling = here.display - here.characters != there.display - there.characters;
                n_display += usize::from(is_telling && here.display == there.display);
                n_characters += usize::from(is_telling && here.characters == there.characters);
            }
            if above.len() == N_ABOVE {
                above.remove(0);
            }
            above.push(own);
        }
        if n_display < n_characters { Self::Characters } else { Self::Display }
    }
}

/// Where the words begin that white space parts from what is before them.
fn starts(line: &str) -> Vec<Start> {
    let mut starts = Vec::new();
    let mut at = Start { display: 0, characters: 0 };
    let mut n_blanks = 2;
    for it in line.chars() {
        if it.is_whitespace() {
            n_blanks += 1;
        } else {
            if 1 < n_blanks {
                starts.push(at);
            }
            n_blanks = 0;
        }
        at.display += join::char_columns(it);
        at.characters += 1;
        if starts.len() == N_COMPARED {
            break;
        }
    }
    starts
}

/// The words of a line with their columns.
pub fn words(line: &str, measure: Measure) -> impl Iterator<Item = (usize, String)> + '_ {
    let mut col = 0;
    line.split(char::is_whitespace).filter_map(move |word| {
        let start = col;
        col += match measure {
            Measure::Display => join::columns(word) + 1,
            Measure::Characters => 2 * (word.chars().count() + 1),
        };
        // A copy of the right size: what is collected character by character takes half as much room again.
        let word = if word.contains(join::is_invisible) {
            word.chars().filter(|it| !join::is_invisible(*it)).collect()
        } else {
            word.to_owned()
        };
        if word.is_empty() { None } else { Some((start, word)) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Measure) {
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(Measure::of(&lines), expected, "{text}");
    }

    #[test]
    fn what_stands_below_each_other_tells_the_measure() {
        check("数量指标      渠道清淤长度  ≥3公里\n质量指标      清淤合格率    ≥98%\n", Measure::Display);
        check("数量指标      渠道清淤长度  ≥3公里\n社会效益指标  灌溉户数      ≥98户\n", Measure::Display);
        check("数量指标      渠道清淤长度  ≥3公里\n社会效益指标    灌溉户数    ≥98户\n", Measure::Characters);
        check("保持渠道畅通。 全年巡查。\n不畅通的要及时报告。 灌溉。\n", Measure::Display);
        let found: Vec<_> = words("数量指标  长度 ≥3公里", Measure::Characters).collect();
        let expected = [(0, "数量指标"), (12, "长度"), (18, "≥3公里")];
        assert_eq!(found, expected.map(|(col, text)| (col, text.to_owned())));
    }
}
