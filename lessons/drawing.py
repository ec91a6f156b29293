"""A drawing: an SVG whose every element and attribute is on a list, made fit for a page."""

from __future__ import annotations

import re
from html import escape
from xml.etree import ElementTree as ET


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SVG = "{http://www.w3.org/2000/svg}"
_DEEPEST = 20
LABELS = "labels"  # the group of words, which is no structure
_ELEMENTS = _words(
    "svg g title desc defs path rect circle ellipse line polyline polygon text tspan"
    " linearGradient radialGradient stop pattern clipPath mask marker use"
)
_ATTRIBUTES = _words(
    "id class viewBox preserveAspectRatio width height x y x1 y1 x2 y2 dx dy cx cy r rx ry fx fy"
    " d points pathLength transform href offset fill fill-opacity fill-rule stroke stroke-width"
    " stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray"
    " stroke-dashoffset opacity color paint-order vector-effect stop-color stop-opacity"
    " gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits"
    " patternTransform clip-path clip-rule clipPathUnits mask maskUnits maskContentUnits"
    " marker-start marker-mid marker-end markerUnits markerWidth markerHeight refX refY orient"
    " text-anchor dominant-baseline font-family font-size font-style font-weight letter-spacing"
    " aria-hidden"
)
_HREF = re.compile(r"#([\w-]+)")
_URL = re.compile(r"url\(#([\w-]+)\)")
_TRANSFORM = re.compile(r"(?:(?:translate|rotate|scale|skewX|skewY|matrix)\([\d\s.,e+-]*\)[\s,]*)*")
_TRANSFORMS = {"transform", "gradientTransform", "patternTransform"}


class DrawingError(ValueError):
    """The SVG is not one we draw with: the message says what it holds that may not be there."""


class Drawing:
    """A checked SVG: its ``structures`` are the groups with an id and a title, title by id.

    ``spare`` are the ids of anything else that nothing in the drawing refers to.
    """

    def __init__(self, root: ET.Element) -> None:
        self._root = root
        ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
        targets = {_target(*item) for element in root.iter() for item in element.items()} - {""}
        _check_ids(ids, targets)
        _check_uses(root)
        self.structures = {
            group.attrib["id"]: title
            for group in root.iter(_SVG + "g")
            if "id" in group.attrib and (title := group.findtext(_SVG + "title", "").strip())
        }
        self.spare = sorted(set(ids) - targets - self.structures.keys() - {LABELS})

    @classmethod
    def read(cls, svg: str) -> Drawing:
        """The drawing in that text; raises DrawingError for anything but plain shapes."""
        if "<!DOCTYPE" in svg:
            raise DrawingError("declares a document type or entities; remove the DOCTYPE")
        try:
            root = ET.fromstring(svg)  # noqa: S314 (without a DOCTYPE there is no entity to expand)
        except (ET.ParseError, ValueError) as error:
            raise DrawingError(f"is not well-formed XML ({error})") from error
        _check_root(root)
        _check(root, depth=1)
        return cls(root)

    def inline(self, prefix: str, title: str, description: str) -> str:
        """The drawing as part of an HTML page, where the title and description stand for all of it.

        Every id starts with ``prefix``; a structure keeps its own as data-structure.
        """
        title_id, description_id = escape(f"{prefix}-title"), escape(f"{prefix}-description")
        shapes = (part for part in self._root if _name(part) not in {"title", "desc"})
        return (
            f'<svg{_attributes(self._root, prefix)} role="img"'
            f' aria-labelledby="{title_id} {description_id}">'
            f'<title id="{title_id}">{escape(title)}</title>'
            f'<desc id="{description_id}">{escape(description)}</desc>'
            f"{''.join(_written(shape, prefix) for shape in shapes)}</svg>"
        )


def _check_root(root: ET.Element) -> None:
    if root.tag != _SVG + "svg":
        raise DrawingError("is not an SVG; its first element must be <svg> in the SVG namespace")
    if "viewBox" not in root.attrib:
        raise DrawingError("has no viewBox; give <svg> one, so that the drawing can scale")


def _check(element: ET.Element, depth: int) -> None:
    if depth > _DEEPEST:
        raise DrawingError(f"is nested more than {_DEEPEST} deep; flatten its groups")
    if not element.tag.startswith(_SVG) or _name(element) not in _ELEMENTS:
        raise DrawingError(f"has an element <{_name(element)}>; draw with plain shapes and text")
    for name, value in element.items():
        _check_attribute(name, value)
    for child in element:
        _check(child, depth + 1)


def _check_attribute(name: str, value: str) -> None:
    if name not in _ATTRIBUTES:
        raise DrawingError(f"has an attribute {name}; use presentation attributes alone")
    if not (_target(name, value) or _is_plain(name, value)):
        raise DrawingError(f"has {name}={value!r}; refer to nothing outside the drawing")


def _is_plain(name: str, value: str) -> bool:
    if name in _TRANSFORMS:
        return _TRANSFORM.fullmatch(value) is not None
    return name != "href" and not re.search(r"[()\\]", value)


def _check_ids(ids: list[str], targets: set[str]) -> None:
    if twice := sorted({ref for ref in ids if ids.count(ref) > 1}):
        raise DrawingError(f"has the id {twice[0]} twice; rename one")
    if odd := [ref for ref in ids if not re.fullmatch(r"[\w-]+", ref)]:
        raise DrawingError(f"has the id {odd[0]!r}; use letters, digits and hyphens")
    if missing := sorted(targets - set(ids)):
        raise DrawingError(f"refers to #{missing[0]}, which it does not hold; correct the id")


def _check_uses(root: ET.Element) -> None:
    """What is used may not use more: a few lines could otherwise draw millions of shapes."""
    uses = _SVG + "use"
    users = {each.get("id") for each in root.iter() if each.find(f".//{uses}") is not None}
    for use in root.iter(_SVG + "use"):
        if _target("href", use.get("href", "")) in users:
            raise DrawingError("has a <use> inside what a <use> draws; draw it in one step")


def _name(element: ET.Element) -> str:
    return element.tag.removeprefix(_SVG)


def _target(name: str, value: str) -> str:
    """The id an attribute refers to, or "": a colour such as #abc refers to none."""
    match = (_HREF if name == "href" else _URL).fullmatch(value)
    return match[1] if match else ""


def _written(element: ET.Element, prefix: str) -> str:
    tag = _name(element)
    inside = "".join(_written(child, prefix) for child in element)
    start = f"<{tag}{_attributes(element, prefix)}>{escape(element.text or '')}"
    return f"{start}{inside}</{tag}>{escape(element.tail or '')}"


def _attributes(element: ET.Element, prefix: str) -> str:
    attributes = {name: _renamed(name, value, prefix) for name, value in element.items()}
    if _name(element) == "g" and "id" in element.attrib and element.findtext(_SVG + "title"):
        attributes["data-structure"] = element.attrib["id"]
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())


def _renamed(name: str, value: str, prefix: str) -> str:
    if name == "id":
        return f"{prefix}--{value}"
    target = _target(name, value)
    return value.replace(f"#{target}", f"#{prefix}--{target}") if target else value
