"""The exercises: each is complete, comes after what prepares it, and stands in the text once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from lessons.checks.prose import references_in
from lessons.checks.references import Place, looped
from lessons.exercise import Exercise, Kind
from lessons.lesson import Lesson
from lessons.problem import Problem


def exercises(lesson: Lesson) -> Iterator[Problem]:
    """Exercises that lack a precaution, a step or a place, or name what is not there."""
    claims = {claim.ref for claim in lesson.claims}
    leads = {exercise.ref: exercise.after for exercise in lesson.exercises}
    circles = looped(leads)
    placed = Counter(ref for named in references_in(lesson).values() for ref in named.exercises)
    for index, exercise in enumerate(lesson.exercises):
        place = Place("exercises.yaml", f"exercises[{index}]")
        yield from place.dangling("claims", exercise.claims, claims, "claim")
        yield from place.dangling("after", exercise.after, leads, "exercise")
        if exercise.ref in circles:
            yield place.problem(f"leads back to {exercise.ref}; correct the order", "after")
        yield from _incomplete(place, exercise)
        yield from _kindless(place, exercise)
        yield from _placed(place, exercise.ref, placed[exercise.ref])


def _kindless(place: Place, exercise: Exercise) -> Iterator[Problem]:
    for index, precaution in enumerate(exercise.precautions):
        if precaution.kind is None:
            text = f"is missing; say what it asks: {', '.join(get_args(Kind))}"
            yield place.problem(text, f"precautions[{index}].kind")


def _incomplete(place: Place, exercise: Exercise) -> Iterator[Problem]:
    if not exercise.precautions:
        yield place.problem("is empty; say what to take care of, and when to stop", "precautions")
    if not exercise.steps:
        yield place.problem("is empty; say what to do", "steps")


def _placed(place: Place, ref: str, times: int) -> Iterator[Problem]:
    if times != 1:
        text = f"is {ref}, which stands in the text {times} times; write ::: exercise {ref} once"
        yield place.problem(text, "ref")
