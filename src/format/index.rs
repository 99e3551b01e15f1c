//! Which part of a layout is which table and row of the filing, however the file spells it: as `[table]`, with
//! dotted keys, or inline.
//!
//! It must not know values. Invariant: rows stand in the order in which reading numbers them.

use super::keys::SECTIONS;
use super::layout::{Entry, Kind, Layout, Value};

/// Where keys of a table stand and new ones can be put.
#[derive(Clone, Debug)]
pub struct Site<'a> {
    /// What holds the keys.
    pub home: Home<'a>,
    /// What dotted keys begin with.
    pub prefix: Vec<String>,
    /// The keys, in file order.
    pub entries: Vec<&'a Entry>,
}

/// What holds keys.
#[derive(Clone, Copy, Debug)]
pub enum Home<'a> {
    /// The block of this index.
    Block(usize),
    /// An inline table.
    Inline(&'a Value),
}

/// A row: of the budget, a function, an indicator, an accepted finding.
#[derive(Clone, Debug)]
pub struct RowAt<'a> {
    /// Its own keys.
    pub site: Site<'a>,
    /// Blocks of tables below it, each with the path below the row.
    pub subs: Vec<(usize, &'a [String])>,
    /// Indicators of a function.
    pub indicators: Rows<'a>,
}

/// The rows of a kind.
#[derive(Clone, Debug, Default)]
pub struct Rows<'a> {
    /// The rows in file order.
    pub rows: Vec<RowAt<'a>>,
    /// The key that holds them, with the block it stands in, where they are an inline array.
    pub array: Option<(usize, &'a Entry)>,
}

/// All tables and rows of a text.
#[derive(Clone, Debug, Default)]
pub struct Index<'a> {
    /// The sites of each section.
    pub sections: Vec<(&'static str, Vec<Site<'a>>)>,
    /// The key `budget = { … }` in the first block.
    pub inline_budget: Option<&'a Entry>,
    /// Budget lines.
    pub lines: Rows<'a>,
    /// Functions.
    pub functions: Rows<'a>,
    /// Accepted findings.
    pub allows: Rows<'a>,
}

impl<'a> Site<'a> {
    fn block(idx: usize, entries: &'a [Entry]) -> Self {
        Self { home: Home::Block(idx), prefix: Vec::new(), entries: entries.iter().collect() }
    }

    /// The name of a key in this table.
    pub fn name(&self, entry: &'a Entry) -> &'a str {
        entry.path.get(self.prefix.len()).map_or("", String::as_str)
    }

    /// The key of this name that holds a value.
    pub fn entry(&self, name: &str) -> Option<&'a Entry> {
        self.entries
            .iter()
            .copied()
            .find(|it| it.path.len() == self.prefix.len() + 1 && self.name(it) == name)
    }

    /// The sites of a table below this one.
    pub fn below(&self, name: &str) -> Vec<Self> {
        let mut sites = Vec::new();
        if let Some(Entry { value, .. }) = self.entry(name)
            && let Kind::Table(entries) = &value.kind
        {
            let entries = entries.iter().collect();
            sites.push(Self { home: Home::Inline(value), prefix: Vec::new(), entries });
        }
        let is_below = |it: &&&Entry| it.path.len() > self.prefix.len() + 1 && self.name(it) == name;
        let dotted: Vec<&Entry> = self.entries.iter().filter(is_below).copied().collect();
        if !dotted.is_empty() {
            let prefix = self.prefix.iter().cloned().chain([name.to_owned()]).collect();
            sites.push(Self { home: self.home, prefix, entries: dotted });
        }
        sites
    }
}

impl<'a> RowAt<'a> {
    fn new(block: usize, site: Site<'a>) -> Self {
        let mut row = Self { site, subs: Vec::new(), indicators: Rows::default() };
        row.indicators.absorb(block, &row.site, "indicators");
        row
    }

