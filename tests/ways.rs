//! Ways into the program beside its commands: completions, the manual page, places, keys and the log.
#![allow(missing_docs, reason = "a test")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The commands, as the help of the program lists them.
const COMMANDS: [&str; 12] = [
    "check",
    "explain",
    "rules",
    "import",
    "export",
    "diff",
    "new",
    "fmt",
    "completions",
    "man",
    "paths",
    "keys",
];

/// A person's home without settings, and the program in it.
struct Home {
    folder: tempfile::TempDir,
    variables: BTreeMap<&'static str, PathBuf>,
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let variables = [("HOME", folder.path().to_owned())].into_iter().collect();
        Self { folder, variables }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Exit code, results and messages.
    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tianbao"));
        command.current_dir(self.folder.path()).stdin(Stdio::null()).env("LC_ALL", "zh_CN.UTF-8");
        for name in ["XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "NO_COLOR"] {
            command.env_remove(name);
        }
        let Output { status, stdout, stderr } = command.envs(&self.variables).args(args).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (status.code().unwrap(), text(stdout), text(stderr))
    }

    fn result(&self, args: &[&str]) -> String {
        let (code, result, said) = self.run(args);
        assert_eq!(code, 0, "{args:?}\n{said}");
        result
    }
}

/// Runs a program on a text, where there is one of that name: its exit code and all that it says.
fn through(program: &str, args: &[&str], text: &str) -> Option<(bool, String)> {
    let mut child = Command::new(program)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|_| eprintln!("skipped: no {program} here"))
        .ok()?;
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    Some((output.status.success(), String::from_utf8_lossy(&said).into_owned()))
}

#[test]
fn zsh_completes_the_options_of_a_command_by_its_first_word() {
    let script = Home::new().result(&["completions", "zsh", "--lang", "zh"]);
    // With a path before the command, zsh would take the name of the command for it.
    assert!(script.contains("case $line[1] in") && !script.contains("case $line[2] in"), "{script}");
    assert!(
        script.contains("_describe -t commands 'tianbao commands' commands \"$@\"\n    _files\n"),
        "{script}"
    );
    assert!(script.contains("FORMAT:(text concise json"), "{script}");
    assert!(!script.contains("For people"), "what values are is told in English");
}

#[test]
fn completions_name_every_command_and_are_scripts_of_their_shell() {
    let home = Home::new();
    let help = home.result(&["--help"]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = home.result(&["completions", shell]);
        for command in COMMANDS {
            assert!(help.contains(&format!("  {command} ")), "{command}:\n{help}");
            assert!(script.contains(command), "{shell} lacks {command}");
        }
        for option in ["--lang", "--log", "--select", "--no-config"] {
            // fish writes the name of an option without its dashes.
            let name = option.trim_start_matches('-');
            assert!(
                script.contains(option) || script.contains(&format!("-l {name}")),
                "{shell} lacks {option}"
            );
        }
        let checked = match shell {
            "bash" => through("bash", &["-n"], &script),
            "zsh" => through("zsh", &["-n"], &script),
            "fish" => through("fish", &["--no-execute"], &script),
            _ => None,
        };
        if let Some((is_good, said)) = checked {
            assert!(is_good && said.is_empty(), "{shell}: {said}");
        }
    }
    let asked = "complete -p tianbao; COMP_WORDS=(tianbao exp); COMP_CWORD=1; _tianbao tianbao exp tianbao; echo ${COMPREPLY[@]}";
    let script = home.result(&["completions", "bash"]);
    if let Some((_, said)) = through("bash", &[], &format!("{script}\n{asked}\n")) {
        assert!(said.contains("explain") && said.contains("export"), "{said}");
    }
    let (code, _, said) = home.run(&["completions", "tcsh"]);
    assert!(code == 2 && said.contains("tcsh") && said.contains("powershell"), "{said}");
}

#[test]
fn the_manual_page_is_one_that_man_can_show() {
    let home = Home::new();
    for (args, expected) in [
        (&["man"][..], &["tianbao", "check", "--lang", "--log"][..]),
        (&["man", "check"], &["tianbao-check", "--select", "--baseline"]),
        (&["man", "keys", "--lang", "en"], &["tianbao-keys", "--default", "keymap.toml"]),
    ] {
        let page = home.result(args);
        let plain = page.replace('\\', "");
        for part in expected {
            assert!(plain.contains(part), "{args:?} lacks {part}\n{page}");
        }
        assert!(page.contains(".TH "), "{page}");
        let file = home.path("page.1");
        fs::write(&file, &page).unwrap();
        if let Some((is_good, said)) =
            through("man", &["--warnings", "-E", "UTF-8", "-l", "-Tutf8", file.to_str().unwrap()], "")
        {
            assert!(is_good && said.contains("TIANBAO") | said.contains("tianbao"), "{said}");
        }
    }
    let (code, _, said) = home.run(&["man", "chek"]);
    assert!(code == 2 && said.contains("chek") && said.contains("check"), "{said}");
}

