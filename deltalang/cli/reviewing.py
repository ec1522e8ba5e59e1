"""The conversation of a review: one proposal after another, a key for each decision."""

import re
from collections import Counter
from collections.abc import Sequence

import click

from deltalang.cli.printing import harmless, print_problems, print_text
from deltalang.cli.projects import signature
from deltalang.cli.proposed import in_words, outcome_line
from deltalang.diagnostics import DeltaError
from deltalang.messages import template
from deltalang.mining.proposals import Proposal
from deltalang.project import Project
from deltalang.proposing.deciding import accept, preview, put_off, reject
from deltalang.proposing.decisions import ACCEPTED, LATER, REJECTED
from deltalang.proposing.drafting import edited
from deltalang.proposing.openings import Opening
from deltalang.proposing.standing import Surroundings
from deltalang.registry.files import decode

_EDIT, _MERGE, _QUIT = "edit", "merge", "quit"
# The first letters of the words in both languages, and the letters of the other one that look like them.
_LETTERS = {
    ACCEPTED: ("a", "а", "п"),
    _EDIT: ("e", "е", "и"),
    _MERGE: ("m", "м", "с", "c"),
    REJECTED: ("r", "о", "o"),
    LATER: ("l", "д"),
    _QUIT: ("q", "в"),
}
KEYS = {letter: action for action, letters in _LETTERS.items() for letter in letters}
_NUMBER = re.compile(r"[dDдДΔ∆]?([0-9]{1,9})")


class Conversation:
    """Asks about proposals; what is decided is done and noted before the next question.

    `done` counts the decisions by verdict.
    """

    def __init__(
        self, project: Project, by: str | None, why: str, *, lang: str, style: str, count: int
    ) -> None:
        self.done: Counter[str] = Counter()
        self._project, self._lang, self._style, self._count = project, lang, style, count
        self._who, self._why = signature(by, why).who, why
        self._surroundings = Surroundings(project)

    def review(self, these: Sequence[Opening]) -> None:
        """Ask about each; the end of the input ends the review. Raises KeyboardInterrupt."""
        try:
            for opening in these:
                verdict = self._decide(opening)
                if verdict == _QUIT:
                    return
                self.done[verdict] += 1
        except EOFError:
            click.echo()

    def _decide(self, opening: Opening) -> str:
        """Ask until there is a decision; gives the verdict. What fails is told, and asked again."""
        proposal = opening.proposal
        self._show(opening, proposal)
        while True:
            action = KEYS.get(self._ask("ui.review-ask").casefold()[:1])
            try:
                if action is None:
                    click.echo(template("ui.review-keys", self._lang))
                elif action == _EDIT:
                    proposal = self._edited(proposal)
                    self._show(opening, proposal)
                elif action == _QUIT or self._carry_out(action, opening, proposal):
                    return ACCEPTED if action == _MERGE else action
            except DeltaError as error:
                print_problems(error.diagnostics, self._style, self._lang, err=True)
            except OSError as error:
                place = f": {harmless(str(error.filename))}" if error.filename else ""
                click.echo(f"deltalang: {error.strerror or error}{place}", err=True)

    def _carry_out(self, action: str, opening: Opening, proposal: Proposal) -> bool:
        """Do what a key says; False where it was taken back. Raises DeltaError, OSError."""
        by = signature(self._who, self._why)
        if action == REJECTED:
            reject(self._project, [opening], by)
            return True
        if action == LATER:
            put_off(self._project, [opening], by)
            return True
        into = None
        if action == _MERGE:
            into = self._formula(proposal)
            if into is None:
                return False
            planned = preview(self._project, opening, by, proposal=proposal, into=into)
            print_text(outcome_line(planned, self._lang))
            if planned.publication and not self._agrees():
                return False
        done = accept(self._project, opening, by, proposal=proposal, into=into)
        if not (into and done.publication):  # a merge has said it before it asked
            print_text(outcome_line(done, self._lang))
        self._surroundings.refresh()
        return True

    def _show(self, opening: Opening, proposal: Proposal) -> None:
        neighbours = self._surroundings.of(proposal)
        click.echo()
        for line in in_words(opening, proposal, neighbours, self._lang, count=self._count):
            print_text(line)

    def _edited(self, proposal: Proposal) -> Proposal:
        """Ask for another expression until it can be read; an empty one leaves the proposal as it is."""
        while True:
            text = self._ask("ui.review-edit-ask")
            if not text:
                return proposal
            try:
                return edited(
                    proposal, decode(text.encode("utf-8", "surrogateescape"), "<expression>")
                )
            except DeltaError as error:
                print_problems(error.diagnostics, self._style, self._lang, err=True)

    def _formula(self, proposal: Proposal) -> str | None:
        """Ask for a formula to merge into; the nearest one of the project unless another is named."""
        around = self._surroundings.of(proposal)
        near = next((n.edition.partition("@")[0] for n in around if n.layer == "project"), None)
        shown = near or template("ui.review-no-near", self._lang)
        named = self._ask("ui.review-merge-ask", near=shown)
        if not named:
            return near
        number = _NUMBER.fullmatch(named)
        return f"Δ{number[1]}" if number else f"Δ:{named.removeprefix('Δ').removeprefix(':')}"

    def _agrees(self) -> bool:
        return self._ask("ui.review-publish-ask").casefold()[:1] in ("y", "д")

    def _ask(self, question: str, **blanks: str) -> str:
        """Ask a question. Raises EOFError, KeyboardInterrupt."""
        return input(template(question, self._lang).format(**blanks) + " ").strip()
