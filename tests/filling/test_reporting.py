"""Reports of runs: they validate, and say of each hole what became of it."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, ValidationError
from strategies import scenes

from deltalang._resources import read_resource
from deltalang.diagnostics import DeltaError
from deltalang.filling.planning import plan
from deltalang.filling.reporting import data
from deltalang.filling.running import Run
from deltalang.filling.spending import Price, spent
from deltalang.llm.exchange import REASONS, Answer, NoAnswerError
from deltalang.renderers.document import Origin
from deltalang.session import Session

SCHEMA = json.loads(read_resource("filling", "run.schema.json"))
VALID = Draft202012Validator(SCHEMA)
WIND = Answer('{"images": ["ветер"]}', "stub", 7, 2)


def reported(made, known=lambda _: None, **options):
    outcome = Run(made, known=known, answers={}).outcome()
    report = data(made, outcome, spent(outcome.exchanges, len), **options)
    VALID.validate(report)
    return report


def failing(reason):
    def known(_request):
        raise NoAnswerError(reason, "\ud800 said")

    return known


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


@given(scenes())
def test_any_scene_has_a_report(scene):
    made = plan([(scene, Origin("", "порог"))], model="m", most=Fraction(1, 2))
    report = reported(made, known=lambda _: WIND)
    assert (
        sum(report["places"][name] for name in ("rules", "llm", "person", "open"))
        == (report["places"]["total"])
    )
    assert report["scenes"][0]["before"]["canonical"] == scene.plain().canonical


@pytest.mark.parametrize("reason", REASONS)
def test_every_failure_is_a_reason_of_the_schema(reason):
    made = plan(Session().evaluated("<~a>"), model="m")
    [task] = reported(made, known=failing(reason))["tasks"]
    assert (task["owner"], task["reason"]) == ("open", reason)


def test_it_tells_who_filled_what_and_what_it_took():
    session = Session()
    made = plan(
        session.evaluated("порог: память + <~запах>*2 + <герой>"),
        model="m",
        arguments={"герой": session.expand("волк")},
    )
    price = Price(Decimal("0.15"), Decimal("0.60"))
    report = reported(made, known=lambda _: WIND, price=price, most=Fraction(1, 2))
    [task] = report["tasks"]
    assert report["scenes"][0]["before"]["canonical"] == "<~запах>*2 + волк + память"
    assert report["scenes"][0]["after"]["canonical"] == "ветер?*2 + волк + память"
    assert (task["planned"], task["owner"], task["answer"]) == ("llm", "llm", "ветер?")
    assert report["arguments"][0]["canonical"] == "волк"
    assert report["places"] == {"total": 3, "rules": 2, "llm": 1, "person": 0, "open": 0}
    assert report["shares"]["llm"] == round(1 / 3, 6)
    assert report["tokens"] == {"prompt": 7, "answer": 2, "counted": 0, "tokenizer": None}
    assert report["price"] == {"input": "0.15", "output": "0.60", "total": "0.00000225"}


@pytest.mark.parametrize(("lang", "word"), [("en", "side by side"), ("ru", "подряд")])
def test_problems_have_their_place(lang, word):
    try:
        list(Session().evaluated("a + + b"))
    except DeltaError as error:
        report = reported(plan([], model=None), problems=error.diagnostics, lang=lang)
    [problem] = report["problems"]
    assert (problem["code"], problem["line"], problem["column"]) == ("E101", 1, 5)
    assert word in problem["message"]
    assert report["shares"] == {"rules": 0.0, "llm": 0.0, "person": 0.0, "open": 0.0}


def test_a_field_that_nobody_knows_is_refused():
    report = reported(plan([], model=None))
    with pytest.raises(ValidationError):
        VALID.validate({**report, "more": 1})
