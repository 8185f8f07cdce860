"""A file whose parser broke on the whole, once more piece by piece: a mail whose attachment swells, hangs or crashes.

The attachment costs one error of its own, and the mail with its other attachments is read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from stancewire.errors import InputError, OversizeInput, ParserFailure, StancewireError
from stancewire.sources.extract import Extract, refused
from stancewire.sources.sandbox import Sandbox

_MOST_BREACHES: Final = 3  # of one file; each may cost the time of a file
_HINT: Final = "save the attachment and read it as a file of its own"


def read_pieces(worker: Sandbox, media_type: str, name: str, content: bytes, whole: InputError) -> tuple[Extract, ...]:
    """The documents of a file with attachments. Raises `whole`, what the file came to in one, if there is no more to it."""
    own, attached = _own(worker, media_type, name, content, whole)
    found: list[Extract] = []
    breaches = 0
    for place, blank in enumerate(attached, 1):
        try:
            if breaches == _MOST_BREACHES:
                raise ParserFailure(name, f"stands behind {breaches} attachments that broke their parser", _HINT)
            if place == len(attached) and isinstance(whole, OversizeInput):
                raise OversizeInput(name, "goes on behind the limit of bytes for one file", _HINT)
            found += worker.extract(media_type, name, content, place)
        except InputError as error:
            found.append(refused(blank.part, error))
            breaches += breaches < _MOST_BREACHES
    warnings = tuple(warning for extract in found if extract.part is None for warning in extract.warnings)
    documents = [extract for extract in found if extract.part is not None]
    return (*((replace(own, warnings=warnings),) if own.raw or not documents else ()), *documents)


def _own(
    worker: Sandbox, media_type: str, name: str, content: bytes, whole: InputError
) -> tuple[Extract, list[Extract]]:
    """The text of the file itself, and its attachments, still empty."""
    try:
        own, *attached = worker.extract(media_type, name, content, 0)
    except StancewireError:
        raise whole from None
    if not attached:
        raise whole
    return own, attached
