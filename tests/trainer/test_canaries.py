"""No verdict before the second stance, no answer key before an attempt is handed in: anywhere.

A learner asks for every page and sends every form. The words of verdicts and keys are canaries,
and what has no words of its own is found by comparing: a lesson with other verdicts, and a quiz
with another key, must give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from quizzes.package import Package
from quizzes.question_layout import QuestionLayout
from tests.questions import a_quiz
from tests.quizzes.strategies import rekeyed
from tests.trainer.conftest import Look, MemberId, SignIn, on_sqlite
from tests.trainer.learner import FEET, Learner, tells_key, tells_verdict
from tests.trainer.syllabus import ROWS, a_keyed_quiz, a_package, verdict_of, verdicts
from trainer.debate import docket_row_page
from trainer.debate.disclosure import Disclosure
from trainer.debate.models.stance import Phase
from trainer.debate.queries.debate import Held
from trainer.debate.views import stances
from trainer.storage.document_cache import BARE, CacheKey, documents
from trainer.tenancy.policy import POLICIES, Who

Stage = Callable[[Learner], object]
Swap = Callable[[Package], dict[str, str]]
# The moment shows in the token of a form, and in the headers of a file; each form has its own key.
VARIES = re.compile(
    r'(?<=csrf_token" value=")[^"]+|(?<=form_key" value=")[^"]+|^(Date|Expires): .*$', re.MULTILINE
)
TITLE = "Feet in Harbour"
CLOSED = ("single", "case", "multiple")  # their feedback could tell a verdict
OPEN = tuple(each.ref for each in a_keyed_quiz().live if each.ref not in CLOSED)


def before_any_stance(learner: Learner) -> None:
    """All forms that are not about stances and the quiz have been used."""
    learner.use_the_forms()
    learner.print_it()


def after_the_first_stance(learner: Learner) -> None:
    """The arguments are open."""
    learner.take_stances(*ROWS)
    learner.print_it()
    assert learner.post(f"{FEET}/docket/d1/stances", {"moved_by": "d2-for"}) == 422


def with_an_attempt_open(learner: Learner) -> None:
    """Some questions are answered."""
    learner.take_stances(*ROWS)
    learner.begin()
    learner.print_it()


def after_handing_in(learner: Learner) -> None:
    """Everything is answered, and marked."""
    learner.take_stances(*ROWS)
    learner.hand_in()
    learner.print_it()


BEFORE = [before_any_stance, after_the_first_stance, with_an_attempt_open]


@pytest.fixture
def learner(app: Flask, sign_in: SignIn, look: Look, member_id: MemberId) -> Learner:
    """Ana, who has done nothing yet."""
    return Learner(app, sign_in("ana"), look, member_id("ana"))


@pytest.mark.parametrize("stage", BEFORE)
def test_nothing_tells_a_verdict_or_a_key(learner: Learner, stage: Stage) -> None:
    stage(learner)

    sent = learner.crawl()

    assert len(sent) > 60
    assert [tells_verdict(sent, row) for row in ROWS] == [[], []]
    assert tells_key(sent) == []


@pytest.fixture
def swap(learner: Learner) -> Iterator[Swap]:
    """Crawl as if the studio had published another package under the same name."""

    def crawl(package: Package) -> dict[str, str]:
        documents.clear()  # what is made once a process is made anew
        decoded = CacheKey(learner.package.sha256, BARE, "package")
        documents.get(decoded, lambda: package, lambda _: 1)
        return {request: VARIES.sub("", text) for request, text in learner.crawl().items()}

    yield crawl
    documents.clear()


def with_other_verdicts() -> Package:
    """The package with nothing changed but every word of the verdicts on the docket."""
    others = verdicts(
        label="supported", grade="E", reason="So.", short="So.", misreading=None, version=2
    )
    return a_package(title=TITLE, verdicts=others)


def with_another_key(package: Package) -> Package:
    """The package with nothing changed but the key of its quiz."""
    assert package.quiz is not None
    quiz = a_quiz(*(rekeyed(question) for question in package.quiz.live))
    return Package(lesson=package.lesson, quiz=quiz)


@on_sqlite
@pytest.mark.parametrize("stage", [with_an_attempt_open, after_handing_in])
def test_another_verdict_gives_the_same_bytes(learner: Learner, swap: Swap, stage: Stage) -> None:
    stage(learner)

    assert swap(learner.package) == swap(with_other_verdicts())


@on_sqlite
def test_another_key_gives_the_same_bytes(learner: Learner, swap: Swap) -> None:
    with_an_attempt_open(learner)

    assert swap(learner.package) == swap(with_another_key(learner.package))


def test_the_second_stance_opens_the_verdict_of_its_row_alone(learner: Learner) -> None:
    after_the_first_stance(learner)

    learner.take_stances("d1", moved_by="d1-for")

    sent = learner.crawl()
    for word in ("reason", "short", "misreading"):
        assert f"{verdict_of('d1')}-{word}" in sent[f"GET {FEET}/docket/d1"]
    assert f"GET {FEET}/docket" in tells_verdict(sent, "d1")
    assert tells_verdict(sent, "d2") == []


def test_feedback_that_could_tell_a_verdict_stays_closed(learner: Learner) -> None:
    after_handing_in(learner)

    sent = learner.crawl()

    assert [tells_verdict(sent, row) for row in ROWS] == [[], []]
    assert tells_key(sent, *CLOSED) == []
    assert all(tells_key(sent, ref) for ref in OPEN)


def test_the_second_stance_opens_the_feedback_on_its_row_alone(learner: Learner) -> None:
    after_handing_in(learner)

    learner.take_stances("d1", moved_by="")

    sent = learner.crawl()
    assert tells_key(sent, "single")
    assert tells_key(sent, "case")
    assert tells_key(sent, "multiple") == []


@on_sqlite
def test_the_crawl_opens_every_page_of_an_instructor(app: Flask, learner: Learner) -> None:
    with_an_attempt_open(learner)

    sent = learner.crawl()

    adapter = app.url_map.bind("")
    paths = [request[4:] for request in sent if request[:4] == "GET " and sent[request] < "4"]
    opened = {adapter.match(path)[0] for path in paths}
    routed = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    theirs = {name for name in routed if POLICIES[name].who <= Who.INSTRUCTOR}
    # There is no link, and no logo.
    assert theirs - opened == {"acceptances.new", "resets.edit", "logos.show"}
    asked = a_keyed_quiz().live
    assert sum("/questions/" in path for path in paths) == len(asked)


def hands_over_every_verdict(patch: pytest.MonkeyPatch) -> None:
    """The one function that decides does not."""
    patch.setattr(Disclosure, "verdict", lambda self, ref: self.lesson.verdict(ref))


def goes_round_the_one_function(patch: pytest.MonkeyPatch) -> None:
    """A view takes the verdict from the lesson itself."""
    held = Held("I agree", 6, 70, "So.", None)
    patch.setattr(
        docket_row_page,
        "_ending",
        lambda known, row, mine: {
            "verdict": known.lesson.verdict(row.ref),
            "first": held,
            "second": held,
        },
    )


def flashes_the_verdict(patch: pytest.MonkeyPatch) -> None:
    """It is in the cookie, and on whatever page comes next."""
    patch.setitem(stances.SAID, Phase.FIRST, f"{verdict_of('d1')}-reason")


@on_sqlite
@pytest.mark.parametrize(
    "leak", [hands_over_every_verdict, goes_round_the_one_function, flashes_the_verdict]
)
def test_a_view_that_tells_a_verdict_is_found(
    learner: Learner, monkeypatch: pytest.MonkeyPatch, leak: Callable[[pytest.MonkeyPatch], None]
) -> None:
    leak(monkeypatch)

    after_the_first_stance(learner)

    assert tells_verdict(learner.crawl(), "d1")


@on_sqlite
def test_feedback_that_is_shown_without_asking_is_found(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Disclosure, "closed_by", lambda self, question: [])

    after_handing_in(learner)

    assert tells_key(learner.crawl(), *CLOSED)


@on_sqlite
def test_a_question_that_is_asked_with_its_refs_is_found(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QuestionLayout, "texts", lambda self, name, _: self.orders[name])

    with_an_attempt_open(learner)

    assert tells_key(learner.crawl())


@on_sqlite
def test_a_page_that_differs_with_the_verdict_or_the_key_is_found(
    learner: Learner, swap: Swap
) -> None:
    after_handing_in(learner)
    learner.take_stances("d1", moved_by="")

    as_published = swap(learner.package)

    assert swap(with_other_verdicts()) != as_published
    assert swap(with_another_key(learner.package)) != as_published
