"""A studio's settings: its name, colour, paper, time zone and logo."""

from __future__ import annotations

import io

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from tests.trainer.conftest import ON_SQLITE, Look, SignIn
from tests.trainer.page_text import values, words
from tests.trainer.pictures import SECRET, picture
from trainer.tenancy.models.studio import Logo, Studio

SETTINGS = "/harbour/settings"
GOOD = {"name": "Harbour", "colour": "#3c6a5a", "paper": "A4", "time_zone": "Europe/London"}


def harbour(look: Look) -> Studio:
    """The studio as it is stored."""
    found: Studio = look(sa.select(Studio).where(Studio.slug == "harbour"))[0]
    return found


def save(client: FlaskClient, logo: bytes, **changes: str) -> TestResponse:
    """Send the form with a file in it; the name of the file says nothing."""
    file = FileStorage(io.BytesIO(logo), "../../logo.svg", name="logo")
    boundary, body = encode_multipart({**GOOD, **changes, "logo": file})
    return client.post(
        SETTINGS, data=body, content_type=f"multipart/form-data; boundary={boundary}"
    )


def test_the_form_shows_what_is_so_now(sign_in: SignIn) -> None:
    shown = values(sign_in("olga").get(SETTINGS))

    assert {name: shown[name] for name in GOOD} == GOOD


def test_settings_are_saved_and_seen(sign_in: SignIn, look: Look) -> None:
    olga = sign_in("olga")
    changed = {"name": "Quay House", "colour": "#7A2E4C", "paper": "Letter", "time_zone": "UTC"}

    answer = olga.post(SETTINGS, data=changed, follow_redirects=True)

    assert "The settings are saved." in words(answer)
    assert "Settings · Quay House" in words(answer)
    assert (harbour(look).colour, harbour(look).paper) == ("#7a2e4c", "Letter")


def test_times_are_told_in_the_studios_zone(sign_in: SignIn) -> None:
    olga = sign_in("olga")
    olga.post(SETTINGS, data=GOOD | {"time_zone": "Pacific/Auckland"})

    people = words(olga.get("/harbour/memberships"))
    assert "3 March 2026" in people

    olga.post(SETTINGS, data=GOOD | {"time_zone": "Pacific/Honolulu"})
    assert "2 March 2026" in words(olga.get("/harbour/memberships"))


@ON_SQLITE
@pytest.mark.parametrize(
    ("wrong", "mistake"),
    [
        ({"name": " "}, "Write the studio's name."),
        ({"name": "s" * 81}, "Keep it to 80 characters."),
        ({"colour": "sage"}, "Write a colour as # and six digits, such as #3c6a5a."),
        ({"colour": "#3c6a5"}, "Write a colour"),
        ({"colour": "#3c6a5a;} body{"}, "Write a colour"),
        ({"colour": ""}, "Write a colour"),
        ({"paper": "A3"}, "Not a valid choice"),
        ({"time_zone": "Mars/Olympus"}, "Not a valid choice"),
    ],
)
def test_a_mistake_is_named_and_what_was_typed_is_kept(
    sign_in: SignIn, look: Look, wrong: dict[str, str], mistake: str
) -> None:
    typed = {"name": "Quay House", "colour": "#7a2e4c", "paper": "Letter", "time_zone": "UTC"}
    typed |= wrong

    answer = sign_in("olga").post(SETTINGS, data=typed)

    assert answer.status_code == 422
    assert mistake in words(answer)
    kept = values(answer)
    assert all(kept.get(name, value) == value.strip() for name, value in typed.items())
    assert (harbour(look).name, harbour(look).colour) == ("Harbour", "#3c6a5a")


def test_a_colour_that_is_hard_to_read_is_adjusted_and_said_so(sign_in: SignIn, look: Look) -> None:
    olga = sign_in("olga")

    page = olga.post(SETTINGS, data=GOOD | {"colour": "#ffe08a"}, follow_redirects=True)

    assert "the nearest shade that is easy to read" in words(page)
    assert values(page)["colour"] == harbour(look).colour == "#ffe08a"


def test_only_what_the_form_offers_can_be_changed(sign_in: SignIn, look: Look) -> None:
    extra = {"slug": "stolen", "id": "99", "logo_sha256": "0" * 64, "locale": "xx", "studio_id": 2}

    sign_in("olga").post(SETTINGS, data=GOOD | extra)

    studio = harbour(look)
    assert (studio.slug, studio.logo_sha256, studio.locale) == ("harbour", None, "en-GB")


@ON_SQLITE
@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_encoded_anew_and_shown(sign_in: SignIn, form: str) -> None:
    olga = sign_in("olga")

    save(olga, picture(form))
    page, logo = olga.get(SETTINGS), olga.get("/harbour/logo.png")

    assert "/harbour/logo.png?v=" in page.text
    assert logo.mimetype == "image/png"
    assert logo.data.startswith(b"\x89PNG")
    assert SECRET not in logo.data


@ON_SQLITE
@pytest.mark.parametrize(
    ("content", "mistake"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is not a PNG, JPEG or WebP picture."),
        (picture("GIF"), "This is not a PNG, JPEG or WebP picture."),
        (picture() + bytes(2 * 1024 * 1024), "The file is over 2 MB."),
    ],
    ids=["SVG", "GIF", "large"],
)
def test_a_logo_that_will_not_do_is_refused_and_nothing_saved(
    sign_in: SignIn, look: Look, content: bytes, mistake: str
) -> None:
    answer = save(sign_in("olga"), content, name="Quay House")

    assert answer.status_code == 422
    assert mistake in words(answer)
    assert values(answer)["name"] == "Quay House"
    assert (harbour(look).name, look(sa.select(Logo))) == ("Harbour", [])


def test_a_request_over_the_limit_gets_a_page_that_says_so(sign_in: SignIn) -> None:
    answer = save(sign_in("olga"), bytes(4 * 1024 * 1024))

    assert answer.status_code == 413
    assert "A file may have 2 MB" in words(answer)


def test_a_logo_is_removed(sign_in: SignIn, look: Look) -> None:
    olga = sign_in("olga")
    save(olga, picture())

    page = olga.post(SETTINGS, data=GOOD | {"remove_logo": "y"}, follow_redirects=True)

    assert "logo.png" not in page.text
    assert harbour(look).logo_sha256 is None
    assert olga.get("/harbour/logo.png").status_code == 404


def test_the_same_logo_twice_is_kept_once(sign_in: SignIn, look: Look) -> None:
    olga = sign_in("olga")

    for _ in range(2):
        assert save(olga, picture()).status_code == 303

    assert len(look(sa.select(Logo))) == 1


def test_a_file_where_text_belongs_is_a_mistake_like_any_other(sign_in: SignIn) -> None:
    olga = sign_in("olga")
    without_name = {name: value for name, value in GOOD.items() if name != "name"}

    odd = olga.post(SETTINGS, data=without_name | {"name": (io.BytesIO(b"x"), "x")})
    text = olga.post(SETTINGS, data=GOOD | {"logo": "not a file"})

    assert odd.status_code == 422
    assert text.status_code == 303


def test_locations_are_listed_with_their_people(sign_in: SignIn) -> None:
    assert "Harbour Hall 0 people" in words(sign_in("olga").get(SETTINGS))
