"""A record and its explanation in, one HTML page out: no script in it, nothing fetched by it.

The Content-Security-Policy allows the page's own style by its hash and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

from stancewire.errors import UnknownBody
from stancewire.register.lookup import Register
from stancewire.report.bodies import facts
from stancewire.report.page.build import policy
from stancewire.report.view.arrows import NO_HOLDER, WIDTH, diagram
from stancewire.report.view.pieces import lines_of
from stancewire.version import VERSION

Json = dict[str, Any]
_STANCES: Final = {
    "lmc_objection": "objection",
    "ccg_plan": "plan",
    "nhse_mandate": "mandate",
    "none": "none",
}
_OTHERS: Final = 6  # colours
_LEAST: Final = 0.05  # weight of a word that is named
_STRONGEST: Final = 12  # words of a label that are named, and marked in the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A body of the document and what the register knows of it."""

    number: int
    name: str
    kind: str
    mentions: int
    linked: bool
    facts: tuple[tuple[str, str], ...]


def view_page(record: Json, explained: Json, register: Register) -> str:
    """The page of one document.

    record: as Record.to_dict gives it, with its text. explained: as report.explained.as_json gives it.
    """
    from jinja2 import Environment, StrictUndefined

    style = stylesheet()
    cards, carried = tuple(_cards(record, register)), tuple(_carried(explained))
    marked = _marked(carried, explained["primary"])
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    template = environment.from_string(_read("stancewire.report.view", "page.html.j2"))
    return template.render(
        policy=policy(scripts=(), style=style),
        style=style,
        record=record,
        stances=stances(record),
        title=record["document"]["title"] or record["id"],
        lines=tuple(lines_of(record, {card.name: card.number for card in cards}, marked)),
        cards=cards,
        diagram=diagram(record["statements"]),
        width=WIDTH,
        no_holder=NO_HOLDER,
        carried=carried,
        method=explained["method"],
        version=VERSION,
    )


def stances(record: Json) -> dict[str, str]:
    """The name under which the style knows each label; those of another scheme are told apart by their order."""
    labels = record["stance"]["primary_probabilities"]
    others = (name for name in labels if name not in _STANCES)
    return _STANCES | {name: f"other-{1 + place % _OTHERS}" for place, name in enumerate(others)}


def stylesheet() -> str:
    """The common style and the page's own."""
    return _read("stancewire.report.page", "style.css") + "\n" + _read("stancewire.report.view", "layout.css")


def _read(package: str, name: str) -> str:
    return (files(package) / name).read_text(encoding="utf-8")


def _cards(record: Json, register: Register) -> Iterator[Card]:
    """One a name, in the order in which they come."""
    mentions: dict[str, list[Json]] = {}
    for mention in record["organisations"]:
        mentions.setdefault(mention["name"], []).append(mention)
    for number, (name, own) in enumerate(mentions.items(), 1):
        known = tuple(_facts(own[0], register))
        yield Card(
            number=number, name=name, kind=own[0]["kind"], mentions=len(own), linked=bool(own[0]["id"]), facts=known
        )


def _facts(mention: Json, register: Register) -> Iterator[tuple[str, str]]:
    if mention["id"]:
        try:
            yield from facts(register.body(mention["id"]), register)
        except UnknownBody:
            yield "id", f"{mention['id']}, which this register does not hold"
    elif mention.get("candidates"):
        yield "may be", "; ".join(mention["candidates"])


def _carried(explained: Json) -> Iterator[Json]:
    """For each label the words that weigh most, the heaviest first."""
    for label in explained["labels"]:
        words = [word for passage in label["passages"] for word in passage["words"]]
        strongest = sorted(words, key=lambda word: -abs(word["weight"]))[:_STRONGEST]
        yield {
            "label": label["label"],
            "probability": label["probability"],
            "passages": len(label["passages"]),
            "words": [word for word in strongest if abs(word["weight"]) >= _LEAST],
        }


def _marked(carried: Sequence[Json], primary: str) -> list[Json]:
    """Of those words what speaks for the primary label."""
    return [word for label in carried if label["label"] == primary for word in label["words"] if word["weight"] > 0]
