"""What is said about targets, in English."""

TARGETS: dict[str, str] = {
    "ui.target-unknown": "no target `{target}`; nearest: {near}; there are {names}",
    "ui.target-unknown-hidden": "no target `{target}`; nearest: {near}; there are {names}; hidden by built-in ones of the same name: {hidden}",
    "ui.target-several": "several distributions bring a target `{target}`: {distributions}; uninstall all but one",
    "ui.target-unloaded": "the target `{target}` of the distribution `{distribution}` cannot be loaded ({error}); mend or uninstall the distribution",
    "ui.target-failed": "the target `{target}` of the distribution `{distribution}` failed ({error}); report it to its makers",
    "ui.target-no-text": "the target `{target}` of the distribution `{distribution}` gave `{kind}`, not a text; report it to its makers",
}
