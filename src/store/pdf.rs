//! PDFs → text, by `pdftotext` in a process of its own: whatever a PDF does to it, this program goes on.
//!
//! Must not know what is in the text. Invariant: the process ends with this function, after [`TIME_LIMIT`] at the
//! latest, and no more than [`MAX_BYTES`] are taken from it.

use super::{MAX_BYTES, megabytes};
use crate::messages::{Message, Problem};
use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How long a PDF may take. A book of 500 pages takes about 3 seconds.
const TIME_LIMIT: Duration = Duration::from_secs(20);

/// How often is looked whether the process has ended.
const STEP: Duration = Duration::from_millis(10);

/// Bytes of error messages that are looked at.
const MAX_ERRORS: u64 = 64 * 1024;

/// The text of a PDF as it is laid out on its pages, in UTF-8. Without the program the sentence says what to install.
pub fn text(file: &str, pdf: &[u8]) -> Result<Vec<u8>, Message<Problem>> {
    run(Command::new("pdftotext").args(["-layout", "-enc", "UTF-8", "-", "-"]), file, pdf, TIME_LIMIT)
}

fn run(command: &mut Command, file: &str, pdf: &[u8], limit: Duration) -> Result<Vec<u8>, Message<Problem>> {
    let problem = |id, args: &[(&'static str, String)]| {
        let file = [("file", file.to_owned())];
        Message::new(id, file.into_iter().chain(args.iter().cloned()))
    };
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = match child {
        Ok(it) => it,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(problem(Problem::PdfToolMissing, &[]));
        }
        Err(error) => return Err(problem(Problem::PdfDamaged, &[("reason", error.to_string())])),
    };
    let input = feed(&mut child, pdf.to_vec());
    let output = child.stdout.take().map(|it| drain(it, MAX_BYTES + 1));
    let errors = child.stderr.take().map(|it| drain(it, MAX_ERRORS));
    let status = wait(&mut child, limit);
    // A closed pipe ends the threads; what they panic of is nobody's business.
    let _ = input.map(JoinHandle::join);
    let output = output.and_then(|it| it.join().ok()).unwrap_or_default();
    let errors = errors.and_then(|it| it.join().ok()).unwrap_or_default();
    let errors = String::from_utf8_lossy(&errors).into_owned();
    if MAX_BYTES < output.len() as u64 {
        return Err(problem(Problem::PdfTooMuch, &[("limit", megabytes(MAX_BYTES))]));
    }
    let Some(status) = status else {
        return Err(problem(Problem::PdfTooSlow, &[("seconds", limit.as_secs().to_string())]));
    };
    let has_text = output.iter().any(|it| !it.is_ascii_whitespace());
    match fault(&errors, status, has_text) {
        None => Ok(output),
        Some(Problem::PdfDamaged) => {
            let reason = errors.lines().next().unwrap_or_default().trim().to_owned();
            Err(problem(Problem::PdfDamaged, &[("reason", reason)]))
        }
        Some(id) => Err(problem(id, &[])),
    }
}

/// What is wrong, by what the program said. Text that came out is used, whatever it complains of.
fn fault(errors: &str, status: ExitStatus, has_text: bool) -> Option<Problem> {
    if errors.contains("Incorrect password") || errors.contains("Copying of text from this document") {
        Some(Problem::PdfEncrypted)
    } else if has_text {
        None
    } else if errors.contains("language pack") || errors.contains("character collection") {
        Some(Problem::PdfDataMissing)
    } else if status.success() {
        Some(Problem::PdfScanned)
    } else {
        Some(Problem::PdfDamaged)
    }
}

/// Writes the PDF on a thread of its own, so that nobody waits for a full pipe. A process that does not want all of
/// it has its reasons.
fn feed(child: &mut Child, pdf: Vec<u8>) -> Option<JoinHandle<()>> {
    let mut input = child.stdin.take()?;
    Some(thread::spawn(move || {
        let _ = input.write_all(&pdf);
    }))
}

/// Reads to the end, but for what is too much; then the pipe is closed, and the process ends.
fn drain(pipe: impl Read + Send + 'static, limit: u64) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.take(limit).read_to_end(&mut bytes);
        bytes
    })
}

/// Waits for the end; `None` where the process had to be ended.
fn wait(child: &mut Child, limit: Duration) -> Option<ExitStatus> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if start.elapsed() < limit => thread::sleep(STEP),
            _ => {
                // It may have ended in between, which is as good.
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, limit: Duration) -> Result<Vec<u8>, Problem> {
        run(Command::new("sh").args(["-c", script]), "表.pdf", &vec![b'x'; 300_000], limit)
            .map_err(|it| it.id)
    }

    #[test]
    fn every_end_of_the_process_has_its_sentence() {
        let long = Duration::from_secs(20);
        for (script, expected) in [
            ("cat > /dev/null; printf '产出指标'", Ok("产出指标".as_bytes().to_vec())),
            ("printf '部分'; echo 'Syntax Error' >&2; exit 1", Ok("部分".as_bytes().to_vec())),
            ("printf '\\n\\f'", Err(Problem::PdfScanned)),
            ("echo 'Command Line Error: Incorrect password' >&2; exit 1", Err(Problem::PdfEncrypted)),
            ("echo 'Syntax Error: Missing language pack' >&2", Err(Problem::PdfDataMissing)),
            ("echo 'May not be a PDF file' >&2; exit 1", Err(Problem::PdfDamaged)),
            ("exec head -c 80000000 /dev/zero", Err(Problem::PdfTooMuch)),
        ] {
            assert_eq!(shell(script, long), expected, "{script}");
        }
    }

    #[test]
    fn a_process_that_hangs_is_ended() {
        let start = Instant::now();
        assert_eq!(shell("exec sleep 60", Duration::from_millis(200)), Err(Problem::PdfTooSlow));
        assert!(start.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn without_the_program_the_sentence_says_what_to_install() {
        let found = run(&mut Command::new("no-such-pdftotext"), "表.pdf", b"%PDF-", TIME_LIMIT).unwrap_err();
        assert_eq!(found.id, Problem::PdfToolMissing);
    }
}
