"""Questions to the index: lists, words, likeness, who uses what."""

import json
import math
import re
from collections.abc import Iterator, Mapping

import attrs

from deltalang.algebra.lineage import value
from deltalang.algebra.scene import Scene
from deltalang.keys import key
from deltalang.registry.index import Index
from deltalang.semantics.build import atoms_of
from deltalang.syntax import ast
from deltalang.syntax.parser import parse
from deltalang.words.lemmas import Lemmatizer


@attrs.frozen
class Entry:
    """A formula in a list: the edition that an unpinned reference means.

    `problem` says what is wrong with a formula that cannot be read; the rest is then empty.
    """

    code: str
    slug: str | None
    version: int | None
    status: str | None
    formula: str | None
    layer: str
    labels: Mapping[str, int]
    notes: Mapping[str, str]
    digest: str | None = None
    problem: str | None = None
    likeness: float | None = None


_COLUMNS = "f.code, f.slug, f.version, f.status, f.formula, f.labels, f.notes, f.digest, f.problem"


def entries(
    index: Index,
    *,
    status: str | None = None,
    label: str | None = None,
    limit: int | None = None,
) -> Iterator[Entry]:
    """List formulas by number; retired ones only when they are asked for."""
    where, values = _status_is(status)
    if label is not None:
        where += " and exists (select 1 from json_each(f.labels) where key = ?)"
        values.append(label)
    values.append(limit if limit is not None else -1)
    rows = index.db.execute(
        f"select {_COLUMNS} from formula f where {where} order by f.number, f.code limit ?", values
    )
    return (_entry(row, index.registry.layer) for row in rows)


def search(
    index: Index, words: str, *, limit: int = 20, lemmatizer: Lemmatizer | None = None
) -> list[Entry]:
    """Find formulas with all of some words in formula, name or notes, the best matches first.

    A word finds what begins with it; a longer Russian or English word also finds its other endings.
    With a `lemmatizer` it finds every form of its lemmas.
    """
    terms = [_term(word, lemmatizer) for word in re.findall(r"\w+", key(words))]
    if not terms:
        return []
    rows = index.db.execute(
        f"select {_COLUMNS} from words w join formula f on f.id = w.rowid where words match ?"
        " and ifnull(f.status, '') != 'retired' order by bm25(words), f.number, f.code limit ?",
        (" AND ".join(terms), limit),
    )
    return [_entry(row, index.registry.layer) for row in rows]


def _term(word: str, lemmatizer: Lemmatizer | None) -> str:
    """A word as a prefix, its ending cut off (the poor man's stem), or one of its forms."""
    stem = word[: max(4, len(word) - 2)] if len(word) > 4 else word
    if lemmatizer is None:
        return f'"{stem}"*'
    lemmas = (one.text for one in lemmatizer.lemmas(word))
    forms = sorted({key(form) for lemma in lemmas for form in lemmatizer.forms(lemma)})
    quoted = (form.replace('"', '""') for form in forms)
    return "(" + " OR ".join([f'"{stem}"*', *(f'"{form}"' for form in quoted)]) + ")"


def near(index: Index, scene: Scene, *, limit: int = 20) -> list[Entry]:
    """Find formulas that mean something like a scene: the cosine between weights of images.

    Images count as axes. Salton, Wong and Yang, "A vector space model for automatic indexing" (1975).
    """
    weights = {image.text: float(value(weight)) for image, weight in scene.terms}
    own = math.sqrt(sum(w * w for w in weights.values()))
    asked = [part for pair in sorted(weights.items()) for part in pair]
    if not asked:
        return []
    rows = index.db.execute(
        f"with asked(image, weight) as (values {', '.join(['(?, ?)'] * len(weights))}),"
        " found(code, product) as (select i.code, sum(i.weight * asked.weight) from asked"
        " join image i on i.image = asked.image group by i.code)"
        f" select {_COLUMNS}, round(product / f.norm / ?, 6) as likeness"
        " from found join formula f on f.code = found.code"
        " where product > 0 and ifnull(f.status, '') != 'retired'"
        " order by likeness desc, f.number, f.code limit ?",
        (*asked, own, limit),
    )
    return [attrs.evolve(_entry(row[:-1], index.registry.layer), likeness=row[-1]) for row in rows]


def atoms(index: Index) -> list[str]:
    """The atoms of all formulas, in the order of the alphabet, at every depth of their images."""
    found: set[str] = set()
    for (image,) in index.db.execute("select distinct image from image"):
        for statement in parse(image).statements:
            if isinstance(statement, ast.SceneStatement):
                found.update(atoms_of(statement.body))
    return sorted(found)


def by_slug(index: Index, slug: str) -> str | None:
    """The digits of the formula with a slug."""
    row = index.db.execute(
        "select code from formula where slug_key = ? order by number, code limit 1", (key(slug),)
    ).fetchone()
    return row[0] if row else None


def like_slug(index: Index, slug: str) -> list[str]:
    """The slugs in which a word begins like a word of another slug, at most 5 000 in order."""
    starts = [word[:3] for word in key(slug).split("-") if word]
    where = " or ".join(["slug_key glob ? or slug_key glob ?"] * len(starts)) or "0"
    values = [part for start in starts for part in (f"{_plain(start)}*", f"*-{_plain(start)}*")]
    rows = index.db.execute(
        f"select slug from formula where {where} order by slug_key limit 5000", values
    )
    return [slug for (slug,) in rows]


def _plain(text: str) -> str:
    """A text in which no character is a wildcard."""
    return re.sub(r"([*?\[])", r"[\1]", text)


class IndexLookup:
    """What a registry asks its index; fresh at each question."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def by_slug(self, slug: str) -> str | None:
        """See `Lookup.by_slug`."""
        self.index.refresh()
        return by_slug(self.index, slug)

    def like_slug(self, slug: str) -> list[str]:
        """See `Lookup.like_slug`."""
        self.index.refresh()
        return like_slug(self.index, slug)


def dependents(index: Index, name: str, slug: str | None) -> list[str]:
    """The formulas that refer to one in any of their editions, by its number or its name."""
    names = [name] + ([f"Δ:{key(slug)}"] if slug else [])
    rows = index.db.execute(
        f"select distinct code from edge where used in ({','.join('?' * len(names))})", names
    )
    return [f"Δ{code}" for code in sorted((code for (code,) in rows), key=lambda c: (int(c), c))]


def _status_is(status: str | None) -> tuple[str, list[object]]:
    if status is None:
        return "ifnull(f.status, '') != 'retired'", []
    return "f.status = ?", [status]


def _entry(row: tuple[str, ...], layer: str) -> Entry:
    code, slug, version, status, formula, labels, notes, digest, problem = row
    return Entry(
        code=f"Δ{code}",
        slug=slug,
        version=int(version) if version is not None else None,
        status=status,
        formula=formula,
        layer=layer,
        labels=json.loads(labels or "{}"),
        notes=json.loads(notes or "{}"),
        digest=digest,
        problem=problem,
    )
