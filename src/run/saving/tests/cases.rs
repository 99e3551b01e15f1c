//! The ways to save that are tried.

use super::{Bench, DOCUMENT, EDIT, OLD};
use crate::app::State;
use crate::keymap::Keymap;
use crate::messages::Lang;
use crate::run::journal::Keeper;
use crate::run::saving::Saved;
use std::fs;
use std::path::Path;

/// A way to save, and what must hold after it went wrong.
pub(super) struct Case {
    pub name: &'static str,
    /// What is opened.
    pub paths: &'static [&'static str],
    /// The files that it writes; no other may change.
    pub writes: &'static [&'static str],
    /// Makes the files.
    pub files: fn(&Path),
    /// Edits what will be saved, and waits until the journal has it.
    pub edit: fn(&mut Bench),
    /// Saves it.
    pub act: fn(&mut Bench),
    /// The texts of which none may be lost.
    pub edits: &'static [&'static str],
}

pub(super) fn write(folder: &Path, name: &str) {
    fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
    fs::write(folder.join(name), OLD).unwrap();
}

fn edit_first(it: &mut Bench) {
    it.edit(0, EDIT);
}

/// Saves these filings, as the workbench does when nobody stops it.
pub(super) fn save_all(it: &mut Bench, entries: &[usize]) {
    let mut saved = Saved::default();
    for entry in entries {
        it.saver().save(*entry, &mut saved);
    }
    it.saver().tell(saved);
}

pub(in crate::run) fn save_modified(it: &mut Bench) {
    let entries = it.state.modified();
    save_all(it, &entries);
    it.keep();
}

pub(super) const CASES: &[Case] = &[
    Case {
        name: "over a file",
        paths: &["甲.toml"],
        writes: &["甲.toml"],
        files: |folder| write(folder, "甲.toml"),
        edit: edit_first,
        act: save_modified,
        edits: &[EDIT],
    },
    Case {
        name: "first save of a document",
        paths: &["."],
        writes: &["甲.toml"],
        files: |folder| {
            fs::create_dir_all(folder).unwrap();
            fs::write(folder.join("甲.txt"), DOCUMENT).unwrap();
        },
        edit: edit_first,
        act: save_modified,
        edits: &[EDIT],
    },
    Case {
        name: "save as",
        paths: &["."],
        writes: &["新/乙.toml"],
        files: |folder| {
            write(folder, "甲.toml");
            // A folder that is not there is refused, not made.
            std::fs::create_dir(folder.join("新")).unwrap();
        },
        edit: edit_first,
        act: |it| {
            let path = it.state.entries[0].home.opened.with_file_name("新").join("乙.toml");
            it.saver().save_as(0, &path);
            it.keep();
        },
        edits: &[EDIT],
    },
    Case {
        name: ":wa of three",
        paths: &["."],
        writes: &["甲.toml", "乙.toml", "丙.toml"],
        files: |folder| ["甲.toml", "乙.toml", "丙.toml"].iter().for_each(|it| write(folder, it)),
        edit: |it| (0..3).for_each(|entry| it.edit(entry, &format!("{EDIT}{entry}"))),
        act: save_modified,
        edits: &["改过的表0", "改过的表1", "改过的表2"],
    },
    Case {
        name: "through a link",
        paths: &["链.toml"],
        writes: &["实/甲.toml"],
        files: |folder| {
            write(folder, "实/甲.toml");
            #[cfg(unix)]
            std::os::unix::fs::symlink("实/甲.toml", folder.join("链.toml")).unwrap();
        },
        edit: edit_first,
        act: save_modified,
        edits: &[EDIT],
    },
    Case {
        name: "a file with two names",
        paths: &["甲.toml"],
        writes: &["甲.toml", "又名.toml"],
        files: |folder| {
            write(folder, "甲.toml");
            fs::hard_link(folder.join("甲.toml"), folder.join("又名.toml")).unwrap();
        },
        edit: edit_first,
        act: save_modified,
        edits: &[EDIT],
    },
    Case {
        name: "over what another program wrote",
        paths: &["甲.toml"],
        writes: &["甲.toml"],
        files: |folder| write(folder, "甲.toml"),
        edit: |it| {
            edit_first(it);
            change_outside(it);
        },
        act: |it| {
            it.saver().overwrite(0);
            it.keep();
        },
        edits: &[EDIT],
    },
    Case {
        name: "a second edit into the journal",
        paths: &["甲.toml"],
        writes: &[],
        files: |folder| write(folder, "甲.toml"),
        edit: edit_first,
        act: |it| it.edit(0, "再改"),
        edits: &[EDIT, "再改"],
    },
    Case {
        name: "restoring",
        paths: &["甲.toml"],
        writes: &[],
        files: |folder| write(folder, "甲.toml"),
        edit: |it| {
            edit_first(it);
            crash(it);
            assert_eq!(it.state.recovered.len(), 1);
        },
        act: |it| {
            assert!(it.state.restore(0));
            it.keep();
        },
        edits: &[EDIT],
    },
    Case {
        name: "merging with what another person saved",
        paths: &["甲.toml"],
        writes: &[],
        files: |folder| write(folder, "甲.toml"),
        edit: |it| {
            edit_first(it);
            change_outside(it);
        },
        act: |it| {
            let theirs = Bench::load(&[it.state.entries[0].home.opened.clone()]).remove(0);
            it.state.begin_merge(0, theirs);
            it.keep();
        },
        edits: &[EDIT],
    },
    Case {
        name: "merging what was left with what another person saved",
        paths: &["甲.toml"],
        writes: &[],
        files: |folder| write(folder, "甲.toml"),
        edit: |it| {
            edit_first(it);
            change_outside(it);
            crash(it);
            assert!(!it.state.recovered[0].fits);
        },
        act: |it| {
            assert!(it.state.begin_merge_of_recovered(0));
            it.keep();
        },
        edits: &[EDIT],
    },
    Case {
        name: "the undo history of what was saved",
        paths: &["甲.toml"],
        writes: &["甲.toml"],
        files: |folder| write(folder, "甲.toml"),
        edit: |it| {
            edit_first(it);
            save_modified(it);
        },
        act: |it| crash(it),
        edits: &[EDIT],
    },
];

/// Another person changes the file.
fn change_outside(it: &Bench) {
    fs::write(&it.state.entries[0].home.opened, format!("{OLD}\n[department]\ncode = \"311\"\n")).unwrap();
}

/// Ends the session as a crash does, and starts the next one on the same filing.
fn crash(it: &mut Bench) {
    let path = it.state.entries[0].home.opened.clone();
    let root = path.parent().unwrap().parent().unwrap().to_owned();
    let folder = root.join("空");
    fs::create_dir_all(&folder).unwrap();
    // The old session lets go of its lock before the new one looks.
    *it = Bench {
        state: State::new(Lang::Zh, Keymap::default()),
        keeper: Keeper::open(&folder, || ()).unwrap(),
    };
    *it = Bench::start_alone(&root, &[path.file_name().unwrap().to_str().unwrap()]);
}
