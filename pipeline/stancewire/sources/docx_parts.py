"""How the parts of a DOCX file hang together, and what its styles are called."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Any, Final

from stancewire.sources.office import Package, attribute, children, local

_LONGEST_CHAIN: Final = 12  # styles based on styles; a file may make them a ring


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A part that another part points to. `kind` is the last word of the relationship: styles, header, footnotes."""

    identity: str
    kind: str
    path: str


def targets(package: Package, path: str) -> tuple[Target, ...]:
    """What a part points to; "" is the package itself."""
    folder, name = posixpath.split(path)
    root = package.side_part(posixpath.join(folder, "_rels", f"{name}.rels"))
    if root is None:
        return ()
    return tuple(
        Target(
            identity=attribute(link, "Id") or "",
            kind=(attribute(link, "Type") or "").rpartition("/")[2],
            path=posixpath.normpath(posixpath.join("/", folder, attribute(link, "Target") or "")).lstrip("/"),
        )
        for link in children(root, "Relationship")
        if attribute(link, "TargetMode") != "External"
    )


class Styles:
    """The names of paragraph styles, whose identities are translated in other languages' Words, and which are lists."""

    def __init__(self, root: Any) -> None:
        self._names: dict[str, str] = {}
        self._bases: dict[str, str] = {}
        self._lists: set[str] = set()
        for style in children(root, "style") if root is not None else ():
            self._add(style, attribute(style, "styleId") or "")

    def _add(self, style: Any, identity: str) -> None:
        for child in style:
            value = attribute(child, "val") or ""
            if local(child) == "name":
                self._names[identity] = value.lower()
            elif local(child) == "basedOn":
                self._bases[identity] = value
            elif local(child) == "pPr" and any(True for _ in children(child, "numPr")):
                self._lists.add(identity)

    def name_of(self, properties: Any) -> str:
        """The name of a paragraph's style in lower case, "" without one."""
        identity = _value(properties, "pStyle") or ""
        return self._names.get(identity, identity.lower())

    def is_item(self, properties: Any) -> bool:
        """Whether a paragraph is an item of a list; a numbered heading is none."""
        if self.name_of(properties).startswith(("heading", "title", "toc")):
            return False
        numbering = next(children(properties, "numPr"), None) if properties is not None else None
        if numbering is not None:
            return _value(numbering, "numId") not in (None, "0")
        identity: str | None = _value(properties, "pStyle")
        for _ in range(_LONGEST_CHAIN):
            if identity is None or identity in self._lists:
                return identity is not None
            identity = self._bases.get(identity)
        return False


def _value(parent: Any, name: str) -> str | None:
    if parent is None:
        return None
    return next((attribute(child, "val") for child in children(parent, name)), None)
