//! Serial numbers of spreadsheets → dates and times of day.
//!
//! Day 1 is 1900-01-01, and as in Excel there is a 1900-02-29; or day 0 is 1904-01-01. Invariant: a number outside
//! of the years 1900 to 9999 is no date.

/// A moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Year.
    pub year: i64,
    /// Month, 1 to 12.
    pub month: i64,
    /// Day, 1 to 31.
    pub day: i64,
    /// Hour, 0 to 23.
    pub hour: i64,
    /// Minute.
    pub minute: i64,
    /// Second.
    pub second: i64,
}

/// The last day of the year 9999.
const LAST_DAY: f64 = 2_958_466.0;

/// The moment of a serial number.
pub fn moment(serial: f64, is_1904: bool) -> Option<Moment> {
    if !(0.0..LAST_DAY).contains(&serial) {
        return None;
    }
    let mut days = serial.floor() as i64;
    let mut seconds = ((serial - serial.floor()) * 86_400.0).round() as i64;
    if seconds == 86_400 {
        (days, seconds) = (days + 1, 0);
    }
    // Days since 1970-01-01; before 1900-03-01 Excel is one day off.
    let since_1970 = match (is_1904, days) {
        (true, _) => days - 24_107,
        (false, ..60) => days - 25_568,
        _ => days - 25_569,
    };
    let (year, month, day) = civil(since_1970);
    Some(Moment { year, month, day, hour: seconds / 3600, minute: seconds / 60 % 60, second: seconds % 60 })
}

/// The date of a day counted from 1970-01-01: years are counted from March, so that the leap day is the last.
fn civil(days: i64) -> (i64, i64, i64) {
    const DAYS_OF_400_YEARS: i64 = 146_097;
    let days = days + 719_468;
    let era = days.div_euclid(DAYS_OF_400_YEARS);
    let day_of_era = days.rem_euclid(DAYS_OF_400_YEARS);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let months_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * months_from_march + 2) / 5 + 1;
    let month = if months_from_march < 10 { months_from_march + 3 } else { months_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_numbers_become_dates() {
        for (serial, is_1904, expected) in [
            (1.0, false, (1900, 1, 1, 0, 0)),
            (59.0, false, (1900, 2, 28, 0, 0)),
            (61.0, false, (1900, 3, 1, 0, 0)),
            (45_199.0, false, (2023, 9, 30, 0, 0)),
            (45_657.75, false, (2024, 12, 31, 18, 0)),
            (0.0, true, (1904, 1, 1, 0, 0)),
            (43_737.0, true, (2023, 9, 30, 0, 0)),
        ] {
            let it = moment(serial, is_1904).unwrap();
            assert_eq!((it.year, it.month, it.day, it.hour, it.minute), expected, "{serial}");
        }
        for serial in [-1.0, f64::NAN, f64::INFINITY, 3_000_000.0] {
            assert_eq!(moment(serial, false), None, "{serial}");
        }
    }
}
