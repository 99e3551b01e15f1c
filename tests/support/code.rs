//! Rust source as the tidiness tests see it: files with their module path, code without comments, texts and tests,
//! and the modules of the crate that it names.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A source file of the crate.
pub struct SourceFile {
    /// Path below the project, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// Module path from the crate's root: `["check", "rule"]`; empty for lib.rs and main.rs.
    pub module: Vec<String>,
}

impl SourceFile {
    /// All files below `src`, in order.
    pub fn all() -> Vec<Self> {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let mut files: Vec<_> = files_below(&root.join("src"), "rs")
            .into_iter()
            .map(|path| {
                let text = read(&path);
                let path = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                let module = module_path(&path);
                Self { path, text, module }
            })
            .collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files
    }

    /// The first part of the module path; empty for lib.rs and main.rs.
    pub fn top(&self) -> &str {
        self.module.first().map_or("", String::as_str)
    }

    /// Whether the whole file is tests (`tests.rs`, `path_tests.rs`, `tests/…`).
    pub fn is_test(&self) -> bool {
        self.module.iter().any(|it| it.ends_with("tests"))
    }
}

/// Files below a folder with an ending; folders of build results and hidden ones are skipped.
pub fn files_below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "target" && !name.starts_with('.') {
                found.extend(files_below(&path, ending));
            }
        } else if path.extension().is_some_and(|it| it == ending) {
            found.push(path);
        }
    }
    found
}

/// The text of a file; bytes that are not UTF-8 become U+FFFD.
pub fn read(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    String::from_utf8_lossy(&bytes).into_owned()
}

/// `src/check/rule.rs` → `["check", "rule"]`.
pub fn module_path(path: &str) -> Vec<String> {
    let stem = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    match stem {
        "lib" | "main" => Vec::new(),
        _ => stem.split('/').map(str::to_owned).collect(),
    }
}

/// The code with comments, texts and character literals blanked out; line ends stay.
pub fn code_only(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = literal_end(&chars, at);
        if end == at {
            code.push(chars[at]);
            at += 1;
        } else {
            code.extend(chars[at..end].iter().map(|it| if *it == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    code
}

/// The end of the comment, text or character literal that begins at `at`; `at` when none does.
fn literal_end(chars: &[char], at: usize) -> usize {
    let rest = &chars[at..];
    let starts = |word: &str| word.chars().enumerate().all(|(idx, it)| rest.get(idx) == Some(&it));
    let past = |end: Option<usize>, width: usize| end.map_or(chars.len(), |it| at + it + width);
    if starts("//") {
        return past(rest.iter().position(|it| *it == '\n'), 0);
    }
    if starts("/*") {
        return past(rest.windows(2).position(|it| it == ['*', '/']), 2);
    }
    let is_word_before = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    if rest[0] == 'r' && !is_word_before {
        let n_marks = rest[1..].iter().take_while(|it| **it == '#').count();
        if rest.get(1 + n_marks) == Some(&'"') {
            let mut close = vec!['"'];
            close.extend(vec!['#'; n_marks]);
            let body = &rest[2 + n_marks..];
            let end = body.windows(close.len()).position(|it| it == close);
            return past(end, 2 + n_marks + close.len());
        }
    }
    if rest[0] == '"' {
        let mut is_escaped = false;
        let end = rest.iter().skip(1).position(|it| {
            let is_end = *it == '"' && !is_escaped;
            is_escaped = *it == '\\' && !is_escaped;
            is_end
        });
        return past(end, 2);
    }
    // A lone quote is a lifetime; a character literal is closed after one character or one escape.
    match rest {
        ['\'', '\\', _, tail @ ..] => past(tail.iter().position(|it| *it == '\''), 4),
        ['\'', _, '\'', ..] => at + 3,
        _ => at,
    }
}

/// The code without its `#[cfg(test)]` items, whether they end with `;` or with a block. `code` is without comments
/// and texts, so braces pair up. Line ends stay, so that line numbers hold.
pub fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find(MARK) {
        kept.push_str(&rest[..at]);
        let item = &rest[at + MARK.len()..];
        let end = item_end(item);
        kept.extend(item[..end].chars().filter(|it| *it == '\n'));
        rest = &item[end..];
    }
    kept + rest
}

/// Where the item at the beginning ends: after its first `;`, or after the block that opens before that.
fn item_end(item: &str) -> usize {
    let mut depth = 0;
    for (at, it) in item.char_indices() {
        match it {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 && matches!(it, ';' | '}') {
            return at + 1;
        }
    }
    item.len()
}

/// The top modules that a piece of code names by `crate::…`, by a group `crate::{…}`, or by climbing to the root
/// with `super::`. `code` is without comments and texts.
pub fn named_modules(code: &str, module: &[String]) -> BTreeSet<String> {
    let to_root = "super::".repeat(module.len());
    let mut found = BTreeSet::new();
    for prefix in ["crate::", to_root.as_str()] {
        for (at, _) in code.match_indices(prefix) {
            let before = code[..at].chars().next_back();
            let is_inside = before.is_some_and(|it| it.is_alphanumeric() || matches!(it, '_' | ':' | '$'));
            if prefix.is_empty() || is_inside {
                continue;
            }
            found.extend(heads(&code[at + prefix.len()..]));
        }
    }
    found
}

/// The first names of a path or of each path in a group: `a::b` → a; `{a, b::{c, d}}` → a, b.
fn heads(rest: &str) -> Vec<String> {
    let name_at = |text: &str| -> String {
        text.trim_start().chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect()
    };
    let Some(group) = rest.trim_start().strip_prefix('{') else {
        return vec![name_at(rest)];
    };
    let mut names = vec![name_at(group)];
    let mut depth = 1;
    for (at, it) in group.char_indices() {
        match it {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => names.push(name_at(&group[at + 1..])),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names.retain(|it| !it.is_empty());
    names
}
