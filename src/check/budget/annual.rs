//! The money of the year in one number, for rules that hold a target against it.
//!
//! Only a printed total counts; nothing is added up here.

use super::names;
use crate::model::{Amounts, Column, Filing, Project};
use rust_decimal::Decimal;

/// The total of the year in 元: the line of the year where a form prints one, else its grand total. `None` where none
/// is printed, cannot be read, or has no unit.
pub fn annual_total(filing: &Filing) -> Option<Decimal> {
    let unit = filing.budget.unit?.in_yuan();
    let lines = || filing.budget.lines.iter().filter(|it| !it.amounts.is_empty());
    let annual = lines().find(|it| names::is_annual_total(&it.name));
    let grand = || lines().find(|it| names::is_grand_total(&it.name) && !names::is_project_total(&it.name));
    let of_project =
        || lines().find(|it| names::is_project_total(&it.name)).filter(|_| is_of_one_year(&filing.project));
    main_amount(&annual.or_else(grand).or_else(of_project)?.amounts)?.checked_mul(unit)
}

/// Whether the project begins and ends in one year, so that its total is the year's.
fn is_of_one_year(project: &Project) -> bool {
    let year = |it: &str| it.get(..4).and_then(|it| it.parse::<u16>().ok());
    year(&project.start).is_some_and(|it| year(&project.end) == Some(it))
}

/// The amount of a line or task for the whole year, in the form's unit.
pub fn main_amount(amounts: &Amounts) -> Option<Decimal> {
    [Column::Full, Column::Total, Column::Only].iter().find_map(|it| amounts.get(it))?.value()
}

#[cfg(test)]
mod tests {
    use super::annual_total;
    use crate::check::budget::samples::{by_kinds, filing, income_and_expenditure, project, tasks};
    use crate::model::MoneyUnit;
    use rust_decimal::Decimal;

    #[test]
    fn the_total_of_the_year_is_found_in_every_form() {
        let yuan = |text: &str| Some(text.parse::<Decimal>().unwrap());
        assert_eq!(annual_total(&by_kinds()), yuan("8123456.78"));
        assert_eq!(annual_total(&income_and_expenditure()), yuan("24806000.00"));
        assert_eq!(annual_total(&tasks()), yuan("18753700.00"));
        assert_eq!(annual_total(&project()), yuan("412300.00"));
        assert_eq!(annual_total(&filing(None, &[("资金总额", "", "9")])), None);
        assert_eq!(annual_total(&filing(None, &[])), None);
        let mut one = filing(Some(MoneyUnit::Yuan), &[("项目资金总额", "", "9")]);
        assert_eq!(annual_total(&one), None);
        (one.project.start, one.project.end) = ("2025-01-01".to_owned(), "2025-12-31".to_owned());
        assert_eq!(annual_total(&one), yuan("9"));
    }
}
