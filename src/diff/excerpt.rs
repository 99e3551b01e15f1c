//! Two long texts, shortened to where they differ.

/// How many characters around the difference are shown.
const AROUND: usize = 8;

/// The parts of two texts that differ, each on one line, with a few characters around them; at most `most` characters.
pub fn excerpt(before: &str, after: &str, most: usize) -> (String, String) {
    let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    if old.len() <= most && new.len() <= most {
        return (one_line(&old, 0, old.len(), most), one_line(&new, 0, new.len(), most));
    }
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let room = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(room).take_while(|(a, b)| a == b).count();
    let start = head.saturating_sub(AROUND);
    let part = |text: &[char]| one_line(text, start, (text.len() - tail + AROUND).min(text.len()), most);
    (part(&old), part(&new))
}

/// Line breaks are shown, cuts marked.
fn one_line(text: &[char], start: usize, end: usize, most: usize) -> String {
    let shown = text.get(start..end).unwrap_or_default();
    let mut out = String::new();
    if start > 0 {
        out.push('…');
    }
    out.extend(shown.iter().take(most).map(|it| if *it == '\n' { '⏎' } else { *it }));
    if shown.len() > most || end < text.len() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn long_texts_are_cut_to_where_they_differ() {
        let old = "一、完成河道清淤。".repeat(10) + "全年清淤12公里。" + &"二、开展水质监测。".repeat(10);
        let new = old.replace("12公里", "15公里");
        assert_eq!(
            excerpt(&old, &new, 40),
            (
                "…清淤。全年清淤12公里。二、开展水…".to_owned(),
                "…清淤。全年清淤15公里。二、开展水…".to_owned()
            )
        );
        assert_eq!(excerpt("甲\n乙", "丙", 9), ("甲⏎乙".to_owned(), "丙".to_owned()));
        assert_eq!(excerpt("", "丙", 9).0, "");
    }
}
