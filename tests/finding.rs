//! Finding one's way: what is found must be what is there, whatever was typed before, and leaving must leave nothing.
#![allow(missing_docs, reason = "a test")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod common;
use common::{Session, data};
use tianbao::app::{Entry, Home, Mode, Node, Spot, State};
use tianbao::keymap::{self, Keymap};
use tianbao::messages::Lang;
use tianbao::model::{Filing, Function, Indicator};
use tianbao::text::fold::fold_for_search;
use tianbao::{check, command};

const NAMES: &[&str] =
    &["堤防巡查次数", "隐患整改率", "沿河居民满意度", "整改及时率", "ＰＭ２.５ 浓度", "群众 满意 率"];

/// Filings whose rows follow from their number.
fn filings(n: usize, n_rows: usize) -> Vec<Entry> {
    let row = |at: usize| Indicator {
        level1: if at % 7 < 5 { "产出指标" } else { "满意度指标" }.into(),
        level2: if at % 7 < 5 { "数量指标" } else { "服务对象满意度指标" }.into(),
        name: format!("{}{}", NAMES[at % NAMES.len()], at % 11),
        target: format!("≥{}%", at % 101),
        ..Indicator::default()
    };
    let filing = |idx: usize| {
        let mut filing = Filing { year: Some(2025), ..Filing::default() };
        filing.department.name = format!("第{}水务局", idx / 2);
        let indicators = (0..n_rows).map(|it| row(idx * 31 + it)).collect();
        filing.functions.push(Function { id: "职能1".into(), indicators, ..Function::default() });
        filing
    };
    (0..n)
        .map(|idx| {
            let filing = filing(idx);
            let findings = check::check(&filing);
            Entry::new(filing, findings, Home::default())
        })
        .collect()
}

fn state(n: usize, n_rows: usize) -> State {
    let (keymap, _) = Keymap::load(&command::ids(), None);
    let mut state = State::new(Lang::Zh, keymap);
    state.add(filings(n, n_rows));
    state.loaded();
    state
}

/// Types keys without letting the work finish.
fn hurry(state: &mut State, keys: &str) {
    for key in keymap::parse_sequence(keys).unwrap() {
        command::update(state, key);
    }
}

fn settle(state: &mut State) {
    while state.work() {}
    assert!(!state.is_working());
}

fn visible(state: &State) -> Vec<Spot> {
    (0..state.forest.n_visible()).map(|it| state.forest.spot_at(it).unwrap()).collect()
}

/// How many indicators hold a text in their name or target.
fn n_holding(state: &State, text: &str) -> usize {
    let text = fold_for_search(text);
    let holds = |it: &Indicator| [&it.name, &it.target].iter().any(|it| fold_for_search(it).contains(&text));
    state.entries.iter().flat_map(|it| it.filing().indicators()).filter(|(_, _, it)| holds(it)).count()
}

#[test]
fn whatever_is_typed_in_between_the_hits_are_those_of_the_text() {
    let mut state = state(60, 40);
    for (keys, text) in [
        ("/整", "整"),
        ("改", "整改"),
        ("率", "整改率"),
        ("<backspace>", "整改"),
        ("及时", "整改及时"),
        ("<c-u>pm2.5", "pm2.5"),
        ("浓度1", "pm2.5浓度1"),
        ("<c-u>满意率", "满意率"),
        ("<c-u>巡查", "巡查"),
    ] {
        hurry(&mut state, keys);
        settle(&mut state);
        assert_eq!(state.search_counts().0, n_holding(&state, text), "{text}");
    }
    // A heading counts where no row below it holds the text.
    hurry(&mut state, "<c-u>数量指标");
    settle(&mut state);
    let n_headings: usize = state
        .entries
        .iter()
        .map(|it| it.filing().functions[0].indicators.chunk_by(|a, b| a.level1 == b.level1))
        .map(|it| it.filter(|run| run[0].level2 == "数量指标").count())
        .sum();
    assert_eq!(state.search_counts().0, n_headings);
}

#[test]
fn every_hit_is_visited_once_around_and_back() {
    for forward in [true, false] {
        let mut state = state(12, 30);
        hurry(&mut state, "/整改率<ret>");
        settle(&mut state);
        let n = state.search_counts().0;
        let (first, mut seen) = (state.view.cursor, Vec::new());
        for _ in 0..n {
            assert!(matches!(state.node(), Some(Node::Indicator(..))), "{:?}", state.node());
            seen.push(state.view.cursor);
            hurry(&mut state, if forward { "n" } else { "N" });
            settle(&mut state);
        }
        assert_eq!(state.view.cursor, first, "once around");
        seen.sort_by_key(|it| format!("{it:?}"));
        seen.dedup();
        assert_eq!(seen.len(), n, "each once");
    }
}

