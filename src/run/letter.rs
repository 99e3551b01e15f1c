//! The letter about the findings of filings, written from the workbench: what `tianbao check` writes of the same
//! filings, as they stand on the screen.

use super::Workbench;
use super::saving::lacks_folder;
use crate::app::{Entry, State};
use crate::cli::args::ReportFormat;
use crate::cli::check::{locate::in_document, part};
use crate::cli::report::{Checked, Found, Report, Spot, Style, Totals};
use crate::messages::{Lang, LoadText, Message, Ui};
use crate::store;
use std::collections::BTreeMap;
use std::path::Path;

impl Workbench<'_> {
    /// Writes the letter; an existing file is not overwritten.
    pub(super) fn letter(&mut self, entries: &[usize], path: &Path) {
        let ending = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
        let filings: Vec<&Entry> = entries.iter().filter_map(|it| self.state.entries.get(*it)).collect();
        let Some(mut letter) = letter(&filings, ending, self.state.lang) else {
            self.state.refuse(Ui::LetterNeedsName);
            return;
        };
        // Tables have no place for a sentence.
        if let Some(missing) = missing(&self.state, filings.len())
            && ["md", "markdown", "txt"].contains(&ending.to_ascii_lowercase().as_str())
        {
            letter.push('\n');
            letter.push_str(&missing);
            letter.push('\n');
        }
        if let Some(problem) = lacks_folder(path) {
            return self.state.complain(&problem);
        }
        let args = [("n", filings.len().to_string()), ("file", path.display().to_string())];
        match store::create_bytes(path, letter.as_bytes()) {
            Ok(_) => {
                tracing::info!(file = %path.display(), "letter");
                self.state.tell(&Message::new(Ui::LetterWritten, args));
            }
            Err(error) => {
                tracing::warn!(file = %path.display(), why = ?error.message.id, "no letter");
                self.state.complain(&error.message);
            }
        }
    }
}

/// What a letter about several filings says where reading was stopped.
fn missing(state: &State, n_filings: usize) -> Option<String> {
    let progress = state.unread.filter(|_| n_filings > 1)?;
    Some(Message::new(LoadText::LetterLacks, progress.args()).render(state.lang))
}

/// The letter in the format of a file's ending; `None` where there is none of it.
fn letter(filings: &[&Entry], ending: &str, lang: Lang) -> Option<String> {
    let format = match ending.to_ascii_lowercase().as_str() {
        "md" | "markdown" => ReportFormat::Markdown,
        "csv" => ReportFormat::Csv,
        "txt" => ReportFormat::Text,
        "json" => ReportFormat::Json,
        _ => return None,
    };
    let style = Style { lang, is_colored: false, rules: &[] };
    let mut totals = Totals::default();
    let mut letter = part::head(format, lang);
    let mut is_first = true;
    for it in filings.iter().map(|it| checked(it)) {
        totals.add(&Totals::of(&it));
        let written = part::filing(format, &it, style);
        if !written.is_empty() {
            letter.push_str(part::joint(format, is_first));
            letter.push_str(&written);
            is_first = false;
        }
    }
    let report = Report {
        totals: &totals,
        rules: &[],
        n_unread: 0,
        n_twins: 0,
        n_fixed: None,
        taken: None,
        silenced: &BTreeMap::new(),
        statistics: false,
        lang,
    };
    Some(letter + &part::tail(format, &report))
}

/// A filing as reports want it. The lines are those of the document that it was imported from: whoever gets the letter
/// knows no other.
fn checked(entry: &Entry) -> Checked {
    let (filing, findings) = (entry.filing().clone(), entry.findings());
    let document = entry.home.document.as_deref();
    let spots = document.map(|it| in_document(it, &filing, findings)).unwrap_or_default();
    let spots = spots.into_iter().chain(std::iter::repeat(Spot::default()));
    let found = |(finding, spot): (&crate::check::Finding, Spot)| Found { finding: finding.clone(), spot };
    let findings = findings.iter().zip(spots).map(found).collect();
    let file = entry.home.opened.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Checked { file, filing, findings }
}

#[cfg(test)]
mod tests {
    use super::letter;
    use crate::app::{Entry, Home};
    use crate::check::check;
    use crate::check::testing::filing;
    use crate::messages::Lang;

    #[test]
    fn the_letter_is_that_of_the_check() {
        let mut filing = filing("道路保洁覆盖率", "≥100%");
        filing.functions[0].indicators[0].line = Some(2);
        let findings = check(&filing);
        let home = Home {
            opened: "批复/城管局.txt".into(),
            document: Some("表\n道路保洁覆盖率 ≥100%\n".into()),
            ..Home::default()
        };
        let entry = Entry::new(filing, findings, home);
        let md = letter(&[&entry, &entry], "md", Lang::Zh).unwrap();
        assert!(md.starts_with("# 绩效目标审核意见\n") && md.contains("共 2 份："), "{md}");
        assert!(md.contains("城管局.txt:2") && md.contains("改为 =100%"), "{md}");
        for ending in ["MD", "csv", "txt", "json"] {
            let written = letter(&[&entry], ending, Lang::Zh).unwrap();
            assert!(written.contains("V06") && written.contains("道路保洁覆盖率"), "{ending}: {written}");
        }
        assert_eq!(letter(&[&entry], "docx", Lang::Zh), None);
    }

    #[test]
    fn a_letter_beside_the_filings_is_no_news_when_they_are_opened_again() {
        let filing = filing("道路保洁覆盖率", "≥100%");
        let entry = Entry::new(filing.clone(), check(&filing), Home::default());
        for lang in [Lang::Zh, Lang::En] {
            for ending in ["md", "csv", "txt"] {
                let written = letter(&[&entry, &entry], ending, lang).unwrap();
                let imported = crate::import::import(&format!("审核意见.{ending}"), written.as_bytes());
                assert!(imported.filings.is_empty() && imported.notes.is_empty(), "{ending}: {imported:?}");
            }
        }
        let other = crate::import::import("通知.md", "# 关于报送绩效目标的通知\n\n请按时报送。\n".as_bytes());
        assert_eq!(other.notes.len(), 1);
    }
}
