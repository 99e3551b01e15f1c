//! The editor pane: every field of the selected row, what its target means, its findings and its source lines.

use super::frame::bordered;
use super::put::Pen;
use super::{Drawn, label, long, others, source, theme, tree};
use crate::app::doubt;
use crate::app::long_text::LongText;
use crate::app::pane::Item;
use crate::app::pointer::Target;
use crate::app::{Draft, DraftKind, Entry, Focus, Mode, Node, Spot, State};
use crate::check::Finding;
use crate::messages::{Message, Ui};
use crate::model::Field;
use crate::text::{width, wrap};
use crate::value;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use std::ops::Range;

/// How many lines a long text gets while it is not selected.
const LONG_LINES: usize = 3;

/// So many lines of fields stay above the lines of the document.
const FIELDS_ABOVE: usize = 2;

/// So many columns the numbers of a document's lines get.
const NUMBER: usize = 5;

/// A line of the pane before it is drawn.
struct Line {
    /// The field that it belongs to, for scrolling to the selected one.
    item: Option<usize>,
    label: String,
    text: String,
    style: Style,
}

/// Draws the pane. Says where the caret is when a field is typed here.
pub fn draw(state: &State, area: Rect, buffer: &mut Buffer, drawn: &mut Drawn) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    let has_focus = state.view.focus == Focus::Pane;
    let inner = bordered(area, state.say(label::pane(state.node())), has_focus, buffer);
    drawn.put(area, Target::Pane);
    let draft = match &state.mode {
        Mode::Draft(draft) if !draft.in_tree => Some(&**draft),
        _ => None,
    };
    if let Some(draft) = draft
        && let DraftKind::Long(long) = &draft.kind
    {
        return draw_long(state, draft, long, inner, buffer);
    }
    let items = state.pane_items();
    let label_columns = label_columns(state, &items, inner.width as usize);
    let (mut lines, raised) = lines(state, &items, (inner.width, inner.height), label_columns);
    let selected = has_focus.then_some(state.view.pane_row);
    let height = inner.height as usize;
    if selected.is_none() && state.view.pane_top == 0 && lines.len() > height {
        let n_fields = front(&mut lines, &items, height);
        raise(&mut lines, raised, height, n_fields);
    }
    drawn.pane_top = state.view.pane_top.min(lines.len().saturating_sub(height));
    let top = if drawn.pane_top > 0 { drawn.pane_top } else { top_line(&lines, selected, height) };
    let mut caret = None;
    for (row, line) in lines.iter().skip(top).take(inner.height as usize).enumerate() {
        if let Some(item) = line.item {
            drawn.put(Rect { y: inner.y + row as u16, height: 1, ..inner }, Target::Field(item));
        }
        let is_first = !line.label.is_empty();
        let is_selected = line.item.is_some() && line.item == selected;
        if is_selected && draft.is_none() {
            buffer.set_style(Rect { y: inner.y + row as u16, height: 1, ..inner }, theme::SELECTED);
        }
        let mut pen = Pen::new(buffer, inner, row as u16);
        pen.write(" ", theme::TEXT);
        if line.item.is_some() {
            pen.write_in(label_columns, &line.label, theme::DIM).skip(1);
        }
        match draft {
            Some(Draft { kind: DraftKind::Line(typed), .. }) if is_selected && is_first => {
                let room = pen.left().saturating_sub(1);
                caret = Some(tree::write_line(&mut pen, room, typed));
            }
            Some(_) if is_selected => {}
            _ => {
                pen.write(&line.text, line.style);
            }
        }
    }
    caret
}

/// A long text takes the whole pane while it is typed.
fn draw_long(
    state: &State,
    draft: &Draft,
    text: &LongText,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    Pen::new(buffer, area, 0).write(" ", theme::TEXT).write(&label::field(state, &draft.field), theme::DIM);
    // One column is left free so that a caret at the end of a full line has a place.
    let inside = Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(1),
    };
    if inside.is_empty() {
        return None;
    }
    Some(long::draw(text.area(), inside, buffer))
}

fn label_columns(state: &State, items: &[Item], room: usize) -> usize {
    let widest = items.iter().map(|it| width::width(&item_label(state, it))).max().unwrap_or(0);
    widest.min(room / 3)
}

fn item_label(state: &State, item: &Item) -> String {
    let field = label::field(state, &item.field);
    match &item.heading {
        Some(heading) if matches!(item.field, Field::Amount(crate::model::Column::Only)) => heading.clone(),
        Some(heading) => format!("{heading} {field}"),
        None => field,
    }
}

