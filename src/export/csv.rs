//! All indicators of all filings as one flat table: UTF-8 with a byte order mark, so that Excel opens it.
//!
//! Cells are guarded against formulas as [`crate::text::cells`] says; whoever reads the table takes the guard away.

use super::Named;
use super::words;
use crate::model::{Field, Indicator};
use crate::text::cells::guarded;
use crate::text::width::sanitize_lines;

/// The mark that begins a UTF-8 file for Excel.
const BOM: &str = "\u{feff}";

/// Headings of the columns before those of an indicator.
const FILING: [&str; 7] = ["文件", "部门", "部门代码", "年度", "阶段", "项目名称", "核心职能"];

/// The columns of an indicator: heading and field.
const INDICATOR: [(&str, Field); 10] = [
    (words::LEVEL1, Field::Level1),
    (words::LEVEL2, Field::Level2),
    (words::WORK, Field::Work),
    (words::PROJECT, Field::IndicatorProject),
    (words::NAME, Field::IndicatorName),
    (words::TARGET_HALF, Field::TargetHalf),
    (words::TARGET, Field::Target),
    (words::NOTE, Field::Note),
    (words::STANDARD, Field::Standard),
    (words::WEIGHT, Field::Weight),
];

/// The table.
pub fn write(filings: &[Named<'_>]) -> Vec<u8> {
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::from(BOM));
    let headings = FILING.into_iter().chain(INDICATOR.iter().map(|(heading, _)| *heading));
    // Writing to memory cannot fail, and all rows have the same length.
    let _ = out.write_record(headings);
    for named in filings {
        for (function_idx, _, indicator) in named.filing.indicators() {
            let _ = out.write_record(
                row(named, function_idx, indicator).iter().map(|it| guarded(&sanitize_lines(it))),
            );
        }
    }
    out.into_inner().unwrap_or_default()
}

fn row(named: &Named<'_>, function_idx: usize, indicator: &Indicator) -> Vec<String> {
    let filing = named.filing;
    let function = filing.functions.get(function_idx);
    let function = function.map(|it| [it.id.as_str(), it.name.as_str()]).unwrap_or_default();
    let function: Vec<&str> = function.into_iter().filter(|it| !it.is_empty()).collect();
    let mut row = vec![
        named.file.to_owned(),
        filing.department.name.clone(),
        filing.department.code.clone(),
        filing.year.map(|it| it.to_string()).unwrap_or_default(),
        words::stage(filing.stage).to_owned(),
        filing.project.name.clone(),
        function.join("："),
    ];
    row.extend(INDICATOR.iter().map(|(_, field)| indicator.get(field).unwrap_or_default().into_owned()));
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Filing, Function};
    use crate::text::cells::plain;

    #[test]
    fn no_cell_is_a_formula_and_every_text_comes_back() {
        let targets = [
            "=100%",
            "-",
            "＝100%",
            "+5",
            "@甲",
            "'甲",
            "\t=1",
            "≥3条",
            "",
            "1,5\n\"二\"",
            " =1",
            "\u{3000}＝1",
        ];
        let indicators = targets.iter().map(|target| Indicator {
            name: "渠道维修".to_owned(),
            target: (*target).to_owned(),
            ..Indicator::default()
        });
        let function = Function { indicators: indicators.collect(), ..Function::default() };
        let filing = Filing { functions: vec![function], ..Filing::default() };
        let bytes = write(&[Named { file: "水利局.toml", filing: &filing }]);
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with(BOM));
        let mut reader = csv::Reader::from_reader(text.trim_start_matches(BOM).as_bytes());
        let column = reader.headers().unwrap().iter().position(|it| it == words::TARGET).unwrap();
        let cells: Vec<String> = reader.records().map(|it| it.unwrap()[column].to_owned()).collect();
        assert!(
            cells.iter().all(|it| !it.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '＝'])),
            "{cells:?}"
        );
        let found: Vec<&str> = cells.iter().map(|it| plain(it)).collect();
        assert_eq!(found, targets);
    }
}
