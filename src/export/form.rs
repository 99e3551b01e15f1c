//! A filing as its printed form: the one description that all printers of forms share.
//!
//! The layout follows the filing's own shape: a column, block or label is there when something would stand in it.
//! It must not know file formats. Invariants: every text of the filing that a form prints is in exactly one area, and
//! the areas of a row do not overlap.

use super::grid::Grid;
use super::{funds, head, indicators, pages, tasks, words};
use crate::model::Filing;

/// Where the page is cut into columns: about half the width of a Chinese character.
pub type Unit = u32;

/// What stands in an area; it decides how it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A label of the form, or of a group of rows.
    Label,
    /// A label that names a group of rows and is repeated where there are no merged cells.
    Group,
    /// A heading of a column.
    Heading,
    /// Running text.
    Text,
    /// A short value.
    Value,
    /// An amount of money.
    Money,
}

/// A rectangle of the form with its text.
#[derive(Clone, Debug)]
pub struct Area {
    /// Where it begins.
    pub left: Unit,
    /// Where it ends.
    pub right: Unit,
    /// Over how many rows it goes.
    pub n_rows: usize,
    /// What it is.
    pub kind: Kind,
    /// Its text; paragraphs are separated by newlines.
    pub text: String,
}

impl Area {
    /// An area of one row.
    pub fn new(left: Unit, right: Unit, kind: Kind, text: &str) -> Self {
        Self { left, right, n_rows: 1, kind, text: printable(text) }
    }

    /// The same over several rows.
    #[must_use]
    pub fn over(self, n_rows: usize) -> Self {
        Self { n_rows, ..self }
    }
}

/// The characters of a text that documents may hold: no controls but line ends.
fn printable(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|it| if it == '\t' { ' ' } else { it })
        .filter(|it| (!it.is_control() || *it == '\n') && !matches!(it, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

/// What a section is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Labels, each with its value right of it.
    Pairs,
    /// Rows and columns.
    Table,
}

/// Rows that belong together.
#[derive(Clone, Debug)]
pub struct Section {
    /// What it is made of.
    pub layout: Layout,
    /// How many rows at its beginning are headings.
    pub n_headings: usize,
    /// Its rows.
    pub rows: Vec<Vec<Area>>,
}

/// The page that a form is printed on: A4, upright or, for many columns, across.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Whether the long side lies below.
    pub is_landscape: bool,
}

impl Page {
    /// The width between the margins.
    pub const fn width(self) -> Unit {
        if self.is_landscape { 138 } else { 92 }
    }

    /// Where the labels at the left edge end.
    pub const fn label_width(self) -> Unit {
        if self.is_landscape { 18 } else { 14 }
    }
}

/// A filing as a form.
#[derive(Clone, Debug)]
pub struct Form {
    /// The title.
    pub title: String,
    /// The year in brackets; blank where the title says it or nobody knows it.
    pub year: String,
    /// The day of filling in with its label; may be blank.
    pub filled_at: String,
    /// The page.
    pub page: Page,
    /// The blocks above the indicators.
    pub upper: Vec<Section>,
    /// The indicator table.
    pub indicators: Section,
    /// The lines below the table.
    pub foot: Vec<String>,
}

impl Form {
    /// The form of a filing.
    pub fn of(filing: &Filing) -> Self {
        let page = Page { is_landscape: indicators::is_wide(filing) };
        let title = match filing.title.trim() {
            "" => words::title(filing.scope, filing.stage).to_owned(),
            title => printable(title),
        };
        let says_year = |year: i32| title.contains(&format!("{year}年"));
        let year = filing.year.filter(|it| !says_year(*it)).map(|it| format!("（{it}年度）"));
        let mut upper = vec![head::facts(filing, page)];
        let (tasks, totals) = tasks::section(filing, page);
        upper.extend(funds::section(filing, &totals, page));
        upper.extend(tasks);
        upper.extend(head::goals(filing, page));
        let labelled = |label: &str, text: &str| {
            let text = printable(text);
            if text.is_empty() { text } else { format!("{label}：{text}") }
        };
        let mut foot = vec![
            labelled(words::CONTACT, &filing.contact.name),
            labelled(words::PHONE, &filing.contact.phone),
        ];
        foot.retain(|it| !it.is_empty());
        Self {
            title,
            year: year.unwrap_or_default(),
            filled_at: labelled(words::FILLED_AT, &filing.filled_at),
            page,
            upper,
            indicators: indicators::section(filing, page),
            foot,
        }
    }

    /// The indicator table as it is printed, labels of its groups on every page, and its rows that begin a further page.
    pub fn on_pages(&self) -> (Section, Vec<usize>) {
        let lines = [&self.year, &self.filled_at].into_iter().filter(|it| !it.is_empty());
        let mut above = vec![pages::TITLE];
        above.extend(lines.map(|_| pages::OUTSIDE));
        above.extend(Grid::of(self.upper.iter()).heights().into_iter().map(pages::row_height));
        pages::cut(&self.indicators, self.page, &above)
    }

    /// All sections from top to bottom, with this table of indicators.
    pub fn sections<'a>(&'a self, indicators: &'a Section) -> impl Iterator<Item = &'a Section> + Clone {
        self.upper.iter().chain(std::iter::once(indicators))
    }
}

/// All texts of these filings' forms in the order in which they are read off the pages.
pub fn texts(filings: &[&Filing]) -> String {
    let mut out = String::new();
    for filing in filings {
        let form = Form::of(filing);
        let (indicators, _) = form.on_pages();
        let grid = Grid::of(form.sections(&indicators));
        let cells = grid.rows.iter().flatten().map(|it| it.text.as_str());
        let head = [&form.title, &form.year, &form.filled_at].map(String::as_str);
        for text in head.into_iter().chain(cells).chain(form.foot.iter().map(String::as_str)) {
            out.push_str(text);
            out.push('\n');
        }
    }
    out
}
