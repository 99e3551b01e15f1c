//! How long a key waits while one finds one's way in a million indicators: search as it is typed, fuzzy jump, filter.
//! `cargo bench --bench finding`; with files of filings after `--`, in these instead of generated ones.
#![allow(missing_docs, reason = "a benchmark")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, reason = "a benchmark")]

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::time::{Duration, Instant};
use tianbao::app::{Entry, Home, State};
use tianbao::keymap::{self, Keymap};
use tianbao::messages::Lang;
use tianbao::model::{Filing, Function, Indicator};
use tianbao::{check, command, format, ui};

const SUBJECTS: &[&str] =
    &["河道", "堤防", "水质", "隐患", "馆藏", "读者", "培训", "设备", "道路", "绿化", "社区", "医疗"];
const DEEDS: &[&str] =
    &["巡查", "整改", "监测", "购置", "养护", "服务", "宣传", "检修", "验收", "培训", "评估", "更新"];
const MEASURES: &[(&str, &str, &str)] = &[
    ("次数", "数量指标", "≥24次"),
    ("完成率", "质量指标", "≥95%"),
    ("及时率", "时效指标", "=100%"),
    ("成本", "成本指标", "≤20万元"),
    ("知晓率", "社会效益指标", "≥80%"),
    ("满意度", "服务对象满意度指标", "≥90%"),
];

/// A filing of 50 indicators; over all filings the names are a few ten thousand.
fn filing(n: usize) -> Filing {
    let row = |idx: usize| {
        let pick = n * 7 + idx * 13;
        let (measure, level2, target) = MEASURES[idx * MEASURES.len() / 50];
        let level1 = if idx < 33 { "产出指标" } else { "效益指标" };
        Indicator {
            level1: level1.into(),
            level2: level2.into(),
            name: format!(
                "{}{}{}{measure}",
                SUBJECTS[pick % SUBJECTS.len()],
                if pick.is_multiple_of(3) { format!("第{}片区", pick % 97) } else { String::new() },
                DEEDS[(pick / 12) % DEEDS.len()]
            ),
            target: target.into(),
            note: "按年度计划执行".into(),
            ..Indicator::default()
        }
    };
    let mut filing = Filing { year: Some(2025), ..Filing::default() };
    filing.department.name = format!("第{n}号水务局");
    filing.functions.push(Function { indicators: (0..50).map(row).collect(), ..Function::default() });
    filing
}

fn load() -> State {
    let files: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with('-')).collect();
    let filings: Vec<Filing> = if files.is_empty() {
        (0..20_000).map(filing).collect()
    } else {
        files.iter().filter_map(|it| format::read(&std::fs::read_to_string(it).unwrap()).filing).collect()
    };
    let entries = filings
        .into_iter()
        .map(|it| {
            let findings = check::check(&it);
            Entry::new(it, findings, Home::default())
        })
        .collect();
    let (keymap, _) = Keymap::load(&command::ids(), None);
    let mut state = State::new(Lang::Zh, keymap);
    state.add(entries);
    state.loaded();
    state
}

fn draw(state: &mut State) {
    let area = Rect::new(0, 0, 120, 40);
    let mut buffer = Buffer::empty(area);
    ui::draw(state, area, &mut buffer).tell(state);
}

/// Types keys one by one, each with its frame, then lets the work finish: the longest key with its frame, the longest
/// step of what is left over, and all of that together.
fn measure(state: &mut State, what: &str, keys: &str) {
    let (mut key_most, mut step_most, mut rest_most) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    for key in keymap::parse_sequence(keys).unwrap() {
        let begin = Instant::now();
        command::update(state, key);
        draw(state);
        key_most = key_most.max(begin.elapsed());
        let begin = Instant::now();
        while state.is_working() {
            let step = Instant::now();
            state.work();
            step_most = step_most.max(step.elapsed());
        }
        rest_most = rest_most.max(begin.elapsed());
    }
    let ms = |it: Duration| it.as_secs_f64() * 1000.0;
    let (n, idx, _) = state.search_counts();
    println!(
        "{what:44} key+frame {:7.2} ms   longest step {:6.2} ms   all done after {:7.1} ms   {} · {n} hits {idx:?} · {:?} rows",
        ms(key_most),
        ms(step_most),
        ms(rest_most),
        state.jump_targets().len(),
        state.filter().map(|it| it.n_rows)
    );
}

fn main() {
    let begin = Instant::now();
    let mut state = load();
    draw(&mut state);
    let n: usize = state.entries.iter().map(|it| it.filing().n_indicators()).sum();
    println!("{n} indicators in {} filings, {} ms", state.entries.len(), begin.elapsed().as_millis());
    println!("goals of key and frame: a search 30 ms, a fuzzy jump 100 ms");
    measure(&mut state, "/ (texts are made while nothing is typed)", "/");
    measure(&mut state, "满", "满");
    measure(&mut state, "满意度 (narrowed)", "意度");
    measure(&mut state, "next hit in the prompt, 5 times", "<down><down><down><down><down>");
    measure(&mut state, "Esc", "<esc>");
    measure(&mut state, "/ 没有这样的词", "/没有这样的词<esc>");
    measure(&mut state, "/ 第7片区 and n, N", "/第7片区<ret>nnnnN");
    measure(&mut state, "f (names are taken)", "f");
    measure(&mut state, "manyidu", "manyidu");
    measure(&mut state, "Enter", "<ret>");
    measure(&mut state, "f slzb", "fslzb<esc>");
    measure(&mut state, "f hdxcwcl (initials)", "fhdxcwcl<esc>");
    measure(&mut state, "f zzqqzz (nothing: also in pieces)", "fzzqqzz<esc>");
    measure(&mut state, "f 水务 myd (department)", "f第77号<space>myd<esc>");
    measure(&mut state, "F 警告, sifted while it is typed", "F警告");
    measure(&mut state, "Enter: the filter is put on", "<ret>");
    measure(&mut state, "j, PgDn, G, gg in the filter", "j<pagedown>Ggg");
    measure(&mut state, "Esc: the filter is taken off", "<esc>gF");
    measure(&mut state, "F 满意度 -警告", "F满意度<space>-警告<ret>");
    measure(&mut state, "taken off", "gF");
    measure(&mut state, "Ctrl-o, Alt-o", "<c-o><c-o><a-o>");
}
