"""What the REPL says, in Russian."""

REPL: dict[str, str] = {
    "ui.repl-welcome": "deltalang: сцена, формула или :команда; :помощь расскажет, Ctrl-D — выход",
    "ui.repl-no-last": "ещё нет сцены, к которой относилось бы `{name}`; напишите, например Δ02 + память",
    "ui.repl-holds": "верно",
    "ui.repl-unknown": "нет команды `:{name}`; список — :помощь",
    "ui.repl-unknown-near": "нет команды `:{name}`; может быть, `:{near}`? список — :помощь",
    "ui.repl-bad-argument": "кавычки не сходятся: {reason}",
    "ui.repl-save-where": "скажите куда: `:сохрани двор.delta`",
    "ui.repl-save-exists": "{path} уже есть и остался как был; `:сохрани! …` заменит его",
    "ui.repl-saved": "сохранено в {path}",
    "ui.repl-file": "{path}: {reason}",
    "ui.repl-load-what": "скажите, какой скрипт: `:загрузи двор.delta`",
    "ui.repl-undo-nothing": "отменять нечего",
    "ui.repl-undone": "отменено",
    "ui.repl-set-what": "напишите `:поставь lang {languages}` или `:поставь form {forms}`",
    "ui.repl-load-refused": "{path} не взят, ничего из него",
    "ui.repl-interrupted": "прервано; ничего не взято",
    "ui.repl-internal": "внутренняя ошибка ({kind}: {reason}); это наш промах, сообщите о нём, пожалуйста (DELTALANG_DEBUG=1 покажет место)",
    "ui.repl-more": "{said} (и ещё {count})",
    "ui.repl-formulas": "своих формул: {count}",
    "ui.repl-about-help": "команды, или одна из них",
    "ui.repl-about-scene": "сцена со всем, что в ней есть",
    "ui.repl-about-expand": "то же, что :сцена",
    "ui.repl-about-prompt": "сцена как промпт для модели",
    "ui.repl-about-why": "откуда каждый вес сцены",
    "ui.repl-about-cost": "сколько токенов стоит сцена",
    "ui.repl-about-fold": "сцена короче, через известные формулы",
    "ui.repl-about-list": "формулы реестра",
    "ui.repl-about-find": "искать формулы по словам",
    "ui.repl-about-show": "формула и её редакции",
    "ui.repl-about-log": "журнал формулы",
    "ui.repl-about-deps": "из чего сделана формула",
    "ui.repl-about-dependents": "что сделано из формулы",
    "ui.repl-about-rule": "что значит код вроде E201",
    "ui.repl-about-laws": "проверить законы языка",
    "ui.repl-about-save": "записать разговор в скрипт",
    "ui.repl-about-save!": "то же, поверх скрипта, который есть",
    "ui.repl-about-load": "взять скрипт из файла",
    "ui.repl-about-undo": "взять последнее назад",
    "ui.repl-about-set": "язык сообщений, вид сцен",
    "ui.repl-about-quit": "выйти",
    "ui.repl-help": """\
Строка — сцена (Δ02 + память), сцена с меткой (двор: Δ02), формула (Δ:ход = бег → лес)
или директива (:use :mode :context :lang :seed :expect, по-русски :взять :режим …), как в скрипте.
Δ:последнее — последняя сцена. Enter продолжает незаконченное, Alt-Enter — всегда.
Tab дополняет: номер (Δ0), имя (Δ:ро), слово формулы (жар), \\D даёт Δ.
  :сцена :промпт :почему :цена :сверни  последняя сцена, сцена по метке или то, что за командой
  :список :найди СЛОВА :покажи Δ02 :журнал Δ02 :основа Δ02 :зависимые Δ02  реестр
  :сохрани ФАЙЛ (:сохрани! заменит) :загрузи ФАЙЛ :отмени :поставь lang en :поставь form canonical
  :правило E201 :законы :помощь КОМАНДА :выход""",
}
