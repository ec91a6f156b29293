"""A lesson with a debate and exercises to test with: a test overrides what it is about."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lessons.debate import Argument, Bearing, Claim, DocketRow, Evidence, Verdict
from lessons.exercise import Cue, Exercise, Precaution, Remark, Step
from lessons.lesson import Lesson
from tests.builders import BODY, a_lesson, a_section

ARGUED = """\

[The arch springs]{claim=c1} when [nothing holds it]{claim=c2}. [It is alive]{claim=c3}.

::: exercise stand
:::

::: exercise walk
:::
"""


def a_claim(ref: str, **changes: Any) -> Claim:
    """A claim of the first paragraph."""
    fields: dict[str, Any] = {"text": f"Claim {ref}.", "types": ("anatomical",), "paragraphs": (1,)}
    return Claim(**{"ref": ref} | fields | changes)


def a_row(ref: str, *claims: str, **changes: Any) -> DocketRow:
    """A docket row on those claims."""
    fields: dict[str, Any] = {
        "title": f"Row {ref}",
        "wording": f"It is so, says {ref}.",
        "question": f"Is it so, asks {ref}?",
    }
    return DocketRow(**{"ref": ref, "claims": claims} | fields | changes)


def an_argument(row: str, side: str, **changes: Any) -> Argument:
    """An argument of the editor's, named by its row and side."""
    fields: dict[str, Any] = {"ref": f"{row}-{side}", "row": row, "side": side, "text": "Look."}
    return Argument(**fields | changes)


def an_evidence(ref: str = "keller-1990", **changes: Any) -> Evidence:
    """A dissection that bears on the first claim."""
    fields: dict[str, Any] = {
        "citation": "Keller A. Feet. J Feet 1990;1:1–2.",
        "short": "Keller 1990",
        "kind": "dissection",
        "design": "Dissection",
        "finding": "It springs.",
        "limits": "Two feet.",
        "grade": "C",
        "bearings": (Bearing(claim="c1", weight=1),),
    }
    return Evidence(**{"ref": ref} | fields | changes)


SHORTS = {
    "supported": "It holds.",
    "partly": "It holds in part only.",
    "contested": "It depends on the words.",
    "contradicted": "It does not hold.",
    "no_evidence": "Nobody has looked.",
    "not_testable": "No test can decide it.",
}


def a_verdict(on: str, label: str, **changes: Any) -> Verdict:
    """A verdict on that row or claim, with a short one that goes the way of the label."""
    fields: dict[str, Any] = {
        "grade": "D",
        "reason": "It was seen.",
        "short": SHORTS[label],
        "date": dt.date(2020, 1, 1),
    }
    return Verdict(**{"on": on, "label": label} | fields | changes)


def an_exercise(ref: str, **changes: Any) -> Exercise:
    """An exercise card with a precaution, a step and a cue."""
    so = Remark(text="So.", by="source")
    fields: dict[str, Any] = {
        "name": ref.capitalize(),
        "minutes": 2,
        "purpose": so,
        "apparatus": (so,),
        "position": so,
        "level": so,
        "precautions": (Precaution(text="Stop if it hurts.", by="editor", kind="stop"),),
        "steps": (Step(text="Stand.", by="source", breaths=3),),
        "cues": (Cue(kind="verbal", text="Grow.", by="editor"),),
        "notice": (so,),
        "claims": ("c2",),
    }
    return Exercise(**{"ref": ref} | fields | changes)


def a_debated_lesson(**changes: Any) -> Lesson:
    """Two rows, one settled and one contested; two claims that no row covers, one of a critic's."""
    sections = (a_section(body=BODY + ARGUED), a_lesson().sections[1])
    fields: dict[str, Any] = {
        "sections": sections,
        "exercises": (an_exercise("stand"), an_exercise("walk", after=("stand",))),
        "claims": (
            a_claim("c1"),
            a_claim("c2", paragraphs=(2,)),
            a_claim("c3"),
            a_claim("k1", paragraphs=(), comments=(1,)),
        ),
        "docket": (a_row("d1", "c1"), a_row("d2", "c2")),
        "arguments": (
            an_argument("d1", "for", comments=(1,)),
            an_argument("d1", "against", evidence=("keller-1990",)),
            an_argument("d1", "undercuts", target="d1-for"),
            an_argument("d2", "for", unnumbered=True),
            an_argument("d2", "against"),
            an_argument("d2", "asks"),
        ),
        "evidence": (an_evidence(),),
        "verdicts": (
            a_verdict("d1", "partly", evidence=("keller-1990",)),
            a_verdict("d2", "contested"),
            a_verdict("c3", "not_testable"),
            a_verdict("k1", "supported"),
        ),
    }
    return a_lesson(**fields | changes)
