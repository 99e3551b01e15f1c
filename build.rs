//! How the program is linked on Linux.
#![allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|it| it == value);
    // The texts of two languages and the tables of readings, entities and encodings are thirty thousand addresses. In a
    // program that may be loaded anywhere each of them is put right at every start, which touches 150 pages before the
    // first frame: a third of the whole start. Libraries, heap and stack still lie anywhere.
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
        // The floors that benches compare with are to be no slower for it than they need be.
        println!("cargo::rustc-link-arg-benches=-no-pie");
    }
}
