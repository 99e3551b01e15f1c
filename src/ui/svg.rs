//! A drawn screen as an SVG picture, for the README.
//!
//! Invariant: the same screen gives the same bytes; every glyph stands in its own cells, whatever font shows it.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::text::width;
use crate::ui::screen::glyphs;

/// Size of a cell, in pixels.
const CELL: (u32, u32) = (9, 20);
/// Space around the cells; at the top it is the title bar.
const MARGIN: u32 = 14;
const TITLE_BAR: u32 = 34;
const FONTS: &str = "'Sarasa Mono SC','Noto Sans Mono CJK SC','Source Han Mono SC','JetBrains Mono',Menlo,Consolas,\
                     'DejaVu Sans Mono','PingFang SC','Microsoft YaHei',monospace";
const SQUEEZE: &str = " lengthAdjust=\"spacingAndGlyphs\"";
/// Chinese glyphs are as wide as their size: a little larger than the letters beside them, they fill two cells.
const WIDE_SIZE: &str = " font-size=\"17\"";
const FOREGROUND: &str = "#d6deeb";
const BACKGROUND: &str = "#15202b";
const TITLE: &str = "#8899a6";
/// The sixteen colors of a terminal, dark and bright.
const PALETTE: [&str; 16] = [
    "#223040", "#ef6b73", "#7fd88f", "#f2c14e", "#6cb6ff", "#c792ea", "#5fd7d7", "#c5d1de", "#5c6f82",
    "#ff8b92", "#a5e8b0", "#ffd97a", "#96ccff", "#dcb6f7", "#8ceeee", "#ffffff",
];

/// The screen as a picture with `title` in its title bar.
pub fn to_svg(buffer: &Buffer, title: &str) -> String {
    let width = u32::from(buffer.area.width) * CELL.0 + 2 * MARGIN;
    let height = u32::from(buffer.area.height) * CELL.1 + TITLE_BAR + MARGIN;
    let title = escape(title);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{FONTS}\" font-size=\"15\">\n<title>{title}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n"
    );
    for (n, color) in ["#ef6b73", "#f2c14e", "#7fd88f"].iter().enumerate() {
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(svg, "<circle cx=\"{}\" cy=\"17\" r=\"6\" fill=\"{color}\"/>", 20 + 20 * n);
    }
    let _ = writeln!(
        svg,
        "<text x=\"{}\" y=\"22\" font-size=\"13\" text-anchor=\"middle\" fill=\"{TITLE}\">{title}</text>",
        width / 2
    );
    for row in buffer.area.rows() {
        let runs = runs(buffer, row.y);
        let top = TITLE_BAR + u32::from(row.y - buffer.area.y) * CELL.1;
        draw_backgrounds(&runs, &mut svg, top);
        for run in &runs {
            run.draw_glyphs(&mut svg, top);
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// Neighboring glyphs that are drawn as one: of one look and one width, without blanks.
struct Run {
    /// Column of the first glyph, from the left of the screen.
    column: u16,
    n_columns: u16,
    /// Columns of each glyph.
    step: u16,
    text: String,
    look: Look,
}

/// How a cell is drawn, with reversal done.
#[derive(Clone, PartialEq, Eq)]
struct Look {
    foreground: String,
    /// `None` where the picture's own background shows.
    background: Option<String>,
    modifier: Modifier,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        let (foreground, background) = (color(cell.fg), color(cell.bg));
        let modifier = cell.modifier;
        if modifier.contains(Modifier::REVERSED) {
            let foreground_shown = foreground.unwrap_or_else(|| FOREGROUND.to_owned());
            let background_shown = background.unwrap_or_else(|| BACKGROUND.to_owned());
            return Self { foreground: background_shown, background: Some(foreground_shown), modifier };
        }
        Self { foreground: foreground.unwrap_or_else(|| FOREGROUND.to_owned()), background, modifier }
    }

    fn attributes(&self) -> String {
        let mut out = format!(" fill=\"{}\"", self.foreground);
        for (modifier, attribute) in [
            (Modifier::BOLD, " font-weight=\"bold\""),
            (Modifier::ITALIC, " font-style=\"italic\""),
            (Modifier::UNDERLINED, " text-decoration=\"underline\""),
            (Modifier::CROSSED_OUT, " text-decoration=\"line-through\""),
            (Modifier::DIM, " opacity=\"0.6\""),
        ] {
            if self.modifier.contains(modifier) {
                out.push_str(attribute);
            }
        }
        out
    }
}

fn runs(buffer: &Buffer, y: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (x, cell, step) in glyphs(buffer, y) {
        let column = x - buffer.area.x;
        let look = Look::of(cell);
        let kind = Kind::of(cell.symbol());
        match runs.last_mut() {
            Some(run)
                if kind != Kind::Sign
                    && run.column + run.n_columns == column
                    && (run.step, Kind::of(&run.text)) == (step, kind)
                    && run.look == look =>
            {
                run.n_columns += step;
                run.text.push_str(cell.symbol());
            }
            _ => runs.push(Run { column, n_columns: step, step, text: cell.symbol().to_owned(), look }),
        }
    }
    runs
}

/// Blanks have only a background; box lines are drawn as lines, for glyphs would leave gaps between the rows.
/// Signs such as `≥` and `⚠` take one column on the screen, yet fonts with Chinese glyphs draw them wider: each
/// stands by itself and is squeezed into its cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    BoxLine,
    Sign,
    Text,
}

