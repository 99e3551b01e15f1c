//! The money of the year in one number, for rules that hold a target against it.
//!
//! Only a printed total counts; nothing is added up here.

use super::names;
use crate::model::{Amounts, Column, Filing};
use rust_decimal::Decimal;

/// The total of the year in 元: the line of the year where a form prints one, else its grand total. `None` where none
/// is printed, cannot be read, or has no unit.
pub fn annual_total(filing: &Filing) -> Option<Decimal> {
    let unit = filing.budget.unit?.in_yuan();
    let lines = || filing.budget.lines.iter().filter(|it| !it.amounts.is_empty());
    let annual = lines().find(|it| names::is_annual_total(&it.name));
    let grand = || lines().find(|it| names::is_grand_total(&it.name) && !names::is_project_total(&it.name));
    main_amount(&annual.or_else(grand)?.amounts)?.checked_mul(unit)
}

/// The amount of a line or task for the whole year, in the form's unit.
pub fn main_amount(amounts: &Amounts) -> Option<Decimal> {
    [Column::Full, Column::Total, Column::Only].iter().find_map(|it| amounts.get(it))?.value()
}

#[cfg(test)]
mod tests {
    use super::annual_total;
    use crate::check::budget::samples::{by_kinds, filing, income_and_expenditure, project, tasks};
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
    }
}
