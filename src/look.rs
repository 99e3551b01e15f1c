//! What a person chooses about the screen: the theme, the mouse, how the panes share the room.
//!
//! It must not know how a theme is drawn. Invariant: every choice has one name, the same in the configuration, in
//! commands and in the remembered session.

use crate::messages::FeelText;

/// Which colors the screen has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The terminal's own.
    #[default]
    Terminal,
    /// Dark text on a light ground.
    Light,
    /// Light text on a dark ground.
    Dark,
    /// As far apart as colors can be.
    HighContrast,
}

impl Theme {
    /// All themes, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Terminal, Self::Light, Self::Dark, Self::HighContrast];

    /// Its name, as in configurations.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::HighContrast => "high-contrast",
        }
    }

    /// What it is.
    pub const fn doc(self) -> FeelText {
        match self {
            Self::Terminal => FeelText::ThemeTerminal,
            Self::Light => FeelText::ThemeLight,
            Self::Dark => FeelText::ThemeDark,
            Self::HighContrast => FeelText::ThemeHighContrast,
        }
    }

    /// The theme of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// How the screen is to look and to be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The theme.
    pub theme: Theme,
    /// Whether the mouse is the program's; else it is the terminal's, to select text with.
    pub is_mouse_on: bool,
    /// Whether the person has switched the mouse since the start, so that the screen says how it is.
    pub is_mouse_switched: bool,
    /// The tree's share of the room of both panes, in thousandths.
    pub split: u16,
}

impl Look {
    /// The tree's share as long as nobody has moved the border.
    pub const SPLIT: u16 = 550;
    /// The least and the greatest share of the tree.
    pub const SPLITS: (u16, u16) = (200, 800);

    /// Gives the tree another share, within bounds.
    pub fn set_split(&mut self, split: u16) {
        let (least, most) = Self::SPLITS;
        self.split = split.clamp(least, most);
    }
}

impl Default for Look {
    fn default() -> Self {
        Self { theme: Theme::default(), is_mouse_on: false, is_mouse_switched: false, split: Self::SPLIT }
    }
}
