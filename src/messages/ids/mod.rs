//! The names of all messages, one enum an area and one file an area. A new message is a variant there and an arm in
//! both catalogues.

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

        impl $crate::messages::Text for $name {
            fn text(self, lang: $crate::messages::Lang) -> &'static str {
                match lang {
                    $crate::messages::Lang::Zh => $crate::messages::zh::$module::text(self),
                    $crate::messages::Lang::En => $crate::messages::en::$module::text(self),
                }
            }
        }
    };
}

mod aid;
mod cli;
mod command;
mod dataset;
mod diff;
mod draft;
mod feel;
mod field;
mod hand;
mod know;
mod load;
mod merge;
mod problem;
mod reading;
mod recover;
mod rule;
mod save;
mod ui;

pub use aid::AidText;
pub use cli::CliText;
pub use command::CommandText;
pub use dataset::DatasetText;
pub use diff::DiffText;
pub use draft::DraftText;
pub use feel::FeelText;
pub use field::FieldText;
pub use hand::HandText;
pub use know::KnowText;
pub use load::LoadText;
pub use merge::MergeText;
pub use problem::Problem;
pub use reading::ReadingText;
pub use recover::RecoverText;
pub use rule::RuleText;
pub use save::SaveText;
pub use ui::Ui;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{Lang, Text};

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
            // The words of a library are English, and are told in English only.
            let mut in_english = places(en);
            in_english.retain(|it| it != "words" || places(zh).contains(it));
            assert_eq!(places(zh), in_english, "{id:?}: the catalogues differ in their places");
        }
    }

    #[test]
    fn both_catalogues_have_the_same_places() {
        same_places(Ui::ALL);
        same_places(CommandText::ALL);
        same_places(FieldText::ALL);
        same_places(RuleText::ALL);
        same_places(Problem::ALL);
        same_places(MergeText::ALL);
        same_places(ReadingText::ALL);
        same_places(RecoverText::ALL);
        same_places(CliText::ALL);
        same_places(DatasetText::ALL);
        same_places(DiffText::ALL);
        same_places(DraftText::ALL);
        same_places(KnowText::ALL);
        same_places(FeelText::ALL);
        same_places(SaveText::ALL);
        same_places(AidText::ALL);
        same_places(HandText::ALL);
        same_places(LoadText::ALL);
    }
}
