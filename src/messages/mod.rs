//! Every sentence that a person reads, in Chinese ([`zh`]) and English ([`en`]).
//!
//! An area of the program names its messages by an enum of its own ([`Ui`], [`RuleText`], …); both catalogues
//! match on it, so a missing translation does not compile. A message may hold places such as `{file}` that
//! [`Message`] fills; a test holds both languages to the same places. Code outside this module holds no text.

pub mod en;
mod ids;
pub mod toml;
pub mod zh;

pub use ids::{
    AidText, CliText, CommandText, DatasetText, DiffText, DraftText, FeelText, FieldText, HandText, KnowText,
    LoadText, MergeText, Problem, ReadingText, RecoverText, RuleText, SaveText, Ui,
};

/// The language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Chinese, the default.
    #[default]
    Zh,
    /// English.
    En,
}

/// A message of one area, before its places are filled.
pub trait Text: Copy {
    /// The template in this language.
    fn text(self, lang: Lang) -> &'static str;
}

/// A message with what fills its places: kept unrendered so that the language may change under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message<T> {
    /// Which message.
    pub id: T,
    /// Name and content of each place.
    pub args: Vec<(&'static str, String)>,
}

impl<T: Text> Message<T> {
    /// A message without places.
    pub fn plain(id: T) -> Self {
        Self { id, args: Vec::new() }
    }

    /// A message with its places filled by `args`.
    pub fn new(id: T, args: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        Self { id, args: args.into_iter().collect() }
    }

    /// The sentence in this language.
    pub fn render(&self, lang: Lang) -> String {
        fill(self.id.text(lang), &self.args)
    }
}

/// Puts `args` into the `{places}` of a template. A place without an argument stays as it is. What fills a place stays
/// in its line: a file may have a name of several, which would then read as lines of ours.
pub fn fill(template: &str, args: &[(&'static str, String)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            out.push_str(after);
            return out;
        };
        match args.iter().find(|(arg, _)| *arg == name) {
            Some((_, value)) => {
                let in_line = |it| if matches!(it, '\n' | '\r') { ' ' } else { it };
                out.extend(value.chars().map(in_line));
            }
            None => {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn places_are_filled_and_unknown_ones_stay() {
        let args = [("file", "a.toml".to_owned())];
        assert_eq!(fill("已保存 {file}", &args), "已保存 a.toml");
        assert_eq!(fill("{who} {file} {", &args), "{who} a.toml {");
        let args = [("file", "表\n已保存 b.toml\r\n".to_owned())];
        assert_eq!(fill("已保存 {file}", &args), "已保存 表 已保存 b.toml  ");
    }
}
