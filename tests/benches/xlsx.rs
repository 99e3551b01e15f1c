//! A workbook of 10,000 indicator rows: our import beside the spreadsheet library's own read of the same bytes.
//!
//! Five rounds, the two alternating, so that both meet the same machine; printed are medians and their ratio. The
//! import does more: it tells what Excel shows of each number, and makes filings out of the cells.
//!
//! `cargo bench --bench xlsx`
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing, reason = "a measurement")]

use calamine::{Reader as _, Xlsx};
use rust_xlsxwriter::{Format, Workbook};
use std::io::Cursor;
use std::time::{Duration, Instant};
use tianbao::import::import;

const N_ROWS: u32 = 10_000;
const N_ROUNDS: usize = 5;

/// One filing on one sheet, as an office exports it from its system: a header and 10,000 rows of seven cells.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 6, "部门整体支出绩效目标申报表", &Format::new()).unwrap();
    sheet.write_string(1, 0, "部门（单位）名称").unwrap();
    sheet.write_string(1, 1, "云溪县水务局").unwrap();
    let heads = ["一级指标", "二级指标", "三级指标", "指标值", "权重", "备注", "对应项目"];
    for (col, head) in (0..).zip(heads) {
        sheet.write_string(2, col, head).unwrap();
    }
    let percent = Format::new().set_num_format("0%");
    let levels = [
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("效益指标", "社会效益指标"),
        ("满意度指标", "服务对象满意度指标"),
    ];
    for n in 0..N_ROWS {
        let (level1, level2) = levels[(n * 4 / N_ROWS) as usize];
        let row = 3 + n;
        sheet.write_string(row, 0, level1).unwrap();
        sheet.write_string(row, 1, level2).unwrap();
        if level2 == "数量指标" {
            sheet.write_string(row, 2, format!("第{n}段渠道衬砌长度")).unwrap();
            sheet.write_string(row, 3, format!("≥{}公里", n % 97 + 1)).unwrap();
        } else {
            sheet.write_string(row, 2, format!("第{n}段渠道验收合格率")).unwrap();
            sheet.write_number_with_format(row, 3, 0.9 + f64::from(n % 10) / 100.0, &percent).unwrap();
        }
        sheet.write_number(row, 4, f64::from(n % 10)).unwrap();
        sheet.write_string(row, 5, format!("第{n}段渠道的年度计划，由工程科按季度统计")).unwrap();
        sheet.write_string(row, 6, format!("渠道维修项目{}", n / 50)).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// What this thread has had of the processor so far, where the system tells; on a busy machine it says more than a
/// clock.
fn on_processor() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// Runs, and says how long it took by the clock and on the processor.
fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration, Duration) {
    let (start, before) = (Instant::now(), on_processor().unwrap_or_default());
    let result = run();
    (result, start.elapsed(), on_processor().unwrap_or_default().saturating_sub(before))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn main() {
    let bytes = workbook();
    let (mut ours, mut theirs): (Vec<_>, Vec<_>) = (Vec::new(), Vec::new());
    for _ in 0..N_ROUNDS {
        let (imported, clock, processor) = timed(|| import("表.xlsx", &bytes));
        ours.push((clock, processor));
        assert_eq!(imported.filings.len(), 1, "{:?}", imported.notes);
        assert_eq!(imported.filings[0].n_indicators(), N_ROWS as usize, "every row is an indicator");
        let (range, clock, processor) = timed(|| {
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
            book.worksheet_range("Sheet1").unwrap()
        });
        theirs.push((clock, processor));
        assert!(range.used_cells().count() > 7 * N_ROWS as usize);
    }
    println!("{N_ROWS} rows, {} KB packed", bytes.len() / 1024);
    for (what, pick) in [("clock", 0), ("processor", 1)] {
        let of = |times: &[(Duration, Duration)]| {
            median(times.iter().map(|it| if pick == 0 { it.0 } else { it.1 }).collect()).as_secs_f64() * 1e3
        };
        let (ours, theirs) = (of(&ours), of(&theirs));
        println!(
            "{what:<10} import {ours:8.1} ms   calamine, read {theirs:8.1} ms   ratio {:5.1}",
            ours / theirs
        );
    }
}