/// The lines of the pane, and which of them are to be seen in any case: those of the document that the row came from, and
/// of a filing that was imported the file that it will be saved to.
fn lines(
    state: &State,
    items: &[Item],
    (columns, height): (u16, u16),
    label_columns: usize,
) -> (Vec<Line>, Range<usize>) {
    let (columns, height) = (usize::from(columns), usize::from(height));
    let mut lines = Vec::new();
    let mut source = 0..0;
    let room = columns.saturating_sub(label_columns + 3).max(1);
    for (idx, item) in items.iter().enumerate() {
        let is_selected = state.view.focus == Focus::Pane && state.view.pane_row == idx;
        let most = if is_selected { usize::MAX } else { LONG_LINES };
        push_item(state, &mut lines, idx, item, room, most);
    }
    let Some(entry) = state.entry() else { return (lines, source) };
    match (state.view.cursor, state.node()) {
        (Spot::Group(group), _) => push_group(state, &mut lines, group),
        (_, Some(node)) => {
            push_findings(state, &mut lines, columns);
            let first = lines.len();
            if node == Node::Filing {
                push_file(state, &mut lines, entry, columns);
                if entry.home.is_import() {
                    source = first..lines.len();
                }
            }
            let first = lines.len();
            push_source(state, &mut lines, (entry, node), columns, source::around(height, FIELDS_ABOVE));
            if lines.len() > first {
                source = first..lines.len();
            }
            lines.extend(others::lines(state, columns).into_iter().map(|(text, style)| Line {
                item: None,
                label: String::new(),
                text,
                style,
            }));
        }
        _ => {}
    }
    (lines, source)
}

/// Moves the fields in doubt, and what the doubt is, up below the name. Says how many lines are to stay above all others.
fn front(lines: &mut [Line], items: &[Item], height: usize) -> usize {
    let doubt = items.iter().find(|it| it.field == Field::Doubt).map_or("", |it| it.text.as_str());
    if doubt.is_empty() {
        return FIELDS_ABOVE;
    }
    let fields = doubt::fields_of(doubt);
    let is_first = |line: &Line| {
        let field = line.item.and_then(|it| items.get(it)).map(|it| &it.field);
        field.is_some_and(|it| matches!(it, Field::IndicatorName | Field::Doubt) || fields.contains(it))
    };
    // The order among them and among the others stays.
    lines.sort_by_key(|line| !is_first(line));
    let n_first = lines.iter().take_while(|it| is_first(it)).count();
    // The heading of the document's lines and the row's own are seen, too.
    n_first.min(height.saturating_sub(2)).max(FIELDS_ABOVE)
}

/// Moves lines that would be seen only by scrolling up, as far as the first fields leave room.
fn raise(lines: &mut Vec<Line>, range: Range<usize>, height: usize, n_fields: usize) {
    if range.end <= height || range.is_empty() {
        return;
    }
    // The blank line before them is for where there is room.
    let raised: Vec<Line> = lines.drain(range).skip(1).collect();
    let at = height.saturating_sub(raised.len()).max(n_fields).min(lines.len());
    lines.splice(at..at, raised);
}

fn push_item(state: &State, lines: &mut Vec<Line>, idx: usize, item: &Item, room: usize, most: usize) {
    let text = typed_text(state, item).unwrap_or_else(|| label::value(state, &item.field, &item.text));
    let style = if item.field == Field::Doubt { theme::DOUBT } else { theme::TEXT };
    let wrapped = wrap::wrap(&text, room);
    for (row, line) in wrapped.iter().take(most).enumerate() {
        let is_cut = row + 1 == most && wrapped.len() > most;
        let shown = line.of(&text);
        let text = if is_cut { cut(shown, room) } else { shown.to_owned() };
        let label = if row == 0 { item_label(state, item) } else { String::new() };
        lines.push(Line { item: Some(idx), label, text, style });
    }
    if wrapped.is_empty() {
        lines.push(Line { item: Some(idx), label: item_label(state, item), text: String::new(), style });
    }
    if matches!(item.field, Field::Target | Field::TargetHalf) && !text.trim().is_empty() {
        let reading = value::parse(&text).reading(state.lang);
        let text = Message::new(Ui::ReadAs, [("reading", reading)]).render(state.lang);
        lines.push(Line { item: Some(idx), label: String::new(), text, style: theme::DIM });
    }
}

