"""Binding, run as ``python -m trainer.handouts.binding``: PDFs in, one of all their pages out.

Whatever merges PDFs loses their tags, as a rule. Here each copy keeps its own: their trees stand
below each other in the order of the pages, so that the one file can be read aloud too.
"""

from __future__ import annotations

import io
import os
import sys

import msgspec
from pikepdf import Array, Name, Object, ObjectStreamMode, Pdf

from trainer.handouts.limits import confine
from trainer.handouts.press import Stack


def main() -> None:
    """Read the stack, bind it, write the one file."""
    stack = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Stack)
    confine(stack.seconds)
    sys.stdout.buffer.write(bound(stack.files))
    sys.stdout.buffer.flush()
    os._exit(0)


def bound(files: tuple[bytes, ...]) -> bytes:
    """One PDF of all the pages, in order, with all their tags."""
    first, *others = files
    with Pdf.open(io.BytesIO(first)) as whole:
        for file in others:
            with Pdf.open(io.BytesIO(file)) as copy:
                _append(whole, copy)
        written = io.BytesIO()
        compact = ObjectStreamMode.generate
        whole.save(written, object_stream_mode=compact, deterministic_id=True)
    return written.getvalue()


def _append(whole: Pdf, copy: Pdf) -> None:
    tree = whole.Root.StructTreeRoot
    numbers = tree.ParentTree.Nums
    free = 1 + max(map(int, list(numbers)[::2]))
    for page in copy.pages:
        _renumber(page.obj, free)
    whole.pages.extend(copy.pages)
    # This tree points at pages that are there by now, so its copy points at their copies.
    _adopt(tree, whole.copy_foreign(copy.Root.StructTreeRoot), free)


def _renumber(page: Object, by: int) -> None:
    """Move a page, and what is laid on it, to other numbers in the tree of parents."""
    page.StructParents = int(page.StructParents) + by
    for link in page.get(Name.Annots, Array()):
        link.StructParent = int(link.StructParent) + by


def _adopt(tree: Object, added: Object, by: int) -> None:
    """Let the tags of another tree stand below those of this one."""
    for document in added.K:
        document.P = tree
        tree.K.append(document)
    for at, entry in enumerate(added.ParentTree.Nums):  # a number, its parent, a number, ...
        tree.ParentTree.Nums.append(entry if at % 2 else int(entry) + by)


if __name__ == "__main__":
    main()
