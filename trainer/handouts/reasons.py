"""Reasons: why somebody has no copy, and what to do, in the words that they are told."""

from __future__ import annotations

from trainer.handouts.hold import TRIES

GONE = "No longer in the studio, so no copy was made."
RESPELL = (
    "Once it is written in letters that can be printed, print again; a person's name is theirs to"
    " change, in their account."
)
NO_LETTERS = "We have no letters for {} in the name of {}. " + RESPELL
TOO_LONG = (
    "The name of {} and that of the studio are longer than the strip of a handout. Once one of them"
    " is shorter, print again; a person's name is theirs to change, in their account."
)
AGAIN = "Print it again; if that fails too, tell whoever runs this site."
CRASHED = f"The press broke down over it {TRIES} times. {AGAIN}"
# What goes with a copy that is there.
LEFT_OUT = "Left out of the name: {}"
NO_COVER = "There is no distribution list with it: {}."
