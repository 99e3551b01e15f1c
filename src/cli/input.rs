//! Which paths are meant: those of the command line, and those that come on standard input.
//!
//! Invariant: of a stream of paths only one batch is held at a time.

use std::io::BufRead;
use std::path::{Path, PathBuf};

/// What stands for a document on standard input.
pub const STREAM: &str = "-";
/// Paths of a stream that are looked at together.
const BATCH: usize = 4_096;

/// Whether a path stands for standard input.
pub fn is_stream(path: &Path) -> bool {
    path.as_os_str() == STREAM
}

/// The paths, in batches: those that are named, then those that come.
pub fn batches(paths: &[PathBuf], stdin_paths: bool) -> impl Iterator<Item = Vec<PathBuf>> {
    let named = (!paths.is_empty()).then(|| paths.to_vec());
    let mut lines = stdin_paths.then(|| std::io::stdin().lock());
    let of_stream = std::iter::from_fn(move || {
        let batch = batch(lines.as_mut()?);
        (!batch.is_empty()).then_some(batch)
    });
    named.into_iter().chain(of_stream)
}

fn batch(input: &mut impl BufRead) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    let mut line = Vec::new();
    while paths.len() < BATCH && input.read_until(b'\n', &mut line).is_ok_and(|it| it > 0) {
        let path = String::from_utf8_lossy(&line);
        let path = path.trim_end_matches(['\n', '\r']);
        if !path.is_empty() {
            paths.push(PathBuf::from(path));
        }
        line.clear();
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::{BATCH, batch};

    #[test]
    fn a_stream_of_paths_comes_in_batches() {
        let text = "县/甲.toml\r\n\n".repeat(BATCH + 3);
        let mut input = text.as_bytes();
        let sizes: Vec<usize> = std::iter::from_fn(|| Some(batch(&mut input).len())).take(3).collect();
        assert_eq!(sizes, [BATCH, 3, 0]);
        assert_eq!(batch(&mut "甲 乙.toml".as_bytes()), [std::path::PathBuf::from("甲 乙.toml")]);
    }
}
