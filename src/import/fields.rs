//! The fields of a filing that one short text of its head fills.
//!
//! Must not know where a text stands. Invariant: a field that is set keeps its text; another one is refused.

use super::heading;
use super::join;
use super::slot::Slot;
use crate::model::{Filing, Scope};

/// Where a seal goes, beside a name.
const SEALS: &[&str] = &["（盖章）", "(盖章)", "（公章）", "(公章)", "（章）", "(章)", "（签章）", "(签章)"];

/// A name without the mark that says where the seal goes, and that mark.
pub fn unsealed(text: &str) -> (&str, &str) {
    let text = join::trim(text);
    let before = SEALS.iter().find_map(|it| Some((join::trim(text.strip_prefix(it)?), *it)));
    let behind = || SEALS.iter().find_map(|it| Some((join::trim(text.strip_suffix(it)?), *it)));
    before.or_else(behind).filter(|it| !it.0.is_empty()).unwrap_or((text, ""))
}

/// Sets a field of one short text; `false` where it is already set to another text.
pub fn set(filing: &mut Filing, slot: Slot, text: &str) -> bool {
    if slot == Slot::Year {
        filing.year =
            filing.year.or_else(|| heading::year(text)).or_else(|| heading::year(&format!("{text}年")));
        // A text that says more stays as it is.
        return filing.year.is_some_and(|it| join::trim(text) == it.to_string());
    }
    let (code, name) = code_and_name(text);
    let department = &mut filing.department;
    let field = match slot {
        Slot::Department | Slot::Implementer => {
            let is_other = !department.name.is_empty() && department.name != name;
            if is_other && slot == Slot::Implementer {
                // 单位 above was another; the one that carries the project out files it, and the other supervises it.
                // Where one supervises it already, what is displaced here is left over.
                let other = std::mem::take(&mut department.name);
                if department.supervisor.is_empty() {
                    department.supervisor = other;
                }
                department.code.clear();
            }
            let is_own = department.name.is_empty() || department.name == name;
            if department.code.is_empty() && is_own {
                code.clone_into(&mut department.code);
            }
            // Another code has no field: the cell stays as it is.
            let is_code_known = code.is_empty() || department.code == code;
            return put(&mut department.name, if code.is_empty() { text } else { name }) && is_code_known;
        }
        Slot::Code => {
            let is_code = text.chars().all(|it| it.is_ascii_alphanumeric() || it == '-');
            return is_code && put(&mut department.code, text);
        }
        // Below a supervisor another one is named, 中央主管部门 and 省级主管部门: the lower one files.
        Slot::Supervisor if !department.supervisor.is_empty() && department.supervisor != text => {
            return department.name.is_empty() && put(&mut department.name, text);
        }
        Slot::Supervisor => &mut department.supervisor,
        Slot::ProjectName => {
            filing.scope = Scope::Project;
            &mut filing.project.name
        }
        Slot::Nature => &mut filing.project.nature,
        Slot::Category => &mut filing.project.category,
        Slot::Start => &mut filing.project.start,
        Slot::End => &mut filing.project.end,
        Slot::Period => {
            let Some((start, end)) = period(text) else { return false };
            return put(&mut filing.project.start, start) & put(&mut filing.project.end, end);
        }
        Slot::ContactName | Slot::ContactPhone if name_and_phone(text).is_some() => {
            let Some((name, phone)) = name_and_phone(text) else { return false };
            return put(&mut filing.contact.name, name) && put(&mut filing.contact.phone, phone);
        }
        Slot::ContactName => &mut filing.contact.name,
        Slot::ContactPhone => &mut filing.contact.phone,
        Slot::FilledAt => &mut filing.filled_at,
        _ => return false,
    };
    put(field, text)
}

