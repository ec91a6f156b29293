"""What is made of a document is made once a process, within bounds, and holds nobody's words."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from quizzes.package import Package
from tests.builders import a_section
from tests.trainer.conftest import SignIn, on_sqlite
from tests.trainer.learner import FEET, STANCE
from tests.trainer.syllabus import a_package
from trainer.debate.docket_row_page import debate
from trainer.editions.queries.current import CurrentEdition
from trainer.storage.document_cache import BARE, CacheKey, DocumentCache, documents
from trainer.study.queries.study import Study
from trainer.study.views.sections import Rendered, rendered

ROOM = 100
EVIL = "evil-words"

gets = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 40)))


@pytest.fixture
def ana(sign_in: SignIn) -> FlaskClient:
    """Ana, who holds nothing yet, in a process that has made nothing yet."""
    documents.clear()
    return sign_in("ana")


def key(number: int) -> CacheKey:
    """The key of one of several things."""
    return CacheKey(f"document {number // 3}", BARE, f"thing {number}")


def keep(cache: DocumentCache, number: int, size: int = 10) -> int:
    """Ask for one of several things."""
    return cache.get(key(number), lambda: number, lambda _: size)


@given(gets)
def test_it_never_holds_more_than_it_has_room_for(asked: list[tuple[int, int]]) -> None:
    cache, sizes = DocumentCache(ROOM), {}

    for number, size in asked:
        if key(number) not in cache.everything():
            sizes[key(number)] = size
        assert keep(cache, number, size) == number
        assert sum(sizes[each] for each in cache.everything()) <= ROOM


def test_a_cache_that_gives_nothing_up_is_found_to_hold_too_much() -> None:
    class Hoard(DocumentCache):
        def _drop(self, key: CacheKey) -> None:
            self._filled = 0

    cache = Hoard(ROOM)
    for number in range(10):
        keep(cache, number, 11)

    assert 11 * len(cache.everything()) > ROOM


def test_what_was_not_asked_for_longest_goes_first() -> None:
    cache = DocumentCache(ROOM)
    for number in range(10):
        keep(cache, number)

    keep(cache, 0)
    keep(cache, 10)

    assert list(cache.everything()) == [key(number) for number in (2, 3, 4, 5, 6, 7, 8, 9, 0, 10)]


def test_what_is_larger_than_the_room_is_given_and_not_kept() -> None:
    cache = DocumentCache(ROOM)

    assert keep(cache, 1, ROOM + 1) == 1
    assert cache.everything() == {}


def test_threads_share_it() -> None:
    cache = DocumentCache(ROOM)

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda turn: keep(cache, turn % 13), range(4000)))

    assert found == [turn % 13 for turn in range(4000)]
    assert len(cache.everything()) == 10


def test_what_failed_is_not_kept() -> None:
    cache = DocumentCache(ROOM)

    with pytest.raises(ZeroDivisionError):
        cache.get(key(1), lambda: 1 // 0, lambda _: 1)

    assert keep(cache, 1) == 1


def a_study(overlay: str, **changes: Any) -> Study:
    """A study of the world's lesson, changed by what that version of an overlay lays over it."""
    package = a_package()
    lesson = msgspec.structs.replace(package.lesson, **changes)
    taught = CurrentEdition(1, "feet", 1, 1, package.sha256, lesson, package.quiz, overlay)
    return Study(taught, {})


def section_of(study: Study) -> Rendered:
    """Its first section, drawn."""
    return rendered(study, study.lesson.sections[0])


def debate_of(study: Study) -> Markup:
    """The arguments on its first row, drawn."""
    return debate(study.taught, study.lesson.docket[0])


@on_sqlite
@pytest.mark.parametrize("draw", [section_of, debate_of])
def test_a_piece_is_drawn_once_and_anew_for_another_overlay(
    app: Flask, draw: Callable[[Study], Any]
) -> None:
    documents.clear()
    with app.app_context():
        drawn, again = draw(a_study(BARE)), draw(a_study(BARE))

        laid_over = draw(a_study("2", sections=(a_section(body="Hidden."),), arguments=()))
        under_the_same = draw(a_study(BARE, sections=(a_section(body="Hidden."),), arguments=()))

    assert again is drawn
    assert laid_over != drawn
    assert under_the_same is drawn  # so it is the version that tells them apart


@on_sqlite
def test_nothing_that_a_request_says_is_kept(ana: FlaskClient) -> None:
    look_around(ana)

    assert len(documents.everything()) > 4
    assert strange(documents.everything(), a_package(title="Feet in Harbour")) == set()


@on_sqlite
def test_what_a_request_says_is_found_where_it_is_kept(
    ana: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kept_as(taught: CurrentEdition, what: str) -> CacheKey:
        return CacheKey(taught.document, request.args.get("kind", BARE), what)

    monkeypatch.setattr(CurrentEdition, "kept_as", kept_as)

    look_around(ana)

    assert strange(documents.everything(), a_package(title="Feet in Harbour"))


def look_around(client: FlaskClient) -> None:
    """Ask for what there is, and for what there is not, with words of one's own everywhere."""
    for path in ("sections/the-spring", "docket/d1", f"sections/{EVIL}", f"docket/{EVIL}"):
        client.get(f"{FEET}/{path}?kind={EVIL}", headers={"X-Forwarded-Host": EVIL})
    client.get(f"/harbour/lessons/{EVIL}")
    for sent in (STANCE, {"reason": EVIL, "moved_by": EVIL}, STANCE | {"moved_by": ""}):
        client.post(f"{FEET}/docket/d1/stances?kind={EVIL}", data=sent)
        client.get(f"{FEET}/docket/d1?kind={EVIL}")


def strange(kept: dict[CacheKey, Any], package: Package) -> set[str]:
    """The words in its keys and values that neither the document nor its version says."""
    lesson = package.lesson
    refs = {each.ref for each in lesson.sections} | {each.ref for each in lesson.docket}
    words = {word for key in kept for word in key.what.split()[1:]} - refs
    words |= {key.document for key in kept} - {package.sha256}
    words |= {key.overlay for key in kept} - {BARE}
    return words | {str(made) for made in kept.values() if EVIL in str(made)}
