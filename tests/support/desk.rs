//! A person's desk: a folder with a filing of a water bureau, a home without settings, and the program on it.
#![allow(dead_code, reason = "not every test needs all of it")]

use super::common::{data, text_diff};
use super::pty::Terminal;
use portable_pty::CommandBuilder;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_tianbao");

/// The variables that decide the language, of which only `LANG` is set.
const LOCALE: [&str; 5] = ["LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANGUAGE", "LANG"];

/// The variables that name the person's folders.
pub const FOLDERS: [&str; 5] =
    ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"];

/// The variables that say that the person sits at another machine.
const OVER_SSH: [&str; 2] = ["SSH_CONNECTION", "SSH_TTY"];

/// A folder with a filing of a water bureau, and a home without any settings.
pub struct Desk {
    /// Where the filing lies.
    pub folder: TempDir,
    /// The person's folders.
    pub home: TempDir,
}

impl Desk {
    /// A desk with the filing.
    pub fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap(), home: tempfile::tempdir().unwrap() };
        fs::write(desk.folder.path().join("水务局.toml"), original()).unwrap();
        desk
    }

    /// The filing as it is on the disk.
    pub fn filing(&self) -> String {
        fs::read_to_string(self.folder.path().join("水务局.toml")).unwrap()
    }

    /// The lines in which the filing on the disk differs from what it was.
    pub fn saved(&self) -> String {
        text_diff(&original(), &self.filing())
    }

    /// The program in this home, with nothing to open yet.
    pub fn command(&self) -> CommandBuilder {
        let mut command = CommandBuilder::new(PROGRAM);
        for name in LOCALE {
            command.env_remove(name);
        }
        command.env("LANG", "zh_CN.UTF-8");
        for name in FOLDERS {
            command.env(name, self.home.path());
        }
        for name in OVER_SSH {
            command.env_remove(name);
        }
        command.cwd(self.home.path());
        command
    }

    /// Opens the workbench with nothing named.
    pub fn start_again(&self) -> Terminal {
        Terminal::start(self.command(), 100, 30)
    }

    /// Opens the workbench on a folder, 100 columns wide.
    pub fn start_on(&self, folder: &Path) -> Terminal {
        self.start_with(folder, &[])
    }

    /// The same with more arguments.
    pub fn start_with(&self, folder: &Path, args: &[&str]) -> Terminal {
        let mut command = self.command();
        command.arg(folder);
        command.args(args);
        Terminal::start(command, 100, 30)
    }

    /// The file in which the session is remembered.
    pub fn session_file(&self) -> PathBuf {
        self.home.path().join("tianbao/session.toml")
    }

    /// Opens the workbench on the filing and waits until it is shown.
    pub fn start(&self) -> Terminal {
        let terminal = self.start_on(self.folder.path());
        terminal.wait_for("监测报告及时性");
        assert!(terminal.is_held());
        terminal
    }
}

/// The filing as it was.
pub fn original() -> String {
    fs::read_to_string(data("filings").join("water.toml")).unwrap()
}

/// Types keys one after the other, waiting for what each must show.
pub fn play(terminal: &mut Terminal, steps: &[(&str, &str)]) {
    for (keys, expected) in steps {
        terminal.send(keys);
        terminal.wait_for(expected);
    }
}
