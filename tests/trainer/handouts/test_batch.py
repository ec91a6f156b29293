"""A batch of copies: serials in the order of the file, names of all scripts, and who gets none."""

from __future__ import annotations

import hashlib
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trainer.handouts.stamp.bases import codes, read, words
from tests.trainer.handouts.stamp.test_golden import GOLDEN
from trainer.handouts import batch as batch_module
from trainer.handouts.batch import Batch, Imprint, Plate
from trainer.handouts.code import CODE_LENGTH
from trainer.handouts.distribution import cover_sheet
from trainer.handouts.kind import Kind
from trainer.handouts.queries.tickets import OpenTicket
from trainer.handouts.reasons import GONE
from trainer.handouts.stamp.stack import stack
from trainer.handouts.stamp.tail import tail

NAMES = [
    "Nguyễn Thị Ánh",
    "Adébáyọ̀ Ọlátúnjí",
    "Ελένη Παπαδοπούλου",
    "Ольга Щербакова",
    "יעל כהן",
    "محمد علي",
    "สมชาย ที่รัก",
    "김민준",
    "张伟",
    "佐藤 美咲",
    "Łucja Wiśniewska-Żółć",
    "W" * 80,
]
LONG = "W" * 800
IMPRINT = Imprint(
    studio="Studio Lindenhof",
    edition=2,
    date="28 November 2026",
    year="2026",
    first=7,
    link="https://trainer.example/c/{}".format,
)
KINDS = (Kind.LESSON, Kind.CARDS)


@pytest.fixture
def real_stamp(monkeypatch: pytest.MonkeyPatch) -> None:
    """These are about paper."""
    monkeypatch.setattr(batch_module, "tail", tail)
    monkeypatch.setattr(batch_module, "stack", stack)


def plates() -> dict[int, Plate]:
    """The golden base, as two kinds."""
    pdf, frame = read(GOLDEN, "base")
    return {at: Plate(at, kind, pdf, frame) for at, kind in enumerate(KINDS, 1)}


def ticket(member: int, name: str, plate: int = 1, *, is_here: bool = True) -> OpenTicket:
    """Somebody's ticket for a kind that is laid out."""
    return OpenTicket(
        id=member * 10 + plate,
        membership_id=member,
        kind=KINDS[plate - 1],
        print_base_id=plate,
        name=name,
        email=f"{member}@example.com",
        location="Quay 😀",
        is_here=is_here,
    )


def stamped(*tickets: OpenTicket) -> Batch:
    """Their batch."""
    batch = Batch(IMPRINT, plates())
    batch.stamp(tickets)
    return batch


def file(batch: Batch, *, duplex: bool = False) -> bytes:
    """Its one file, without a cover."""
    return batch.file(None, duplex=duplex, beat=lambda: None)


def letters(text: str) -> set[str]:
    return set(normalize("NFD", text)) - {" "}


@pytest.mark.usefixtures("real_stamp")
def test_every_name_is_on_its_copy_and_in_the_file_whatever_one_of_them_is() -> None:
    tickets = [ticket(at, name) for at, name in enumerate([*NAMES, LONG, "Ina 😀"], 1)]

    batch = stamped(*tickets)

    printed = [copy.plate.pdf + copy.tail for copy in batch.copies]
    assert [copy.strip.name for copy in batch.copies] == [*NAMES, "Ina 😀"]
    for name, pdf in zip(NAMES, printed, strict=False):
        assert letters(name) <= letters(words(pdf)[0])
    together = words(file(batch))[::2]
    assert all(letters(name) <= letters(page) for name, page in zip(NAMES, together, strict=False))
    (reason,) = batch.missed
    assert "longer than the strip" in reason
    assert batch.missed[reason] == [tickets[-2]]
    assert batch.copies[-1].note == "Left out of the name: 😀"


@pytest.mark.usefixtures("real_stamp")
def test_serials_count_on_past_those_who_get_none() -> None:
    batch = stamped(
        ticket(1, "Ana"), ticket(2, LONG), ticket(3, "Bo", is_here=False), ticket(4, "Cy")
    )

    assert [copy.serial for copy in batch.copies] == ["2026-0007", "2026-0008"]
    assert [copy.ticket.name for copy in batch.copies] == ["Ana", "Cy"]
    assert [each.name for each in batch.missed[GONE]] == ["Bo"]


people = st.lists(st.tuples(st.integers(1, 4), st.sampled_from([1, 2]), st.booleans()), max_size=8)


@given(people)
def test_a_batch_is_everybodys_once_in_order_and_whole(drawn: list[tuple[int, int, bool]]) -> None:
    here = {member: is_here for member, _, is_here in drawn}
    tickets = [ticket(who, f"Eva {who}", plate, is_here=here[who]) for who, plate, _ in drawn]

    batch = stamped(*tickets)

    wanted = dict.fromkeys((each.membership_id, each.print_base_id) for each in tickets)
    got = [(copy.ticket.membership_id, copy.plate.id) for copy in batch.copies]
    assert got == [each for each in wanted if here[each[0]]]
    assert [int(copy.serial[-4:]) for copy in batch.copies] == list(range(7, 7 + len(got)))
    assert len({copy.code for copy in batch.copies}) == len(got)
    for copy in batch.copies:
        assert hashlib.sha256(copy.plate.pdf + copy.tail).hexdigest() == copy.sha256


@pytest.mark.usefixtures("real_stamp")
def test_of_one_copy_alone_the_file_is_that_with_its_tags() -> None:
    batch = stamped(ticket(1, "Ana"))

    assert file(batch, duplex=True) == batch.copies[0].plate.pdf + batch.copies[0].tail


def test_of_none_there_is_no_file() -> None:
    assert file(stamped(ticket(1, "Ana", is_here=False))) == b""


def test_a_cover_names_everybody_with_all_they_get_as_far_as_it_can_be_written() -> None:
    batch = stamped(ticket(1, "Ana 😀"), ticket(1, "Ana 😀", 2), ticket(2, "Bo"))

    sheet = cover_sheet("The psoas", batch)

    assert [(each.name, each.location) for each in sheet.addressees] == [
        ("Ana ", "Quay "),
        ("Bo", "Quay "),
    ]
    assert sheet.addressees[0].copies == ("Lesson handout 2026-0007", "Exercise cards 2026-0008")
    assert sheet.copies == 3


@pytest.mark.usefixtures("real_stamp")
@pytest.mark.parametrize("length", [36, 59, 114])
def test_the_code_of_an_address_of_any_length_is_read_from_paper(length: int) -> None:
    site = "https://t.io/" + "x" * (length - len("https://t.io//") - CODE_LENGTH)
    batch = Batch(Imprint(**{**vars(IMPRINT), "link": f"{site}/{{}}".format}), plates())
    batch.stamp([ticket(1, "Ana")])

    (copy,) = batch.copies
    assert len(copy.strip.link) == length
    assert codes(copy.plate.pdf + copy.tail, 150) == [[copy.strip.link]] * 2
