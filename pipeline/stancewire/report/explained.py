"""An explanation as plain JSON values, and for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any, Final

from stancewire.report.names import harmless
from stancewire.stance.explanation import Carrier, Explanation, LabelExplained, Part
from stancewire.types import Span

if TYPE_CHECKING:
    from rich.text import Text

Json = dict[str, Any]
SCHEMA: Final = "stancewire/explanation/1"
_WORDS: Final = 5  # of a passage that are named; --json has them all
_AGAINST: Final = 2  # of a passage that speak against the label
_PARTS: Final = 8  # of a document
_LEAST: Final = 0.05  # weight of what is named
_HOW: Final = {
    "occlusion": "weights are drops of log odds when the words are taken out; {runs} runs of the model",
    "cues": "weights are strengths of cue words",
}


def as_json(record: Json, explanation: Explanation) -> Json:
    """An explanation beside what it explains. record: as Record.to_dict gives it, with its text."""
    text, stance = record["text"], record["stance"]
    return {
        "schema": SCHEMA,
        "id": record["id"],
        "document": {"title": record["document"]["title"], "kind": record["document"]["kind"]},
        "text": text,
        "primary": stance["primary"],
        "primary_probability": stance["primary_probabilities"][stance["primary"]],
        "abstained": stance["abstained"],
        "method": explanation.method,
        "runs": explanation.runs,
        "untried": explanation.untried,
        "labels": [_label(text, label) for label in explanation.labels],
        "parts": [{"part": part.part} | _weighed(text, part) for part in explanation.parts],
        "warnings": record["warnings"],
        "model": record["model"],
        "stancewire": record["stancewire"],
    }


def _label(text: str, label: LabelExplained) -> Json:
    return {
        "label": label.label,
        "probability": label.probability,
        "passages": [_passage(text, passage) for passage in label.passages],
    }


def _passage(text: str, passage: Carrier) -> Json:
    words = [_weighed(text, part) for part in passage.words]
    return _span(text, passage) | {"probability": passage.probability, "carries": passage.carries, "words": words}


def _weighed(text: str, part: Part) -> Json:
    return _span(text, part) | {"weight": part.weight}


def _span(text: str, span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def print_explained(values: Json, stream: IO[str], width: int | None = None) -> None:
    """Print what as_json gave, the strongest words in bold and named below. width: columns, None as the terminal has."""
    from rich.console import Console
    from rich.padding import Padding

    console = Console(file=stream, width=width, soft_wrap=False, highlight=False)
    for indent, text in _lines(values):
        console.print(Padding(text, (0, 0, 0, indent), expand=False) if len(text) else text)


def _lines(values: Json) -> Iterator[tuple[int, Text]]:
    """How far a paragraph is set in, and the paragraph."""
    from rich.text import Text

    yield 0, Text(harmless(values["document"]["title"] or values["id"]), style="bold")
    how = _HOW[values["method"]].format(runs=values["runs"])
    left = f"; {values['untried']} runs of words were not tried" if values["untried"] else ""
    yield 2, Text(how + left, style="dim")
    for warning in values["warnings"]:
        yield 2, Text(harmless(f"warning: {warning}"))
    for label in values["labels"]:
        yield 0, Text()
        yield 0, _heading(values, label)
        if label["probability"] is not None and not any(passage["carries"] for passage in label["passages"]):
            yield 2, Text(f"no passage alone has this label{'; the nearest:' if label['passages'] else ''}")
        for passage in label["passages"]:
            yield from _told(passage)
        if label["label"] == values["primary"]:
            yield from _whole(values)


def _heading(values: Json, label: Json) -> Text:
    from rich.text import Text

    known = [] if label["probability"] is None else [f"present {label['probability']:.2f}"]
    if label["label"] == values["primary"]:
        known.insert(0, f"primary {values['primary_probability']:.2f}" + (", abstained" if values["abstained"] else ""))
    return Text(label["label"], style="bold").append(f"  {', '.join(known)}", style="not bold")


def _told(passage: Json) -> Iterator[tuple[int, Text]]:
    from rich.text import Text

    strongest = [
        *_strongest((word for word in passage["words"] if word["weight"] > 0), _WORDS),
        *_strongest((word for word in passage["words"] if word["weight"] < 0), _AGAINST),
    ]
    text = Text(f"{passage['probability']:.2f}  ")
    place = passage["start"]
    for word in sorted(strongest, key=lambda word: int(word["start"])):
        before, place = place, word["end"]
        text.append(_flat(passage, before, word["start"]))
        text.append(_flat(passage, word["start"], word["end"]), style="bold" if word["weight"] > 0 else "strike")
    yield 2, text.append(_flat(passage, place, passage["end"]))
    named = (f"{' '.join(word['text'].split())} {word['weight']:+.2f}" for word in strongest)
    yield 8, Text("  ·  ".join(named) or "no single words: without any of them it stands as well")


def _flat(passage: Json, start: int, end: int) -> str:
    text: str = passage["text"]
    return text[start - passage["start"] : end - passage["start"]].replace("\n", " ")


def _whole(values: Json) -> Iterator[tuple[int, Text]]:
    from rich.text import Text

    parts = sorted(_strongest(values["parts"], _PARTS), key=lambda part: int(part["start"]))
    if parts:
        yield 2, Text("what each part does for the primary label")
    for part in parts:
        text = " ".join(part["text"].split())
        yield 4, Text(f"{part['weight']:+.2f}  {part['part']:<10}  {text}", no_wrap=True, overflow="ellipsis")


def _strongest(parts: Iterable[Json], most: int) -> list[Json]:
    """Those that weigh anything, the heaviest first, of equals the first."""
    found = [part for part in parts if abs(part["weight"]) >= _LEAST]
    return sorted(found, key=lambda part: -abs(part["weight"]))[:most]
