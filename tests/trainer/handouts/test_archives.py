"""The copies of a run one by one, in a ZIP."""

from __future__ import annotations

import io
import zipfile

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.conftest import ON_SQLITE, Look, MemberId, SignIn
from tests.trainer.handouts.ledger import become
from tests.trainer.learner import FEET
from tests.trainer.page_text import links
from tests.trainer.quick_press import work_off
from trainer.handouts.models.copy import Copy
from trainer.tenancy.models.person import Person
from trainer.tenancy.scope import StudioSession

pytestmark = ON_SQLITE


@pytest.fixture
def mia(sign_in: SignIn) -> FlaskClient:
    """Mia, who manages Harbour."""
    return sign_in("mia")


@pytest.fixture
def where(mia: FlaskClient, member_id: MemberId) -> str:
    """The page of a run of two kinds for Ana and Bruno, to be delivered one by one."""
    asked = {
        "membership": [member_id("ana"), member_id("bruno")],
        "kind": ["worksheet", "cards"],
        "delivery": "zip",
    }
    return str(mia.post(f"{FEET}/print-runs", data=asked).location)


def files(client: FlaskClient, where: str) -> dict[str, bytes]:
    """What is in the ZIP, by name."""
    answer = client.get(f"{where}.zip")
    assert answer.status_code == 200
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def test_each_copy_is_in_it_as_it_is_opened_by_itself(
    app: Flask, mia: FlaskClient, where: str, look: Look
) -> None:
    early = mia.get(f"{where}.zip").status_code
    work_off(app)

    found = files(mia, where)

    copies = look(sa.select(Copy).order_by(Copy.id))
    names = ["Bruno Keller", "Bruno Keller", "Ana Sousa", "Ana Sousa"]
    kinds = ["Exercise cards", "Worksheet"] * 2
    assert early == 404
    assert f"{where}.zip" in links(mia.get(where))
    assert list(found) == [
        f"{copy.serial} {kind} {name}.pdf"
        for copy, kind, name in zip(copies, kinds, names, strict=True)
    ]
    assert [*found.values()] == [mia.get(f"/harbour/copies/{each.id}.pdf").data for each in copies]
    assert mia.get(f"{where}.zip").data == mia.get(f"{where}.zip").data


def test_a_copy_that_is_taken_back_is_not_in_it(
    app: Flask, mia: FlaskClient, where: str, look: Look, every: StudioSession
) -> None:
    work_off(app)
    withdrawn = look(sa.select(Copy).order_by(Copy.id))[0]

    become(every, withdrawn, "withdrawn")

    assert len(files(mia, where)) == 3
    assert not any(name.startswith(withdrawn.serial) for name in files(mia, where))


def test_a_name_makes_no_folder(
    app: Flask, mia: FlaskClient, where: str, every: StudioSession
) -> None:
    every.execute(sa.update(Person).where(Person.name == "Ana Sousa").values(name="../A/n:a?"))
    every.commit()

    work_off(app)

    assert not any(set("/\\:?") & set(name) for name in files(mia, where))


def test_an_instructor_gets_none_of_a_run_that_is_not_theirs(
    app: Flask, sign_in: SignIn, where: str
) -> None:
    work_off(app)

    assert sign_in("ana").get(f"{where}.zip").status_code == 404
