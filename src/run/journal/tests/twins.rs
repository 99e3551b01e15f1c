//! One file that is reached by several names.
#![cfg(unix)]

use super::{act, folder_with, start};
use crate::run::saving::tests::Bench;
use std::fs;
use std::os::unix::fs::symlink;

#[test]
fn of_two_names_of_one_file_each_keeps_its_changes() {
    let root = folder_with(4);
    symlink("甲.toml", root.path().join("表/乙.toml")).unwrap();
    let mut bench = start(root.path());
    // A comparison reads the same file once more.
    bench.state.add(Bench::load(&[root.path().join("表/乙.toml")]));
    bench.edit(0, "一改");
    bench.edit(1, "二改");
    drop(bench);
    let mut next = start(root.path());
    assert_eq!((next.state.entries.len(), next.state.recovered.len()), (1, 2));
    assert!(next.state.restore(0) && next.state.restore(0));
    let titles: Vec<_> = next.state.entries.iter().map(|it| it.filing().title.as_str()).collect();
    assert!(titles.contains(&"一改") && titles.contains(&"二改"), "{titles:?}");
}

#[test]
fn what_was_left_under_one_name_of_a_file_is_offered_under_the_other() {
    for is_hard in [false, true] {
        let root = folder_with(4);
        let (one, other) = (root.path().join("表/甲.toml"), root.path().join("表/乙.toml"));
        if is_hard {
            fs::hard_link(one, other).unwrap();
        } else {
            symlink(one, other).unwrap();
        }
        // Of two hard links the first by name stays, which is 乙.
        let mut bench = Bench::start_alone(root.path(), &[if is_hard { "甲.toml" } else { "乙.toml" }]);
        act(&mut bench, 'e', 0);
        drop(bench);
        let mut next = start(root.path());
        let name = next.state.entries[0].file_name();
        assert_eq!((next.state.entries.len(), name), (1, if is_hard { "乙.toml" } else { "甲.toml" }));
        assert_eq!(next.state.recovered.len(), 1, "hard: {is_hard}");
        assert!(next.state.recovered[0].fits && next.state.restore(0));
        next.keep();
        drop(next);
        assert_eq!(start(root.path()).state.recovered.len(), 1);
    }
}
