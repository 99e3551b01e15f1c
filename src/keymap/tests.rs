//! Default bindings, user files good and bad, look-up while an input method is on.

use super::{Binding, DEFAULT_BINDINGS, Key, Keymap, Lookup, UserFile, label, load, parse_sequence, spell};
use crate::messages::{Lang, Problem};

const COMMANDS: &[&str] =
    &["move-down", "move-up", "goto-top", "goto-bottom", "delete-row", "apply-fix", "help"];

const DEFAULTS: &str = r#"
[normal]
"j" = "move-down"
"gg" = "goto-top"
"G" = "goto-bottom"
"dd" = "delete-row"
"x" = "apply-fix"
"?" = "help"
[edit]
"<up>" = "move-up"
"#;

fn load_user(content: &str) -> (Keymap, Vec<super::KeymapProblem>) {
    load::load(DEFAULTS, COMMANDS, Some(UserFile { name: "我的/keymap.toml", content }))
}

fn keys(written: &str) -> Vec<Key> {
    parse_sequence(written).unwrap()
}

/// What a sequence means in normal mode, as text.
fn meaning(keymap: &Keymap, written: &str) -> String {
    match keymap.lookup("normal", &keys(written)) {
        Lookup::Found(command) => command.to_owned(),
        Lookup::Pending(next) => {
            let list = next.iter().map(|it| format!("{} {}", spell(&it.keys), it.command));
            format!("… {}", list.collect::<Vec<_>>().join(", "))
        }
        Lookup::None => "-".to_owned(),
    }
}

#[test]
fn good_files_are_merged_over_the_defaults() {
    for (content, expected) in [
        ("", &[("j", "move-down"), ("g", "… g goto-top"), ("gg", "goto-top"), ("y", "-"), ("jj", "-")][..]),
        ("[normal]\n\"gd\" = \"help\"", &[("g", "… d help, g goto-top"), ("gd", "help")]),
        ("[normal]\n\"x\" = \"none\"", &[("x", "-"), ("j", "move-down")]),
        ("[normal]\n\"gg\" = \"none\"", &[("gg", "-"), ("g", "-")]),
        ("[normal]\n\"g\" = \"goto-top\"\n\"gg\" = \"none\"", &[("g", "goto-top"), ("gg", "-")]),
        ("[normal]\n\"x\" = \"help\"", &[("x", "help")]),
        ("[normal]\n\"帮\" = \"help\"", &[("帮", "help")]),
        ("[normal]\n'<c-x><c-s>' = 'help'", &[("<c-x>", "… <c-s> help"), ("<c-x><c-s>", "help")]),
        ("# 只有注释\n", &[("j", "move-down")]),
        ("[normal]\n\"：\" = \"help\"", &[("：", "help"), (":", "-")]),
    ] {
        let (keymap, problems) = load_user(content);
        assert!(problems.is_empty(), "{content}: {problems:?}");
        for (written, command) in expected {
            assert_eq!(meaning(&keymap, written), *command, "{written} with {content}");
        }
    }
}

