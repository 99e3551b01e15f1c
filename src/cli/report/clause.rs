//! What the documents behind clause ids are called, for letters and tables.
//!
//! Invariant: a document and a topic are named, never quoted.

/// Key of a document in clause ids, and its name.
const DOCUMENTS: &[(&str, &str)] = &[
    ("K34", "中发〔2018〕34号"),
    ("K88", "财预〔2015〕88号"),
    ("K101", "财预〔2021〕101号"),
    ("K10", "财预〔2020〕10号"),
    ("KYT", "预算管理一体化系统填报要求"),
];

/// `K88-合理可行` → `财预〔2015〕88号：合理可行`; an id of another form stays as it is.
pub fn named(clause: &str) -> String {
    let (key, topic) = clause.split_once('-').unwrap_or((clause, ""));
    match DOCUMENTS.iter().find(|(it, _)| *it == key) {
        None => clause.to_owned(),
        Some((_, name)) if topic.is_empty() => (*name).to_owned(),
        Some((_, name)) => format!("{name}：{topic}"),
    }
}

#[cfg(test)]
mod tests {
    use super::named;
    use crate::check::rules;

    #[test]
    fn the_document_of_every_rule_has_a_name() {
        assert_eq!(named("K88-合理可行"), "财预〔2015〕88号：合理可行");
        assert_eq!(named("K34"), "中发〔2018〕34号");
        for rule in rules::ALL {
            if let Some(clause) = rule.clause {
                assert_ne!(named(clause), clause, "{}", rule.code);
            }
        }
    }
}
