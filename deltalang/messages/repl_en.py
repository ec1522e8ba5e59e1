"""What the REPL says, in English."""

REPL: dict[str, str] = {
    "ui.repl-welcome": "deltalang: a scene, a formula or a :command; :help says more, Ctrl-D leaves",
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
    "ui.repl-set-what": "write `:set lang {languages}` or `:set form {forms}`",
    "ui.repl-load-refused": "{path} was not taken in, none of it",
    "ui.repl-interrupted": "interrupted; nothing was taken in",
    "ui.repl-internal": "internal error ({kind}: {reason}); this is a bug, please report it (DELTALANG_DEBUG=1 shows where)",
    "ui.repl-more": "{said} (and {count} more)",
    "ui.repl-formulas": "{count} formula(s) of your own",
    "ui.repl-about-help": "the commands, or one of them",
    "ui.repl-about-scene": "the scene with everything in it",
    "ui.repl-about-expand": "the same as :scene",
    "ui.repl-about-prompt": "the scene as a prompt for a model",
    "ui.repl-about-why": "where each weight of the scene comes from",
    "ui.repl-about-cost": "what the scene costs in tokens",
    "ui.repl-about-fold": "the scene written shorter with known formulas",
    "ui.repl-about-list": "the formulas of the registry",
    "ui.repl-about-find": "search the formulas by words",
    "ui.repl-about-show": "a formula with its editions",
    "ui.repl-about-log": "the log of a formula",
    "ui.repl-about-deps": "what a formula is made of",
    "ui.repl-about-dependents": "what is made of a formula",
    "ui.repl-about-rule": "what a code like E201 means",
    "ui.repl-about-laws": "try the laws of the language",
    "ui.repl-about-save": "write the conversation to a script",
    "ui.repl-about-save!": "the same, in the place of a script that is there",
    "ui.repl-about-load": "take in a script from a file",
    "ui.repl-about-undo": "take the last input back",
    "ui.repl-about-set": "the language of messages, the form of scenes",
    "ui.repl-about-quit": "leave",
    "ui.repl-help": """\
A line is a scene (Δ02 + память), one with a label (двор: Δ02), a formula (Δ:ход = бег → лес)
or a directive (:use :mode :context :lang :seed :expect), as in a script.
Δ:last is the last scene. Enter goes on while a statement is unfinished, Alt-Enter always.
Tab completes: a number (Δ0), a name (Δ:ро), a word of a formula (жар), \\D for Δ.
  :scene :prompt :why :cost :fold  the last scene, one by its label, or what stands behind
  :list :find WORDS :show Δ02 :log Δ02 :deps Δ02 :dependents Δ02  the registry
  :save FILE (:save! replaces) :load FILE :undo :set lang ru :set form canonical
  :rule E201 :laws :help COMMAND :quit""",
}
