"""Card: an exercise on paper, with all its steps and all its precautions."""

from __future__ import annotations

import msgspec

from lessons.exercise import Cue, Exercise, Precaution, Step


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise in whole: precautions in the order they are read in, none of them left out."""

    name: str
    minutes: int
    level: str
    apparatus: tuple[str, ...]
    position: str
    precautions: tuple[Precaution, ...]
    steps: tuple[Step, ...]
    cues: tuple[Cue, ...]
    notice: tuple[str, ...]

    @classmethod
    def of(cls, exercise: Exercise) -> Card:
        """For whoever teaches it."""
        return cls(
            name=exercise.name,
            minutes=exercise.minutes,
            level=exercise.level.text,
            apparatus=tuple(each.text for each in exercise.apparatus),
            position=exercise.position.text,
            precautions=exercise.care,
            steps=exercise.steps,
            cues=exercise.cues,
            notice=tuple(each.text for each in exercise.notice),
        )

    @classmethod
    def for_client(cls, exercise: Exercise) -> Card:
        """For whoever does it at home: without what the source hopes for and a teacher's touch."""
        whole = cls.of(exercise)
        return msgspec.structs.replace(
            whole,
            level="",
            cues=tuple(each for each in exercise.cues if each.kind != "tactile"),
            notice=tuple(each.text for each in exercise.notice if each.by == "editor"),
        )
