"""Cue words: those by which a reader asks, objects, praises or tells of a body."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

_WORD = re.compile(r"[\w'$-]+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


def _wording(*wordings: str) -> re.Pattern[str]:
    """Whole words in a sentence that is lower case with one space between words."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(wordings)})(?!\S)")


_ASKS = _wording(
    r"please (?:share|explain|tell|clarify|advise|help|elaborate|say)",
    r"(?:could|can|would) (?:you|someone|anyone|anybody)",
    r"would (?:\S+ ){0,2}appreciate",
    r"would be (?:\S+ ){0,2}(?:appreciated|welcome|helpful)",
    r"(?:i )?wonder(?:ing)? (?:if|whether|how|why|what|where)",
    r"(?:like|love|curious) to know",
)
_OBJECTS = _wording(
    r"wrong(?:ly)?|mistaken?s?|errors?|incorrect(?:ly)?|inaccura(?:te|cy|cies)|false|untrue",
    r"mislead(?:s|ing)?|misinformation|misinformed|nonsense|silly|ridiculous|absurd|rubbish",
    r"bogus|pseudoscience|disagree|unfounded|unsupported|contradicts?|rethink|on the contrary",
    r"disturb(?:s|ed|ing)|angers|irresponsible|dangerous|harmful|(?:can|could|may) damage",
    r"(?:not|don't|can't|cannot) (?:\S+ ){0,3}(?:agree|convinced|true|correct|accurate)",
    r"(?:not|isn't|aren't) (?:\S+ )?(?:based|grounded|supported|backed)",
    r"(?:no|any|lack of|without) (?:\S+ )?(?:evidence|proof|logic|basis|reason to)",
    r"(?:feelings?|opinions?|beliefs?) (?:\S+ ){0,2}as (?:\S+ )?facts?",
    r"beg to differ|how not to|i (?:\S+ )?doubt|myth|overstated|exaggerat(?:ed|es|ion)",
)
_PRAISES = _wording(
    r"thank|thanks|thankyou|grateful|gratitude|love|loved|enjoy(?:ed)?|recommend|appreciate",
    r"great|wonderful(?:ly)?|beautiful(?:ly)?|fabulous|fantastic|excellent|brilliant(?:ly)?",
    r"perfect(?:ly)?|amazing|awesome|lovely|superb|bravo|spot on|helpful|helped|helps|useful",
    r"enlightening|inspir(?:ed|es|ing)|informative|insightful|interesting|fascinating|resonates?",
    r"agree|well (?:said|done|written|explained|put)|works (?:very |so |really )?well",
)
_HURTS = _wording(
    r"pains?|painful|pained|ach(?:e|es|ed|ing|y)|sore|soreness|hurt|hurts|hurting",
    r"injur(?:y|ies|ed)|surger(?:y|ies)|operated|operations?|suffer(?:s|ed|ing)?|dysfunctions?",
    r"diagnos(?:ed|is|es)|spasms?|numb|numbness|inflamed|inflammation|swollen|swelling",
    r"fractur(?:e|es|ed)|sprain(?:s|ed)?|torn|tore|herniated|dislocated|medications?|painkillers?",
    r"hospital|chemo|chemotherapy|cortisone|injections?|physical therapy|physiotherapy|rehab",
    r"crutches|limp(?:s|ed|ing)?|miscarriage|broke (?:my|her|his)|stitches|tumou?r",
)
_CONDITIONS = (
    r"(?:scoliosis|sciatica|arthritis|osteoporosis|osteoarthritis|cancer|diabetes|depression|"
    r"anxiety|pregnant|pregnancy|stenosis|endometriosis|fibromyalgia|migraines?|bunions?|fasciitis|"
    r"neuroma|hernia|stroke|epilepsy|replacement|hypermobile|hypermobility|parkinson's|flat feet)"
)
_HAS = _wording(
    rf"(?:my|mine|i have|i had|i've|i got|i was|i am|i'm)(?: \S+){{0,4}}? {_CONDITIONS}"
)
_SELF = _wording(r"i|i'm|i've|i'd|im|ive|my|me|mine|myself|we|our")
_UNSAID_SELF = re.compile(r"(?:had|have|having|been|suffered|broke|tore|hurt|diagnosed) ")
_CLIENTS = _wording(r"(?:my|our)(?: \S+)? (?:clients?'?|patients?'?|students?'?|members)")
_REMEMBERS = _wording(
    r"years ago|months ago|when i was|one (?:day|morning|evening)|ever since|i used to",
    r"last (?:week|month|year|spring|summer|autumn|fall|winter)|it (?:all )?started|my story",
)


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """What one sentence does, each as the words that show it; None where it does not."""

    asks: str | None
    objects: str | None
    praises: str | None
    tells: str | None
    hurts: str | None
    ails: str | None


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, with straight apostrophes."""
    return _WORD.findall(text.casefold().replace("’", "'"))


def sentences_of(text: str) -> Iterator[Sentence]:
    """What each sentence of a text does."""
    for raw in _SENTENCE_END.split(text):
        yield _sentence(raw, " ".join(words_of(raw)))


def _sentence(raw: str, plain: str) -> Sentence:
    """A question is no objection, and an objection no praise, whatever words they borrow."""
    asks = "?" if raw.endswith("?") else _said(_ASKS, plain)
    objects = None if asks else _said(_OBJECTS, plain)
    hurts = _said(_HURTS, plain)
    ails = _ails(plain, hurts)
    return Sentence(
        asks=asks,
        objects=objects,
        praises=None if asks or objects else _said(_PRAISES, plain),
        tells=ails or (_said(_REMEMBERS, plain) if _SELF.search(plain) else None),
        hurts=hurts,
        ails=ails,
    )


def _ails(plain: str, hurts: str | None) -> str | None:
    """The writer's own pain, injury, illness or treatment; what clients have is not theirs."""
    if hurts is None:
        return _said(_HAS, plain)
    own = _SELF.search(_CLIENTS.sub("", plain)) or _UNSAID_SELF.match(plain)
    return hurts if own else None


def _said(cue: re.Pattern[str], plain: str) -> str | None:
    found = cue.search(plain)
    return found[0] if found else None
