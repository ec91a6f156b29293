"""About: the title of a file and whose it is, where programs look for it (ISO 32000-1, 14.3)."""

from __future__ import annotations

from xml.sax.saxutils import escape

from trainer.handouts.stamp.syntax import stream, text

# XMP, ISO 16684; pdfuaid says that the file conforms to PDF/UA-1 (ISO 14289-1, 5).
_PACKET = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description'
    ' rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1">'
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Title}</rdf:li></rdf:Alt></dc:title>'
    "<dc:creator><rdf:Seq><rdf:li>{Author}</rdf:li></rdf:Seq></dc:creator>"
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
)


def information(about: dict[str, str]) -> bytes:
    """The information dictionary."""
    return b"<<%b>>" % b"".join(b"/%b%b" % (key.encode(), text(about[key])) for key in about)


def metadata(about: dict[str, str]) -> bytes:
    """The same in XML, with the claim to conform."""
    said = {key: escape(_legal(about.get(key, ""))) for key in ("Title", "Author")}
    return stream(_PACKET.format(**said).encode(), b"/Type/Metadata/Subtype/XML")


def _legal(words: str) -> str:
    """What XML can hold: no control characters, no halves of pairs."""
    return "".join(each for each in words if each.isprintable() or each == " ")