    /// The sites of a table below the row.
    pub fn below(&self, layout: &'a Layout, name: &str) -> Vec<Site<'a>> {
        let mut sites = self.site.below(name);
        for (idx, path) in &self.subs {
            if let ([only], Some(block)) = (path, layout.blocks.get(*idx))
                && only == name
            {
                sites.push(Site::block(*idx, &block.entries));
            }
        }
        sites
    }

    /// All its blocks, its own first; none where it is inline.
    pub fn blocks(&self) -> Vec<usize> {
        let Home::Block(head) = self.site.home else { return Vec::new() };
        std::iter::once(head).chain(self.subs.iter().map(|(idx, _)| *idx)).collect()
    }

    /// Where it begins in the text: its header or its brace.
    pub fn start(&self, layout: &Layout) -> usize {
        match self.site.home {
            Home::Inline(value) => value.span.start,
            Home::Block(idx) => {
                layout.blocks.get(idx).and_then(|it| it.header.as_ref()).map_or(0, |it| it.span.start)
            }
        }
    }
}

impl<'a> Rows<'a> {
    /// Takes the rows of an inline array.
    fn absorb(&mut self, block: usize, site: &Site<'a>, name: &str) {
        let Some(entry) = site.entry(name) else { return };
        let Kind::Array(items) = &entry.value.kind else { return };
        self.array = Some((block, entry));
        for item in items {
            if let Kind::Table(entries) = &item.kind {
                let entries = entries.iter().collect();
                let site = Site { home: Home::Inline(item), prefix: Vec::new(), entries };
                self.rows.push(RowAt::new(block, site));
            }
        }
    }

    fn push(&mut self, idx: usize, entries: &'a [Entry]) {
        self.rows.push(RowAt::new(idx, Site::block(idx, entries)));
    }

    fn push_sub(&mut self, idx: usize, path: &'a [String]) {
        if let Some(row) = self.rows.last_mut() {
            row.subs.push((idx, path));
        }
    }
}

impl<'a> Index<'a> {
    /// Finds the tables and rows of a layout.
    pub fn of(layout: &'a Layout) -> Self {
        let sections = SECTIONS.iter().map(|it| (*it, Vec::new())).collect();
        let mut index = Self { sections, ..Self::default() };
        for (idx, block) in layout.blocks.iter().enumerate() {
            let path = block.path();
            let names: Vec<&str> = path.iter().map(String::as_str).collect();
            let is_array = block.header.as_ref().is_some_and(|it| it.is_array);
            let below = |n: usize| path.get(n..).unwrap_or_default();
            match names.as_slice() {
                [] => index.root(&Site::block(idx, &block.entries)),
                ["functions"] if is_array => index.functions.push(idx, &block.entries),
                ["functions", "indicators"] if is_array => {
                    if let Some(function) = index.functions.rows.last_mut() {
                        function.indicators.push(idx, &block.entries);
                    }
                }
                ["functions", "indicators", ..] => {
                    if let Some(function) = index.functions.rows.last_mut() {
                        function.indicators.push_sub(idx, below(2));
                    }
                }
                ["functions", ..] => index.functions.push_sub(idx, below(1)),
                ["budget", "lines"] if is_array => index.lines.push(idx, &block.entries),
                ["budget", "lines", ..] => index.lines.push_sub(idx, below(2)),
                ["allow"] if is_array => index.allows.push(idx, &block.entries),
                ["allow", ..] => index.allows.push_sub(idx, below(1)),
                [name] => index.section(name, idx, Site::block(idx, &block.entries)),
                _ => {}
            }
        }
        index
    }

    fn root(&mut self, root: &Site<'a>) {
        for name in SECTIONS {
            for site in root.below(name) {
                self.section(name, 0, site);
            }
        }
        self.inline_budget = root.entry("budget").filter(|it| matches!(it.value.kind, Kind::Table(_)));
        self.functions.absorb(0, root, "functions");
        self.allows.absorb(0, root, "allow");
    }

    fn section(&mut self, name: &str, block: usize, site: Site<'a>) {
        if name == "budget" {
            self.lines.absorb(block, &site, "lines");
        }
        if let Some((_, sites)) = self.sections.iter_mut().find(|(it, _)| *it == name) {
            sites.push(site);
        }
    }

    /// The sites of a section.
    pub fn sites(&self, name: &str) -> &[Site<'a>] {
        self.sections.iter().find(|(it, _)| *it == name).map_or(&[], |(_, sites)| sites)
    }
}
