"""One's own account."""

from __future__ import annotations

import pytest

from tests.trainer.conftest import SignIn
from tests.trainer.page_text import values, words


def test_the_account_shows_name_address_and_devices(sign_in: SignIn) -> None:
    page = sign_in("ana").get("/account")

    assert values(page)["name"] == "Ana Sousa"
    assert "ana@example.com" in words(page)
    assert "(this device)" in words(page)


def test_a_new_name_is_seen_by_the_studio(sign_in: SignIn) -> None:
    sign_in("ana").post("/account", data={"name": "  Ana  de Sousa "})

    assert "Ana de Sousa" in words(sign_in("olga").get("/harbour/memberships"))


@pytest.mark.parametrize("name", ["", "   ", "a" * 81])
def test_a_name_that_will_not_do_is_not_saved(sign_in: SignIn, name: str) -> None:
    device = sign_in("ana")

    answer = device.post("/account", data={"name": name})

    assert answer.status_code == 422
    assert values(answer)["name"] == name.strip()
    assert values(device.get("/account"))["name"] == "Ana Sousa"


def test_nothing_but_the_name_can_be_changed_there(sign_in: SignIn) -> None:
    device = sign_in("ana")

    device.post(
        "/account",
        data={"name": "Ana", "email": "eve@example.com", "id": "1", "password_hash": "x"},
    )

    assert "ana@example.com" in words(device.get("/account"))
    assert sign_in("ana").get("/harbour/").status_code == 200


def test_only_open_sign_ins_of_mine_are_listed(sign_in: SignIn) -> None:
    desk = sign_in("ana")
    sign_in("ana").post("/sign-out")
    sign_in("bruno")
    sign_in("ana")

    assert words(desk.get("/account")).count("Since") == 2
