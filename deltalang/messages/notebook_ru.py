"""What the notebook says, in Russian."""

NOTEBOOK: dict[str, str] = {
    "ui.notebook-problems": "Что не так в этой ячейке",
    "ui.notebook-refused": "из этой ячейки ничего не принято; что не так, сказано выше",
    "ui.notebook-nothing": "напишите за ней сцену: %delta Δ02 + память",
    "ui.notebook-name": "`{name}` не может быть именем в Python; напишите имя вроде `scenes`, из букв, цифр и _",
    "ui.notebook-limit": "`{given}` — не предел, который можно поставить; напишите, например, `--limit beats=20000` ({names}; {most})",
    "ui.notebook-file": "{path}: {reason}",
}
