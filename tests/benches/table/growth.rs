//! Cost against size, drawn: what one filing, one row and one key cost as their number grows. Linear is a flat line; the
//! exponent is that of the whole cost, fitted to all sizes: 1 is linear, 0 a cost that does not grow.

use super::stopwatch::{Spread, heading, ms};
use super::{corpus, process};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tianbao::app::{Entry, Home, State};
use tianbao::keymap::{self, Keymap};
use tianbao::messages::Lang;
use tianbao::model::{Field, Place};
use tianbao::{check, command, format, ui};

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
    draw("check, microseconds a filing", "filings", &points, 1.0);
    workbench(sizes);

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
    draw("load one filing, microseconds a row", "rows", &loads, 1.0);
    draw("check one filing, microseconds a row", "rows", &checks, 1.0);
    draw("check again at a key, microseconds a key", "rows", &keys, 0.0);
}

/// Keys in a workbench with so many filings, each with its frame.
fn workbench(sizes: &[usize]) {
    const JOBS: [(&str, &str); 6] = [
        ("a row down", "j"),
        ("the end, the beginning", "G gg"),
        ("unfold all, fold all", "zR zM"),
        ("a row down, all unfolded", "j"),
        ("the end and back, all unfolded", "G gg"),
        ("typing in a target", "9 5 <bs> <bs>"),
    ];
    let own: Vec<Entry> = (0..1_000)
        .map(|idx| {
            let filing = format::read(&corpus::filing(idx)).filing.unwrap();
            let findings = check::check(&filing);
            Entry::new(filing, findings, Home::default()).at_rest()
        })
        .collect();
    let mut points = vec![Vec::new(); JOBS.len()];
    for n in sizes {
        let (keymap, _) = Keymap::load(&command::ids(), None);
        let mut state = State::new(Lang::Zh, keymap);
        state.add(own.iter().cycle().take(*n).cloned().collect());
        state.loaded();
        for (idx, (_, job)) in JOBS.iter().enumerate() {
            keys(&mut state, if idx == 3 { "zRgg" } else { "gg" });
            if idx == 5 {
                keys(&mut state, "jjjjjjjj10ji");
            }
            let typed: Vec<&str> = job.split(' ').collect();
            let took = typed.iter().cycle().take(60).map(|it| ms(|| keys(&mut state, it))).collect();
            points[idx].push((*n, Spread::of(took).median * 1e3));
        }
    }
    for ((what, _), points) in JOBS.iter().zip(&points) {
        draw(&format!("{what}, microseconds a key with its frame"), "filings", points, 0.0);
    }
}

/// Keys, each with its frame.
fn keys(state: &mut State, keys: &str) {
    for key in keymap::parse_sequence(keys).unwrap() {
        command::update(state, key);
        state.rest();
        let area = Rect::new(0, 0, 120, 40);
        let mut buffer = Buffer::empty(area);
        ui::draw(state, area, &mut buffer).tell(state);
    }
}

/// By which power of the size the whole cost grows: the slope of a straight line through the logarithms. `whole` is 1
/// where the points are costs of one of so many, 0 where they are whole costs.
fn exponent(points: &[(usize, f64)], whole: f64) -> f64 {
    let logs: Vec<(f64, f64)> = points
        .iter()
        .map(|(n, cost)| ((*n as f64).ln(), cost.max(1e-9).ln() + whole * (*n as f64).ln()))
        .collect();
    let n = logs.len() as f64;
    let (x, y) = (logs.iter().map(|it| it.0).sum::<f64>() / n, logs.iter().map(|it| it.1).sum::<f64>() / n);
    let both: f64 = logs.iter().map(|it| (it.0 - x) * (it.1 - y)).sum();
    both / logs.iter().map(|it| (it.0 - x).powi(2)).sum::<f64>()
}

fn draw(what: &str, unit: &str, points: &[(usize, f64)], whole: f64) {
    heading(&format!("{what}; grows with the power {:.2}", exponent(points, whole)));
    let most = points.iter().map(|it| it.1).fold(0.0, f64::max);
    for (n, cost) in points {
        let bar: String = (1..=60).filter(|it| f64::from(*it) <= cost / most * 60.0).map(|_| '#').collect();
        println!("{n:>9} {unit:<8} {cost:9.2}  {bar}");
    }
}
