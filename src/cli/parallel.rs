//! Work on many files on all cores, with the results in the order of the files.
//!
//! It must not know what the work is. Invariant: however many files there are, only a few results wait to be taken.

use std::num::NonZero;
use std::sync::mpsc;
use std::thread;

/// Items that a thread takes at once, so that threads seldom wait for each other.
const CHUNK: usize = 8;
/// Chunks that may wait on each thread.
const WAITING: usize = 4;

/// Does `work` on all items and gives each result to `take` on this thread, in the order of the items.
///
/// Chunks go to the threads in turn, so the next result is always the oldest of the next thread: nothing is sorted,
/// and a thread that is ahead waits.
pub fn in_order<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync, mut take: impl FnMut(R)) {
    let n_threads = thread::available_parallelism().map_or(1, NonZero::get).min(items.len().div_ceil(CHUNK));
    if n_threads <= 1 {
        for it in items {
            take(work(it));
        }
        return;
    }
    thread::scope(|scope| {
        let work = &work;
        let lane = |lane: usize| {
            let (send, receive) = mpsc::sync_channel::<Vec<R>>(WAITING);
            let chunks = items.chunks(CHUNK).skip(lane).step_by(n_threads);
            scope.spawn(move || {
                for chunk in chunks {
                    // Nobody takes results any more only when this thread is unwinding.
                    if send.send(chunk.iter().map(work).collect()).is_err() {
                        return;
                    }
                }
            });
            receive
        };
        let lanes: Vec<_> = (0..n_threads).map(lane).collect();
        for receive in lanes.iter().cycle() {
            let Ok(done) = receive.recv() else { break };
            done.into_iter().for_each(&mut take);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::in_order;
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
}
