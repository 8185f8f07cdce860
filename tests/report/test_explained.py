"""An explanation as JSON and for a terminal."""

from __future__ import annotations

import io
from typing import Any

from stancewire.report.explained import as_json, print_explained
from stancewire.stance.explanation import Carrier, Explanation, LabelExplained, Part

TEXT = "Head\n\nMarl LMC rejects\nthe plan now.\n\nIt met [red]again[/red]."
RECORD: dict[str, Any] = {
    "id": "x",
    "document": {"title": "Head", "kind": "news"},
    "text": TEXT,
    "stance": {"primary": "lmc_objection", "primary_probabilities": {"lmc_objection": 0.91}, "abstained": False},
    "warnings": ["a warning"],
    "model": {"name": "m"},
    "stancewire": "0",
}


def part(surface: str, weight: float, **values: str) -> Part:
    start = TEXT.index(surface)
    return Part(start=start, end=start + len(surface), weight=weight, **values)


def carrier(surface: str, probability: float, *words: Part) -> Carrier:
    start = TEXT.index(surface)
    return Carrier(start=start, end=start + len(surface), probability=probability, words=words)


FIRST = carrier(
    "Marl LMC rejects\nthe plan now.",
    0.93,
    part("Marl LMC", 1.5),
    part("rejects\nthe", 2.25),
    part("plan", -0.75),
    part("now.", 0.04),
)
EXPLANATION = Explanation(
    method="occlusion",
    labels=(
        LabelExplained(label="lmc_objection", probability=0.97, passages=(FIRST,)),
        LabelExplained(label="ccg_plan", probability=0.6, passages=(carrier("It met [red]again[/red].", 0.55),)),
    ),
    parts=(part("Head", 0.5, part="title"), part("It met", -0.01, part="passage")),
    runs=7,
    untried=2,
)


def shown(values: dict[str, Any], width: int = 100) -> str:
    stream = io.StringIO()
    print_explained(values, stream, width)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines())


def spans(values: Any) -> list[dict[str, Any]]:
    """Every object with offsets, however deep."""
    if isinstance(values, dict):
        return ([values] if "start" in values else []) + [s for value in values.values() for s in spans(value)]
    return [s for value in values for s in spans(value)] if isinstance(values, list) else []


def test_every_span_carries_its_own_snippet() -> None:
    found = spans(as_json(RECORD, EXPLANATION))
    assert len(found) == 2 + 4 + 2
    assert all(TEXT[span["start"] : span["end"]] == span["text"] for span in found)


def test_the_json_says_all() -> None:
    values = as_json(RECORD, EXPLANATION)
    assert (values["primary"], values["primary_probability"], values["runs"], values["untried"]) == (
        "lmc_objection",
        0.91,
        7,
        2,
    )
    first = values["labels"][0]
    assert (first["label"], first["probability"], first["passages"][0]["probability"]) == ("lmc_objection", 0.97, 0.93)
    assert [(w["text"], w["weight"]) for w in first["passages"][0]["words"]][1] == ("rejects\nthe", 2.25)
    assert [(p["part"], p["weight"]) for p in values["parts"]] == [("title", 0.5), ("passage", -0.01)]


def test_the_terminal_shows_what_weighs_anything() -> None:
    assert shown(as_json(RECORD, EXPLANATION), 120) == (
        "Head\n"
        "  weights are drops of log odds when the words are taken out; 7 runs of the model; 2 runs of words were not tried\n"
        "  warning: a warning\n"
        "\n"
        "lmc_objection  primary 0.91, present 0.97\n"
        "  0.93  Marl LMC rejects the plan now.\n"
        "        rejects the +2.25  ·  Marl LMC +1.50  ·  plan -0.75\n"
        "  what each part does for the primary label\n"
        "    +0.50  title       Head\n"
        "\n"
        "ccg_plan  present 0.60\n"
        "  0.55  It met [red]again[/red].\n"
        "        no single words: without any of them it stands as well"
    )


def test_no_stance_and_doubt_are_told() -> None:
    none = LabelExplained(label="none", probability=None, passages=())
    stance = {"primary": "none", "primary_probabilities": {"none": 0.35}, "abstained": True}
    values = as_json(
        RECORD | {"stance": stance, "warnings": [], "document": {"title": None, "kind": "news"}},
        Explanation(method="cues", labels=(none,), parts=(), runs=0),
    )
    assert shown(values) == "x\n  weights are strengths of cue words\n\nnone  primary 0.35, abstained"


def test_a_label_that_no_passage_has_is_told_in_a_sentence() -> None:
    label = LabelExplained(label="lmc_objection", probability=0.6, passages=())
    values = as_json(
        RECORD | {"warnings": []}, Explanation(method="occlusion", labels=(label,), parts=(part("Head", 0.5),), runs=1)
    )
    assert shown(values).splitlines()[3:5] == [
        "lmc_objection  primary 0.91, present 0.60",
        "  no passage alone has this label",
    ]


def test_a_passage_that_only_comes_nearest_is_told_as_such() -> None:
    nearest = Carrier(start=0, end=4, probability=0.2, words=(), carries=False)
    label = LabelExplained(label="lmc_objection", probability=0.6, passages=(nearest,))
    values = as_json(RECORD | {"warnings": []}, Explanation(method="occlusion", labels=(label,), parts=(), runs=1))
    assert values["labels"][0]["passages"][0]["carries"] is False
    assert shown(values).splitlines()[4:6] == ["  no passage alone has this label; the nearest:", "  0.20  Head"]


def test_only_so_many_words_are_named() -> None:
    words = tuple(Part(start=k, end=k + 1, weight=weight) for k, weight in enumerate([*range(1, 10), *range(-9, 0)]))
    label = LabelExplained(
        label="lmc_objection", probability=0.9, passages=(Carrier(start=0, end=30, probability=0.9, words=words),)
    )
    text = shown(as_json(RECORD, Explanation(method="occlusion", labels=(label,), parts=(), runs=1)))
    weights = [word for word in text.split() if word[0] in "+-" and word[1:2].isdigit()]
    assert weights == ["+9.00", "+8.00", "+7.00", "+6.00", "+5.00", "-9.00", "-8.00"]
