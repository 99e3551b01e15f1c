//! The language of the interface: `--lang`, else the system's.

use crate::messages::Lang;
use std::ffi::OsString;

/// The language, before the arguments are parsed: their own help and errors need it.
pub fn choose(args: &[OsString]) -> Lang {
    asked_for(args).unwrap_or_else(|| of_locale(sys_locale::get_locale().as_deref()))
}

/// What `--lang zh` or `--lang=zh` says; the last one counts. A bad value is the parser's to report.
fn asked_for(args: &[OsString]) -> Option<Lang> {
    let words: Vec<&str> = args.iter().filter_map(|it| it.to_str()).take_while(|it| *it != "--").collect();
    let pairs = words.iter().zip(words.iter().skip(1)).filter(|(it, _)| **it == "--lang").map(|(_, it)| *it);
    let joined = words.iter().filter_map(|it| it.strip_prefix("--lang="));
    pairs.chain(joined).filter_map(of_word).next_back()
}

fn of_word(word: &str) -> Option<Lang> {
    match word {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// Chinese for every Chinese locale; English for any other, for `C` and where the system names none.
fn of_locale(locale: Option<&str>) -> Lang {
    if locale.is_some_and(|it| it.to_lowercase().starts_with("zh")) { Lang::Zh } else { Lang::En }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_decides() {
        for (locale, expected) in [
            (Some("zh-CN"), Lang::Zh),
            (Some("zh"), Lang::Zh),
            (Some("ZH_TW"), Lang::Zh),
            (Some("en-US"), Lang::En),
            (Some("C"), Lang::En),
            (None, Lang::En),
        ] {
            assert_eq!(of_locale(locale), expected, "{locale:?}");
        }
    }

    #[test]
    fn the_argument_overrides() {
        let check = |args: &[&str], expected| {
            let args: Vec<OsString> = args.iter().map(OsString::from).collect();
            assert_eq!(asked_for(&args), expected, "{args:?}");
        };
        check(&["check", "a", "--lang", "zh"], Some(Lang::Zh));
        check(&["--lang=en", "check"], Some(Lang::En));
        check(&["--lang", "fr"], None);
        check(&["--lang"], None);
        check(&["--", "--lang", "zh"], None);
    }
}