#[test]
fn bad_files_are_told_with_place_and_remedy() {
    for (content, place, id, part) in [
        ("[normal]\n\"x\" = \"help", (2, 12), Problem::TomlText, ""),
        ("[normal]\nx x = \"help\"", (2, 3), Problem::TomlNoEquals, ""),
        ("[normal]\n\"y\" = \"help\"\n\"y\" = \"help\"", (3, 1), Problem::TomlTwice, "已经写过"),
        ("[norml]\n\"x\" = \"help\"", (1, 2), Problem::KeymapMode, "edit, normal"),
        ("normal = 3", (1, 1), Problem::KeymapMode, "normal"),
        ("\"x\" = \"help\"", (1, 1), Problem::KeymapMode, "edit, normal"),
        ("[normal]\n\"\" = \"help\"", (2, 1), Problem::KeymapNoKeys, ""),
        ("[normal]\n\"g<回车>\" = \"help\"", (2, 1), Problem::KeymapKey, "<回车>"),
        ("[normal]\n\"<f99>\" = \"help\"", (2, 1), Problem::KeymapKey, "<f99>"),
        ("[normal]\n\"5j\" = \"help\"", (2, 1), Problem::KeymapDigit, "5j"),
        ("[normal]\n\"y\" = 3", (2, 7), Problem::KeymapNotText, "y"),
        ("[normal]\ny.y = \"help\"", (2, 1), Problem::KeymapNotText, "y"),
        ("[normal]\n# 注释\n  \"帮助\" = \"hlep\"", (3, 10), Problem::KeymapCommandMeant, "help"),
        ("[normal]\n\"y\" = \"nope\"", (2, 7), Problem::KeymapCommandMeant, "none"),
        ("[normal]\n\"y\" = \"打开\"", (2, 7), Problem::KeymapCommand, "打开"),
        ("[normal]\n\"<c-y>\" = \"help\"\n\"<C-Y>\" = \"help\"", (3, 1), Problem::KeymapDuplicate, "<C-Y>"),
        ("[normal]\n\"g\" = \"help\"", (2, 1), Problem::KeymapPrefix, "“g”（help）是“gg”（goto-top）"),
        ("[normal]\n\"xy\" = \"help\"", (2, 1), Problem::KeymapPrefix, "“x”（apply-fix）是“xy”（help）"),
        ("[normal]\n\"yy\" = \"help\"\n\"y\" = \"help\"", (3, 1), Problem::KeymapPrefix, "“y”"),
    ] {
        let (keymap, problems) = load_user(content);
        let [problem] = problems.as_slice() else { panic!("{content}: {problems:?}") };
        assert_eq!((problem.message.id, (problem.line, problem.column)), (id, place), "{content}");
        let told = problem.render(Lang::Zh);
        assert!(told.starts_with("我的/keymap.toml:") && told.contains(part), "{told}");
        assert_eq!(meaning(&keymap, "j"), "move-down", "the defaults must hold after {content}");
    }
}

#[test]
fn all_problems_of_a_file_are_told_and_the_rest_is_bound() {
    let (keymap, problems) =
        load_user("[normal]\n\"a\" = \"hlep\"\n\"<foo>\" = \"bar\"\n\"b\" = \"help\"\n[x]\n");
    let lines: Vec<usize> = problems.iter().map(|it| it.line).collect();
    assert_eq!(lines, [2, 3, 3, 5]);
    assert_eq!(meaning(&keymap, "b"), "help");
}

#[test]
fn an_input_method_in_the_way_does_not_stop_commands() {
    let (keymap, _) = load_user("");
    for (typed, command) in
        [("ｊ", "move-down"), ("ｇg", "goto-top"), ("Ｇ", "goto-bottom"), ("？", "help"), ("ｘ", "apply-fix")]
    {
        assert_eq!(meaning(&keymap, typed), command, "{typed}");
    }
    assert_eq!(meaning(&keymap, "指"), "-");
    assert_eq!(keymap.lookup("没有", &keys("j")), Lookup::None);
}

#[test]
fn bindings_are_listed_for_help() {
    let (keymap, _) = load_user("[normal]\n\"<down>\" = \"move-down\"\n\"gj\" = \"move-down\"");
    let spelled: Vec<String> = keymap.keys_of("normal", "move-down").iter().map(|it| label(it)).collect();
    assert_eq!(spelled, ["j", "↓", "gj"]);
    assert_eq!(keymap.modes().collect::<Vec<_>>(), ["edit", "normal"]);
    assert_eq!(keymap.bindings("edit"), [Binding { keys: keys("<up>"), command: "move-up" }]);
}

#[test]
fn a_layer_holds_over_normal_and_hides_what_it_takes_away() {
    let defaults = format!("{DEFAULTS}[tree]\n[table]\n");
    let content = "[table]\n\"j\" = \"help\"\n\"x\" = \"none\"\n\"d\" = \"move-up\"\n\"gx\" = \"help\"\n";
    let user = UserFile { name: "keymap.toml", content };
    let (keymap, problems) = load::load(&defaults, COMMANDS, Some(user));
    assert_eq!(problems, []);
    let meaning = |layer: &str, written: &str| match keymap.lookup_in(&[layer, "normal"], &keys(written)) {
        Lookup::Found(command) => command.to_owned(),
        Lookup::Pending(next) => next.iter().map(|it| spell(&it.keys)).collect::<Vec<_>>().join(" "),
        Lookup::None => "-".to_owned(),
    };
    for (written, tree, table) in [
        ("j", "move-down", "help"),
        ("x", "apply-fix", "-"),
        ("d", "d", "move-up"),
        ("g", "g", "x g"),
        ("gg", "goto-top", "goto-top"),
        ("gx", "-", "help"),
        ("帮", "-", "-"),
    ] {
        assert_eq!(
            (meaning("tree", written), meaning("table", written)),
            (tree.into(), table.into()),
            "{written}"
        );
    }
    let spelled = |layer, command| -> Vec<String> {
        keymap.keys_in(&[layer, "normal"], command).iter().map(|it| spell(it)).collect()
    };
    assert_eq!(spelled("table", "help"), ["j", "?", "gx"]);
    assert_eq!(spelled("tree", "help"), ["?"]);
    assert_eq!(spelled("table", "apply-fix"), Vec::<String>::new());
    assert_eq!(spelled("table", "move-down"), Vec::<String>::new());
}

