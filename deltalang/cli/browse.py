"""`deltalang list`, `search`, `show`, `log`, `deps`, `dependents`, `reindex`."""

from typing import Any

import attrs
import click

from deltalang.cli.options import format_option, lang_option, message_language
from deltalang.cli.printing import print_problems
from deltalang.cli.projects import progress_bar, project, reporting
from deltalang.diagnostics import DeltaError, display_width, visible
from deltalang.messages import template
from deltalang.registry.asking import asked
from deltalang.registry.labels import move_data
from deltalang.registry.queries import Entry
from deltalang.registry.records import STATUSES, record_data
from deltalang.renderers.json import dumps
from deltalang.semantics.catalog import Formula
from deltalang.words.lemmatizer import lemmatizer


@click.command(name="list")
@click.option(
    "--status", type=click.Choice(STATUSES), help="Only these (default: all but retired)."
)
@click.option("--layer", type=click.Choice(["stdlib", "project", "user"]), help="Only this layer.")
@click.option("--label", help="Only those that have this label.")
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True)
@click.option(
    "--to", "target", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@lang_option
def list_(
    status: str | None,
    layer: str | None,
    label: str | None,
    limit: int,
    target: str,
    lang: str | None,
) -> int:
    """List formulas by number: number, version, status, name, formula. Python: Project.entries."""
    here = project()
    found = here.entries(status=status, layer=layer, label=label, limit=limit + 1)
    _show(found[:limit], target)
    if len(found) > limit:
        click.echo(template("ui.more", message_language(lang)).format(limit=limit), err=True)
    return 0


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--near", is_flag=True, help="WORDS are a scene: find formulas that mean much the same."
)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@click.option(
    "--to", "target", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@lang_option
@format_option
@reporting
def search(
    words: tuple[str, ...], near: bool, limit: int, target: str, lang: str | None, style: str
) -> int:
    """Find formulas by words of their formula, name or notes, or --near a scene.

    Exit status 1 when there is none. Python: Project.search, Project.near.
    """
    here, text = project(), " ".join(words)
    found = here.near(text, limit=limit) if near else here.search(text, limit=limit)
    if not found and not near:  # a dictionary takes longer to load than everything else here
        found = here.search(text, limit=limit, lemmatizer=lemmatizer()[0])
    _show(found, target)
    return 0 if found else 1


@click.command()
@click.argument("formula")
@click.option(
    "--to", "target", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@lang_option
@format_option
@reporting
def show(formula: str, target: str, lang: str | None, style: str) -> int:
    """Show every edition of a formula, or one (`Δ02@1`), its labels, evidence and dependents.

    Python: Project.editions.
    """
    here = project()
    editions, (_, pin) = here.editions(formula), asked(formula)
    shown = editions.find(pin) if pin is not None else None
    data = {
        "code": f"Δ{editions.code}",
        "layer": editions.layer,
        "labels": dict(sorted(editions.labels.labels.items())),
        "dependents": here.dependents(formula),
        "editions": [
            {**record_data(editions.records[v]), "status": editions.status(v)}
            for v in editions.versions
            if v in editions.records and (not isinstance(shown, Formula) or v == shown.version)
        ],
    }
    if target == "json":
        click.echo(dumps(data, indent=2))
    else:
        click.echo("\n".join(_shown(data)))
    problems = [p for v in editions.versions for p in _problems(editions.broken.get(v))]
    print_problems(problems, style, message_language(lang), err=True)
    return 1 if problems else 0


@click.command()
@click.argument("formula")
@click.option(
    "--to", "target", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@lang_option
@format_option
@reporting
def log(formula: str, target: str, lang: str | None, style: str) -> int:
    """Show what happened to a formula: who moved which label or status, when and why.

    Python: Project.editions(…).labels.log.
    """
    moves = [move_data(move) for move in project().editions(formula).labels.log]
    if target == "json":
        click.echo(dumps(moves, indent=2))
        return 0
    for move in moves:
        what = move.get("label") or f"@{move['version']}"
        was = f"{move['from']} → " if "from" in move else ""
        line = f"{move['when']}  {what}: {was}{move['to']}  {move['who']}"
        click.echo(visible(line + (f"  {move['why']}" if move.get("why") else ""), limit=10_000))
    return 0


@click.command()
@click.argument("formula")
@click.option(
    "--to",
    "target",
    type=click.Choice(["text", "mermaid", "dot"]),
    default="text",
    show_default=True,
)
@lang_option
@format_option
@reporting
def deps(formula: str, target: str, lang: str | None, style: str) -> int:
    """Draw the formulas that a formula stands on. Python: Project.dependencies."""
    from deltalang.registry.graph import as_dot, as_mermaid, as_text

    root, graph = project().dependencies(formula)
    if target == "text":
        click.echo(as_text(graph, root), nl=False)
    else:
        click.echo((as_mermaid if target == "mermaid" else as_dot)(graph), nl=False)
    return 0


@click.command()
@click.argument("formula")
@lang_option
@format_option
@reporting
def dependents(formula: str, lang: str | None, style: str) -> int:
    """List the formulas that refer to a formula, in any edition. Python: Project.dependents."""
    for name in project().dependents(formula):
        click.echo(name)
    return 0


@click.command()
@lang_option
def reindex(lang: str | None) -> int:
    """Look at every file of the registry and bring the index up to date. Python: Index.refresh."""
    from deltalang.registry.index import Index

    here = project()
    if here.registry is None:
        return 0
    index = Index(here.registry, here.below)
    with progress_bar("index") as progress:
        count = index.refresh(thorough=True, progress=progress)
    click.echo(template("ui.reindexed", message_language(lang)).format(count=count), err=True)
    return 0


def _problems(error: DeltaError | None) -> tuple[Any, ...]:
    return error.diagnostics if error is not None else ()


def _show(found: list[Entry], target: str) -> None:
    if target == "json":
        click.echo(dumps([attrs.asdict(e) for e in found], indent=2))
        return
    rows = [
        (
            entry.code + (f"@{entry.version}" if entry.version else ""),
            entry.status or "!",
            entry.slug or "",
            visible(entry.formula or entry.problem or "", limit=100),
            f"{entry.likeness:.2f}" if entry.likeness is not None else "",
        )
        for entry in found
    ]
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (c + " " * (w - display_width(c)) for c, w in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def _shown(data: dict[str, Any]) -> list[str]:
    """Every edition with what people want to know of it, the newest last."""
    lines = []
    for record in data["editions"]:
        labels = [word for word, version in data["labels"].items() if version == record["version"]]
        head = f"{record['code']}@{record['version']}  {record['status']}"
        head += f"  {record.get('compatibility', '')}  {' '.join(labels)}"
        lines.append(head.rstrip())
        lines.append(f"  {record['formula']}")
        named = (("slug", "slug"), ("why", "why"), ("author", "by"), ("replaced_by", "replaced by"))
        lines += [f"  {title}: {record[name]}" for name, title in named if name in record]
        lines += [f"  {lang or '-'}: {note}" for lang, note in record.get("notes", {}).items()]
        lines += [f"  expect {claim}" for claim in record.get("expect", ())]
        for seen in record.get("evidence", ()):
            place = f"{seen['source']}:{seen['line']}" if "line" in seen else seen["source"]
            lines.append(f"  seen {place}" + (f": {seen['quote']}" if seen.get("quote") else ""))
    if data["dependents"]:
        lines.append(f"used by {', '.join(data['dependents'])}")
    return [visible(line, limit=10_000) for line in lines]
