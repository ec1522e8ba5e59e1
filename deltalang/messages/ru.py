"""The wording of every message in Russian.

The same ids and the same blanks as in English. Hints stand in the infinitive, and no wording
depends on a number's plural.
"""

MESSAGES: dict[str, str] = {
    # ------------------------------------------------------------ E101: unexpected text
    "unexpected": "`{found}` здесь стоять не может",
    "unexpected.hint": 'убрать `{found}` или написать вместо `+`, `→` или `|`; если это текст, взять в кавычки: `"{found}"`',
    "empty-expression": "здесь нечего читать",
    "empty-expression.hint": "написать сцену, например `память + жар`, или `0`, если нужна пустота",
    "ended-early": "запись обрывается после `{found}`",
    "ended-early.hint": "закончить её на этой строке или сделать отступ у строки-продолжения",
    "missing-operator": "между `{left}` и `{right}` не хватает знака",
    "missing-operator.hint": (
        "написать `{left} + {right}` (вместе), `{left} → {right}` (потом) или `{glued}` (слитно)"
    ),
    "operand-missing-after": "после `{operator}` чего-то не хватает",
    "operand-missing-after.hint": "дописать слово или формулу либо убрать `{operator}`",
    "operand-missing-before": "перед `{operator}` чего-то не хватает",
    "operand-missing-before.hint": (
        "дописать слово или формулу; если строка продолжает предыдущую — сделать отступ"
    ),
    "two-operators": "`{left}` и `{found}` стоят подряд",
    "two-operators.hint": "оставить один знак или вписать между ними слово",
    "glue-after-postfix": "`~` не ставится после веса, пометки или `{{…}}`",
    "glue-after-postfix.hint": "сначала склеить, `а~б*2`, или взять левое в скобки, `(а*2)~б`",
    "empty-brackets": "внутри `{found}` пусто",
    "empty-brackets.hint": "вписать что-нибудь или `0`; если аргументов нет, писать просто `Δ02`",
    "leading-equal": "слева от `=` нет имени",
    "leading-equal.hint": "начать с имени формулы: `Δ:имя = …`",
    "equal-without-name": "`=` ставится только после имени формулы, с которого начинается запись",
    "equal-without-name.hint": "написать `Δ:имя = …` (формула) или `имя: …` (сцена с меткой)",
    "equal-in-brackets": "в скобках между именем и значением ставится `:`, а не `=`",
    "equal-in-brackets.hint": "написать `{left}: …`",
    "misplaced-colon": "`:` ставится только после метки — простых слов, с которых начинается запись",
    "misplaced-colon.hint": "написать `имя: …`, имя без `Δ`, кавычек и скобок; директива пишется `:имя`",
    "bad-parameter": "параметром может быть только простое слово",
    "bad-parameter.hint": (
        "написать `Δ07(герой) = …` или, со значением по умолчанию, `Δ07(герой: волк) = …`"
    ),
    "spaced-directive": "между `:` и `{name}` стоит пробел",
    "spaced-directive.hint": "директиву писать слитно, `:{name}`; метку ставить перед двоеточием",
    "expect-without-verb": "в `:expect` нет глагола",
    "expect-without-verb.hint": (
        "написать, например, `:expect Δ02 содержит жар`; глаголы: `содержит`, `лишён`, `равно`"
    ),
    "empty-atom": "между кавычками нет текста",
    "empty-atom.hint": "написать `_`, если нужен беззвучный такт, или `0`, если нужна пустота",
    "empty-hole": "пропуск пуст",
    "empty-hole.hint": "написать `<имя>`, `<~задание для LLM>` или `<?вопрос человеку>`",
    "typographic": "знака `{found}` в языке нет",
    "typographic.hint": "написать `{try_}`",
    "unknown-character": "знак `{found}` ({name}) в языке ничего не значит",
    "unknown-character.hint": 'убрать его или, если это текст, взять в кавычки: `"{quoted}"`',
    "tag": "`{found}` — не комментарий и не тег",
    "tag.hint": '`# {word}` — комментарий, `"{found}"` — текст в кавычках',
    # ------------------------------------------------------- E102, E103: brackets and quotes
    "unclosed": "скобка `{bracket}` не закрыта",
    "unclosed.hint": "добавить `{closer}`; если `{bracket}` — просто текст, взять в кавычки",
    "unopened": "скобка `{bracket}` ничего не закрывает",
    "unopened.hint": "убрать её или добавить открывающую `{opener}`",
    "wrong-closer": "`{found}` не закрывает `{bracket}`",
    "wrong-closer.hint": "написать `{closer}`",
    "unclosed-string": "кавычка не закрыта до конца строки",
    "unclosed-string.hint": r'поставить `"` в конце текста; кавычка внутри него пишется `\"`',
    # ------------------------------------------------------------------- E104: references
    "pinned-definition": "в определении нельзя указать версию: `@{pin}`",
    "pinned-definition.hint": "убрать `@{pin}`; версию формула получает при публикации",
    "fractional-code": "`{found}` — не номер формулы: в нём точка",
    "fractional-code.hint": "написать `Δ07` (формула) или `Δ07*1.5` (с весом)",
    "spaced-reference": "внутри ссылки стоит пробел",
    "spaced-reference.hint": "написать `{right}`",
    "bad-pin": "после `@` нет версии",
    "bad-pin.hint": "написать, например, `Δ02@3`, `Δ02@^3`, `Δ02@stable` или `Δ02@#ab12cd`",
    "delta-alone": "у `Δ` нет ни номера, ни имени",
    "delta-alone.hint": 'написать `Δ02` или `Δ:имя`; если это текст, взять в кавычки: `"Δ"`',
    # ---------------------------------------------------------- E105: two alphabets in a word
    "mixed-scripts": "в слове `{word}` смешаны два алфавита: `{letter}` — из другого",
    "mixed-scripts.hint": (
        'написать `{try_}` одним алфавитом; если смесь нарочная, взять в кавычки: `"{word}"`'
    ),
    # ---------------------------------------------------------------------- E106: numbers
    "weight-missing": "после `{operator}` не хватает числа",
    "weight-missing.hint": "написать, например, `{operator}2`",
    "weight-not-a-number": "после `{operator}` нужно число, а не `{found}`",
    "weight-not-a-number.hint": "написать, например, `{operator}2`; вместе — это `+`, слитно — `~`",
    "negative-weight": "число после `*`, `^` или `/` не может быть отрицательным",
    "negative-weight.hint": "поставить минус перед словом: `- жар*2`",
    "repeat-number": "после `^` нужно целое число повторов, а не `{found}`",
    "repeat-number.hint": "написать, например, `^2`; вес пишется так: `*{found}`",
    "long-number": "слишком длинное число: больше {allowed} знаков",
    "long-number.hint": "округлить его",
    "zero-divisor": "на ноль делить нельзя",
    "zero-divisor.hint": "поставить после `/` другое число; с весом `*0` образ исчезает",
    "number-alone": "число `{found}` стоит само по себе; так можно писать только `0` (пустоту)",
    "number-alone.hint": 'вес написать так: `жар*{found}`, а число как текст — так: `"{found}"`',
    "number-after-operand": "`{found}` стоит после `{left}` без знака",
    "number-after-operand.hint": (
        'написать `*{found}`, если это вес; название взять в кавычки: `"канал {found}"`'
    ),
    # ------------------------------------------------------------- E107, E108: lines, bytes
    "words-across-lines": "`{left}` и `{found}` стоят на разных строках, и знака между ними нет",
    "words-across-lines.hint": (
        "написать `+ {found}`, если это продолжение; новую запись начинать без отступа"
    ),
    "stray-indentation": "строка с отступом, но продолжать ей нечего",
    "stray-indentation.hint": "убрать пробелы в начале строки",
    "not-utf8": "файл не в кодировке UTF-8: сбой на байте {offset}",
    "not-utf8.hint": "`deltalang` читает только UTF-8: сохранить файл заново в этой кодировке",
    # ------------------------------------------------------------------ E110, E111: directives
    "unknown-directive": "директивы `:{name}` нет",
    "unknown-directive.hint": "выбрать из имеющихся: {known}",
    "directive-argument": "написанное после `:{name}` не подходит",
    "directive-argument.hint": "что нужно: {wanted}",
    "use-not-found": "набора формул `{name}` нет",
    "use-not-found.hint": "назвать скрипт или папку с формулами; искали: {looked}",
    # ----------------------------------------------------------------- E201–E204: formulas
    "unknown-formula": "формулы `{name}` нет",
    "unknown-formula.hint": "посмотреть близкие имена: {near}",
    "unknown-formula-no-hint": "формулы `{name}` нет",
    "unknown-formula-no-hint.hint": "определить её, `{name} = …`, или подключить её набор: `:use`",
    "unknown-version": "у `{name}` нет версии `@{pin}`",
    "unknown-version.hint": "выбрать из имеющихся версий: {known}",
    "unknown-label": "у `{name}` нет метки `@{pin}`",
    "unknown-label.hint": "выбрать из имеющихся меток: {known}",
    "cyclic-definition": "определение возвращается само к себе: {path}",
    "cyclic-definition.hint": "убрать одну из этих ссылок; цикл в сцене пишется `[а → б]`",
    "cyclic-use": "наборы подключают друг друга по кругу: {path}",
    "cyclic-use.hint": "убрать одно из этих `:use` или вынести общее в третий набор",
    # ----------------------------------------------------------------- E205, E206: arguments
    "missing-argument": "у `{name}` не задан аргумент `{parameter}`",
    "missing-argument.hint": (
        "написать `{name}({parameter}: …)` или задать для `{parameter}` значение по умолчанию"
    ),
    "surplus-argument": "слишком много аргументов: у `{name}` их может быть не больше {allowed}",
    "surplus-argument.hint": "убрать лишнее или добавить параметр в определение `{name}`",
    "unknown-argument": "у `{name}` нет параметра `{argument}`",
    "unknown-argument.hint": "выбрать из имеющихся параметров: {known}",
    "argument-twice": "у `{name}` аргумент `{argument}` задан дважды",
    "argument-twice.hint": "оставить один из двух",
    "unused-parameter": "параметр `{parameter}` у `{name}` нигде не используется",
    "unused-parameter.hint": "вписать `<{parameter}>` в определение или убрать параметр",
    "undeclared-hole": "у `{name}` нет параметра для пропуска `<{hole}>`",
    "undeclared-hole.hint": "добавить `{hole}` в скобки после `{name}`: `{name}({hole}) = …`",
    "parameter-twice": "параметр `{name}` объявлен дважды",
    "parameter-twice.hint": "переименовать или убрать один из двух",
    # ------------------------------------------------------------- E207–E212: meaning, names
    "digest-mismatch": "смысл `{name}` уже не `{pin}`: теперь её отпечаток — `{known}`",
    "digest-mismatch.hint": (
        "посмотреть, что изменилось, и написать `{name}@{known}` либо указать прежнюю версию"
    ),
    "shadowed-number": "`{name}` уже занята: {layer}",
    "shadowed-number.hint": "взять другой номер или имя без номера: `Δ:имя = …`",
    "defined-twice": "`{name}` уже определена на строке {line}",
    "defined-twice.hint": "переименовать одну из двух или сложить их через `+`",
    "scope-value-a-word": "для `{name}` нужно слово или текст в кавычках, а не `{value}`",
    "scope-value-a-word.hint": 'начать с буквы или взять в кавычки: `"{value}"`',
    "scope-value-trust": "для `{name}` годится `anchor` или `hypothesis`, а не `{value}`",
    "scope-value-trust.hint": (
        "написать `{name}: якорь` (коротко `!`) или `{name}: гипотеза` (коротко `?`)"
    ),
    "scope-value-color": "для `{name}` нужен цвет из трёх или шести цифр, а не `{value}`",
    "scope-value-color.hint": "написать, например, `{name}: #B22222`",
    "scope-value-tempo": "для `{name}` нужно число ударов в минуту или слово, а не `{value}`",
    "scope-value-tempo.hint": "написать, например, `{name}: 60` или `{name}: andante`",
    "scope-value-tension": "для `{name}` нужно число от 0 до 1, а не `{value}`",
    "scope-value-tension.hint": "написать, например, `{name}: 0.7`",
    "scope-value-lang": "для `{name}` нужен код языка, а не `{value}`",
    "scope-value-lang.hint": "написать, например, `{name}: ru` или `{name}: en`",
    "scope-key-twice": "`{name}` задано дважды в одних фигурных скобках",
    "scope-key-twice.hint": "оставить одно из двух; значение без имени — это `mode` (режим)",
    "expectation-failed": "ожидалось `{subject} {verb} {wanted}`, а получилось `{found}`",
    "expectation-failed.hint": "исправить формулу или, если оно устарело, само ожидание",
    "label-twice": "метка `{label}` уже есть на строке {line}",
    "label-twice.hint": "переименовать одну из двух",
    # --------------------------------------------------------------------- E301–E306: limits
    "limit-images": "слишком много образов в сцене: больше {allowed}{path}",
    "limit-images.hint": "разделить сцену или поднять предел: `--limit images={allowed}0`",
    "limit-beats": "слишком длинная последовательность: больше {allowed}{path}",
    "limit-beats.hint": "уменьшить число повторов или поднять предел: `--limit beats={allowed}0`",
    "nesting-limit": "слишком глубокая вложенность скобок: больше {allowed}",
    "nesting-limit.hint": (
        "вынести внутренние части в формулы или поднять предел: `--limit nesting=150`"
    ),
    "limit-nesting": "слишком глубокая вложенность сцен: больше {allowed}{path}",
    "limit-nesting.hint": ("сделать вложенность меньше или поднять предел: `--limit nesting=150`"),
    "limit-digits": "слишком много цифр в весе: больше {allowed}{path}",
    "limit-digits.hint": "округлить веса или поднять предел: `--limit digits={allowed}0`",
    "limit-worlds": "слишком много миров: больше {allowed}{path}",
    "limit-worlds.hint": (
        "выбрать один с помощью `--seed` или поднять предел: `--limit worlds={allowed}0`"
    ),
    "statement-limit": "слишком длинная запись: слов и знаков в ней больше {allowed}",
    "statement-limit.hint": (
        "разбить её на несколько или поднять предел: `--limit statement={allowed}0`"
    ),
    # ------------------------------------------------------------------------ E401: registry
    "bad-record": "файл `{file}` не годится: {reason}",
    "bad-record.hint": (
        "восстановить файл из git; все повреждённые файлы перечислит `deltalang doctor`"
    ),
    "record-changed": "`{file}` изменён или повреждён после публикации: контрольная сумма не сходится",
    "record-changed.hint": (
        "верните файл из git; чтобы оставить правку, опубликуйте её текст новой версией"
    ),
    # ------------------------------------------------------------------------- W5xx: warnings
    "cancelled": "`{text}` сокращается до нуля: образ исчезает, а не избегается",
    "cancelled.hint": "чтобы его избегать, написать `- {text}*2`",
    "hyphen-minus": "`{word}` — одно слово: дефис внутри него не минус",
    "hyphen-minus.hint": "чтобы вычесть `{right}`, поставить пробелы: `{left} - {right}`",
    "deprecated": "формула `{name}` устарела",
    "deprecated.hint": "взять вместо неё `{replacement}`",
    "deprecated-alone": "формула `{name}` устарела, и замены ей нет",
    "deprecated-alone.hint": "расписать её смысл словами или взять другую формулу",
    "look-alike": "`{left}` и `{right}` выглядят похоже, но это разные слова",
    "look-alike.hint": "если слово одно, набрать его в обоих местах одинаково",
    "look-alike-code": "`{left}` и `{right}` выглядят похоже, но это разные формулы",
    "look-alike-code.hint": "если формула одна, писать в обоих местах одинаковое число нулей",
    "glued-word": "слово `{word}` неизвестно и похоже на несколько слов, написанных слитно",
    "glued-word.hint": "чтобы склеить их, написать `{split}`; если слово одно, взять его в кавычки",
    # ------------------------------------------------------------- words of the command line
    "ui.error": "ошибка",
    "ui.warning": "предупреждение",
    "ui.try": "совет",
    "ui.found-none": "замечаний нет",
    "ui.found": "ошибок: {errors}, предупреждений: {warnings}, файлов: {files}",
    "ui.would-reformat": "будет переформатирован: {name}",
    "ui.reformatted": "переформатирован: {name}",
    "ui.unchanged": "файлов без изменений: {count}",
    "ui.written-here": "написано здесь",
    "ui.avoid": "избегать",
    "ui.laws-ok": "законы соблюдаются: {laws}; формул: {formulas}, проверок: {checks}",
    "ui.law-broken": "закон нарушен: {law} на {scenes}",
    "ui.no-such-file": "нет такого файла: {name}",
    "ui.cannot-read": "не удалось прочитать {name}: {reason}",
}