#[test]
fn keys_that_are_no_commands_are_bound_to_what_they_do() {
    let load = |content| {
        let user = UserFile { name: "keymap.toml", content };
        Keymap::load(&default_commands(), Some(user))
    };
    let (keymap, problems) =
        load("[list]\n\"<c-n>\" = \"down\"\n\"q\" = \"none\"\n[typing]\n\"<c-e>\" = \"line-end\"\n");
    assert_eq!(problems, []);
    let meant = |mode: &str, written: &str| {
        let [key] = keys(written)[..] else { panic!("{written}") };
        keymap.meant(mode, key).map(|it| spell(&[it]))
    };
    for (mode, written, expected) in [
        ("list", "<c-n>", Some("<down>")),
        ("list", "j", Some("<down>")),
        ("list", "q", None),
        ("list", "x", Some("x")),
        ("list", "<esc>", Some("<esc>")),
        ("typing", "<c-e>", Some("<end>")),
        ("typing", "q", Some("q")),
        ("typing", "指", Some("指")),
        ("typing", "：", Some("：")),
    ] {
        assert_eq!(meant(mode, written).as_deref(), expected, "{mode} {written}");
    }
    for (content, place, id, part) in [
        ("[typing]\n\"j\" = \"line-end\"", (2, 1), Problem::KeymapTyped, "[typing]"),
        ("[list]\n\"gg\" = \"top\"", (2, 1), Problem::KeymapOneKey, "[list]"),
        ("[list]\n\"y\" = \"donw\"", (2, 7), Problem::KeymapCommandMeant, "down"),
        ("[list]\n\"y\" = \"goto-top\"", (2, 7), Problem::KeymapAct, "page-down"),
        ("[tree]\n\"y\" = \"down\"", (2, 7), Problem::KeymapCommand, "down"),
    ] {
        let (_, problems) = load(content);
        let [problem] = problems.as_slice() else { panic!("{content}: {problems:?}") };
        assert_eq!((problem.message.id, (problem.line, problem.column)), (id, place), "{content}");
        assert!(problem.render(Lang::Zh).contains(part), "{}", problem.render(Lang::Zh));
    }
}

/// The commands that the default file names.
fn default_commands() -> Vec<&'static str> {
    let table: toml::Table = DEFAULT_BINDINGS.parse().unwrap();
    let names = table.get("normal").and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::values);
    names.filter_map(toml::Value::as_str).map(|it| &*Box::leak(it.to_owned().into_boxed_str())).collect()
}

#[test]
fn the_default_keys_have_no_conflict() {
    let (keymap, problems) = Keymap::load(&default_commands(), None);
    assert_eq!(problems, []);
    let n_written = DEFAULT_BINDINGS.lines().filter(|it| it.starts_with(['"', '\''])).count();
    let n_bound: usize = keymap.modes().map(|it| keymap.bindings(it).len()).sum();
    assert_eq!(n_bound, n_written);
}

#[test]
fn the_default_keys_are_those_of_the_manual() {
    let (keymap, _) = Keymap::load(&default_commands(), None);
    for (written, command) in [
        ("j", "move-down"),
        ("<up>", "move-up"),
        ("gg", "goto-top"),
        ("<end>", "goto-bottom"),
        ("<c-d>", "half-page-down"),
        ("z3", "fold-to-3"),
        ("<space>", "toggle-fold"),
        ("<f2>", "edit-target"),
        ("dd", "delete-row"),
        ("<a-down>", "move-row-down"),
        ("]？", "next-doubt"),
        ("【d", "previous-finding"),
        ("、", "search"),
        ("：", "open-palette"),
        ("<c-s>", "save"),
        ("<f1>", "help"),
        ("<s-tab>", "previous-pane"),
    ] {
        assert_eq!(meaning(&keymap, written), command, "{written}");
    }
    assert_eq!(meaning(&keymap, "0"), "-", "digits are counts");
}
