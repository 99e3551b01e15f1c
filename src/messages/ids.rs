//! The names of all messages, one enum an area. A new message is a variant here and an arm in both catalogues.

use super::{Lang, Text, en, zh};

/// Declares the messages of an area and ties them to both catalogues.
macro_rules! area {
    ($(#[$doc:meta])* $name:ident, $module:ident { $($(#[$vdoc:meta])* $variant:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the catalogues say what each message is")]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// All messages of this area, for tests and tables.
            pub const ALL: &[$name] = &[$($name::$variant,)*];
        }

        impl Text for $name {
            fn text(self, lang: Lang) -> &'static str {
                match lang {
                    Lang::Zh => zh::$module::text(self),
                    Lang::En => en::$module::text(self),
                }
            }
        }
    };
}

area! {
    /// What the screen says.
    Ui, ui {
        AppName,
    }
}

area! {
    /// One line of help for each command.
    CommandText, command {
        Quit,
    }
}

area! {
    /// Labels of the fields of a filing.
    FieldText, field {
        Target,
    }
}

area! {
    /// Rules: titles, messages and fix titles. A rule's own variants stand together under its code.
    RuleText, rule {
        // Fixes that several rules offer.
        FixTo,
        FixClear,
        // Value rules (V).
        V01,
        V01Found,
        V02,
        V02Found,
        V02Year,
        V02Header,
        V02Advice,
        V03,
        V03Found,
        V04,
        V04Found,
        V05,
        V05Found,
        V06,
        V06Found,
        V07,
        V07Found,
        V08,
        V08Found,
        V08Advice,
        V09,
        V09Found,
        V09Writing,
        V10,
        V10Found,
        V11,
        V11Found,
        V11Writing,
        V12,
        V12Found,
        V12Writing,
        V13,
        V13Found,
        V14,
        V14Found,
        V14Advice,
        V15,
        V15Found,
        V15Advice,
        V16,
        V16Found,
        V16Label,
        V16Advice,
        V17,
        V17Found,
        V17Advice,
        V18,
        V18Found,
        V18Writing,
        V18Reversed,
        V19,
        V19Found,
        V20,
        V20Found,
        V21,
        V21Impossible,
        V21Year,
        V21Month,
        V21Implied,
        V22,
        V22Found,
        V22Writing,
        V22Unknown,
        V23,
        V23Found,
        V24,
        V24Comma,
        V24Decimals,
        V24Sign,
        V24Long,
        V25,
        V25Found,
        V26,
        V26Found,
        V26Advice,
        // Satisfaction rules (T).
        T01,
        T01Found,
        T02,
        T02Found,
        T03,
        T03Found,
        T03Low,
        T04,
        T04Found,
        T05,
        T05Found,
        T05Advice,
        T06,
        T06Found,
        T06Advice,
        // Name rules (N).
        N01,
        N01Found,
        N02,
        N02Found,
        N02Bare,
        N03,
        N03Found,
        // Half-year rules (H).
        H01,
        H01Found,
        H02,
        H02Found,
        H03,
        H03Found,
        H04,
        H04Found,
        H05,
        H05Half,
        H05Full,
        // Structure and header rules (S, M).
        // Budget rules (B).
    }
}

area! {
    /// Words in the readings of targets.
    ReadingText, reading {
        Empty,
        Placeholder,
        Unclassified,
        Qualitative,
        Baseline,
        Implied,
        Day,
        Month,
        Quarter,
        Year,
    }
}

area! {
    /// What the edges and the readers report: files that cannot be read, import notes, bad arguments.
    Problem, problem {
        // Files and folders (store).
        NotFound,
        // The TOML format.
        // Import.
        // Arguments and commands without a screen (cli).
        // Keymap.
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(template: &str) -> Vec<String> {
        let mut found: Vec<String> = template
            .split('{')
            .skip(1)
            .filter_map(|it| it.split_once('}'))
            .map(|(name, _)| name.to_owned())
            .collect();
        found.sort();
        found.dedup();
        found
    }

    fn same_places<T: Text + std::fmt::Debug>(all: &[T]) {
        for id in all {
            let (zh, en) = (id.text(Lang::Zh), id.text(Lang::En));
            assert!(!zh.is_empty() && !en.is_empty(), "{id:?} is empty in a catalogue");
            assert_eq!(places(zh), places(en), "{id:?}: the catalogues differ in their places");
        }
    }

    #[test]
    fn both_catalogues_have_the_same_places() {
        same_places(Ui::ALL);
        same_places(CommandText::ALL);
        same_places(FieldText::ALL);
        same_places(RuleText::ALL);
        same_places(Problem::ALL);
        same_places(ReadingText::ALL);
    }
}
