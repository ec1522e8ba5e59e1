"""Что говорит проверка ответов, по-русски."""

VERIFY: dict[str, str] = {
    "ui.verify-found": "найдено",
    "ui.verify-partly": "найдено частично; не найдено: {missing}",
    "ui.verify-apart": "найдено частично или далеко друг от друга",
    "ui.verify-missing": "словами не найдено (возможен пересказ)",
    "ui.verify-unchecked": "не проверяется: словом это не показать",
    "ui.verify-leaked": "УТЕЧКА",
    "ui.verify-negated": "упомянуто с отрицанием",
    "ui.verify-absent": "нет",
    "ui.verify-disordered": "не по порядку; по порядку идут такты {chain}",
    "ui.verify-synonym": "другое слово о том же",
    "ui.verify-avoid": "избегать",
    "ui.verify-unfilled": "пропуск не заполнен",
    "ui.verify-passed": "оценка {score}: годится",
    "ui.verify-failed": "оценка {score}: не дотягивает",
    "ui.verify-which": "сцен несколько; выберите одну через --label: {labels}",
    "ui.verify-no-label": "нет сцены с меткой {label}; есть: {labels}",
}
