//! What the TOML library says of a syntax error, told in the language of the interface.
//!
//! The library speaks English only. Its words are kept behind ours in English, and in the log, so that the error can be
//! looked up. Invariant: words that are not in the table give the general sentence, never none.

use super::{Message, Problem};

/// How the library's words begin or what they hold, the more special first, and what is meant by it.
const KINDS: [(&str, Problem); 28] = [
    ("invalid unquoted key", Problem::TomlBareKey),
    ("string values must be quoted", Problem::TomlNoQuotes),
    ("missing opening quote", Problem::TomlNoQuotes),
    ("invalid basic string", Problem::TomlText),
    ("invalid multi-line basic string", Problem::TomlText),
    ("invalid literal string", Problem::TomlText),
    ("invalid multi-line literal string", Problem::TomlText),
    ("missing escaped value", Problem::TomlText),
    ("invalid string", Problem::TomlText),
    ("unclosed array table", Problem::TomlHeader),
    ("unclosed table", Problem::TomlHeader),
    ("missing table open", Problem::TomlHeader),
    ("unclosed array", Problem::TomlList),
    ("missing array opening", Problem::TomlList),
    ("in array", Problem::TomlList),
    ("array elements", Problem::TomlList),
    ("inline table", Problem::TomlInline),
    ("between key-value pairs", Problem::TomlInline),
    ("missing value", Problem::TomlNoValue),
    ("key with no value", Problem::TomlNoEquals),
    ("invalid key-value pair", Problem::TomlNoEquals),
    ("extra `=`", Problem::TomlExtra),
    ("unexpected key or value", Problem::TomlExtra),
    ("unexpected content", Problem::TomlExtra),
    ("duplicate key", Problem::TomlTwice),
    ("with a dotted key", Problem::TomlTwice),
    ("leading zero", Problem::TomlNumber),
    ("recursion limit", Problem::TomlDeep),
];

/// Words about numbers and dates: there are a dozen, which all mean the same to a person.
const NUMBERS: [&str; 11] = [
    "integer",
    "float",
    "number",
    "date",
    "invalid time",
    "out of range",
    "boolean",
    "radix",
    "digit",
    "sign",
    "offset",
];

/// The sentence for what the library says.
pub fn problem(words: &str) -> Message<Problem> {
    tracing::debug!(words, "no valid TOML");
    let known = KINDS.iter().find(|(it, _)| words.contains(it)).map(|(_, id)| *id);
    let is_number = || NUMBERS.iter().any(|it| words.contains(it));
    let id = known.or_else(|| is_number().then_some(Problem::TomlNumber)).unwrap_or(Problem::TomlSyntax);
    Message::new(id, [("words", words.to_owned())])
}

#[cfg(test)]
mod tests {
    use super::problem;
    use crate::messages::Problem;
    use toml::de::DeTable;

    /// The ids of the errors that the library itself finds in a text.
    fn ids(text: &str) -> Vec<Problem> {
        let (_, errors) = DeTable::parse_recoverable(text);
        errors.iter().map(|it| problem(it.message()).id).collect()
    }

    #[test]
    fn errors_of_the_library_are_told_by_their_kind() {
        for (text, expected) in [
            ("name = \"青禾县\nyear = 2025\n", Problem::TomlText),
            ("name = '青禾县\nyear = 2025\n", Problem::TomlText),
            ("name = \"青\\禾县\"\n", Problem::TomlText),
            ("name = 青禾县\n", Problem::TomlNoQuotes),
            ("name = water\n", Problem::TomlNoQuotes),
            ("[department\nname = \"青禾县\"\n", Problem::TomlHeader),
            ("[[line]\nname = \"青禾县\"\n", Problem::TomlHeader),
            ("goals = [\"一\", \"二\"\nyear = 2025\n", Problem::TomlList),
            ("goals = [\"一\" \"二\"]\n", Problem::TomlList),
            ("amounts = { full = \"1\" half = \"2\" }\n", Problem::TomlInline),
            ("name =\n", Problem::TomlNoQuotes),
            ("name\n", Problem::TomlNoEquals),
            ("name = \"青禾县\" 水务局\n", Problem::TomlExtra),
            ("name = \"甲\"\nname = \"乙\"\n", Problem::TomlTwice),
            ("year = 02025\n", Problem::TomlNumber),
            ("year = 20x25\n", Problem::TomlNoQuotes),
            ("date = 2025-13-45T99\n", Problem::TomlNumber),
        ] {
            assert_eq!(ids(text).first(), Some(&expected), "{text}: {:?}", ids(text));
        }
    }

    #[test]
    fn unknown_words_are_passed_on() {
        let message = problem("something new");
        assert_eq!(message.id, Problem::TomlSyntax);
        assert_eq!(message.args, [("words", "something new".to_owned())]);
    }
}
