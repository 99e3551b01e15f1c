//! Themes: the colors of roles → the colors of a theme, over the finished screen.
//!
//! Everything is drawn in the roles of [`super::theme`], which are the terminal's own colors; a theme says what each
//! of them becomes. It must not know what is drawn. Invariant: glyphs and places never change, only colors do.

use crate::look::Theme;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// A color in full, and the nearest of the sixteen that every terminal has.
#[derive(Clone, Copy, Debug)]
struct Shade(u32, Color);

impl Shade {
    const fn color(self, is_true_color: bool) -> Color {
        let Self(rgb, named) = self;
        if is_true_color { Color::from_u32(rgb) } else { named }
    }
}

/// What the roles become in a theme.
#[derive(Clone, Copy, Debug)]
struct Palette {
    theme: Theme,
    ground: Shade,
    text: Shade,
    /// What steps back.
    dim: Shade,
    /// By the role's own color.
    roles: [(Color, Shade); 6],
}

const PALETTES: [Palette; 3] = [
    Palette {
        theme: Theme::Light,
        ground: Shade(0x00fa_f9f5, Color::White),
        text: Shade(0x001f_2328, Color::Black),
        dim: Shade(0x0059_6069, Color::DarkGray),
        roles: [
            (Color::Cyan, Shade(0x0000_5f87, Color::Blue)),
            (Color::Green, Shade(0x001a_6b2f, Color::Green)),
            (Color::Red, Shade(0x00b3_1d28, Color::Red)),
            (Color::Yellow, Shade(0x0080_4d00, Color::Yellow)),
            (Color::Blue, Shade(0x001f_4fbf, Color::Blue)),
            (Color::Magenta, Shade(0x0085_2a8f, Color::Magenta)),
        ],
    },
    Palette {
        theme: Theme::Dark,
        ground: Shade(0x001e_2127, Color::Black),
        text: Shade(0x00d7_dae0, Color::Gray),
        dim: Shade(0x009a_a1ad, Color::Gray),
        roles: [
            (Color::Cyan, Shade(0x0064_c8d8, Color::LightCyan)),
            (Color::Green, Shade(0x008f_cf7a, Color::LightGreen)),
            (Color::Red, Shade(0x00ff_8080, Color::LightRed)),
            (Color::Yellow, Shade(0x00e8_c06a, Color::LightYellow)),
            (Color::Blue, Shade(0x0085_b8ff, Color::LightBlue)),
            (Color::Magenta, Shade(0x00dd_9cf0, Color::LightMagenta)),
        ],
    },
    Palette {
        theme: Theme::HighContrast,
        ground: Shade(0x0000_0000, Color::Black),
        text: Shade(0x00ff_ffff, Color::White),
        dim: Shade(0x00e0_e0e0, Color::White),
        roles: [
            (Color::Cyan, Shade(0x0000_ffff, Color::LightCyan)),
            (Color::Green, Shade(0x0060_ff60, Color::LightGreen)),
            (Color::Red, Shade(0x00ff_9090, Color::LightRed)),
            (Color::Yellow, Shade(0x00ff_ff00, Color::LightYellow)),
            (Color::Blue, Shade(0x00a0_c8ff, Color::LightBlue)),
            (Color::Magenta, Shade(0x00ff_a0ff, Color::LightMagenta)),
        ],
    },
];

/// Gives a drawn screen the colors of a theme; in a terminal of sixteen colors, the nearest of those.
pub fn dress(theme: Theme, is_true_color: bool, buffer: &mut Buffer) {
    // The terminal's own colors need nothing.
    let Some(palette) = PALETTES.iter().find(|it| it.theme == theme) else { return };
    for cell in &mut buffer.content {
        palette.dress(is_true_color, cell);
    }
}

impl Palette {
    fn dress(&self, is_true_color: bool, cell: &mut Cell) {
        let is_dim = cell.modifier.contains(Modifier::DIM);
        let shade = match cell.fg {
            // How far "dim" goes is the terminal's taste; a theme says it itself.
            Color::Reset if is_dim => self.dim,
            Color::Reset => self.text,
            own => self.roles.iter().find(|(role, _)| *role == own).map_or(self.text, |(_, shade)| *shade),
        };
        cell.fg = shade.color(is_true_color);
        cell.modifier.remove(Modifier::DIM);
        if cell.bg == Color::Reset {
            cell.bg = self.ground.color(is_true_color);
        }
    }
}

/// Takes the colors off a drawn screen. Modifiers and marks stay, so that nothing is said by color alone.
pub fn without_color(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        cell.fg = Color::Reset;
        cell.bg = Color::Reset;
    }
}

#[cfg(test)]
mod tests {
    use super::super::theme;
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    /// The contrast of two colors by WCAG 2.2, section 1.4.3.
    fn contrast(one: u32, other: u32) -> f64 {
        let luminance = |rgb: u32| {
            let part = |shift: u32| {
                let it = f64::from(rgb >> shift & 0xff) / 255.0;
                if it <= 0.04045 { it / 12.92 } else { ((it + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
        };
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        (one / other).max(other / one)
    }

    #[test]
    fn every_role_can_be_read_on_its_ground() {
        for it in PALETTES {
            let least = if it.theme == Theme::HighContrast { 7.0 } else { 4.5 };
            let roles = it.roles.iter().map(|(_, shade)| *shade);
            for shade in roles.chain([it.text, it.dim]) {
                let found = contrast(shade.0, it.ground.0);
                assert!(found >= least, "{:?}: {shade:?} has {found:.1}", it.theme);
                assert_ne!(shade.1, it.ground.1, "{:?}: {shade:?} vanishes among sixteen colors", it.theme);
            }
        }
    }

    #[test]
    fn every_role_of_the_screen_is_in_every_theme() {
        let roles = [
            theme::CHOSEN,
            theme::KEY,
            theme::LIT,
            theme::FIELD,
            theme::FIELD_SELECTED,
            theme::BORDER_FOCUS,
            theme::GOOD,
            theme::ERROR,
            theme::WARNING,
            theme::INFO,
            theme::DOUBT,
        ];
        for palette in PALETTES {
            for role in roles {
                let color = role.fg.unwrap();
                assert!(palette.roles.iter().any(|it| it.0 == color), "{:?} lacks {color:?}", palette.theme);
            }
        }
    }

    #[test]
    fn a_theme_changes_colors_and_nothing_else() {
        let mut plain = Buffer::empty(Rect::new(0, 0, 12, 1));
        plain.set_string(0, 0, "✗满意度≥95%", theme::ERROR);
        plain.set_style(Rect::new(1, 0, 6, 1), Style::new().add_modifier(Modifier::REVERSED));
        for theme in Theme::ALL {
            for is_true_color in [false, true] {
                let mut dressed = plain.clone();
                dress(theme, is_true_color, &mut dressed);
                for (old, new) in plain.content.iter().zip(&dressed.content) {
                    assert_eq!((old.symbol(), old.modifier), (new.symbol(), new.modifier));
                    let is_own = theme == Theme::Terminal;
                    assert_eq!(is_own, old.bg == new.bg, "{theme:?}");
                    let is_rgb = matches!((new.fg, new.bg), (Color::Rgb(..), Color::Rgb(..)));
                    assert_eq!(is_rgb, is_true_color && !is_own, "{theme:?}");
                }
            }
        }
    }
}
