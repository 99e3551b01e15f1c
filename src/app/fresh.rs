//! Filings made here: next year's from the selected one, and empty ones. They are unsaved until they are saved.

use super::entry::{Entry, Home};
use super::{Node, Spot, State};
use crate::check::Settings;
use crate::check::scheme::Scheme;
use crate::draft::{self, Options, Wish};
use crate::messages::{KnowText, Message, Ui};
use crate::model::{Filing, Place};
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl State {
    /// Drafts the next filing from the selected one and goes to it; without a year, for the year after.
    ///
    /// # Errors
    /// Nothing is selected, or the filing has no year and none was named.
    pub fn draft_next_year(&mut self, year: Option<i32>) -> Result<(), Ui> {
        let old = self.entry().ok_or(Ui::NothingSelected)?;
        let from = old.filing().year;
        let year = year.or(from.map(|it| it + 1)).ok_or(Ui::NewNeedsYear)?;
        if let Some(file) = self.is_open(year) {
            let args = [("year", year.to_string()), ("file", file)];
            self.complain(&Message::new(KnowText::DraftIsThere, args));
            return Ok(());
        }
        let old = self.entry().ok_or(Ui::NothingSelected)?;
        let options = Options { year, keep_money: false, lang: self.lang };
        let draft = draft::next_year(old.filing(), options);
        let beside = old.home.save_to.clone().unwrap_or_else(|| old.home.opened.clone());
        let stem = beside.file_stem().and_then(|it| it.to_str()).unwrap_or_default();
        let file = beside.with_file_name(format!("{}.toml", draft::file_stem(stem, from, year)));
        let n_doubts = draft.n_doubts;
        let args = [
            ("year", year.to_string()),
            ("doubts", draft.n_doubts.to_string()),
            ("amounts", draft.n_amounts.to_string()),
        ];
        // A sample has no place of its own; neither has what is drafted from it.
        let save_to = old.home.save_to.is_some().then_some(file.clone());
        let settings = old.shared_settings();
        self.take_new(draft.filing, file, save_to, settings);
        let id = if n_doubts == 0 { KnowText::DraftedSure } else { KnowText::Drafted };
        self.say_know(&Message::new(id, args));
        Ok(())
    }

    /// The file of another loaded filing that is what the selected one would be in that year.
    fn is_open(&self, year: i32) -> Option<String> {
        let own = self.entry()?;
        let project = &own.filing().project.name;
        let is_it = |it: &&Entry| {
            it.head().year == Some(year)
                && it.department() == own.department()
                && it.filing_once().project.name == *project
        };
        self.entries.iter().find(is_it).map(|it| it.file_name().to_owned())
    }

    /// Begins an empty filing and goes to it.
    pub fn begin_filing(&mut self, scheme: Scheme, wish: &Wish) {
        let filing = draft::skeleton(scheme, wish);
        // Beside the selected filing, where the next start will look for it.
        let beside = self.entry().and_then(|it| it.home.save_to.as_deref()?.parent()).map(Path::to_owned);
        let file =
            beside.unwrap_or_else(|| self.folder.clone()).join(draft::file_name(&wish.department, wish.year));
        let settings = self.entry().and_then(Entry::shared_settings);
        self.take_new(filing, file, None, settings);
        self.say_know(&Message::new(KnowText::Begun, [("year", wish.year.to_string())]));
    }

    fn take_new(
        &mut self,
        mut filing: Filing,
        opened: PathBuf,
        save_to: Option<PathBuf>,
        settings: Option<Arc<Settings>>,
    ) {
        crate::format::number_rows(&mut filing);
        let home = Home { opened, save_to, ..Home::default() };
        self.add(vec![Entry::made_here(filing, home, settings)]);
        let entry = self.entries.len() - 1;
        if let Some(it) = self.entries.get(entry) {
            self.forest.fold_to(entry, 6, it.filing());
        }
        self.go_to_place(entry, Place::Filing);
        // Its rows stand below the cursor, where they are seen.
        self.view.top = self.position();
    }

    /// Shows a message of the boards until the next key.
    pub fn say_know(&mut self, message: &Message<KnowText>) {
        self.toast = Some(super::Toast { text: message.render(self.lang), is_error: false });
    }

    /// The indicator under the cursor, with its filing.
    pub fn indicator_here(&self) -> Option<(usize, Place)> {
        match (self.view.cursor, self.node()?) {
            (Spot::Row { entry, .. }, Node::Indicator(function, idx)) => {
                Some((entry, Place::Indicator(function, idx)))
            }
            _ => None,
        }
    }
}
