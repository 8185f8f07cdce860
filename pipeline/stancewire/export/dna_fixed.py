"""Rows that every study has, whatever it is about: statement types, variables, attributes, coders and what they may do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stancewire.export.dna_file import NewFile, Row, password_hash
from stancewire.export.dna_schema import DATE, VERSION
from stancewire.export.names import cut

Colour = tuple[int, int, int]

_TYPES: Final = (
    (1, "DNA Statement", 239, 208, 51),
    (2, "NPF Story Element", 100, 200, 190),
    (3, "Annotation", 211, 211, 211),
)
_SHORT: Final = "short text"
_STORY: Final = ("narrator", "victim", "villain", "plot", "hero", "policy solution")
_VARIABLES: Final = (
    *((number, name, _SHORT, 1) for number, name in enumerate(("person", "organization", "concept"), 1)),
    (4, "agreement", "boolean", 1),
    *((number, name, _SHORT, 2) for number, name in enumerate(_STORY, 5)),
    (11, "note", "long text", 3),
)
PERSON, ORGANIZATION, CONCEPT, AGREEMENT = 1, 2, 3, 4
STATEMENT: Final = 1
ATTRIBUTES: Final = ("Type", "Alias", "Notes")
_ADMIN, FIRST_MODEL = 1, 2
_MAY: Final = (1,) * 16
_YELLOW: Final = (255, 255, 0)
OTHER: Final = (0, 0, 0)
# Objectors, local plans and national mandates apart, also for eyes that do not tell red from green.
_RUST, _TEAL, _INDIGO = (180, 69, 31), (15, 118, 110), (67, 56, 202)
COLOURS: Final = {
    "lmc": _RUST, "bma_gpc": _RUST, "gp_body": _RUST, "local_commissioner": _TEAL, "national_authority": _INDIGO,
}  # fmt: skip


def write_fixed(file: NewFile, models: dict[str, int], password: str) -> None:
    """Write them. models: number by name, from FIRST_MODEL on; password: of every coder."""
    file.add("SETTINGS", [("version", VERSION), ("date", DATE)])
    file.add("STATEMENTTYPES", _TYPES)
    file.add("VARIABLES", _VARIABLES)
    file.add("CODERS", _coders(models, password))
    file.add("CODERRELATIONS", _relations(len(models) + 1))
    variables = [(number, name) for name in ATTRIBUTES for number in (PERSON, ORGANIZATION, CONCEPT)]
    file.add("ATTRIBUTEVARIABLES", [(number, *both) for number, both in enumerate(variables, 1)])


def _coders(models: dict[str, int], password: str) -> Iterator[Row]:
    """DNA's own administrator, then every model."""
    yield _coder(_ADMIN, "Admin", _YELLOW, password)
    for name, number in models.items():
        yield _coder(number, cut(name), _INDIGO, password)


def _coder(number: int, name: str, colour: Colour, password: str) -> Row:
    font, width, looks = 14, 300, (0, 0, 1)
    return (number, name, *colour, 0, font, password_hash(password, name), width, *looks, *_MAY)


def _relations(coders: int) -> Iterator[Row]:
    """Everybody may see and mend what any other has coded."""
    pairs = [(one, other) for one in range(1, coders + 1) for other in range(1, coders + 1) if one != other]
    for number, pair in enumerate(pairs, 1):
        yield (number, *pair, 1, 1, 1, 1)