/// The last shown line of a text that goes on: with the mark of a cut.
fn cut(shown: &str, room: usize) -> String {
    format!("{}{}", width::truncate(shown, room.saturating_sub(1), false), width::ELLIPSIS)
}

/// The text that is being typed for a field, here or in the tree.
fn typed_text(state: &State, item: &Item) -> Option<String> {
    match &state.mode {
        Mode::Draft(draft) if draft.field == item.field && draft.places == item.places => Some(draft.text()),
        _ => None,
    }
}

fn push_findings(state: &State, lines: &mut Vec<Line>, columns: usize) {
    let live: Vec<&Finding> = match &state.mode {
        Mode::Draft(draft) => draft.live.here.iter().collect(),
        _ => state.findings_here(),
    };
    if live.is_empty() {
        return;
    }
    lines.push(Line { item: None, label: String::new(), text: String::new(), style: theme::TEXT });
    for finding in live {
        let mark = theme::mark(finding.severity);
        let text = format!("{mark} {} {}", finding.rule.code, finding.message.render(state.lang));
        for line in wrap::wrap(&text, columns.saturating_sub(2).max(1)) {
            lines.push(Line {
                item: None,
                label: String::new(),
                text: line.of(&text).to_owned(),
                style: theme::severity(finding.severity),
            });
        }
    }
}

/// Where the filing is saved.
fn push_file(state: &State, lines: &mut Vec<Line>, entry: &Entry, columns: usize) {
    let Some(file) = &entry.home.save_to else { return };
    let args = [("file", file.display().to_string())];
    let text = Message::new(Ui::SavedTo, args).render(state.lang);
    let plain = |text: String| Line { item: None, label: String::new(), text, style: theme::DIM };
    lines.push(plain(String::new()));
    for line in wrap::wrap(&text, columns.saturating_sub(2).max(1)) {
        lines.push(plain(line.of(&text).to_owned()));
    }
}

fn push_source(
    state: &State,
    lines: &mut Vec<Line>,
    (entry, node): (&Entry, Node),
    columns: usize,
    around: usize,
) {
    if !state.view.source {
        return;
    }
    let Some((own, source)) = source::lines(entry, node, around) else { return };
    let file = entry.filing().source.as_ref().map(|it| it.file.clone()).unwrap_or_default();
    let title = Message::new(Ui::SourceTitle, [("file", file), ("line", own.to_string())]).render(state.lang);
    let plain = |text: String, style: Style| Line { item: None, label: String::new(), text, style };
    lines.push(plain(String::new(), theme::TEXT));
    lines.push(plain(format!("-- {title} --"), theme::DIM));
    let name = label::node(state, entry.filing(), node);
    for (number, text) in source {
        if number != own {
            lines.push(plain(format!("{number:>NUMBER$} {text}"), theme::DIM));
            continue;
        }
        let own_lines = source::wrapped(&text, &name, columns.saturating_sub(NUMBER + 2));
        for (idx, part) in own_lines.iter().enumerate() {
            let number = if idx == 0 { number.to_string() } else { String::new() };
            lines.push(plain(format!("{number:>NUMBER$} {part}"), theme::TEXT));
        }
    }
}

fn push_group(state: &State, lines: &mut Vec<Line>, group: usize) {
    let Some(group) = state.forest.group(group) else { return };
    let plain = |text: String, style: Style| Line { item: None, label: String::new(), text, style };
    lines.push(plain(group.name.clone(), theme::STRONG));
    let n = group.entries.len().to_string();
    lines.push(plain(Message::new(Ui::DepartmentFilings, [("n", n)]).render(state.lang), theme::DIM));
    for (idx, entry) in group.entries.iter().filter_map(|it| Some((*it, state.entries.get(*it)?))) {
        let counts = entry.total();
        let text = format!(
            "{}  ✗{} ⚠{} ℹ{}",
            label::below_department(state, idx, entry),
            counts.errors,
            counts.warnings,
            counts.infos
        );
        lines.push(plain(text, theme::TEXT));
    }
}

/// The first line such that all of the selected field is seen, as far as it fits.
fn top_line(lines: &[Line], selected: Option<usize>, height: usize) -> usize {
    let Some(selected) = selected else { return 0 };
    let Some(first) = lines.iter().position(|it| it.item == Some(selected)) else { return 0 };
    let last = lines.iter().rposition(|it| it.item == Some(selected)).unwrap_or(first);
    (last + 1).saturating_sub(height).min(first)
}
