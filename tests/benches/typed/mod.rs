//! The floor of reading filings: the `toml` crate's typed parse of every file on two threads, and nothing else.
#![allow(clippy::unwrap_used, reason = "a bench")]

use serde::Deserialize;
use std::hint::black_box;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

const THREADS: usize = 2;

/// Parses all files on two threads.
pub fn parse(paths: &[PathBuf]) {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let text = std::fs::read_to_string(path).unwrap();
                    black_box(toml::from_str::<Typed>(&text).unwrap());
                }
            });
        }
    });
}

/// The format as typed data, as a program would have it that only wants to read.
#[derive(Deserialize)]
#[allow(dead_code, reason = "parsed only")]
struct Typed {
    format: u32,
    filing: Head,
    department: Department,
    goals: Goals,
    budget: Budget,
    functions: Vec<Function>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "parsed only")]
struct Head {
    title: String,
    scope: String,
    stage: String,
    year: u32,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "parsed only")]
struct Department {
    name: String,
    code: Option<String>,
    supervisor: String,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "parsed only")]
struct Goals {
    annual: Vec<String>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "parsed only")]
struct Budget {
    unit: String,
    #[serde(default)]
    lines: Vec<Line>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "parsed only")]
struct Line {
    name: String,
    under: Option<String>,
    #[serde(default)]
    of_which: bool,
    amount: Option<String>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "parsed only")]
struct Function {
    id: Option<String>,
    name: Option<String>,
    content: Option<String>,
    amount: Option<String>,
    #[serde(default)]
    indicators: Vec<Indicator>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "parsed only")]
struct Indicator {
    level1: String,
    level2: String,
    name: String,
    target: String,
    target_half: Option<String>,
    standard: Option<String>,
    note: Option<String>,
}
