//! The one fuzzing binary: `TIANBAO_FUZZ` names the target. One binary, as each would hold the whole program again.
#![no_main]

#[path = "../src/targets.rs"]
mod targets;

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static TARGET: LazyLock<targets::Check> = LazyLock::new(|| {
    let name = std::env::var("TIANBAO_FUZZ").unwrap_or_else(|_| "text".to_owned());
    let target = targets::TARGETS.iter().find(|it| it.0 == name);
    target.unwrap_or_else(|| panic!("there is no target {name}")).1
});

fuzz_target!(|bytes: &[u8]| TARGET(bytes));
