"""From article to lesson."""

from __future__ import annotations

from tests.builders import a_comment, comments
from tests.trainer.conftest import SignIn
from tests.trainer.page_text import links, words
from tests.trainer.syllabus import a_package, publish_again
from trainer.tenancy.scope import StudioSession

SOURCE = "/harbour/lessons/feet/source"


def test_every_paragraph_leads_to_the_sections_that_restate_it(sign_in: SignIn) -> None:
    page = sign_in("ana").get(SOURCE)

    assert "The arch springs." in words(page)
    assert "Shoes stop it." in words(page)
    assert links(page).count("/harbour/lessons/feet/sections/the-spring") == 2


def test_every_comment_is_accounted_for_without_a_name(sign_in: SignIn) -> None:
    page = words(sign_in("ana").get(SOURCE))

    assert "The 3 comments 2 are replies, written by 2 people;" in page
    assert "1 Shown 1 Hidden 1 Accounted for" in page
    assert "Reader 1, March 2011" in page
    assert "Walking barefoot feels lively." in page
    assert "It tells of somebody's health." in page


def test_one_person_who_wrote_twice_is_one_of_the_people(
    sign_in: SignIn, every: StudioSession
) -> None:
    both = (a_comment(same_as=(2,)), a_comment(number=2, same_as=(1,)), comments()[2])
    publish_again(every, a_package(comments=both))

    page = words(sign_in("ana").get(SOURCE))

    assert "2 are replies, written by 1 person;" in page
    assert "Reader 1 (who is also Reader 2), March 2011" in page


def test_comments_of_one_kind_are_shown_alone(sign_in: SignIn) -> None:
    page = words(sign_in("ana").get(SOURCE, query_string={"kind": "story"}))

    assert "It tells of somebody's health." in page
    assert "Walking barefoot feels lively." not in page


def test_a_kind_that_no_comment_has_says_so(sign_in: SignIn) -> None:
    page = words(sign_in("ana").get(SOURCE, query_string={"kind": "praise"}))

    assert "No comment is of this kind." in page
    assert "The arch springs." in page


def test_a_lesson_that_is_not_taught_has_no_source(sign_in: SignIn) -> None:
    assert sign_in("ana").get("/harbour/lessons/hands/source").status_code == 404