/// First and last day of a period such as 2025-01-01至2025-12-31 or 2025年1月—2025年12月; `None` for a length such as
/// 3年.
fn period(text: &str) -> Option<(&str, &str)> {
    let text = join::trim(text);
    // Between days such as 2025-01-01 a hyphen parts nothing.
    let hyphen = text.contains('年').then_some("-");
    let marks = ["至", "—", "～", "~", "到", "－", " - ", "--"];
    let (start, end) = marks.into_iter().chain(hyphen).find_map(|it| text.split_once(it))?;
    let (start, end) = (join::trim(start), join::trim(end.trim_start_matches(['—', '-'])));
    let is_day = |it: &str| it.chars().filter(char::is_ascii_digit).count() > 3 && it.chars().count() < 14;
    (is_day(start) && is_day(end)).then_some((start, end))
}

/// A name and the phone behind it, 张某 000-1234567, in their two halves; `None` for one of them alone.
fn name_and_phone(text: &str) -> Option<(&str, &str)> {
    let at = text.find(|it: char| it.is_ascii_digit() || matches!(it, '(' | '（' | '+'))?;
    let (name, phone) = text.split_at(at);
    let name = join::trim(name).trim_end_matches(['，', ',', '、', '/', '：', ':', ' ', ';', '；']);
    let is_phone =
        phone.chars().all(|it| it.is_ascii_digit() || "()（）+-－— /转".contains(it)) && 6 < phone.len();
    let is_name =
        (2..=8).contains(&name.chars().count()) && name.chars().all(|it| it.is_alphabetic() || it == '·');
    (is_phone && is_name && name != "转").then_some((name, join::trim(phone)))
}

fn put(field: &mut String, text: &str) -> bool {
    if field.is_empty() {
        text.clone_into(field);
    }
    field == text
}

/// `[163001]name`, `name[163001]` or `163001-name` in its two halves; the code is empty where there is none.
fn code_and_name(text: &str) -> (&str, &str) {
    let text = join::trim(text);
    let bracketed = text
        .strip_prefix(['[', '【', '［'])
        .and_then(|rest| rest.split_once([']', '】', '］']))
        .filter(|(code, _)| code.chars().all(|it| it.is_ascii_alphanumeric()));
    if let Some((code, name)) = bracketed {
        return (code, join::trim(name));
    }
    let behind = text
        .strip_suffix([']', '】', '］'])
        .and_then(|rest| rest.rsplit_once(['[', '【', '［']))
        .filter(|(_, code)| code.chars().all(|it| it.is_ascii_alphanumeric()));
    if let Some((name, code)) = behind.filter(|it| !it.0.is_empty() && 2 < it.1.len()) {
        return (code, join::trim(name));
    }
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    match text.get(digits..) {
        Some(rest) if 2 < digits && rest.starts_with(['-', '—', ' ', '_']) => (
            text.get(..digits).unwrap_or_default(),
            join::trim(rest.trim_start_matches(['-', '—', ' ', '_'])),
        ),
        _ => ("", text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_seal_is_no_name() {
        for (text, expected) in [
            ("（盖章）柳溪县水利局", "柳溪县水利局"),
            ("柳溪县水利局(公章)", "柳溪县水利局"),
            ("柳溪县水利局（本级）", "柳溪县水利局（本级）"),
            ("（盖章）", "（盖章）"),
        ] {
            assert_eq!(unsealed(text).0, expected, "{text}");
        }
    }

    #[test]
    fn a_name_and_its_phone_are_two_fields() {
        for (text, expected) in [
            ("张某 000-1234567", Some(("张某", "000-1234567"))),
            ("张某，13000000000", Some(("张某", "13000000000"))),
            ("000-1234567", None),
            ("张某", None),
            ("张某 12", None),
            ("办公室（张某）000-1234567", None),
        ] {
            assert_eq!(name_and_phone(text), expected, "{text}");
        }
    }

    #[test]
    fn periods_are_two_days() {
        for (text, expected) in [
            ("2025-01-01至2025-12-31", Some(("2025-01-01", "2025-12-31"))),
            ("2025年1月—2025年12月", Some(("2025年1月", "2025年12月"))),
            ("2025年1月-2025年12月", Some(("2025年1月", "2025年12月"))),
            ("3年", None),
            ("长期至永久", None),
        ] {
            assert_eq!(period(text), expected, "{text}");
        }
    }
}
