//! What the processor was busy with this program, which a machine that does other things changes less than a clock.

/// Seconds that all threads of this process and the processes that it has waited for have had so far, to a hundredth;
/// 0 where the system does not tell (it does on Linux).
pub fn seconds() -> f64 {
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name, which may hold anything: from the state on, of which these are the 12th to the 15th.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(4).filter_map(|it| it.parse::<f64>().ok()).sum::<f64>() / TICKS_PER_SECOND
}
