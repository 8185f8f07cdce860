"""The schema follows the labels of a model, and a target stands in a record only where there is one."""

from __future__ import annotations

import json

import jsonschema
import pytest

from helpers import document
from stancewire.records.record import Provenance, Record, to_record
from stancewire.records.schema import record_schema
from stancewire.stance.labels import OURS, Scheme
from stancewire.tagger import Tagger
from stancewire.types import Article, Given, Mentions, Source, Stance, Verdict

SCHEME = Scheme(name="toy/1", classes=("yes", "no"))


def record(scheme: str, primary: str, **given: str) -> Record:
    """A record with a stance made by hand."""
    text = "A text that says something."
    article = Article(
        id="a", source=Source(uri="a", media_type="text/plain", sha256=""), raw=text, given=Given(**given)
    )
    stance = Stance(present=(primary,), primary=primary, probabilities={"yes": 0.6, "no": 0.4}, primary_probabilities={"yes": 0.6, "no": 0.4},
                    prediction_set=(primary,), abstained=False, reason=None)  # fmt: skip
    provenance = Provenance(
        model_name="toy", model_version="1", model_sha256="0" * 64, scheme=scheme, config_sha256="0" * 64
    )
    return to_record(article, document(text, **given), Mentions(), Verdict(statements=(), stance=stance), provenance)


def valid(found: Record, scheme: Scheme) -> bool:
    return jsonschema.Draft202012Validator(record_schema(scheme)).is_valid(json.loads(found.to_json()))


def test_a_schema_of_other_labels_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(record_schema(SCHEME))
    assert record_schema() == record_schema(OURS)
    assert "lmc_objection" not in json.dumps(record_schema(SCHEME))
    assert '"none"' not in json.dumps(record_schema(SCHEME))


@pytest.mark.parametrize(
    ("scheme", "primary", "fits"),
    [("toy/1", "yes", True), ("toy/2", "yes", False), ("toy/1", "none", False), ("primary-care/1", "yes", False)],
)
def test_a_record_is_valid_against_its_own_scheme_alone(scheme: str, primary: str, fits: bool) -> None:
    assert valid(record(scheme, primary), SCHEME) is fits
    assert not valid(record(scheme, primary), OURS)


def test_a_target_stands_in_the_record_where_it_is_given(tagger: Tagger) -> None:
    assert record("toy/1", "yes", target="the tram").to_dict()["document"]["target"] == "the tram"
    assert "target" not in record("toy/1", "yes").to_dict()["document"]
    found = tagger.tag_text("LMC rejects plan\n\nWestmarch LMC rejects it.", given=Given(target="the plan"))
    assert found.document is not None
    assert found.document["target"] == "the plan"
    assert valid(found, OURS)
