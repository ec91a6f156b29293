"""The studio's colour as a stylesheet."""

from __future__ import annotations

from tests.trainer.conftest import SignIn
from tests.trainer.staff.test_settings import GOOD, SETTINGS
from trainer.web.colour import accent

THEME = "/harbour/theme.css"


def test_the_stylesheet_has_the_readable_shades_of_the_colour(sign_in: SignIn) -> None:
    olga = sign_in("olga")
    olga.post(SETTINGS, data=GOOD | {"colour": "#ffe08a"})

    answer = olga.get(THEME)

    assert answer.mimetype == "text/css"
    assert f"--accent: {accent('#ffe08a').light};" in answer.text
    assert f"--accent: {accent('#ffe08a').dark};" in answer.text


def test_an_unchanged_stylesheet_is_not_sent_again(sign_in: SignIn) -> None:
    ana = sign_in("ana")
    tag = ana.get(THEME).headers["ETag"]

    answer = ana.get(THEME, headers={"If-None-Match": tag})

    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_a_new_colour_is_sent_at_once(sign_in: SignIn) -> None:
    olga = sign_in("olga")
    tag = olga.get(THEME).headers["ETag"]

    olga.post(SETTINGS, data=GOOD | {"colour": "#7a2e4c"})

    answer = olga.get(THEME, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert "#7a2e4c" in answer.text
