//! What the fields of a filing are called, for the screen and for reports.

use crate::messages::{FieldText, Lang, Text, Ui};
use crate::model::{Column, Field};

/// A field's name; a column with a heading of its own is called by it.
pub fn field_name(field: &Field, lang: Lang) -> String {
    match field {
        Field::Amount(Column::Named(heading)) => heading.clone(),
        _ => field_text(field).text(lang).to_owned(),
    }
}

/// A field's text as shown: choices by their names in the language of the interface, everything else as it is.
pub fn value_name(field: &Field, text: &str, lang: Lang) -> String {
    let name = match (field, text) {
        (Field::Doubt, _) => return told_doubt(text, lang),
        (Field::Scope, "department") => Ui::ScopeDepartment,
        (Field::Scope, "project") => Ui::ScopeProject,
        (Field::Stage, "declared") => Ui::Declared,
        (Field::Stage, "approved") => Ui::Approved,
        (Field::OfWhich, "true") => Ui::Yes,
        _ => return text.to_owned(),
    };
    name.text(lang).to_owned()
}

/// Why the importer was not sure of a row, with the fields' names in place of their keys: the texts begin with the
/// key of the field that they are about (`level2: …`), several stand apart by ；.
pub fn told_doubt(doubt: &str, lang: Lang) -> String {
    let told = |part: &str| {
        let (key, reason) = part.split_once(": ")?;
        let is_key = |it: &&Field| it.key().1 == key;
        let field = match key {
            "function" => &Field::FunctionName,
            _ => Field::OF_INDICATOR.iter().find(is_key)?,
        };
        let colon = if lang == Lang::Zh { "：" } else { ": " };
        Some(format!("{}{colon}{reason}", field_name(field, lang)))
    };
    let parts: Vec<String> = doubt.split('；').map(|it| told(it).unwrap_or_else(|| it.to_owned())).collect();
    parts.join("；")
}

const fn field_text(field: &Field) -> FieldText {
    match field {
        Field::Title => FieldText::Title,
        Field::Scope => FieldText::Scope,
        Field::Stage => FieldText::Stage,
        Field::Year => FieldText::Year,
        Field::FilledAt => FieldText::FilledAt,
        Field::DepartmentName => FieldText::DepartmentName,
        Field::DepartmentCode => FieldText::DepartmentCode,
        Field::Supervisor => FieldText::Supervisor,
        Field::Duties => FieldText::Duties,
        Field::Staffing => FieldText::Staffing,
        Field::ProjectName => FieldText::ProjectName,
        Field::Nature => FieldText::Nature,
        Field::Category => FieldText::Category,
        Field::Start => FieldText::Start,
        Field::End => FieldText::End,
        Field::ContactName => FieldText::ContactName,
        Field::ContactPhone => FieldText::ContactPhone,
        Field::AnnualGoals => FieldText::AnnualGoals,
        Field::LongTermGoals => FieldText::LongTermGoals,
        Field::ProjectGoals => FieldText::ProjectGoals,
        Field::MoneyUnit => FieldText::MoneyUnit,
        Field::LineName => FieldText::LineName,
        Field::Under => FieldText::Under,
        Field::OfWhich => FieldText::OfWhich,
        Field::Amount(column) => match column {
            Column::Only | Column::Named(_) => FieldText::AmountOnly,
            Column::Full => FieldText::AmountFull,
            Column::Half => FieldText::AmountHalf,
            Column::Total => FieldText::AmountTotal,
            Column::Fiscal => FieldText::AmountFiscal,
            Column::Carryover => FieldText::AmountCarryover,
            Column::Other => FieldText::AmountOther,
        },
        Field::FunctionId => FieldText::FunctionId,
        Field::FunctionName => FieldText::FunctionName,
        Field::Content => FieldText::Content,
        Field::Level1 => FieldText::Level1,
        Field::Level2 => FieldText::Level2,
        Field::Work => FieldText::Work,
        Field::IndicatorProject => FieldText::IndicatorProject,
        Field::IndicatorName => FieldText::IndicatorName,
        Field::Target => FieldText::Target,
        Field::TargetHalf => FieldText::TargetHalf,
        Field::Note => FieldText::Note,
        Field::Standard => FieldText::Standard,
        Field::Weight => FieldText::Weight,
        Field::SourceLine => FieldText::SourceLine,
        Field::Doubt => FieldText::Doubt,
    }
}

#[cfg(test)]
mod tests {
    use super::told_doubt;
    use crate::messages::Lang;

    #[test]
    fn doubts_call_fields_by_their_names() {
        for (doubt, zh, en) in [
            ("level2: 标签不在本行", "二级指标：标签不在本行", "Level 2: 标签不在本行"),
            ("name: 名称缺失；target: 指标值缺失", "三级指标：名称缺失；指标值：指标值缺失", ""),
            ("function: 不明；其他: 原因", "职能：不明；其他: 原因", ""),
            ("", "", ""),
        ] {
            assert_eq!(told_doubt(doubt, Lang::Zh), zh, "{doubt}");
            if !en.is_empty() {
                assert_eq!(told_doubt(doubt, Lang::En), en, "{doubt}");
            }
        }
    }
}
