"""What the REPL says, in English."""

REPL: dict[str, str] = {
    "ui.repl-welcome": "deltalang {version}: a scene, a formula or a :command; :help says more, Ctrl-D leaves",
    "ui.repl-no-last": "there is no scene yet that `{name}` could be about; write one, as Δ02 + память",
    "ui.repl-holds": "holds",
    "ui.repl-unknown": "there is no command `:{name}`; :help lists them",
    "ui.repl-unknown-near": "there is no command `:{name}`; did you mean `:{near}`? :help lists them",
    "ui.repl-bad-argument": "the quotation marks do not fit together: {reason}",
    "ui.repl-save-where": "say where to: `:save yard.delta`",
    "ui.repl-save-exists": "{path} is there already and was left as it is; `:save! …` replaces it",
    "ui.repl-saved": "saved to {path}",
    "ui.repl-file": "{path}: {reason}",
    "ui.repl-load-what": "say which script: `:load yard.delta`",
    "ui.repl-undo-nothing": "there is nothing to take back",
    "ui.repl-undone": "taken back",
    "ui.repl-set-what": "write `:set lang LANGUAGE`, one of: {languages}",
    "ui.repl-left": "left",
    "ui.repl-formulas": "{count} formula(s) of your own",
    "ui.repl-help": """\
A line is a scene (Δ02 + память), one with a label (двор: Δ02), a formula (Δ:ход = бег → лес)
or a directive (:use :mode :context :lang :seed :expect), as in a script.
Δ:last is the last scene. Enter goes on while a statement is unfinished, Alt-Enter always.
Tab completes: a number (Δ0), a name (Δ:ро), a word of a formula (жар), \\D for Δ.
  :scene :prompt :why :cost :fold  the last scene, or an expression behind it
  :list :find WORDS :show Δ02 :log Δ02 :deps Δ02 :dependents Δ02  the registry
  :save FILE (:save! replaces) :load FILE :undo :set lang ru
  :rule E201 :laws :help COMMAND :quit""",
}
