//! What documents the tables for other engines, and what their export says.

use crate::messages::DatasetText;

/// The template of a message.
pub const fn text(id: DatasetText) -> &'static str {
    match id {
        DatasetText::File => "the file, as its path was given",
        DatasetText::Filing => "which filing of the file, from 1",
        DatasetText::Department => "name of the department or unit",
        DatasetText::DepartmentCode => "its code",
        DatasetText::Supervisor => "its supervising department",
        DatasetText::Scope => "department (as a whole) or project",
        DatasetText::Stage => "declared or approved; null where it is not said",
        DatasetText::Project => "name of the project",
        DatasetText::Year => "the budget year: names the partition's folder; a column of a single file",
        DatasetText::Function => "number of the function or task, from 1",
        DatasetText::FunctionId => "its label, such as 职能1",
        DatasetText::FunctionName => "its name",
        DatasetText::Indicator => "number of the indicator in its filing, from 1",
        DatasetText::SourceLine => "line in the document it was imported from",
        DatasetText::Level1 => "level 1, as printed",
        DatasetText::Level2 => "level 2, as printed",
        DatasetText::Level1Standard => "the standard name of level 1; null where it is unknown",
        DatasetText::Level2Standard => "the standard name of level 2; null where it is unknown",
        DatasetText::Work => "key work",
        DatasetText::IndicatorProject => "project that the indicator belongs to",
        DatasetText::Name => "name of the indicator",
        DatasetText::Target => "the target, as printed",
        DatasetText::TargetHalf => "the half-year target, as printed",
        DatasetText::Note => "note",
        DatasetText::Standard => "how the target is judged",
        DatasetText::Weight => "weight or score, as printed",
        DatasetText::Doubt => "what the import was not sure of",
        DatasetText::Kind => {
            "kind of the target: quantity, range, deadline, change, relative, compound, qualitative, text or placeholder"
        }
        DatasetText::Operator => "the sign: ≥ ≤ > < =, or in for a range; null where none is written",
        DatasetText::Number => "the number; of a range the lower end",
        DatasetText::NumberHigh => "the upper end of a range",
        DatasetText::Unit => "standard name of the unit, such as 万元",
        DatasetText::Per => "what stands behind the slash, such as 人 in 元/人",
        DatasetText::BaseUnit => "the base unit, such as 元, for comparing",
        DatasetText::BaseNumber => "the number in the base unit",
        DatasetText::Deadline => "last day of a deadline; without a year that of the filing",
        DatasetText::Class => {
            "class of a qualitative target: direction, sustain, grade, timely, coverage, level or result"
        }
        DatasetText::HalfKind => "kind of the half-year target",
        DatasetText::HalfOperator => "its sign",
        DatasetText::HalfNumber => "its number",
        DatasetText::HalfUnit => "its unit",
        DatasetText::Errors => "errors found at this place",
        DatasetText::Warnings => "warnings found at this place",
        DatasetText::Infos => "infos found at this place",
        DatasetText::Rules => "codes of the rules broken here, separated by blanks",
        DatasetText::Part => "budget, or function for the amounts of a function or task",
        DatasetText::Item => "number of the budget line (or function), from 1",
        DatasetText::ItemName => "name of the budget line or task",
        DatasetText::Under => "name of the line it belongs to",
        DatasetText::OfWhich => "whether it is an “of which” part",
        DatasetText::AmountColumn => {
            "the column of the amount: amount (the only one), full, half, total, fiscal, carryover, other, or its printed heading"
        }
        DatasetText::Printed => "the amount as printed, without thousands separators",
        DatasetText::MoneyUnit => "unit of the form's money: 元 or 万元",
        DatasetText::Amount => "the amount in that unit",
        DatasetText::Yuan => "the amount in 元",
        DatasetText::Rule => "code of the rule",
        DatasetText::RuleName => "name of the rule",
        DatasetText::Severity => "error, warning or info",
        DatasetText::Clause => "the clause it rests on",
        DatasetText::At => "the place, as in the JSON of check",
        DatasetText::FindingLine => "line in the file",
        DatasetText::FindingItem => "number of the budget line, from 1",
        DatasetText::Value => "the text found there",
        DatasetText::Message => "what is wrong, in the language of --lang",
        DatasetText::FixSafety => "safety of the fix: safe, unsafe or display (advice only)",
        DatasetText::Replacement => "the text after the fix",
        DatasetText::Expected => "what the parts say it should be",
        DatasetText::Actual => "what is printed",
        DatasetText::Difference => "their difference, in the form's unit",
        DatasetText::Tolerance => "what would still pass",
        DatasetText::FolderNotEmpty => {
            "{folder} holds files already and nothing was written; choose an empty folder"
        }
        DatasetText::NoParquet => {
            "this program was built without parquet; use --to csv or --to jsonl, or build it with --features parquet"
        }
        DatasetText::Summary => {
            "exported {filings} filings to {files} files: {indicators} rows of indicators, {budget} of money, {findings} of findings"
        }
        DatasetText::TableIndicators => {
            "a row an indicator: what is printed, what the targets say, what was found"
        }
        DatasetText::TableBudget => "a row an amount: lines of the budget, and tasks",
        DatasetText::TableFindings => "a row a finding; those about money with both sides",
        DatasetText::TableFiling => "columns that all tables begin with",
    }
}
