//! Cost against size, drawn: what one filing, one row and one key cost as their number grows. Linear is a flat line.

use super::stopwatch::{Spread, heading, ms};
use super::{corpus, process};
use tianbao::app::{Entry, Home};
use tianbao::model::{Field, Place};
use tianbao::{check, format};

pub fn measure(is_long: bool) {
    let sizes: &[usize] = if is_long { &[1_000, 10_000, 100_000] } else { &[100, 1_000, 4_000] };
    let folder = tempfile::TempDir::new().unwrap();
    let mut points = Vec::new();
    for n in sizes {
        let filings = folder.path().join(n.to_string());
        corpus::write(&filings, *n);
        let check = ["check", "--no-config", "--format", "concise"];
        let took = Spread::of((0..3).map(|_| ms(|| process::run(&check, &filings))).collect());
        points.push((*n, took.median * 1e3 / *n as f64));
        let _ = std::fs::remove_dir_all(filings);
    }
    draw("check, microseconds a filing", "filings", &points);

    let sizes: &[usize] =
        if is_long { &[1_000, 10_000, 100_000, 1_000_000] } else { &[1_000, 10_000, 100_000] };
    let (mut loads, mut checks, mut keys) = (Vec::new(), Vec::new(), Vec::new());
    for n in sizes {
        let text = corpus::filing_of(*n);
        let runs = if *n > 10_000 { 3 } else { 9 };
        let took = Spread::of((0..runs).map(|_| ms(|| drop(format::read(&text)))).collect());
        loads.push((*n, took.median * 1e3 / *n as f64));
        let filing = format::read(&text).filing.unwrap();
        let took = Spread::of((0..runs).map(|_| ms(|| drop(check::check(&filing)))).collect());
        checks.push((*n, took.median * 1e3 / *n as f64));
        let findings = check::check(&filing);
        let mut entry = Entry::new(filing, findings, Home::default());
        let at = Place::Indicator(0, n / 50);
        drop(entry.live(&[at], &Field::Target, "≥9"));
        let texts = ["≥9", "≥95", "≥95%"].iter().cycle().take(60);
        let took = texts.map(|it| ms(|| drop(entry.live(&[at], &Field::Target, it)))).collect();
        keys.push((*n, Spread::of(took).median * 1e3));
    }
    draw("load one filing, microseconds a row", "rows", &loads);
    draw("check one filing, microseconds a row", "rows", &checks);
    draw("check again at a key, microseconds a key", "rows", &keys);
}

fn draw(what: &str, unit: &str, points: &[(usize, f64)]) {
    heading(what);
    let most = points.iter().map(|it| it.1).fold(0.0, f64::max);
    for (n, cost) in points {
        let bar: String = (1..=60).filter(|it| f64::from(*it) <= cost / most * 60.0).map(|_| '#').collect();
        println!("{n:>9} {unit:<8} {cost:9.2}  {bar}");
    }
}