impl Kind {
    fn of(text: &str) -> Self {
        match text.chars().next() {
            None => Self::Blank,
            Some(it) if it.is_whitespace() => Self::Blank,
            Some(it) if box_arms(it).is_some() => Self::BoxLine,
            Some(it) if !it.is_ascii() && width::width(text) == 1 => Self::Sign,
            Some(_) => Self::Text,
        }
    }
}

impl Run {
    fn draw_glyphs(&self, svg: &mut String, top: u32) {
        if self.look.modifier.contains(Modifier::HIDDEN) {
            return;
        }
        match Kind::of(&self.text) {
            Kind::Blank => {}
            Kind::BoxLine => self.draw_lines(svg, top),
            Kind::Sign | Kind::Text => {
                let squeeze = if Kind::of(&self.text) == Kind::Sign { SQUEEZE } else { "" };
                let size = if self.step > 1 { WIDE_SIZE } else { "" };
                let _ = writeln!(
                    svg,
                    "<text x=\"{}\" y=\"{}\" textLength=\"{}\"{squeeze}{size}{}>{}</text>",
                    left_of(self.column),
                    top + 15,
                    u32::from(self.n_columns) * CELL.0,
                    self.look.attributes(),
                    escape(&self.text)
                );
            }
        }
    }

    fn draw_lines(&self, svg: &mut String, top: u32) {
        let mut path = String::new();
        for (column, it) in (self.column..).step_by(usize::from(self.step)).zip(self.text.chars()) {
            let (x, y) = (left_of(column) + CELL.0 / 2, top + CELL.1 / 2);
            let [up, right, down, left] = box_arms(it).unwrap_or_default();
            let (start, end) = (left_of(column), left_of(column + 1));
            if left || right {
                let (from, to) = (if left { start } else { x }, if right { end } else { x });
                let _ = write!(path, "M{from} {y}H{to}");
            }
            if up || down {
                let (from, to) = (if up { top } else { y }, if down { top + CELL.1 } else { y });
                let _ = write!(path, "M{x} {from}V{to}");
            }
        }
        let opacity = if self.look.modifier.contains(Modifier::DIM) { " opacity=\"0.6\"" } else { "" };
        let _ = writeln!(
            svg,
            "<path d=\"{path}\" stroke=\"{}\"{opacity} fill=\"none\" shape-rendering=\"crispEdges\"/>",
            self.look.foreground
        );
    }
}

/// One rectangle for all neighbors of one background, or seams would show between them.
fn draw_backgrounds(runs: &[Run], svg: &mut String, top: u32) {
    for chunk in runs.chunk_by(|a, b| a.look.background == b.look.background) {
        let Some((first, background)) = chunk.first().and_then(|it| Some((it, it.look.background.as_ref()?)))
        else {
            continue;
        };
        let n_columns: u32 = chunk.iter().map(|it| u32::from(it.n_columns)).sum();
        let _ = writeln!(
            svg,
            "<rect x=\"{}\" y=\"{top}\" width=\"{}\" height=\"{}\" fill=\"{background}\"/>",
            left_of(first.column),
            n_columns * CELL.0,
            CELL.1
        );
    }
}

fn left_of(column: u16) -> u32 {
    MARGIN + u32::from(column) * CELL.0
}

