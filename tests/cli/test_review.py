"""`deltalang review`, as a person types it and as a program calls it."""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import attrs
import click
import pytest
from click.testing import Result
from command_line import COMMAND, invoke, put, status
from mined import proposal, report

from deltalang.mining.proposals import Filler, Proposal, Quote
from deltalang.project import Project
from deltalang.proposing.decisions import Decisions, known_decisions
from deltalang.proposing.folder import keep_report

FIRST = (
    proposal("огонь + дом", 14, quotes=(Quote("дневник.md", 12, "огонь в доме \x1b[31m"),)),
    proposal("ночь → сон → свет", kind="chain"),
    proposal("рост + сжатие + жар"),
    proposal(
        "<герой> + дорога", kind="template", parameters=("герой",), fillers=(Filler("герой", "волк", 3),)
    ),
    proposal("память + снег*2", 4),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    invoke("init")
    mined(*FIRST)
    return tmp_path


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deltalang.cli.review.is_terminal", lambda: True)


def mined(*proposals: Proposal) -> None:
    keep_report(Project.find("."), report(*proposals))


def decisions() -> Decisions:
    return known_decisions(Project.find("."))


def verdicts() -> list[tuple[str, str, str | None]]:
    return [(one.expression, one.verdict, one.edition) for one in decisions().log]


def review(*arguments: str, text: str | None = None) -> Result:
    return invoke("review", "--by", "Анна", *arguments, text=text)


def formula(edition: str) -> str:
    code, _, version = edition.partition("@")
    return Project.find(".").editions(code).records[int(version)].formula


# --------------------------------------------------------------------------- lists


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ["sum", "chain", "template", "is Δ02@1", "open: 5"]),
     ("ru", ["сумма", "цепочка", "шаблон", "это Δ02@1", "не решено: 5"])],
)  # fmt: skip
def test_a_list_shows_what_is_open(folder: Path, lang: str, words: list[str]) -> None:
    found = review("--list", "--lang", lang)
    assert status(found) == 0
    assert [word for word in words if word not in found.output] == []
    assert [line.split()[0] for line in found.stdout.splitlines()] == ["1", "2", "3", "4", "5"]
    assert review("--lang", lang).output == found.output  # nobody is there to be asked
    assert decisions().log == ()


def test_a_program_gets_json(folder: Path) -> None:
    found = json.loads(review("--to", "json").stdout)
    assert found["format"] == "deltalang.review/1"
    first, _, known, template, _ = found["open"]
    assert first["rank"] == 1
    assert first["digest"] == FIRST[0].digest
    assert first["makes"] == "formula"
    assert first["statistics"]["support"] == 14
    assert first["quotes"][0] == {"file": "дневник.md", "line": 12, "text": "огонь в доме \x1b[31m"}
    assert known["neighbours"][0]["relation"] == "equal"
    assert template["parameters"] == ["герой"]
    assert found["lost"] == []


def test_an_infinite_lift_is_null(folder: Path) -> None:
    odd = attrs.evolve(
        FIRST[0], statistics=attrs.evolve(FIRST[0].statistics, lift=float("inf"), expected=0.0)
    )
    mined(odd)
    found = json.loads(review("--to", "json").stdout, parse_constant=pytest.fail)
    assert found["open"][0]["statistics"]["lift"] is None


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_without_proposals_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in ((), ("нет.json",)):
        done = subprocess.run(
            [*COMMAND, "review", "--lang", lang, *arguments], capture_output=True, check=False
        )
        assert done.returncode == 2
        assert ("deltalang mine" if not arguments else "нет.json") in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []


def test_another_file_can_be_named(folder: Path) -> None:
    other = folder / ".deltalang-mining" / "proposals.json"
    other.rename(folder / "чужой.json")
    assert len(review("--list", "чужой.json").stdout.splitlines()) == 5
    put("сломан.json", "{")
    broken = review("--list", "сломан.json")
    assert status(broken) == 1
    assert "E413" in broken.output


