"""What is told of records: the bodies, their words, a bounded text, and nothing that a stranger could smuggle in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_rows import Json, failed, record, statement
from stancewire.runs.nightly.digest import Claim, DigestConfig, Notice, notice_of
from stancewire.runs.nightly.digest_text import digest_of

CONFIG = DigestConfig()


def objection(
    text: str, holder: str = "Ashby LMC", target: str = "Ashby CCG", start: int = 0, **fields: object
) -> Json:
    """A statement that carries the label."""
    plain = statement(holder, "lmc_objection") | {"target": target, "text": text, "start": start, "end": start + 1}
    return plain | fields


def article(*statements: Json, title: str = "LMC says no", **fields: object) -> Json:
    """A record with a title, an address and these statements."""
    row = record(1, statements=list(statements), publisher="Surgery Post", **fields)
    row["document"] |= {"title": title, "url": "https://post.example/no"}
    return row


def notice(number: int = 1, **fields: object) -> Notice:
    """One article with one claim, as short as a test needs it."""
    claim = Claim(
        key="k", holder="Ashby LMC", act="objects", speaker="", target="Ashby CCG", policies=(), quotes=("No.",)
    )
    plain: Json = {"title": "No", "publisher": "", "published": "", "link": "a.txt", "uncertain": False}
    return Notice(**{"article": f"id-{number}", "claims": (claim,), **plain, **fields})  # type: ignore[arg-type]


def test_an_objection_is_told_with_who_whom_what_and_where() -> None:
    said = objection("We will not sign.", speaker="Dr Ada Penhale", policy="co-commissioning")
    text = digest_of([notice_of(article(said), CONFIG)], CONFIG).text  # type: ignore[list-item]
    assert text == (
        "1 new objection in 1 article\n\n"
        "1. LMC says no\n"
        "   Surgery Post, 2014-05-01\n"
        "   Ashby LMC (Dr Ada Penhale) objects to Ashby CCG, about co-commissioning\n"
        "     “We will not sign.”\n"
        "   https://post.example/no\n"
    )


def test_statements_of_one_body_against_another_are_one_objection() -> None:
    rows = [
        objection("Third.", start=30, probability=0.9, policy="QOF"),
        objection("First.", start=10, probability=0.8, policy="PMS review"),
        objection("Second.", start=20, probability=0.95),
        objection("Other.", target="NHS England", start=40),
    ]
    found = notice_of(article(*rows), CONFIG)
    assert found
    claims = [(claim.target, claim.quotes, claim.policies, claim.more) for claim in found.claims]
    # The two likeliest are quoted, as they follow each other in the text.
    assert claims == [
        ("Ashby CCG", ("Second.", "Third."), ("QOF", "PMS review"), 1),
        ("NHS England", ("Other.",), (), 0),
    ]


@pytest.mark.parametrize(
    "row",
    [
        failed(1),
        record(1, statements=[objection("No.")], status="duplicate", duplicate_of="id-9"),
        record(1, statements=[objection("No.")], present=["ccg_plan"]),
        record(1, statements=[]),
    ],
    ids=["an error", "a copy", "label not present", "nothing to quote"],
)
def test_of_others_nothing_is_told(row: Json) -> None:
    assert notice_of(row, CONFIG) is None


def test_a_model_that_drafts_no_statements_has_its_passages_quoted() -> None:
    passage = {"start": 0, "end": 3, "text": "LMC says it objects", "labels": ["lmc_objection"], "probabilities": {}}
    other = {**passage, "labels": ["ccg_plan"], "text": "CCG plans"}
    found = notice_of(record(1, passages=[passage, other]), CONFIG)
    assert found
    assert [(claim.holder, claim.quotes) for claim in found.claims] == [("", ("LMC says it objects",))]
    assert "“LMC says it objects”" in digest_of([found], CONFIG).text


def test_an_uncertain_article_stands_last_and_says_so() -> None:
    sure = notice_of(article(objection("No."), title="Sure"), CONFIG)
    unsure = notice_of(article(objection("No."), title="Unsure", status="abstained"), CONFIG)
    assert sure
    assert unsure
    text = digest_of([unsure, sure], CONFIG).text
    assert text.index("1. Sure") < text.index("2. Unsure") < text.index("(uncertain: the model abstains)")


def test_the_same_two_bodies_have_the_same_key_whatever_the_words() -> None:
    def key(**fields: object) -> str:
        found = notice_of(article(objection(**{"text": "No.", **fields})), CONFIG)  # type: ignore[arg-type]
        assert found
        return found.claims[0].key

    assert key() == key(text="No, never.") == key(holder="ASHBY LMC")
    assert key(holder_id="L1") == key(holder_id="L1", holder="Ashby Local Medical Committee")
    assert len({key(), key(target="NHS England"), key(holder="Berrow LMC")}) == 3


def test_what_was_told_before_is_left_out() -> None:
    found = notice_of(article(objection("a"), objection("b", target="NHS England")), CONFIG)
    assert found
    first, second = (claim.key for claim in found.claims)
    rest = found.without({first}.__contains__)
    assert rest
    assert [claim.target for claim in rest.claims] == ["NHS England"]
    assert found.without({first, second}.__contains__) is None


def test_what_strangers_write_stays_on_its_line_and_is_no_control_character() -> None:
    row = article(objection("x\r\nBcc: all@ashby.example\x1b[31m\u202e" + "y" * 500), title="T\nSubject: T2\x00")
    row["document"]["url"] = "https://me:word@post.example/a?token=s3cret&b=1"
    found = notice_of(row, CONFIG)
    assert found
    (quote,) = found.claims[0].quotes
    assert (found.title, len(quote), quote[-1]) == ("T Subject: T2", 300, "…")
    assert quote.startswith("x Bcc: all@ashby.example[31myyy")
    assert found.link == "https://post.example/a?token=…&b=1"


def test_a_record_without_address_is_named_by_its_file() -> None:
    row = article(objection("No."))
    row["document"]["url"] = None
    found = notice_of(row, CONFIG)
    assert found
    assert found.link == "news/pulse/1.txt"


def test_what_is_not_listed_is_counted() -> None:
    config = DigestConfig(articles=2)
    digest = digest_of([notice(number) for number in range(5)], config)
    assert digest.subject == "5 new objections in 5 articles"
    assert digest.text.count("Ashby LMC objects") == 2
    assert digest.text.endswith("3 more articles in the output, not listed here.\n")
    assert (digest.payload["number"], len(digest.payload["articles"]), digest.payload["not_listed"]) == (5, 2, 3)


def test_articles_that_were_only_counted_before_are_counted_on() -> None:
    digest = digest_of([notice()], CONFIG, beside=(7, 9))
    assert digest.subject == "10 new objections in 8 articles"
    assert digest.text.endswith("7 more articles in the output, not listed here.\n")


def test_other_labels_are_called_statements() -> None:
    config = DigestConfig(labels=("ccg_plan",))
    row = article(statement("Ashby CCG", "ccg_plan", act="plans"), present=["ccg_plan"])
    found = notice_of(row, config)
    assert found
    digest = digest_of([found], config)
    assert digest.subject == "1 new statement in 1 article"
    assert "   Ashby CCG plans\n" in digest.text


def test_the_key_is_that_of_what_is_told() -> None:
    assert digest_of([notice(1)], CONFIG).key == digest_of([notice(1, title="Mended")], CONFIG).key
    assert digest_of([notice(1)], CONFIG).key != digest_of([notice(2)], CONFIG).key


@settings(max_examples=40)
@given(st.lists(st.tuples(st.text(max_size=400), st.text(max_size=900)), min_size=1, max_size=30))
def test_however_long_and_odd_the_text_is_bounded_and_comes_back_from_json(parts: list[tuple[str, str]]) -> None:
    config = DigestConfig(characters=1_000)
    found = [notice_of(article(objection(text or "-"), title=title), config) for title, text in parts]
    notices = [one for one in found if one]
    digest = digest_of(notices, config)
    assert len(digest.text) <= 1_000 + 150  # the head and the last line come on top
    assert [Notice.of(json.loads(json.dumps(one.to_json()))) for one in notices] == notices
    assert len(digest.payload["articles"]) + digest.payload["not_listed"] == len(notices)


@pytest.mark.parametrize("values", [{"labels": ()}, {"articles": 0}, {"characters": 10}, {"quote_characters": 1}])
def test_a_config_that_tells_nothing_is_refused(values: Json) -> None:
    with pytest.raises(ValueError, match=next(iter(values))):
        DigestConfig(**values)
