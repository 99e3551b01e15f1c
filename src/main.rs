//! The program: arguments go to the library, its answer becomes the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    tianbao::cli::main(std::env::args_os())
}