# ------------------------------------------------------------------------ unattended


def test_texts_name_what_to_accept_and_reject(folder: Path) -> None:
    put("да.txt", f"# хочу\n1\n#{FIRST[1].digest[:12]}\n")
    done = review("--accept", "да.txt", "--reject", "-", text="снег*2 + память\n")
    assert status(done) == 0
    assert done.stdout.splitlines() == [
        "rejected: память + снег*2",
        "Δ100@1 new: дом + огонь",
        "Δ101@1 new: ночь → сон → свет",
    ]
    assert "accepted 2, rejected 1, put off 0; open: 2" in done.stderr
    assert verdicts() == [
        ("память + снег*2", "rejected", None),
        ("огонь + дом", "accepted", "Δ100@1"),
        ("ночь → сон → свет", "accepted", "Δ101@1"),
    ]
    assert [line.split()[0] for line in review("--list").stdout.splitlines()] == ["3", "4"]


def test_all_that_is_left_can_be_accepted(folder: Path) -> None:
    done = review("--accept-all", "--reject", "-", "--to", "json", text="2\n")
    found = json.loads(done.stdout)
    assert [(one["rank"], one["verdict"], one["edition"]) for one in found["done"]] == [
        (2, "rejected", None),
        (1, "accepted", "Δ100@1"),
        (3, "accepted", "Δ02@1"),
        (4, "accepted", "Δ101@1"),
        (5, "accepted", "Δ102@1"),
    ]
    assert [one["compatibility"] for one in found["done"]] == [None, "new", None, "new", "new"]
    assert review("--accept-all").stdout == ""


def test_a_list_can_be_cut_and_given_back(folder: Path) -> None:
    rows = review("--list").stdout.splitlines()
    assert status(review("--accept", "-", text="\n".join(rows[3:]))) == 0
    assert [one.edition for one in decisions().log] == ["Δ100@1", "Δ101@1"]


def test_a_rejection_can_be_taken_back(folder: Path) -> None:
    review("--reject", "-", text="1")
    assert len(review("--list").stdout.splitlines()) == 4
    review("--accept", "-", text="1")
    assert [one[1] for one in verdicts()] == ["rejected", "accepted"]


@pytest.mark.parametrize("arguments", [("--accept-all",), ("--accept", "-"), ("--reject", "-"), ()])
def test_a_dry_run_writes_nothing(folder: Path, arguments: tuple[str, ...]) -> None:
    done = review("--dry-run", *arguments, text="1\n")
    assert status(done) == 0
    assert "огонь" in done.stdout
    assert sorted(path.name for path in (folder / "registry").glob("d*")) == []
    assert not (folder / ".deltalang-mining" / "decisions.jsonl").exists()


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_what_names_nothing_stops_everything(folder: Path, lang: str) -> None:
    done = review("--accept", "-", "--lang", lang, text="1\n77\nнет\n")
    assert status(done) == 1
    assert done.stderr.count("E407") == 2
    assert "<stdin>:2:1" in done.stderr
    assert decisions().log == ()


@pytest.mark.parametrize(
    ("arguments", "typed"),
    [(("--accept", "-", "--reject", "да.txt"), "1"), (("--accept", "-", "--reject", "-"), "")],
)
def test_what_contradicts_itself_is_wrong_usage(
    folder: Path, arguments: tuple[str, ...], typed: str
) -> None:
    put("да.txt", "1\n")
    with pytest.raises(click.UsageError):
        review(*arguments, text=typed)
    assert decisions().log == ()


def test_one_that_cannot_be_accepted_does_not_stop_the_others(folder: Path) -> None:
    mined(FIRST[0], attrs.evolve(FIRST[1], expression="Δ999 → сон"), *FIRST[2:])
    done = review("--accept-all")
    assert status(done) == 1
    assert "E201" in done.stderr
    assert [one.edition for one in decisions().log] == ["Δ100@1", "Δ02@1", "Δ101@1", "Δ102@1"]
    assert "open: 1" in done.stderr


