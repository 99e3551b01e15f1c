//! Whole processes: how long they take, how much memory they have, and when they come to rest.

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a process must have done nothing to be at rest.
const REST: Duration = Duration::from_millis(400);

/// The program with these arguments, its results thrown away.
pub fn start(args: &[&str], path: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_tianbao"))
        .args(args)
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

pub fn run(args: &[&str], path: &Path) {
    assert!(start(args, path).wait().unwrap().code().is_some_and(|it| it < 2), "{args:?}");
}

/// The most memory that a run has at once, in MB; nothing where the system does not say.
pub fn peak_mb(args: &[&str], path: &Path) -> f64 {
    let (mut child, mut most) = (start(args, path), 0.0);
    while child.try_wait().unwrap().is_none() {
        most = f64::max(most, status_mb(child.id(), "VmHWM:").unwrap_or_default());
        std::thread::sleep(Duration::from_millis(2));
    }
    most
}

fn status_mb(id: u32, key: &str) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix(key))?;
    Some(line.trim().strip_suffix(" kB")?.trim().parse::<f64>().ok()? / 1e3)
}

/// Ticks of the processor that a process has had.
fn n_ticks(id: u32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
}

/// The workbench on a path, until everything is loaded and it rests: milliseconds, and memory then in MB. Its state and
/// its cache lie in `home`.
pub fn until_rest(path: &Path, home: &Path) -> Option<(f64, f64)> {
    let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tianbao"));
    command.args(["--lang", "en", "--no-config"]);
    command.arg(path);
    for name in ["HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
        command.env(name, home);
    }
    let begin = Instant::now();
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let drain = std::thread::spawn(move || {
        let mut chunk = vec![0; 65_536];
        while reader.read(&mut chunk).is_ok_and(|n| n > 0) {}
    });
    let id = child.process_id()?;
    let (mut last, mut busy) = (n_ticks(id)?, Instant::now());
    while busy.elapsed() < REST {
        std::thread::sleep(Duration::from_millis(2));
        let ticks = n_ticks(id)?;
        if ticks > last {
            (last, busy) = (ticks, Instant::now());
        }
    }
    let memory = status_mb(id, "VmRSS:")?;
    pair.master.take_writer().unwrap().write_all(b"q").unwrap();
    child.wait().unwrap();
    drop(pair.master);
    drain.join().unwrap();
    Some(((busy - begin).as_secs_f64() * 1e3, memory))
}