#[test]
fn an_edit_makes_only_its_own_hits_new() {
    let mut state = state(6, 20);
    hurry(&mut state, "/巡查<ret>");
    settle(&mut state);
    let before = state.search_counts().0;
    hurry(&mut state, "dd");
    hurry(&mut state, "n");
    settle(&mut state);
    assert_eq!(state.search_counts().0, before - 1);
    hurry(&mut state, "u");
    hurry(&mut state, "n");
    settle(&mut state);
    assert_eq!(state.search_counts().0, before);
}

#[test]
fn escape_stops_what_runs_and_leaves_the_tree_as_it_was() {
    let mut state = state(300, 60);
    let (before, cursor) = (visible(&state), state.view.cursor);
    for keys in ["/满意", "/没有", "fmyd", "fzzz", "F满意", "F警告"] {
        hurry(&mut state, keys);
        hurry(&mut state, "<esc>");
        assert!(matches!(state.mode, Mode::Normal), "{keys}");
        assert!(!state.is_working(), "{keys} goes on");
        assert_eq!(visible(&state), before, "{keys}");
        assert_eq!(state.view.cursor, cursor, "{keys}");
    }
    // Accepted in a hurry: put on when all is sifted, or given up by Esc before.
    hurry(&mut state, "F警告<ret>");
    if state.is_working() {
        hurry(&mut state, "<esc>");
        assert!(!state.is_working() && state.filter().is_none());
        hurry(&mut state, "F警告<ret>");
    }
    settle(&mut state);
    assert!(state.filter().is_some());
    hurry(&mut state, "gF");
    assert!(
        before.iter().all(|it| visible(&state).contains(it)),
        "folds are as they were, but for the cursor's row"
    );
}

#[test]
fn a_filter_shows_what_holds_and_what_lies_above_it() {
    let mut state = state(20, 40);
    for (typed, text, more) in [("整改率", "整改率", ""), ("巡查 级别:数量", "巡查", "数量指标")]
    {
        hurry(&mut state, &format!("F{}<ret>", typed.replace(' ', "<space>")));
        settle(&mut state);
        let mut n = 0;
        for spot in visible(&state) {
            let Spot::Row { entry, .. } = spot else { continue };
            if let Some(Node::Indicator(function, idx)) = state.node_at(spot) {
                let it = state.entries[entry].filing().indicator(function, idx).unwrap();
                assert!(it.name.contains(text) && it.level2.contains(more), "{typed}: {}", it.name);
                n += 1;
            }
        }
        let rows = state.entries.iter().flat_map(|it| it.filing().indicators());
        let expected = rows.filter(|(_, _, it)| it.name.contains(text) && it.level2.contains(more)).count();
        assert_eq!((n, state.filter().unwrap().n_rows), (expected, expected), "{typed}");
    }
    let shown = visible(&state).len();
    state.add(filings(22, 40).split_off(20));
    assert!(visible(&state).len() > shown, "filings that come later are filtered too");
    hurry(&mut state, "gF");
    assert!(!state.forest.is_filtered());
}

#[test]
fn marks_and_jumps_follow_their_rows() {
    let text = std::fs::read_to_string(data("filings").join("water.toml")).unwrap();
    let mut session = Session::open(&[("water.toml", &text)]).sized(100, 30);
    let name = |session: &Session| match session.state.node() {
        Some(Node::Indicator(function, idx)) => {
            session.state.entry().unwrap().filing().indicator(function, idx).unwrap().name.clone()
        }
        other => format!("{other:?}"),
    };
    session.keys("/整改率<ret>Ma/清淤<ret>Mb");
    for (keys, expected) in [
        ("gg'a", "隐患整改率"),
        ("/巡查<ret>dd'a", "隐患整改率"),
        ("u'a", "隐患整改率"),
        ("'b<a-k>'a'b", "清淤长度"),
        ("/巡查<ret>O新的<ret><ret><esc>'b", "清淤长度"),
        ("'a<c-o>", "清淤长度"),
        ("<a-o>", "隐患整改率"),
        // The row of mark b goes: the mark is gone, and the jump list skips it.
        ("'bdd'a", "隐患整改率"),
    ] {
        session.keys(keys);
        assert_eq!(name(&session), expected, "{keys}");
    }
    session.keys("'b");
    assert!(session.screen().contains("没有这个标记"), "{}", session.screen());
}
