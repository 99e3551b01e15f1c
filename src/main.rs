//! The program: arguments go to the library, its answer becomes the exit code.

fn main() {}
