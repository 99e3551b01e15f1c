//! Four jobs as people do them, step by step at two sizes, with the keys that each takes. `assets/jobs.md` is this
//! walk written down: `TIANBAO_UPDATE=1 cargo test --test jobs` writes it anew. A change that makes a job longer shows
//! here.
#![allow(missing_docs, reason = "a test")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod common;

use common::{Session, data};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use tianbao::app::{Effect, Entry, Home};
use tianbao::store;
use tianbao::{format, import, keymap};

/// A job.
struct Job {
    /// What it is called, in English and Chinese.
    names: [&'static str; 2],
    /// How many keys the shortest way took on its first walk, before what annoyed on it was mended.
    n_before: usize,
    /// What annoyed, and what was done about it, in English and Chinese.
    mended: [&'static str; 2],
    open: fn() -> Session,
    /// What is done, its keys, and what the screen must show then.
    steps: &'static [(&'static str, &'static str, &'static [&'static str])],
    /// The file that must have been written, with what it must hold.
    saved: (&'static str, &'static [&'static str]),
}

const JOBS: &[Job] = &[
    Job {
        names: [
            "A clerk cleans up an imported filing of 188 rows and saves it",
            "经办人整理一份导入的填报（188 行）并保存",
        ],
        n_before: 54,
        mended: [
            "Fixes had to be looked for rule by rule. Now `gx` lists the fixes of the whole filing and applies them at once; `X` begins at the finding that is shown. On the second walk rows that a fix gave another level opened that level once more beside it; now they go where it stands.",
            "要逐条规则去找修复。现在 `gx` 列出本份全部修复，一次套用；`X` 从显示着的那条问题开始。第二遍发现修复改了二级指标的行会另起一组，现在归到已有的那一组。",
        ],
        open: jumbled,
        steps: &[
            ("看导入存疑的行", "]?]?", &["存疑 "]),
            ("全部核对过，一并确认", "g?gc", &["已确认"]),
            ("能修复的，看过清单，一次修复", "gx<ret>", &["已修复"]),
            ("放错级别的移过去", "/值守天数<ret>m时效<ret>", &["已把 1 行移到"]),
            ("改一个不合理的值", "/培训学员<ret><ret>≥95%<ret>", &["≥95%"]),
            ("看预算", "b<esc>", &["浏览"]),
            ("看改了什么", "D<esc>", &["浏览"]),
            ("保存", "<c-s>", &["浏览"]),
        ],
        saved: ("云岭县林业和草原局.toml", &["target = \"≥95%\"", "target = \"≥8600亩\""]),
    },
    Job {
        names: [
            "A reviewer goes through twelve filings and sends back a letter",
            "审核人看完十二份并写回审核意见",
        ],
        n_before: 30,
        mended: [
            "The letter had to be asked for by the name of its command. Now `gw` writes that of a filing, `gW` that of all. Left in the folder, it was told to hold no table at the next start; that is silent now. On the second walk the letter about all was proposed where the program was started; now it is in the folder of the filings.",
            "写审核意见要输入命令名。现在 `gw` 写本份的，`gW` 写全部的。意见留在文件夹里，下次打开会提示“没有找到指标表”，现在不再提示。第二遍发现全部意见默认写到程序启动的地方，现在写到填报所在的文件夹。",
        ],
        open: twelve,
        steps: &[
            ("总览：各份的结论", "gd", &["总览"]),
            ("到第一份", "<down><ret>", &["第 "]),
            ("下一个错误", "]e", &["✗"]),
            ("为什么：规则的说明", "gh<esc>", &["浏览"]),
            ("别人怎样设", "c<esc>", &["浏览"]),
            ("再看三个错误", "]e]e]e", &["✗"]),
            ("写一份总的审核意见", "gW<ret>", &["浏览"]),
        ],
        saved: ("审核意见.md", &[]),
    },
    Job {
        names: ["A clerk drafts next year's filing", "经办人起草下一年的填报"],
        n_before: 37,
        mended: [
            "On the first walk amounts were looked for in the tree. The budget view is the shorter way, as in a spreadsheet: a digit replaces, Tab goes on. On the second walk Tab stopped at headings (收入, 支出), so that amounts slid by a line, and the draft began where the screen ends; now Tab passes over them, and the draft's rows stand in sight.",
            "第一遍是到目录里去找金额。预算一览更近，像电子表格一样直接填：数字替换，Tab 到下一格。第二遍发现 Tab 会停在“收入”“支出”这样的标题行，金额错开一行，新表也只露出最后一行；现在 Tab 跳过标题行，新表的各行都在屏幕上。",
        ],
        open: culture,
        steps: &[
            ("由今年的生成明年的", ":new<ret>", &["2026"]),
            ("填预算，Tab 到下一格", "b<down><down>320.00<tab>45.00<ret>", &["320.00", "45.00"]),
            ("回到目录", "<esc>", &["浏览"]),
            ("到第一处要想的", "]?", &["存疑 "]),
            ("改它，确认", "<ret><end><ret>gc", &["浏览"]),
            ("其余看过，一并确认", "g?gc", &["已确认"]),
            ("保存", "<c-s>", &["浏览"]),
        ],
        saved: ("culture-center-2026.toml", &["year = 2026", "\"320.00\""]),
    },
    Job {
        names: [
            "Somebody with arrows, Enter and Esc edits a target and saves",
            "只会方向键、回车和 Esc 的人改一个指标值并保存",
        ],
        n_before: 18,
        mended: [
            "Saving needed F9 or Ctrl-s, which this person does not know. Now Esc opens a menu, whose first entry saves what is unsaved, and the footer says so; questions are answered with arrows, too.",
            "保存要按 F9 或 Ctrl-s，而这个人不知道。现在按 Esc 打开菜单，有未保存的改动时第一条就是保存，底行有提示；各种询问也能用方向键回答。",
        ],
        open: water,
        steps: &[
            ("走到指标", "<down><down><down><down><down><down><down><down><down>", &["清淤长度"]),
            ("改值", "<ret>≥15公里<ret>", &["≥15公里"]),
            ("Esc 打开菜单，第一条就是保存", "<esc>", &["▸Ctrl-s", "保存本份"]),
            ("保存", "<ret>", &["浏览"]),
        ],
        saved: ("water.toml", &["target = \"≥15公里\""]),
    },
];

fn water() -> Session {
    Session::open(&[("water.toml", &std::fs::read_to_string(data("filings").join("water.toml")).unwrap())])
}

/// A bundled sample as a folder's only document, to be saved beside it.
fn sample(part: &str, save_to: &str) -> Session {
    let mut session = Session::open(&[]);
    for loaded in store::load_samples().into_iter().filter(|it| it.path.to_string_lossy().contains(part)) {
        let opened = loaded.path.clone();
        let entry = |it: store::LoadedFiling| {
            let findings = tianbao::check::check(&it.filing);
            let save_to = (!save_to.is_empty()).then(|| PathBuf::from(save_to));
            let home = Home { opened: opened.clone(), save_to, document: it.document, ..Home::default() };
            Entry::new(it.filing, findings, home)
        };
        session.state.add(loaded.filings.into_iter().map(entry).collect());
    }
    session.state.loaded();
    session
}

/// The parts of the county that the jumbled sample is repeated for.
const PARTS: [&str; 3] = ["北山片区", "南河片区", "东坝片区"];

/// The jumbled sample, with its indicators once more for other parts of the county: 188 rows.
fn jumbled() -> Session {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples/tab-functions-jumbled.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let at = text.find("职能1:").unwrap();
    let (head, rows) = text.split_at(at);
    let mut whole = format!("{head}{rows}");
    for (part, name) in PARTS.iter().enumerate() {
        let mut more = rows.to_owned();
        for function in (1..=5).rev() {
            more = more.replace(&format!("职能{function}:"), &format!("职能{}:", function + 5 * (part + 1)));
        }
        for number in 1..=5 {
            more = more.replace(&format!("指标{number}:\t"), &format!("指标{number}:\t{name}"));
        }
        whole.push_str(&more);
    }
    let name = "云岭县林业和草原局.txt";
    let imported = import::import(name, whole.as_bytes());
    let mut session = Session::open(&[]);
    let text = imported.texts.first().cloned();
    for mut filing in imported.filings {
        format::number_rows(&mut filing);
        let findings = tianbao::check::check(&filing);
        let save_to = Some(PathBuf::from("云岭县林业和草原局.toml"));
        let home = Home { opened: name.into(), save_to, document: text.clone(), ..Home::default() };
        session.state.add(vec![Entry::new(filing, findings, home)]);
    }
    session.state.loaded();
    assert_eq!(session.state.n_indicators(), 188);
    session
}

fn culture() -> Session {
    sample("culture", "culture-center-2025.toml")
}

fn twelve() -> Session {
    let session = water().with_samples();
    assert_eq!(session.state.entries.len(), 12);
    session
}

fn n_keys(keys: &str) -> usize {
    keymap::parse_sequence(keys).unwrap().len()
}

/// Does a job on a screen of a size; gives the screen at the end.
fn done(job: &Job, (width, height): (u16, u16)) -> String {
    let mut session = (job.open)().sized(width, height);
    for (what, keys, expected) in job.steps {
        session.keys(keys);
        let screen = session.screen();
        for part in *expected {
            assert!(screen.contains(part), "{what} ({keys}) at {width}×{height}: no {part}\n{screen}");
        }
    }
    let (name, parts) = job.saved;
    if let Some((_, text)) = session.files.iter().find(|(path, _)| path == Path::new(name)) {
        assert!(parts.iter().all(|it| text.contains(it)), "{text}");
    } else {
        let is_written = |it: &Effect| matches!(it, Effect::Letter(entries, path) if entries.len() == 12 && path == Path::new(name));
        assert!(session.effects.iter().any(is_written), "{name} was not written: {:?}", session.effects);
    }
    session.screen()
}

#[test]
fn the_jobs_take_the_keys_that_are_written_down() {
    let mut page = String::from(
        "# Four jobs, and the keys they take · 四件常做的事要按多少键\n\nWritten by `TIANBAO_UPDATE=1 cargo test --test jobs`, which does them on the bundled samples at 80×24 and 120×40.\nEach letter of a typed word counts as a key. 由测试写成：在自带样例上逐步做一遍，每个字都算一键。\n\nEach job was walked by hand, what annoyed was mended, and it was walked again: the keys before and after.\n每件事先走一遍，改掉不顺手的地方，再走一遍：改前和改后的键数。\n\nThe second walk was by hand on published filings that are not part of this project: at 120×40, and, when what annoyed had\nbeen mended, at 80×24 once more. The keys of the last: a filing of 162 rows cleaned up until no error is left, 49 keys; twelve filings looked at in the overview,\nfour errors with a rule's page, and two letters, 23; next year's draft with fifteen amounts, 76; the target with arrows, 18.\n第二遍用公开的真实填报（不在本项目内）手工走，先 120×40，改好后再走 80×24；最后一次的键数：162 行整理到没有错误 49 键；十二份看总览、四处错误、一条规则说明，写两份意见 23 键；\n起草下一年并填十五个金额 76 键；只用方向键改一个指标值 18 键。\n\n| job | 事 | before → after · 改前 → 改后 |\n| --- | --- | --- |\n",
    );
    let mut walks = String::new();
    for job in JOBS {
        let total: usize = job.steps.iter().map(|(_, keys, _)| n_keys(keys)).sum();
        let _ = writeln!(page, "| {} | {} | {} → {total} |", job.names[0], job.names[1], job.n_before);
        let _ = write!(
            walks,
            "\n## {} · {}\n\n{}\n\n{}\n\n| 步骤 | 按键 | 键数 |\n| --- | --- | --- |\n",
            job.names[0], job.names[1], job.mended[0], job.mended[1]
        );
        for (what, keys, _) in job.steps {
            let _ = writeln!(walks, "| {what} | `{keys}` | {} |", n_keys(keys));
        }
        done(job, (120, 40));
        let _ = write!(walks, "\n```text\n{}```\n", done(job, (80, 24)));
    }
    page.push_str(&walks);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/jobs.md");
    if std::env::var_os("TIANBAO_UPDATE").is_some() {
        std::fs::write(&path, page).unwrap();
        return;
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == page, "assets/jobs.md is no longer the walk: TIANBAO_UPDATE=1 cargo test --test jobs");
}
