"""What is said about targets, in Russian."""

TARGETS: dict[str, str] = {
    "ui.target-unknown": "нет вида вывода `{target}`; похожие: {near}; есть {names}",
    "ui.target-unknown-hidden": "нет вида вывода `{target}`; похожие: {near}; есть {names}; скрыты встроенными с тем же именем: {hidden}",
    "ui.target-several": "вид вывода `{target}` есть в нескольких пакетах: {distributions}; оставить один из них",
    "ui.target-unloaded": "вид вывода `{target}` из пакета `{distribution}` не загружается ({error}); исправить или удалить пакет",
    "ui.target-failed": "вид вывода `{target}` из пакета `{distribution}` не сработал ({error}); сообщить его авторам",
    "ui.target-no-text": "вид вывода `{target}` из пакета `{distribution}` дал `{kind}`, а не текст; сообщить его авторам",
}
