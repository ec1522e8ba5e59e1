"""What the notebook says, in English."""

NOTEBOOK: dict[str, str] = {
    "ui.notebook-problems": "What is wrong in this cell",
    "ui.notebook-refused": "nothing of this cell was taken in; its problems are above",
    "ui.notebook-nothing": "write a scene behind it: %delta Δ02 + память",
    "ui.notebook-name": "`{name}` cannot be a name in Python; write a name as `scenes`, of letters, digits and _",
    "ui.notebook-limit": "`{given}` is no limit that could be set; write for example `--limit beats=20000` ({names}; {most})",
    "ui.notebook-file": "{path}: {reason}",
}
