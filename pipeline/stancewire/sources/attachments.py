"""A file that came with a mail, read by the extractor of its format within the same sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, Final

from stancewire.errors import OversizeInput, ParserFailure, StancewireError, UnsafeArchive
from stancewire.sources import EXTRACTORS
from stancewire.sources.decode import decode
from stancewire.sources.extract import Extract, refused
from stancewire.sources.sniff import TEXT, media_type

_HEAD_BYTES: Final = 8_192
_HINT: Final = "save the attachment and read it as a file of its own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """The documents of an attachment, and why there are none. One that goes beyond a limit is a document refused."""

    extracts: tuple[Extract, ...] = ()
    warnings: tuple[str, ...] = ()

    def named(self, name: str) -> Iterator[Extract]:
        """The documents, named after the file they came in."""
        for extract in self.extracts:
            yield replace(extract, part=name if extract.part is None else f"{name}!{extract.part}")


def read_attachment(name: str, content: bytes) -> Attachment:
    """The documents of a file. What cannot be read costs its mail a warning, what goes beyond a limit its own error."""
    try:
        return _read(name, content)
    except (OversizeInput, UnsafeArchive) as error:
        return Attachment(extracts=(refused(None, error),))
    except (MemoryError, RecursionError):
        breach = ParserFailure(name, "took its parser more memory, or nests deeper, than is allowed", _HINT)
        return Attachment(extracts=(refused(None, breach),))
    except StancewireError as error:
        return Attachment(warnings=(f"attachment not read: {error}",))
    except Exception as error:  # a parser's own
        return Attachment(
            warnings=(f"attachment {name!r} cannot be parsed ({type(error).__name__}): open it and save its text",)
        )


def _read(name: str, content: bytes) -> Attachment:
    kind = _kind(name, content)
    if kind.startswith("image/") or not content.strip():
        return Attachment()
    if kind == TEXT:
        text, warnings = decode(content, name)
        return Attachment(extracts=(Extract(raw=text, warnings=warnings),))
    if kind not in EXTRACTORS:
        return Attachment(warnings=(f"attachment {name!r} is {kind}: save it and read it as a file of its own",))
    module, _, function = EXTRACTORS[kind].partition(":")
    extract: Any = getattr(import_module(module), function)
    return Attachment(extracts=tuple(extract(content, name)))


def _kind(name: str, content: bytes) -> str:
    kind = media_type(name, content[:_HEAD_BYTES])
    if kind == "application/zip":
        from stancewire.sources.office import no_reader, office_type, unread_type

        if what := unread_type(content):
            raise no_reader(name, what)
        return office_type(content) or kind
    return kind
