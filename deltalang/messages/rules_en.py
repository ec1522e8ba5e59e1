"""What each code means, in English: a title and an explanation for `deltalang rule E201`.

The examples after "wrong:" and "right:" are scripts; a test reads them.
"""

RULES: dict[str, tuple[str, str]] = {
    # ------------------------------------------------------------------------ E1xx: text
    "E101": (
        "unexpected text",
        """\
Something stands where it cannot be read. Words in a row are one atom; everything else is joined
by an operator. Nothing is guessed or passed on as text because it could not be understood.
  wrong: Δ02 память
  right: Δ02 + память""",
    ),
    "E102": (
        "bracket without its pair",
        """\
A bracket is not closed, closes nothing, or is closed by one of another kind. Where the missing
one belongs changes the meaning, so it is asked for, not guessed.
  wrong: (память + жар → тишина
  right: (память + жар) → тишина""",
    ),
    "E103": (
        "quote without its pair",
        r"""A quoted text begins and ends on one line; inside it write \" for a quote and \\ for a
backslash. One forgotten quote would otherwise swallow the rest of the file.
  wrong: "Привет, Анна! + память
  right: "Привет, Анна!" + память""",
    ),
    "E104": (
        "malformed reference",
        """\
A reference is Δ with a number or a name and perhaps a version, without spaces: Δ02, Δ02@3, Δ:порог.
A definition has no version: it gets one when it is published.
  wrong: Δ 02 + Δ03@
  right: Δ02 + Δ03@stable""",
    ),
    "E105": (
        "two alphabets in one word",
        """\
A word mixes Cyrillic and Latin letters, mostly by a slip of the keyboard. It looks like another
word but would never be equal to it. Across a hyphen a mixture is fine (LLM-память).
  wrong: память + ж\u0061р
  right: память + жар""",
    ),
    "E106": (
        "number that does not fit",
        """\
`*` takes a number or a fraction that is not negative, `^` a whole number of times, and a number
alone means nothing unless it is 0. A fraction has a point (1.5): a comma separates arguments and
entries. A weight is exact: it is never rounded or guessed.
  wrong: жар*сильно
  right: жар*3/2""",
    ),
    "E107": (
        "indentation",
        """\
A statement starts at the left edge; an indented line continues the one above, and needs an
operator to do so. This is how one broken statement never hides the next.
  wrong: память
           жар
  right: память
           + жар""",
    ),
    "E108": (
        "file that is not UTF-8",
        """\
Every script, note and record is read as UTF-8, with or without a byte order mark. Guessing
another encoding would turn words into other words without a sound.
Save the file again as UTF-8; most editors have it under "Save with encoding".""",
    ),
    "E109": (
        "broken encoding",
        """\
The text is UTF-8 that some program read in another encoding and saved again, so every letter
became two strange ones. The way back is exact: `deltalang repair FILE` shows it, `--write`
replaces the file. Nothing is mended without being asked.""",
    ),
    "E110": (
        "unknown directive",
        """\
A statement that starts with `:` is a directive, and its name is not known. A misspelt directive
that was silently skipped would change the meaning of everything below it.
  wrong: :mod ностальгия
  right: :mode ностальгия""",
    ),
    "E111": (
        "directive with the wrong argument",
        """\
The directive is known, but what follows it is missing, surplus, or names nothing that exists.
`:use` takes a script or a folder of formulas, `:lang` the code of a language.
  wrong: :lang "по-русски"
  right: :lang ru""",
    ),
    "E112": (
        "answer that cannot be read",
        """\
An answer in JSON, of the form that the target `schema` asks for, is broken, has no string `text`,
or an answer is longer than any model writes. A half answer is never verified as if it were whole:
what is behind the break would count as not found.""",
    ),
    # ----------------------------------------------------------------------- E2xx: names
    "E201": (
        "unknown formula",
        """\
The reference names a formula that is neither defined in the text nor found in the registry or in
a pack. It is never kept as plain text: a scene with a hole in its meaning would look complete.
  wrong: Δ:порок + память
  right: Δ:порог + память""",
    ),
    "E202": (
        "unknown version",
        """\
The formula exists, but not in this version. Versions are whole numbers and are never reused, so
another one would be another edition of the idea. `@^3` is the newest that still extends 3.
  wrong: Δ02@99
  right: Δ02@stable""",
    ),
    "E203": (
        "unknown label",
        """\
The formula exists, but has no version under this label. A label is a word that points to a
version; `latest` and `stable` are kept by the registry, others are set by people.
  wrong: Δ02@stabel
  right: Δ02@stable""",
    ),
    "E204": (
        "definition that leads back to itself",
        """\
A formula needs itself, directly or through others, so its meaning has no end. The message shows
the whole path. Packs that use one another in a circle are the same mistake.
To say that something returns again and again, write a cycle.
  wrong: Δ100 = волк → Δ100
  right: Δ100 = [волк → лес]""",
    ),
    "E205": (
        "missing argument",
        """\
The formula has a parameter without a default, and the reference gives nothing for it. An empty
place is not filled by a guess; give the argument, or give the parameter a default.
  wrong: Δ:охота(герой) = <герой> → лес
  right: Δ:охота(герой: волк) = <герой> → лес""",
    ),
    "E206": (
        "arguments and parameters that do not match",
        """\
An argument is surplus, unknown or given twice; or a definition has a parameter that it never uses,
declares twice, or has forgotten to declare. Each is nearly always a misspelling.
  wrong: Δ:охота(герой) = <горой> → лес
  right: Δ:охота(герой) = <герой> → лес""",
    ),
    "E207": (
        "digest that does not match",
        """\
The reference pins a meaning by its digest (`@#…`), and the formula found means something else.
A pinned meaning never changes quietly: this is the whole point of the pin.
Look at `deltalang diff`, then pin the new digest or an older version.""",
    ),
    "E208": (
        "hyperlexeme that cannot be split for certain",
        """\
A word written together can be split into known words in several ways, or in none. Only the
writer knows which is meant, so the parts are written with `~`.
  wrong: памятьжаратишина
  right: память~жара~тишина""",
    ),
    "E209": (
        "name that is already taken",
        """\
The number or name is defined twice: in this text, or here and in another layer (the standard
library, the project, a pack). One name with two meanings would depend on who reads it.
  wrong: Δ02 = волк + лес
  right: Δ:лес = волк + лес""",
    ),
    "E210": (
        "scope value of the wrong kind",
        """\
A known key has a value that it cannot take, or a key stands twice. The known keys are typed:
`color` #B22222, `tempo` 60 or andante, `tension` 0 to 1, `trust` anchor or hypothesis, `lang` ru.
  wrong: память{tension: 7}
  right: память{tension: 0.7}""",
    ),
    "E211": (
        "expectation that failed",
        """\
`:expect` says what must stay true of a formula (`has`, `lacks`, `is`), and it does not. It is the
test of a formula: change the formula, or the expectation when the idea itself has changed.
  right: :expect Δ02 has жар""",
    ),
    "E212": (
        "label used twice",
        """\
Two scenes of one text carry the same label, so the label would not say which one is meant.
  wrong: двор: память
         двор: жар
  right: двор: память + жар""",
    ),
    "E213": (
        "retired formula",
        """\
Its authors no longer offer this formula. Nothing that was made with it is lost: a lock file and a
digest (`Δ100@#0e50c6d0126e`) still lead to it. The hint names what took its place.""",
    ),
    # ---------------------------------------------------------------------- E3xx: limits
    "E301": (
        "too many images",
        """\
A scene grew past the limit of images. Formulas inside formulas multiply fast, so a small text
can ask for more than a machine has; the message names the formulas that led there.
Split the scene, or raise the limit: `--limit images=100000`.""",
    ),
    "E302": (
        "too many beats",
        """\
A sequence or a cycle grew past the limit of beats, mostly by `^` inside `^`: (a → b)^1000^1000.
Repeat fewer times, or raise the limit: `--limit beats=100000`.""",
    ),
    "E303": (
        "nested too deeply",
        """\
Brackets, sequences, cycles or choices stand inside one another deeper than the limit.
Name the inner parts as formulas, or raise the limit: `--limit nesting=150`.""",
    ),
    "E304": (
        "weight with too many digits",
        """\
Weights are exact and never rounded, so products of many fractions grow longer and longer.
Round the weights that you write, or raise the limit: `--limit digits=1000`.""",
    ),
    "E305": (
        "too many worlds",
        """\
Every `|` multiplies the number of possible worlds: twenty choices of two already make a million.
Pick one world with `--seed`, or raise the limit: `--limit worlds=100000`.""",
    ),
    "E306": (
        "statement that is too long",
        """\
One statement has more words and signs than the limit; mostly a file that is not a script.
Split it into labelled scenes and formulas, or raise the limit: `--limit statement=1000000`.""",
    ),
    # -------------------------------------------------------------------- E4xx: registry
    "E401": (
        "bad record",
        """\
A file of the registry cannot be read, lacks something, or has been changed after publishing (its
hash says so). The other records stay usable; nothing is repaired behind your back.
Restore the file from git, or mend the field that the message names.""",
    ),
    "E402": (
        "changed record",
        """\
The last line of a record is a SHA-256 over the lines above it, and here the two do not agree: the
file was edited, cut off or damaged after it was published. Published versions never change. Restore
the file from git; to keep an edit, publish it as a new version. Other formulas are not affected.""",
    ),
    "E403": (
        "drift from the lock file",
        """\
With `--locked` every reference must mean what deltalang.lock says, with the same record, byte for
byte. `deltalang lock` adds new references, `deltalang update` moves those that are locked and shows
first what changes in meaning.""",
    ),
    "E404": (
        "forbidden by a rule",
        """\
A formula may say what may follow it: any edition, only those that extend it, or none that changes
its meaning (frozen). Publish a new formula, or pass over the rule with `--force --why REASON`; the
reason is kept in the record.""",
    ),
    "E405": (
        "not ready for that",
        """\
A formula becomes stable when its claims hold, somebody wrote down where the scene was seen, and a
person approves it by name. `rollback` needs a place that `stable` was at before.""",
    ),
    "E406": (
        "bad name, label or number",
        """\
A label is a word (numbers are versions); `latest` and `stable` are moved by the registry. A name is
words with hyphens between them. Numbers below Δ100 belong to the standard library.""",
    ),
    "E407": (
        "nothing to work on",
        """\
The command needs a registry, which `deltalang init` makes in the folder of a project, or a script
that defines formulas.""",
    ),
    "E408": (
        "merge that a person must settle",
        """\
Two sides changed the same image differently, or there is nothing to merge here. Everything else is
merged by itself: versions that two branches published follow one another, ours first.""",
    ),
    "E410": (
        "two of one kind",
        """\
Two formulas have the same name, two numbers differ only by zeros (Δ0100 and Δ100), or a file that
is to be imported is there already and says something else.""",
    ),
    "E411": (
        "registry that does not agree with itself",
        """\
A version between others is gone, a label leads nowhere, or an edition is recorded in another class
(same, extends, breaks) than it is. Restore the files from git.""",
    ),
    "E412": (
        "bad lexicon",
        """\
A lexicon file cannot be read, an entry lacks something, or two ideas have one name. The message
names the entry. An entry has an id, a kind and names in Russian or English; the first is what the
idea is called, the others are aliases.""",
    ),
    "E413": (
        "mining file that is not in order",
        """\
What `deltalang mine` wrote can no longer be read: the file was cut short or edited, a field is
missing or is not as wanted, or a digest is not that of its formula. The message names the field.
Nothing is guessed; `deltalang mine PATH... --to json` writes the file again.""",
    ),
    "E414": (
        "queue that cannot be read",
        """\
The file given by `deltalang run --human` holds something else than questions with answers, or an
entry was damaged. The message names the line. Write answers after `answer:` and leave the rest as
it is; nothing in the file is changed until it can be read.""",
    ),
    # --------------------------------------------------------- E50x: prompts that are read
    "E501": (
        "prompt that cannot be read",
        """\
`deltalang import sd`, `compel` and `midjourney` read prompts for image models. There is no text, or
a weight is no number, or there are more weights than parts. Nothing is guessed: a scene with
another weight would look like the prompt and say something else.""",
    ),
    "E502": (
        "prompt past a limit",
        """\
A prompt to be read is longer than a million characters, has more phrases than a scene may have
images, brackets nested too deeply, or a weight with too many digits. Nobody writes such a prompt;
the limits keep a broken or hostile file from taking the machine with it.""",
    ),
    # -------------------------------------------------------------------- W5xx: warnings
    "W501": (
        "cancelled to nothing",
        """\
A minus takes away exactly what was there, so the image vanishes. It is not avoided: only what
stays negative after everything is added up is.
  wrong: память + жар - жар
  right: память + жар - жар*2""",
    ),
    "W502": (
        "hyphen that may be a minus",
        """\
A hyphen inside a word belongs to the word (что-то), so `память-жар` is one atom. Both parts are
known words of their own here, so a minus may be meant; that one stands between spaces.
  wrong: память-жар
  right: память - жар""",
    ),
    "W503": (
        "inflected atom",
        """\
The word is a form of a word that is used elsewhere in its plain form. The two are different atoms:
they neither add up nor resonate. Write the plain form, or quote the form that is meant.
  wrong: память + памяти
  right: память + память""",
    ),
    "W504": (
        "deprecated formula",
        """\
The formula still works and always will, but its authors have put another one in its place.
The hint names it; `deltalang diff` shows what differs.""",
    ),
    "W505": (
        "look-alikes",
        """\
Two different words look the same to the eye (Cyrillic сор, Latin cop), or two codes differ only by
zeros (Δ2 and Δ02). They are never equal and never add up; write one of them in both places.
  wrong: Δ2 + Δ02
  right: Δ02*2""",
    ),
    "W506": (
        "word that may be several",
        """\
An unknown word is exactly several known ones written together. As it stands it is one atom with
no tie to its parts; glued with `~` it resonates with each of them.
  wrong: памятьжар
  right: память~жар""",
    ),
    "W507": (
        "something left over in the registry",
        """\
A file was left by a process that was killed, does not belong here, or a label lags behind. Nothing
is lost, and the formulas are usable.""",
    ),
    "W508": (
        "key that may lack its colon",
        """\
In braces, words without a colon are the mode. These begin with a known key (context, звук …), so
a colon may be missing after it; if not, `mode:` before the words, or quotes around them, say so.
  wrong: память{context детство}
  right: память{context: детство}""",
    ),
    "W509": (
        "script that is not formatted",
        """\
The script would look different after `deltalang fmt`. It means the same either way; one form for
all keeps differences small.""",
    ),
    "W510": (
        "locked reference that would mean another edition",
        """\
A label moved, or a newer edition came, after the lock file was written. The lock still holds;
`deltalang update` shows what would change in meaning before it changes anything.""",
    ),
    "W511": (
        "bad name of an idea",
        """\
A name or alias of the lexicon would find the wrong things in notes: a function word, a word that
is mostly a form of another word, a word in every second sentence, or one that another idea has.
Choose a word that names the idea and little else, or a phrase.""",
    ),
    "W513": (
        "link that leads nowhere",
        """\
A wikilink of a note leads to no note of the vault that was given. It may be a note that is still
to be written, so this is a warning, and only with `deltalang md check --links`.""",
    ),
    "W514": (
        "edited expansion",
        """\
What `deltalang md render` wrote below a `delta` block was changed by hand. It would be lost when
the block is rendered again, so it is left alone. Move the text out from between the two comments,
or give `--force`.""",
    ),
    "W515": (
        "part of a prompt that is not carried over",
        """\
A prompt for an image model says something that a scene does not: a network, a seed, a moment, a
mixture, an image. The scene is read without it, and the message says what was left out or how it
was read. Brackets without a pair are read as the program in question reads them.""",
    ),
}
