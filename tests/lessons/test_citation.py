"""Citation: who, when and where, so that a reader can find the source."""

from __future__ import annotations

import pytest

from lessons.citation import lacking


@pytest.mark.parametrize(
    "citation",
    [
        "Keller A. Feet. J Feet 1990;1:1–2.",
        "van Dieën JH, Hodges PW. Feet. Eur Spine J 2011;20:759–765.",
        "van Sörnsen de Koste JR, et al. Feet. Int J Feet 2006;64:799–803.",
        "Todd RB, ed. The Cyclopaedia of Feet, vol. 2. London: Sherwood, Gilbert & Piper; 1839.",
        "Gray H. Anatomy. 20th ed. Philadelphia: Lea & Febiger; 1918. Page 467.",
        "National Health Service. Walking. nhs.uk, as seen in 2026.",
        "Asaka M, et al. Feet. Eur J Feet, published online 2009. doi 10.1007/s00421-009-1337-6",
    ],
)
def test_a_source_that_can_be_found_lacks_nothing(citation: str) -> None:
    assert list(lacking(citation)) == []


@pytest.mark.parametrize(
    ("citation", "missing"),
    [
        ("Kidney mobility during respiration. Radiother Oncol 1994;32:84–86.", ["author"]),
        ("Keller A. Feet. J Feet 1:1–2.", ["year", "place"]),
        ("Keller A. Feet: the whole of them, 1990.", ["place"]),
        ("Keller A. Feet. London: Foot Press.", ["year", "place"]),
        ("Lu 2011. BMC Musculoskelet Disord 12:76.", ["author", "place"]),
        ("As given in a textbook of anatomy from the early twentieth century.", None),
        ("embryology.ch and human-embryology.com, online courses.", ["author", "year"]),
        ("Psoas major in elderly female rowers. Conference abstract.", None),
        ("", None),
    ],
)
def test_what_a_reader_would_miss_is_named(citation: str, missing: list[str] | None) -> None:
    assert list(lacking(citation)) == (missing or ["author", "year", "place"])