#[test]
fn a_mistyped_command_is_not_taken_for_a_folder() {
    let home = Home::new();
    for (word, command) in
        [("chek", "tianbao check"), ("exprot", "tianbao export"), ("improt", "tianbao import")]
    {
        let (code, _, said) = home.run(&[word, "水务局.toml"]);
        assert!(code == 2 && said.contains(word) && said.contains(command), "{said}");
    }
    // What is there, or is like no command, is opened; here it only lacks a terminal.
    home.write("chek/说明.txt", "没有表");
    for word in ["chek", "水务局"] {
        let (code, _, said) = home.run(&[word]);
        assert!(code == 2 && !said.contains("tianbao check？"), "{said}");
    }
}

#[test]
fn folders_follow_the_variables_of_xdg() {
    let mut home = Home::new();
    let line = |home: &Home, name: &str| {
        let places = home.result(&["paths"]);
        places
            .lines()
            .find(|it| it.starts_with(name))
            .unwrap_or_else(|| panic!("no {name}:\n{places}"))
            .to_owned()
    };
    let check = |home: &Home, name: &str, expected: &Path| {
        let found = line(home, name);
        assert!(found.contains(&*expected.to_string_lossy()), "{found}, expected {}", expected.display());
    };
    if cfg!(target_os = "linux") {
        check(&home, "设置", &home.path(".config/tianbao/config.toml"));
        check(&home, "未保存", &home.path(".local/state/tianbao/journal"));
        check(&home, "缓存", &home.path(".cache/tianbao"));
    }
    // A folder in ~/.config is used on every system, macOS too.
    home.write(".config/tianbao/keymap.toml", "");
    check(&home, "键位", &home.path(".config/tianbao/keymap.toml"));
    assert!(!line(&home, "键位").contains("还没有"));
    for (variable, folder) in
        [("XDG_CONFIG_HOME", "各项设置"), ("XDG_STATE_HOME", "状态"), ("XDG_CACHE_HOME", "缓存夹")]
    {
        home.variables.insert(variable, home.path(folder));
    }
    check(&home, "设置", &home.path("各项设置/tianbao/config.toml"));
    check(&home, "键位", &home.path("各项设置/tianbao/keymap.toml"));
    check(&home, "未保存", &home.path("状态/tianbao/journal"));
    check(&home, "缓存", &home.path("缓存夹/tianbao"));
    // The standard has relative folders passed over.
    home.variables.insert("XDG_CONFIG_HOME", "设置".into());
    check(&home, "设置", &home.path(".config/tianbao/config.toml"));
    // A file that is asked for goes over all.
    let asked = home.result(&["paths", "--config", "别处/我的.toml"]);
    assert!(asked.contains("别处/我的.toml") && asked.contains("别处/keymap.toml"), "{asked}");
}

