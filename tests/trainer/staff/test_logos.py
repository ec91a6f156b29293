"""The studio's logo."""

from __future__ import annotations

from tests.trainer.conftest import SignIn
from tests.trainer.pictures import picture
from tests.trainer.staff.test_settings import save


def test_a_studio_without_a_logo_has_none_to_show(sign_in: SignIn) -> None:
    assert sign_in("ana").get("/harbour/logo.png").status_code == 404


def test_its_people_alone_see_a_logo(sign_in: SignIn) -> None:
    save(sign_in("olga"), picture())

    assert sign_in("ana").get("/harbour/logo.png").status_code == 200
    assert sign_in("rhea").get("/harbour/logo.png").status_code == 404


def test_a_browser_keeps_a_logo_to_itself(sign_in: SignIn) -> None:
    olga = sign_in("olga")
    save(olga, picture())

    answer = olga.get("/harbour/logo.png")

    assert answer.headers["Cache-Control"] == "private, max-age=86400"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
