"""What counting and budgets say, in English."""

ECONOMY: dict[str, str] = {
    "ui.tokenizer-extra": "{package} is not installed: pip install 'deltalang[tokens]', or leave --tokenizer out",
    "ui.tokenizer-no-table": (
        "the table of {name} is not on this machine and nothing is downloaded: put {url} there as {path}"
        " (TIKTOKEN_CACHE_DIR names another folder), or leave --tokenizer out"
    ),
    "ui.tokenizer-bad-table": (
        "{path} is not the table of {name}: its bytes are not those of {url}; put the right file there,"
        " or leave --tokenizer out"
    ),
    "ui.tokenizer-no-file": "no such file: {path}; --tokenizer wants a tokenizer.json",
    "ui.tokenizer-bad-file": "{path} is no tokenizer.json: {reason}",
    "ui.tokenizer-unknown": "no tokenizer {name}; there are {names}, and paths to a tokenizer.json",
    "ui.counted-exactly": "counted by {name}",
    "ui.counted-estimate": "estimate, fitted to {against}; its error, mean/95 of 100: {errors}",
    "ui.budget-kept": "{name}: {tokens} tokens of {budget}, left out: {dropped} ({counted})",
    "ui.budget-over": (
        "{name}: {tokens} tokens, {over} over the budget of {budget}, left out: {dropped};"
        " what is left stays: anchors, one entry where there is no anchor, and what is to be avoided where"
        " losing it would not be enough ({counted})"
    ),
    "ui.budget-more": "and {count} more",
    "ui.budget-hypothesis": "a hypothesis, {attention} of the attention",
    "ui.budget-structure": "a whole order, choice or hole that is a hypothesis, {attention} of the attention",
    "ui.budget-avoided": "to be avoided; without it the rest fits",
    "ui.cost-form": "tokens at so many uses",
    "ui.cost-break-even": "legend is cheaper from",
    "ui.cost-never": "never",
    "ui.cost-legend": "the legend, sent once:",
    "ui.form-written": "notation as written",
    "ui.form-canonical": "notation, spelt out",
    "ui.form-words": "words with spaces",
    "ui.form-commas": "words with commas",
    "ui.form-glued": "words glued",
    "ui.form-json": "JSON profile",
    "ui.form-prompt": "prompt",
    "ui.form-legend": "legend and notation",
    "ui.advice-inline": (
        "inline it: spelt out the scene costs {canonical} tokens, written with formulas {written};"
        " a legend never pays here"
    ),
    "ui.advice-inline-rarely": "inline it for up to {most} uses: a legend pays from {uses} uses on",
    "ui.advice-keep": (
        "keep the formulas if you use them often: a legend pays from {uses} uses on; at {most} uses it"
        " comes to {legend} tokens, spelling out to {canonical}"
    ),
    "ui.advice-glue": "do not glue: the glued words cost {glued} tokens, the same words with spaces {words}",
    "ui.advice-delta": (
        "write Δ (U+0394) rather than ∆ (U+2206): the scene costs {delta} tokens instead of {written}"
    ),
    "ui.cost-rough": "the estimate knows glued words worst: short ones come out too low, long ones too high",
}
