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
        // Value rules (V).
        V01,
        // Satisfaction rules (T).
        // Name rules (N).
        // Half-year rules (H).
        // Structure and header rules (S, M).
        S01,
        S01Same,
        S01Name,
        S01Across,
        S01Fix,
        M01,
        M01Department,
        M01Year,
        M01Unit,
        M01Project,
        M01Supervisor,
        M01Contact,
        M01Phone,
        M01FilledAt,
        M01ProjectGoal,
        M05,
        M05Edited,
        M05Fix,
        // Budget rules (B).
        B01,
        B02,
        B03,
        B04,
        B05,
        B06,
        B07,
        B08,
        B09,
        B10,
        B11,
        B12,
        B13,
        MoneyDiffers,
        MoneyDiffersPoint,
        MoneyDiffersMissing,
        MoneyDiffersDoubled,
        MoneyDiffersSwapped,
        B02Differs,
        B05Over,
        B05Unlisted,
        B06Over,
        B07Total,
        B07Parts,
        B07Short,
        B07AllParts,
        B08Rounding,
        B09Slip,
        B10Decimals,
        B11Unreadable,
        B11Negative,
        B12NotCompared,
        B12Over,
        B12OneYear,
        FixTotalToSum,
        FixSwapHalfAndFull,
        FixConvertUnit,
        FixPadDecimals,
        BarPass,
        BarFail,
        BarAbove,
        BarHalfAboveFull,
        BarRounding,
        BarBlank,
        BarAllPartsBlank,
        BarUnreadable,
        BarNoMoney,
        BarNothing,
    }
}

area! {
    /// What the edges and the readers report: files that cannot be read, import notes, bad arguments.
    Problem, problem {
        // Files and folders (store).
        NotFound,
        NotReadable,
        NotAFile,
        UnknownKind,
        TooLarge,
        NotUtf8,
        SampleNotSaved,
        NewerNotSaved,
        ExistsAlready,
        ChangedOutside,
        Vanished,
        NoLongerFiling,
        NotWritable,
        // The TOML format.
        TomlSyntax,
        TomlFullWidth,
        FormatMissing,
        FormatNewer,
        ExpectedFormat,
        ExpectedTable,
        ExpectedRows,
        ExpectedText,
        ExpectedList,
        ExpectedFlag,
        ExpectedNumber,
        ExpectedYear,
        ExpectedRange,
        ExpectedChoice,
        ExpectedAmount,
        ReasonMissing,
        UnknownKey,
        UnknownKeyNear,
        // Import.
        // Arguments and commands without a screen (cli).
        // Keymap.
        KeymapSyntax,
        KeymapMode,
        KeymapNoKeys,
        KeymapKey,
        KeymapDigit,
        KeymapNotText,
        KeymapCommand,
        KeymapCommandMeant,
        KeymapDuplicate,
        KeymapPrefix,
    }
}

area! {
    /// What the command line says: help, reports, summaries.
    CliText, cli {
        About,
        CheckAbout,
        ImportAbout,
        HeadUsage,
        HeadArguments,
        HeadOptions,
        HeadCommands,
        HelpPaths,
        HelpCheckPaths,
        HelpImportPaths,
        HelpFormat,
        HelpFailOn,
        HelpOut,
        HelpTo,
        HelpLang,
        HelpConfig,
        HelpNoConfig,
        HelpColor,
        HelpHelp,
        HelpVersion,
        NoTerminal,
        UnknownArgument,
        UnknownArgumentSimilar,
        BadValue,
        MissingValue,
        MissingArgument,
        BadArguments,
        SeeHelp,
        ErrorLabel,
        WarningLabel,
        InfoLabel,
        NoteLabel,
        Clause,
        Fix,
        FixSafe,
        FixUnsafe,
        FixDisplay,
        WholeFiling,
        SummaryCounts,
        SummaryFixable,
        SummaryUnread,
        NothingToCheck,
        NothingToImport,
        ImportedTo,
        ImportedDoubt,
        ImportedDoubtUnplaced,
        ImportedLeftover,
        ImportSkipped,
        ImportRefused,
        ImportSummary,
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
        same_places(CliText::ALL);
    }
}
