"""The page about one's own server, and its recording: `deltalang run` keeps it, the stub answers, no model does.

After a change of what is asked run `DELTALANG_REGOLD=1 pytest tests/docs/test_own_server.py`.
"""

import json
import os
import shutil
from pathlib import Path

import pytest
from model_stub import Handler, says, serving
from pages import Command

from deltalang.llm.endpoint import Endpoint
from deltalang.llm.exchange import REASONS, Request
from deltalang.messages import template

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "own-server"
RECORDING = FOLDER / "recording"
REGOLD = bool(os.environ.get("DELTALANG_REGOLD"))

# What the stub says for each hole; prose where a failure is to be shown.
IMAGES = {
    "a smell": ["coal smoke", "wet wool"],
    "a sound": ["brakes"],
    "запах": ["угольный дым", "мокрая шерсть"],
    "звук": ["тормоза"],
}
PROSE = {"a last word": "She says nothing at all.", "последнее слово": "Она не говорит ничего."}
SCENES = (
    "night.delta",
    "night.ru.delta",
    "hand + <~a last word>",
    "рука + <~последнее слово>",
)


def answer(handler: Handler) -> None:
    """Say what belongs to the hole that the last line of the request names."""
    task = handler.server.asked[-1]["messages"][-1]["content"].rpartition(": ")[2]
    hole = task.strip("“”«»")
    said = json.dumps({"images": IMAGES[hole]}, ensure_ascii=False) if hole in IMAGES else None
    says(said or PROSE[hole])(handler)


def exchanges(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}


def test_holds_what_the_stub_says(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FOLDER)
    with serving(answer) as stub:
        for scene in SCENES:
            asked = ["--llm", "stub", "--base-url", stub.url, "--jobs", "1"]
            command(["run", scene, *asked, "--record", str(tmp_path)])
    made = exchanges(tmp_path)
    assert len(made) == len(IMAGES) + len(PROSE)
    if REGOLD:
        shutil.rmtree(RECORDING, ignore_errors=True)
        shutil.copytree(tmp_path, RECORDING)
    assert exchanges(RECORDING) == made


def test_says_that_no_model_is_in_the_recording() -> None:
    assert "No model said these answers" in (FOLDER / "README.md").read_text(encoding="utf-8")
    for text in exchanges(RECORDING).values():
        assert json.loads(text)["answer"]["model"] == "stub"


@pytest.mark.parametrize(
    ("page", "lang"), [("howto-own-server.md", "en"), ("howto-own-server.ru.md", "ru")]
)
def test_says_what_to_do_about_every_failure(page: str, lang: str) -> None:
    rows = (ROOT / "docs" / page).read_text(encoding="utf-8").splitlines()
    said = [row.split(" | ")[0] for row in rows if row.startswith("| ")]
    missing = [
        reason
        for reason in (*REASONS, "too-large")
        if not any(template(f"ui.run-why-{reason}", lang) in row for row in said)
    ]
    assert missing == []


@pytest.mark.parametrize("page", ["howto-own-server.md", "howto-own-server.ru.md"])
def test_gives_the_figures_of_the_code(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8").replace("20 000", "20,000")
    endpoint = Endpoint("http://127.0.0.1:9")
    wanted = (
        f"`--timeout {endpoint.timeout:.0f}`",
        f" {endpoint.longest:,} ",
        f" {Request('any', ()).max_tokens} ",
    )
    assert [figure for figure in wanted if figure not in text] == []
