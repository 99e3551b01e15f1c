//! Work on many files on all cores, with the results in the order of the files.
//!
//! It must not know what the work is. Invariant: however many files there are, only a few results wait to be taken.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;

/// Items that a thread takes at once where there are many, so that threads seldom wait for each other.
const MAX_CHUNK: usize = 32;
/// Of few items a thread takes fewer at once, so that all threads come to an end together.
const CHUNKS_OF_THREAD: usize = 16;
/// How many chunks a thread may be ahead of what was taken: more than a slow file costs, and little to hold.
const AHEAD: usize = 16;

/// Does `work` on all items and gives each result to `take` on this thread, in the order of the items.
///
/// A thread that has nothing to do takes the next chunk, whichever it is; what is done too early waits.
pub fn in_order<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync, mut take: impl FnMut(R)) {
    let n_threads = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    if n_threads <= 1 {
        for it in items {
            take(work(it));
        }
        return;
    }
    let n_at_once = (items.len() / (n_threads * CHUNKS_OF_THREAD)).clamp(1, MAX_CHUNK);
    let (next, turn) = (AtomicUsize::new(0), Turn::default());
    thread::scope(|scope| {
        let (send, receive) = mpsc::channel::<(usize, Vec<R>)>();
        for _ in 0..n_threads {
            let (send, work, next, turn) = (send.clone(), &work, &next, &turn);
            scope.spawn(move || {
                let _over = Over(turn);
                loop {
                    let idx = next.fetch_add(1, Ordering::Relaxed);
                    let Some(chunk) = items.chunks(n_at_once).nth(idx) else { return };
                    turn.wait_for(idx);
                    // Nobody takes results any more only when that thread is unwinding.
                    if send.send((idx, chunk.iter().map(work).collect())).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        let _over = Over(&turn);
        let (mut wanted, mut early) = (0, BTreeMap::new());
        for (idx, done) in receive {
            early.insert(idx, done);
            while let Some(done) = early.remove(&wanted) {
                done.into_iter().for_each(&mut take);
                wanted += 1;
                turn.set(wanted);
            }
        }
    });
}

/// How many chunks were taken.
#[derive(Default)]
struct Turn {
    n_taken: Mutex<usize>,
    moved: Condvar,
}

impl Turn {
    /// Waits until a chunk is not too far ahead. The chunk that is wanted next never waits.
    fn wait_for(&self, idx: usize) {
        let taken = self.n_taken.lock().unwrap_or_else(PoisonError::into_inner);
        let is_early = |n_taken: &mut usize| idx >= n_taken.saturating_add(AHEAD);
        drop(self.moved.wait_while(taken, is_early));
    }

    fn set(&self, n_taken: usize) {
        *self.n_taken.lock().unwrap_or_else(PoisonError::into_inner) = n_taken;
        self.moved.notify_all();
    }
}

/// Lets nobody wait for a thread that is unwinding.
struct Over<'a>(&'a Turn);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.set(usize::MAX);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AHEAD, MAX_CHUNK, in_order};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for n in [0, 1, 7, 8, 9, 100, 1_003] {
            let items: Vec<usize> = (0..n).collect();
            let mut taken = Vec::new();
            let slow_at_times = |it: &usize| {
                if it.is_multiple_of(97) {
                    std::thread::sleep(Duration::from_millis(1));
                }
                *it
            };
            in_order(&items, slow_at_times, |it| taken.push(it));
            assert_eq!(taken, items);
        }
    }

    #[test]
    fn only_a_few_results_wait_for_a_slow_item() {
        let items: Vec<usize> = (0..8 * AHEAD * MAX_CHUNK).collect();
        let (n_done, mut n_taken) = (AtomicUsize::new(0), 0);
        let work = |it: &usize| {
            if *it == 0 {
                std::thread::sleep(Duration::from_millis(50));
            }
            n_done.fetch_add(1, Ordering::Relaxed);
        };
        in_order(&items, work, |()| {
            n_taken += 1;
            let n_waiting = n_done.load(Ordering::Relaxed) - n_taken;
            assert!(n_waiting <= (AHEAD + 64) * MAX_CHUNK, "{n_waiting}");
        });
        assert_eq!(n_taken, items.len());
    }

    #[test]
    fn a_panic_ends_all_threads() {
        let items: Vec<usize> = (0..3 * AHEAD * MAX_CHUNK).collect();
        let work = |it: &usize| assert_ne!(*it, 5);
        let outcome = std::panic::catch_unwind(|| in_order(&items, work, |()| {}));
        // With one core the panic is that of the only thread.
        assert!(outcome.is_err());
    }
}
