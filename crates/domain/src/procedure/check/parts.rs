//! References between the published parts: every part a text sends the reader to exists, or is declared missing (R3).

use super::{Findings, item};
use crate::procedure::{Definition, MissingPart};

pub(super) fn check(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, missing) in definition.missing_parts.iter().enumerate() {
        if definition.parts.iter().any(|part| part.id == missing.part) {
            let message = format!("Part {} is declared missing, and is there. Delete this entry.", missing.part);
            findings.error("missing-part-supplied", &item("missing_parts", index, &missing.part), message);
        }
    }
    for (index, part) in definition.parts.iter().enumerate() {
        let path = item("parts", index, &part.id);
        if !part.listed {
            let message =
                format!("Part {} is not in the procedure's own list of contents. List it, or leave it out.", part.id);
            findings.warning("part-unlisted", &format!("{path}.listed"), "R3", message);
        }
        for cited in cited_parts(&part.body) {
            if !definition.parts.iter().any(|part| part.id == cited) {
                report_dangling(definition, findings, &format!("{path}.body"), &cited);
            }
        }
    }
}

fn report_dangling(definition: &Definition, findings: &mut Findings<'_>, path: &str, cited: &str) {
    match definition.missing_parts.iter().find(|missing| missing.part == cited) {
        Some(MissingPart { requirement, why, .. }) => {
            let message =
                format!("The text sends the reader to part {cited}, which is missing: {why}. Supply the part.");
            findings.warning("part-missing", path, requirement, message);
        }
        None => {
            let message = format!(
                "The text sends the reader to part {cited}, which does not exist. Supply it, correct the reference, or declare it in `missing_parts`."
            );
            findings.error("dangling-part", path, message);
        }
    }
}

/// Ids of the parts a text cites, each once: "part 9" gives `9`, "appendix 1" gives `appendix-1`, and "parts 3, 4
/// and 5" gives all three.
fn cited_parts(body: &str) -> Vec<String> {
    let mut cited: Vec<String> = Vec::new();
    let mut words = body.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        let (prefix, plural) = match word.to_lowercase().as_str() {
            "part" => ("", false),
            "parts" => ("", true),
            "appendix" => ("appendix-", false),
            "appendices" => ("appendix-", true),
            _ => continue,
        };
        while let Some(number) =
            words.next_if(|word| is_number(word) || (plural && matches!(*word, "and" | "or" | "to")))
        {
            let id = format!("{prefix}{number}");
            if is_number(number) && !cited.contains(&id) {
                cited.push(id);
            }
            if !plural {
                break;
            }
        }
    }
    cited
}

fn is_number(word: &str) -> bool {
    word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::cited_parts;

    #[test]
    fn finds_every_way_of_citing_a_part() {
        assert_eq!(cited_parts("See Part 9, and part\n9 again; a party of 5 takes part in it."), ["9"]);
        assert_eq!(cited_parts("parts 3, 4 and 5; Appendix 1 (of 12 pages)"), ["3", "4", "5", "appendix-1"]);
        assert_eq!(cited_parts("part 4, 10 working days"), ["4"]);
        assert!(cited_parts("no part of it, partly 7").is_empty());
    }
}
