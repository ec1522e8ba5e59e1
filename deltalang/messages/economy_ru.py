"""What counting and budgets say, in Russian."""

ECONOMY: dict[str, str] = {
    "ui.tokenizer-extra": "{package} не установлен: pip install 'deltalang[tokens]', или убрать --tokenizer",
    "ui.tokenizer-no-table": (
        "таблицы {name} на этой машине нет, а из сети ничего не скачивается: положить {url} сюда: {path}"
        " (другую папку задаёт TIKTOKEN_CACHE_DIR), или убрать --tokenizer"
    ),
    "ui.tokenizer-bad-table": (
        "{path} — не таблица {name}: байты не те, что в {url}; положить туда правильный файл"
        " или убрать --tokenizer"
    ),
    "ui.tokenizer-no-file": "нет такого файла: {path}; --tokenizer ждёт tokenizer.json",
    "ui.tokenizer-bad-file": "{path} — не tokenizer.json: {reason}",
    "ui.tokenizer-unknown": "нет токенизатора {name}; есть {names} и пути к tokenizer.json",
    "ui.counted-exactly": "посчитано по {name}",
    "ui.counted-estimate": "оценка, подогнана под {against}; её ошибка, средняя/95 из 100: {errors}",
    "ui.budget-kept": "{name}: токенов {tokens} из {budget}, убрано: {dropped} ({counted})",
    "ui.budget-over": (
        "{name}: токенов {tokens}, сверх бюджета {budget} на {over}, убрано: {dropped};"
        " остальное остаётся: опоры, а где их нет — один образ или порядок, и чего избегать, если и без"
        " этого не уместилось бы ({counted})"
    ),
    "ui.budget-more": "и ещё {count}",
    "ui.budget-hypothesis": "гипотеза, доля внимания {attention}",
    "ui.budget-structure": "порядок, выбор или пропуск целиком, гипотеза, доля внимания {attention}",
    "ui.budget-avoided": "чего избегать; без этого остальное умещается",
    "ui.cost-form": "токенов при стольких применениях",
    "ui.cost-break-even": "легенда дешевле с",
    "ui.cost-never": "никогда",
    "ui.cost-legend": "легенда, шлётся один раз:",
    "ui.form-written": "нотация, как написана",
    "ui.form-canonical": "нотация без формул",
    "ui.form-words": "слова через пробел",
    "ui.form-commas": "слова через запятую",
    "ui.form-glued": "слова слитно",
    "ui.form-json": "профиль в JSON",
    "ui.form-prompt": "промпт",
    "ui.form-legend": "легенда и нотация",
    "ui.advice-inline": (
        "раскрыть на месте: без формул сцена стоит токенов {canonical}, с формулами {written};"
        " легенда здесь не окупается никогда"
    ),
    "ui.advice-inline-rarely": "раскрыть на месте, если применений до {most}: легенда окупается с {uses}",
    "ui.advice-keep": (
        "оставить формулы, если они нужны часто: легенда окупается с {uses}; при {most} применениях она"
        " стоит токенов {legend}, а запись без формул {canonical}"
    ),
    "ui.advice-glue": "не склеивать: слитные слова стоят токенов {glued}, те же слова через пробел {words}",
    "ui.advice-delta": (
        "писать Δ (U+0394), а не ∆ (U+2206): сцена стоит токенов {delta} вместо {written}"
    ),
    "ui.cost-rough": "хуже всего оценка знает слитные слова: короткие занижает, длинные завышает",
}