def test_without_a_registry_nothing_is_lost(folder: Path) -> None:
    (folder / "registry" / "registry.yaml").unlink()
    (folder / "registry").rename(folder / "старый")
    done = review("--accept", "-", text="1\n")
    assert status(done) == 1
    assert "deltalang init" in done.stderr
    assert decisions().log == ()


def test_a_registry_that_cannot_be_written_is_status_2(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.mkdir

    def refuse(self: Path, *arguments: object, **options: object) -> None:
        if self.name == "d101":
            raise PermissionError(13, "Permission denied", str(self))
        real(self, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(PermissionError):
        review("--accept-all", "--to", "json")
    assert [one.edition for one in decisions().log] == ["Δ100@1"]
    monkeypatch.setattr(Path, "mkdir", real)
    assert status(review("--accept-all")) == 0
    assert [one.edition for one in decisions().log][1:] == ["Δ101@1", "Δ02@1", "Δ102@1", "Δ103@1"]


def test_damaged_decisions_are_named(folder: Path) -> None:
    review("--reject", "-", text="1")
    file = folder / ".deltalang-mining" / "decisions.jsonl"
    put(str(file), file.read_text(encoding="utf-8") + "{}\n")
    before = file.read_bytes()
    for arguments in (("--list",), ("--accept-all",)):
        done = review(*arguments)
        assert status(done) == 1
        assert "decisions.jsonl:2:1: error E401" in done.stderr
    assert file.read_bytes() == before


# ----------------------------------------------------------------------- mined again


def test_a_drift_is_a_new_version(folder: Path) -> None:
    review("--accept", "-", text="1\n2\n")
    mined(proposal("огонь + дом + свет", 20), proposal("дым + пар"))
    listed = review("--list")
    assert "new version of Δ100: + свет" in listed.stdout
    assert "lost support: Δ101@1 ночь → сон → свет" in listed.stderr
    assert "новая версия Δ100: + свет" in review("--list", "--lang", "ru").stdout
    data = json.loads(review("--to", "json").stdout)
    assert data["open"][0]["makes"] == "version"
    assert data["open"][0]["difference"] == "свет"
    assert [one["formula"] for one in data["lost"]] == ["Δ101@1"]
    assert review("--accept", "-", text="1").stdout == "Δ100@2 extends: свет\n"
    assert formula("Δ100@2") == "огонь + дом + свет"


def test_new_evidence_is_taken_when_asked(folder: Path) -> None:
    review("--accept", "-", text="1")
    mined(proposal("огонь + дом", 20, quotes=(Quote("новый.md", 2, "дом в огне"),)))
    assert review("--list").stdout == ""
    assert "more evidence for Δ100" in review("--list", "--evidence").stdout
    assert review("--accept-all", "--evidence").stdout == "Δ100@2 same: 0\n"
    assert review("--list", "--evidence").stdout == ""


# ------------------------------------------------------------------------ in dialogue


@pytest.mark.parametrize(
    ("lang", "keys", "asked"),
    [("en", "arlq", "[a]ccept"), ("ru", "подв", "[п]ринять"), ("ru", "аrдq", "[п]ринять")],
)
@pytest.mark.usefixtures("terminal")
def test_each_proposal_gets_a_key(folder: Path, lang: str, keys: str, asked: str) -> None:
    done = review("--lang", lang, text="".join(f"{key}\n" for key in keys))
    assert status(done) == 0
    assert asked in done.stdout
    assert "огонь в доме <U+001B>[31m" in done.stdout
    assert verdicts() == [
        ("огонь + дом", "accepted", "Δ100@1"),
        ("ночь → сон → свет", "rejected", None),
        ("рост + сжатие + жар", "later", None),
    ]
    again = review("--lang", lang, text="q\n")
    assert "<герой>: волк (3)" in again.stdout
    rows = review("--list").stdout.splitlines()
    assert [row.split()[0] for row in rows] == ["4", "5", "3"]
    assert "put off before" in rows[-1]


@pytest.mark.usefixtures("terminal")
def test_the_end_of_the_input_loses_nothing(folder: Path) -> None:
    done = review(text="a\nr\n")
    assert status(done) == 0
    assert "accepted 1, rejected 1, put off 0; open: 3" in done.stderr
    assert [one[1] for one in verdicts()] == ["accepted", "rejected"]


@pytest.mark.usefixtures("terminal")
def test_an_unknown_key_is_explained(folder: Path) -> None:
    done = review(text="?\n\nx\nq\n")
    assert done.stdout.count("r: never again") == 3
    assert decisions().log == ()


@pytest.mark.usefixtures("terminal")
def test_a_proposal_can_be_written_anew(folder: Path) -> None:
    done = review("--lang", "ru", text="и\nогонь + + дом\nогонь + дом + дым\nи\n\nп\nв\n")
    assert "E101" in done.stderr
    assert "^" in done.stderr
    assert "Δ100@1 new: дом + дым + огонь" in done.stdout
    assert verdicts() == [("огонь + дом + дым", "accepted", "Δ100@1")]
    assert decisions().verdict(FIRST[0].digest) == "accepted"


@pytest.mark.usefixtures("terminal")
def test_a_proposal_can_be_merged(folder: Path) -> None:
    invoke("publish", "Δ:костёр = огонь + дым", "--by", "Анна")
    done = review(text="m\n\nn\nm\n100\ny\nm\nd999\nc\n02\nq\n")
    assert done.stdout.count("Δ100@2 extends: дом") == 2
    assert "(Δ100) >" in done.stdout
    assert formula("Δ100@2") == "огонь + дым + дом"
    assert "E201" in done.stderr
    assert "E209" in done.stderr
    assert verdicts() == [("огонь + дом", "accepted", "Δ100@2")]


@pytest.mark.usefixtures("terminal")
def test_what_cannot_be_written_is_asked_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, text: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("deltalang.registry.store.create_file", refuse)
    done = review(text="a\nl\n")
    assert "Permission denied" in done.stderr
    assert [one[1] for one in verdicts()] == ["later"]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_ctrl_c_on_a_terminal_loses_nothing(folder: Path) -> None:
    import pty  # not on every system

    ours, theirs = pty.openpty()
    environment = {**os.environ, "LC_ALL": "ru_RU.UTF-8", "PYTHONUTF8": "1"}
    child = subprocess.Popen(
        [*COMMAND, "review", "--by", "Анна"], stdin=theirs, stdout=theirs, stderr=theirs,
        env=environment,
    )  # fmt: skip
    os.close(theirs)
    seen = _typed(ours, ["п\n", "о\n", ""])
    assert _interrupted(child) == 130, seen
    os.close(ours)
    assert [one[1] for one in verdicts()] == ["accepted", "rejected"]
    assert "Δ100@1 new" in seen


def _interrupted(child: "subprocess.Popen[bytes]") -> int | None:
    """Interrupt it as a person does: again, where it had not begun to read when the first one came."""
    for _ in range(10):
        child.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return child.wait(timeout=3)
    child.kill()
    return None


def _typed(terminal: int, answers: list[str]) -> str:
    """Answer each question when it has been asked; gives what was shown."""
    seen = b""
    for answer in answers:
        until, shown = time.monotonic() + 30, b""
        while not shown.rstrip().endswith(b">") and time.monotonic() < until:
            if select.select([terminal], [], [], 0.1)[0]:
                shown += os.read(terminal, 65536)
        os.write(terminal, answer.encode())
        seen += shown
    return seen.decode(errors="replace")
