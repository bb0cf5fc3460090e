//! Work on many things at once.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{Builder, scope};

use rayon::ThreadPoolBuilder;

/// Makes the threads that rayon works with, so that a machine without room for them is told and does not end the program: one thread for each core, or one.
///
/// # Errors
/// When there is no room for a single one more.
pub fn prepare() -> io::Result<()> {
    // the pool of the whole process can be tried only once: a pool that goes away at once shows whether it will do
    let has_room = ThreadPoolBuilder::new().build().is_ok();
    let pool = if has_room { ThreadPoolBuilder::new() } else { ThreadPoolBuilder::new().num_threads(1) };
    pool.build_global().map_err(io::Error::other)
}

/// Does work for each item, on as many threads as there are cores; the results come in no particular order.
///
/// These are threads of their own and not rayon's: Typst waits for rayon inside, and a waiting rayon thread would begin the next plaque on
/// top of the one it waits for, ever deeper.
pub fn in_parallel<I: Sync, R: Send>(items: &[I], work: impl Fn(&I) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut results = Vec::new();
        while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
            results.push(work(item));
        }
        results
    };
    scope(|scope| {
        // a machine that has no room for another thread does the work with those there are, if need be with this one
        let workers: Vec<_> = (0..rayon::current_num_threads()).map_while(|_| Builder::new().spawn_scoped(scope, worker).ok()).collect();
        if workers.is_empty() {
            return worker();
        }
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}
