from __future__ import annotations

import pytest

from stancewire.errors import EmptyInput
from stancewire.tagger import Tagger
from stancewire.types import Article, Source

SOURCE = Source(uri="a.txt", media_type="text/plain", sha256="")


def test_an_empty_text_is_refused(tagger: Tagger) -> None:
    with pytest.raises(EmptyInput, match="give the text of a document"):
        tagger.tag_text(" \n ")


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("The striker scored twice as Albion beat Rovers and went top of the league on Saturday.", None),
        ("One sentence about nothing in particular that was written by nobody.", None),
        (
            "Le comité des médecins a rejeté le projet de la région et demande son retrait immédiat et sans conditions.",
            "language is 'fr'",
        ),
    ],
)
def test_what_is_about_something_else_gets_an_honest_none(tagger: Tagger, text: str, warning: str | None) -> None:
    record = tagger.tag_text(text)
    assert record.stance
    assert (record.status, record.stance.present, record.stance.primary) == ("ok", (), "none")
    assert [w.split(",")[0] for w in record.warnings] == ([warning] if warning else [])


def test_a_title_without_a_body_abstains(tagger: Tagger) -> None:
    record = tagger.tag_text("Practices told to open on Sundays")
    assert record.status == "abstained"
    assert record.stance
    assert record.stance.reason == "there is no body text to read a stance from"


def test_the_same_text_gives_the_same_bytes_from_another_tagger(tagger: Tagger) -> None:
    text = "Westmarch LMC rejects the CCG’s plan.\n\nThe committee said it would not support the merger."
    assert tagger.tag_text(text).to_json() == Tagger.load().tag_text(text).to_json()


def test_a_document_does_not_depend_on_the_one_before(tagger: Tagger) -> None:
    first, second = (
        "Ashmere LMC rejects the ICB’s plan to merge lists.",
        "The committee said it would fight the plan. It must go, it added.",
    )
    alone = tagger.tag_text(second).to_json()
    tagger.tag_text(first)
    assert tagger.tag_text(second).to_json() == alone


def test_a_fault_in_a_stage_costs_one_record(tagger: Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(article: Article) -> None:
        raise RuntimeError("a stage broke")

    monkeypatch.setattr(tagger, "tag", broken)
    record = tagger.record_of(Article(id="x", source=SOURCE, raw="some text"))
    assert (record.id, record.status) == ("x", "error")
    assert record.error
    assert record.error["message"] == "a stage broke"


def test_200_000_words_are_read(tagger: Tagger) -> None:
    paragraph = (
        "Westmarch LMC has rejected a plan by NHS Westmarch CCG to close two surgeries, and the board will meet again. "
    )
    record = tagger.tag_text(paragraph * (200_000 // 19))
    assert record.stance
    assert "lmc_objection" in record.stance.present
