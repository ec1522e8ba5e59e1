"""What manual pages say that no help does: exit statuses, the environment, files."""

EXIT_STATUSES = {
    "0": "Fine.",
    "1": "Findings: errors in a text; with --strict warnings too; something wanted is not there.",
    "2": "Wrong usage, or a file that cannot be read or written.",
    "3": "An internal failure, which is a bug, or a model that failed.",
    "130": "Interrupted.",
}

ENVIRONMENT = {
    "DELTALANG_HOME": "Folder of the user's own registry, in place of the platform's data folder.",
    "DELTALANG_DEBUG": "Where set, an internal failure shows where it happened.",
    "LC_ALL, LC_MESSAGES, LANG": "Language of messages, Russian or English, without --lang.",
    "NO_COLOR, FORCE_COLOR": "No colours at all; colours even where the output is no terminal.",
    "TERM": "A terminal called `dumb` gets no colours.",
}

_TOKENIZERS = {"TIKTOKEN_CACHE_DIR": "Folder with the tables of tiktoken; nothing is downloaded."}
VARIABLES_OF = {
    "expand": _TOKENIZERS,
    "cost": _TOKENIZERS,
    "mine": {
        "DELTALANG_SPARK_MASTER": "Address of the Spark cluster for --engine spark.",
        "DELTALANG_SPARK_KERNELS": "Kernels on its workers: numpy, numba or auto.",
        "JAVA_HOME": "The Java that Spark runs on.",
    },
    "run": {
        "OPENAI_BASE_URL": "Address of an OpenAI-compatible server, without --base-url.",
        "OPENAI_API_KEY": "Key for that server; servers of one's own want none.",
        **_TOKENIZERS,
    },
}
"""Variables that only one command reads."""

FILES = {
    "registry/": "Formulas of the project; the folder above it is the project.",
    "deltalang.lock": "The editions that the references of the project mean.",
    "lexicon.yaml": "Names of ideas in the project.",
}

_MINED = {".deltalang-mining/": "Reports and decisions, for the project."}
FILES_OF = {
    "mine": _MINED,
    "review": _MINED,
    "run": {".deltalang-run/": "Answers of the model, one file each, without --record."},
}
"""Files that only one command reads or writes."""