/// The arms of a box line, up, right, down, left.
fn box_arms(it: char) -> Option<[bool; 4]> {
    const LINES: &[(char, &str)] = &[
        ('─', "rl"),
        ('│', "ud"),
        ('┌', "rd"),
        ('╭', "rd"),
        ('┐', "dl"),
        ('╮', "dl"),
        ('└', "ur"),
        ('╰', "ur"),
        ('┘', "ul"),
        ('╯', "ul"),
        ('├', "urd"),
        ('┤', "udl"),
        ('┬', "rdl"),
        ('┴', "url"),
        ('┼', "urdl"),
    ];
    let (_, arms) = LINES.iter().find(|(line, _)| *line == it)?;
    Some(['u', 'r', 'd', 'l'].map(|arm| arms.contains(arm)))
}

/// A color as SVG has it; `None` for the terminal's own.
fn color(color: Color) -> Option<String> {
    const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let named = match color {
        Color::Reset => return None,
        Color::Rgb(r, g, b) => return Some(format!("#{r:02x}{g:02x}{b:02x}")),
        Color::Indexed(n @ 16..=231) => {
            let level = |place: u8| CUBE.get(usize::from((n - 16) / place % 6)).copied().unwrap_or_default();
            return Some(format!("#{:02x}{:02x}{:02x}", level(36), level(6), level(1)));
        }
        Color::Indexed(n @ 232..) => {
            let gray = 8 + 10 * (n - 232);
            return Some(format!("#{gray:02x}{gray:02x}{gray:02x}"));
        }
        Color::Indexed(n) => n,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    PALETTE.get(usize::from(named)).map(|it| (*it).to_owned())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};

    use super::{color, to_svg};

    fn picture(draw: impl Fn(&mut Buffer)) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 2));
        draw(&mut buffer);
        to_svg(&buffer, "填报 <样例>")
    }

    #[test]
    fn glyphs_stand_in_their_cells() {
        let svg = picture(|it| {
            it.set_string(0, 0, "产出≥95% 指标", Style::default());
        });
        let wide = " font-size=\"17\"";
        let sign = " lengthAdjust=\"spacingAndGlyphs\"";
        for (x, width, squeeze, text) in
            [(14, 36, wide, "产出"), (50, 9, sign, "≥"), (59, 27, "", "95%"), (95, 36, wide, "指标")]
        {
            let expected = format!(
                "<text x=\"{x}\" y=\"49\" textLength=\"{width}\"{squeeze} fill=\"#d6deeb\">{text}</text>"
            );
            assert!(svg.contains(&expected), "no {expected} in\n{svg}");
        }
    }

    #[test]
    fn looks_are_kept_and_text_is_escaped() {
        let svg = picture(|it| {
            it.set_string(0, 0, "错误", Style::default().red().bold());
            it.set_string(0, 1, "a<b &\"c\"", Style::default().reversed());
        });
        assert!(svg.contains("fill=\"#ef6b73\" font-weight=\"bold\">错误<"), "{svg}");
        assert!(
            svg.contains("&amp;&quot;c&quot;</text>") && svg.contains("<title>填报 &lt;样例&gt;</title>")
        );
        assert!(
            svg.contains("<rect x=\"14\" y=\"54\" width=\"72\" height=\"20\" fill=\"#d6deeb\"/>"),
            "{svg}"
        );
    }

    #[test]
    fn box_lines_meet() {
        let svg = picture(|it| {
            it.set_string(0, 0, "┌─", Style::default());
            it.set_string(0, 1, "│指", Style::default());
        });
        assert!(svg.contains("M18 44H23M18 44V54M23 44H32"), "{svg}");
        assert!(svg.contains("M18 54V74"), "{svg}");
        assert!(!svg.contains('│'));
    }

    #[test]
    fn the_same_screen_is_the_same_picture() {
        let draw = |it: &mut Buffer| {
            it.set_string(0, 0, "数量指标", Style::default().green());
        };
        assert_eq!(picture(draw), picture(draw));
    }

    #[test]
    fn colors_of_all_kinds_are_known() {
        for (given, shown) in [
            (Color::Reset, None),
            (Color::Rgb(1, 2, 255), Some("#0102ff")),
            (Color::Indexed(1), Some("#ef6b73")),
            (Color::Indexed(16), Some("#000000")),
            (Color::Indexed(208), Some("#ff8700")),
            (Color::Indexed(255), Some("#eeeeee")),
            (Color::White, Some("#ffffff")),
        ] {
            assert_eq!(color(given).as_deref(), shown, "{given}");
        }
    }
}
