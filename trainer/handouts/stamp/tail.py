"""Tail: what is appended to a base to make it somebody's copy (ISO 32000-1, 7.5.6).

An incremental update leaves every byte before it as it was, and says of some objects that they are
now to be found in it: the content of the strips, the area of the link, the title, and the fonts,
where a name needs one that the base has not.
"""

from __future__ import annotations

import hashlib

from trainer.handouts.stamp.about import information, metadata
from trainer.handouts.stamp.drawing import Drawing
from trainer.handouts.stamp.frame import Frame, Leaf, Strip, Tags
from trainer.handouts.stamp.layout import Lines
from trainer.handouts.stamp.syntax import numbers, stream, text
from trainer.handouts.stamp.wardrobe import Extras, Wardrobe
from trainer.handouts.stamp.wrapping import Part
from trainer.handouts.stamp.writing import Writing

PRINTED = 4  # the flag of an annotation that is printed with its page


def tail(base: bytes, frame: Frame, strip: Strip, lines: Lines | None = None) -> bytes:
    """What behind that base is the whole copy; raises LongStrip.

    ``lines`` are shared by many copies, and by the stack of them.
    """
    extras, writing = Extras(), Writing(len(base))
    drawing = Drawing(strip, Wardrobe(frame.faces, extras), lines or Lines())
    changed = _strips(frame, strip, drawing) | _about(frame, strip)
    names, fonts = extras.objects(frame.size)
    changed |= {frame.size + at: content for at, content in enumerate(fonts)}
    if names:
        changed[frame.fonts] = _named(frame.font_names | names)
    body = b"".join(writing.written(each, changed[each]) for each in sorted(changed))
    return body + writing.end(frame.size + len(fonts), _trailer(frame, body))


def _strips(frame: Frame, strip: Strip, drawing: Drawing) -> dict[int, bytes]:
    """The objects that draw the strip, and the link in it."""
    changed = {}
    for page, leaf in enumerate(frame.leaves):
        first = frame.tags.first if frame.tags and frame.tags.page == page else None
        if leaf.drawing and leaf.drawing not in changed:
            changed[leaf.drawing] = stream(drawing.inside(frame.on(page), first))
    return changed | _tagged(frame, strip, drawing)


def _tagged(frame: Frame, strip: Strip, drawing: Drawing) -> dict[int, bytes]:
    """The link in the strip, and what is read from right to left, for those who hear it."""
    if not (tags := frame.tags):
        return {}
    page, (box, *_) = frame.leaves[tags.page], frame.on(tags.page)
    changed = {tags.link: _link(drawing.address_area(box), strip.link, page, tags)}
    for part, words in ((Part.NAME, strip.name), (Part.STUDIO, strip.studio)):
        if drawing.is_backwards(box, part):
            changed[tags.parts[part]] = _spoken(part, words, page, tags)
    return changed


def _spoken(part: Part, words: str, page: Leaf, tags: Tags) -> bytes:
    """The element of a part, which says its words itself, in the order of reading (14.9.4)."""
    says = b"<</Type/StructElem/S/P/P %d 0 R/Pg %d 0 R/K[%d]/ActualText%b>>"
    return says % (tags.group, page.number, tags.first + part, text(words))


def _link(area: tuple[float, ...], link: str, page: Leaf, tags: Tags) -> bytes:
    """The annotation of the address: its area is known only now, its tag is in the base."""
    return (
        b"<</Type/Annot/Subtype/Link/F %d/Border[0 0 0]/Rect[%b]/P %d 0 R/StructParent %d"
        b"/Contents%b/A<</S/URI/URI<%b>>>>>"
        % (
            *(PRINTED, numbers(*area), page.number, tags.parent),
            *(text(link), link.encode().hex().encode()),
        )
    )


def _about(frame: Frame, strip: Strip) -> dict[int, bytes]:
    """The title of the file, which says whose it is by its serial."""
    label = strip.label[:1].lower() + strip.label[1:]
    about = frame.about | {"Title": f"{frame.about['Title']}: {label}"}
    return {frame.info: information(about), frame.metadata: metadata(about)}


def _named(fonts: dict[str, int]) -> bytes:
    """The fonts of a page, by name."""
    return b"<<%b>>" % b"".join(b"/%b %d 0 R" % (key.encode(), fonts[key]) for key in fonts)


def _trailer(frame: Frame, body: bytes) -> bytes:
    """Where the base's own table is, and an identifier: the base's, and one of this copy alone."""
    digest = hashlib.sha256(frame.identifier.encode() + body).hexdigest()[:32].encode()
    halves = frame.identifier.encode() or digest, digest
    ends = frame.start, frame.root, frame.info
    return b"/Prev %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]" % (*ends, *halves)
