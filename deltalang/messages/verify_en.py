"""What the verification of answers says, in English."""

VERIFY: dict[str, str] = {
    "ui.verify-found": "found",
    "ui.verify-partly": "partly found; not found: {missing}",
    "ui.verify-apart": "found in part, or far apart",
    "ui.verify-missing": "not found by words (a paraphrase may hide)",
    "ui.verify-unchecked": "not checked: no word can show it",
    "ui.verify-leaked": "LEAKED",
    "ui.verify-negated": "mentioned negated",
    "ui.verify-absent": "absent",
    "ui.verify-disordered": "out of order; in order are the beats {chain}",
    "ui.verify-synonym": "another word for it",
    "ui.verify-avoid": "avoid",
    "ui.verify-unfilled": "a hole was left",
    "ui.verify-passed": "score {score}: passed",
    "ui.verify-failed": "score {score}: falls short",
    "ui.verify-which": "several scenes; choose one with --label: {labels}",
    "ui.verify-no-label": "no scene with the label {label}; there are: {labels}",
}