#[test]
fn keys_are_listed_with_what_the_persons_own_file_changes() {
    let home = Home::new();
    let (code, listed, said) = home.run(&["keys"]);
    assert_eq!(code, 0);
    assert!(said.contains("没有键表文件") && said.contains("keymap.toml"), "{said}");
    for part in ["模式 [normal]", "移动与折叠", "j  ↓", "move-down", "（无）"] {
        assert!(listed.contains(part), "lacks {part}\n{listed}");
    }
    // The default file is one that can be used as it is.
    let default = home.result(&["keys", "--default"]);
    home.write(".config/tianbao/keymap.toml", &default);
    let (code, again, said) = home.run(&["keys"]);
    assert_eq!((code, again), (0, listed), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    // Own keys, and every kind of mistake with its place and remedy.
    let own = "[normal]\n\"<c-g>\" = \"goto-top\"\n\"<c-x>\" = \"goto-topp\"\n\"g\" = \"help\"\n\"<foo>\" = \"help\"\n[norml]\n";
    home.write(".config/tianbao/keymap.toml", own);
    let (code, listed, said) = home.run(&["keys"]);
    assert_eq!(code, 1);
    assert!(listed.contains("Ctrl-g"), "{listed}");
    for part in [
        "keymap.toml:3:11",
        "goto-topp",
        "是不是 goto-top",
        ":4:1",
        "“g”（help）",
        ":5:1",
        "<foo>",
        ":6:2",
        "[norml]",
    ] {
        assert!(said.contains(part), "lacks {part}\n{said}");
    }
    let (code, listed, _) = home.run(&["keys", "--no-config"]);
    assert!(code == 0 && !listed.contains("Ctrl-g"));
}

/// A filing of an invented department.
const FILING: &str = "format = 1\n\n[filing]\nyear = 2026\n\n[department]\nname = \"青禾县水务局\"\n";

#[test]
fn the_log_names_files_and_never_what_they_say() {
    let home = Home::new();
    home.write("甲.toml", FILING);
    home.write("乙.toml", "format = 1\n[filing\nname = \"青禾县\"\n");
    let (_, with, _) = home.run(&["check", "甲.toml", "乙.toml", "--log", "记录.log"]);
    let log = fs::read_to_string(home.path("记录.log")).unwrap();
    assert!(log.contains("乙.toml") && log.contains("problem"), "{log}");
    assert!(!log.contains("甲.toml"), "a file without problems is named with -v only\n{log}");
    assert!(!log.contains("青禾") && !log.contains('\u{1b}'), "{log}");
    // Added to, not begun anew; the results are the same.
    let (_, more, said) = home.run(&["check", "甲.toml", "乙.toml", "-v", "--log", "记录.log"]);
    let longer = fs::read_to_string(home.path("记录.log")).unwrap();
    assert!(longer.starts_with(&log) && longer.contains("甲.toml") && longer.contains(" ms="), "{longer}");
    assert_eq!(more, with);
    assert!(!longer.contains("青禾") && !said.contains(" ms="), "{longer}");
    // Without a file -v goes to standard error, and without either there is no line.
    let (_, result, said) = home.run(&["check", "甲.toml", "-v"]);
    assert!(said.contains("甲.toml") && said.contains(" ms=") && !result.contains(" ms="), "{said}");
    assert_eq!(home.run(&["check", "甲.toml"]).2, "");
    // What cannot be written is said, and nothing else done.
    let (code, result, said) = home.run(&["check", "甲.toml", "--log", "没有的文件夹/记录.log"]);
    assert_eq!((code, result.as_str()), (2, ""));
    assert!(said.contains("没有的文件夹/记录.log") && said.contains("打不开"), "{said}");
    let (code, _, said) = home.run(&["甲.toml", "-v"]);
    assert!(code == 2 && said.contains("--log"), "{said}");
}

#[test]
fn the_schema_of_the_keymap_takes_what_the_program_takes() {
    let home = Home::new();
    let schema: serde_json::Value = serde_json::from_str(&home.result(&["keys", "--schema"])).unwrap();
    let schema = jsonschema::draft7::new(&schema).unwrap();
    let json = |text: &str| serde_json::to_value(toml::from_str::<toml::Table>(text).unwrap()).unwrap();
    assert!(schema.is_valid(&json(&home.result(&["keys", "--default"]))));
    for (text, is_right) in [
        ("[normal]\n\"<c-g>\" = \"goto-top\"\n\"zz\" = \"undo\"\n\"gd\" = \"none\"\n", true),
        (
            "[table]\n\"<S-F8>\" = \"undo\"\n[list]\n\"<c-n>\" = \"down\"\n[typing]\n\"<c-e>\" = \"line-end\"\n",
            true,
        ),
        ("[normal]\n\"<pgdn>\" = \"redo\"\n\"<a-x>\" = \"undo\"\n", true),
        ("[normal]\n\"<c-g>\" = \"goto-topp\"\n", false),
        ("[normal]\n\"<foo>\" = \"save\"\n", false),
        ("[normal]\n\"<f25>\" = \"save\"\n", false),
        ("[normal]\n\"5k\" = \"save\"\n", false),
        ("[tabel]\n\"Z\" = \"save\"\n", false),
        ("[list]\n\"<c-n>\" = \"goto-top\"\n", false),
    ] {
        assert_eq!(schema.is_valid(&json(text)), is_right, "the schema: {text}");
        home.write(".config/tianbao/keymap.toml", text);
        let (code, _, said) = home.run(&["keys"]);
        assert_eq!(code == 0, is_right, "the program: {text}{said}");
    }
}
