//! The ways to save that are tried.

use super::{Bench, DOCUMENT, EDIT, OLD};
use crate::app::State;
use crate::edit::Change;
use crate::keymap::Keymap;
use crate::messages::Lang;
use crate::model::{Field, Place};
use crate::run::journal::Keeper;
use crate::run::saving::Saved;
use std::fs;
use std::path::{Path, PathBuf};

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

/// A filing whose journal begins with a copy that stands beside it.
fn write_large(folder: &Path) {
    write(folder, "甲.toml");
    let row = |n: usize| {
        format!(
            "\n[[functions.indicators]]\nlevel1 = \"产出指标\"\nlevel2 = \"数量指标\"\n\
             name = \"第{n}段护岸长度\"\ntarget = \"≥{n}公里\"\n"
        )
    };
    let rows: String = (1..=25).map(row).collect();
    let text = format!("{OLD}\n[[functions]]\nid = \"职能1\"\n{rows}");
    fs::write(folder.join("甲.toml"), text).unwrap();
}

/// Gives the filing another title; its journal is begun, the copy beside it is not written yet.
fn edit_at_once(it: &mut Bench) {
    let change = Change::Set { at: Place::Filing, field: Field::Title, text: EDIT.to_owned() };
    it.state.make(0, vec![change], Place::Filing, Place::Filing);
    let _ = it.keeper.follow(&mut it.state);
}

fn take_copies_away(root: &Path) {
    for file in fs::read_dir(root.join("日志")).unwrap().map(|it| it.unwrap().path()) {
        if file.extension().is_some_and(|it| it == "base") {
            fs::remove_file(file).unwrap();
        }
    }
}

/// The folder of folders.
fn root_of(it: &Bench) -> PathBuf {
    it.state.entries[0].home.opened.parent().unwrap().parent().unwrap().to_owned()
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
    Case {
        name: "large: the first edit",
        paths: &["甲.toml"],
        writes: &[],
        files: write_large,
        edit: |_| (),
        act: edit_first,
        edits: &["旧表", EDIT],
    },
    Case {
        name: "large: before the copy is there",
        paths: &["甲.toml"],
        writes: &[],
        files: write_large,
        edit: edit_at_once,
        act: Bench::keep,
        edits: &[EDIT],
    },
    Case {
        name: "large: over a file",
        paths: &["甲.toml"],
        writes: &["甲.toml"],
        files: write_large,
        edit: edit_first,
        act: save_modified,
        edits: &[EDIT],
    },
    Case {
        name: "large: over a file before the copy is there",
        paths: &["甲.toml"],
        writes: &["甲.toml"],
        files: write_large,
        edit: edit_at_once,
        act: save_modified,
        edits: &[EDIT],
    },
    Case {
        name: "large: over a file whose copy was taken away",
        paths: &["甲.toml"],
        writes: &["甲.toml"],
        files: write_large,
        edit: |it| {
            edit_first(it);
            take_copies_away(&root_of(it));
        },
        act: save_modified,
        edits: &[EDIT],
    },
    Case {
        name: "large: another edit after the copy was taken away",
        paths: &["甲.toml"],
        writes: &[],
        files: write_large,
        edit: |it| {
            edit_first(it);
            take_copies_away(&root_of(it));
        },
        act: |it| it.edit(0, "再改"),
        edits: &[EDIT, "再改"],
    },
    Case {
        name: "large: undone after a save",
        paths: &["甲.toml"],
        writes: &[],
        files: write_large,
        edit: |it| {
            edit_first(it);
            save_modified(it);
            it.edit(0, "再改");
        },
        act: |it| {
            assert!(it.state.undo() && it.state.undo());
            it.keep();
        },
        edits: &[EDIT],
    },
    Case {
        name: "large: restoring",
        paths: &["甲.toml"],
        writes: &[],
        files: write_large,
        edit: |it| {
            edit_first(it);
            crash(it);
        },
        act: |it| {
            assert!(it.state.restore(0));
            it.keep();
        },
        edits: &[EDIT],
    },
    Case {
        name: "large: restoring without the copy",
        paths: &["甲.toml"],
        writes: &[],
        files: write_large,
        edit: |it| {
            edit_first(it);
            let root = root_of(it);
            crash(it);
            take_copies_away(&root);
            crash(it);
        },
        act: |it| {
            assert!(it.state.restore(0));
            it.keep();
        },
        edits: &[EDIT],
    },
    Case {
        name: "large: merging what was left with what another person saved",
        paths: &["甲.toml"],
        writes: &[],
        files: write_large,
        edit: |it| {
            edit_first(it);
            let file = it.state.entries[0].home.opened.clone();
            let theirs = fs::read_to_string(&file).unwrap().replace("≥7公里", "≥70公里");
            fs::write(file, theirs).unwrap();
            crash(it);
            assert!(!it.state.recovered[0].fits);
        },
        act: |it| {
            assert!(it.state.begin_merge_of_recovered(0));
            it.keep();
        },
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
