//! What the fields of a filing are called, for the screen and for reports.

use crate::messages::{FieldText, Lang, Text};
use crate::model::{Column, Field};

/// A field's name; a column with a heading of its own is called by it.
pub fn field_name(field: &Field, lang: Lang) -> String {
    match field {
        Field::Amount(Column::Named(heading)) => heading.clone(),
        _ => field_text(field).text(lang).to_owned(),
    }
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
