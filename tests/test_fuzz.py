"""The fuzz run: its inputs are the same on every run, and it sees what it is there to see."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[1] / "scripts"
sys.path.insert(0, str(SCRIPTS))

import fuzz_readers  # noqa: E402
from fuzz_stages import STAGES, BrokenPromise  # noqa: E402
from helpers import article  # noqa: E402

_DIGEST = "import hashlib; from fuzz_mutations import broken; print(hashlib.sha256(repr([broken(n, 1) for n in range(60)]).encode()).hexdigest())"


def test_the_input_of_a_number_is_the_same_in_every_process() -> None:
    runs = [
        subprocess.run([sys.executable, "-c", _DIGEST], cwd=SCRIPTS, capture_output=True, check=True).stdout
        for _ in range(2)
    ]
    assert runs[0] == runs[1]


@pytest.mark.parametrize("through", ["read", "normalise"])
def test_a_few_inputs_keep_every_promise(through: str) -> None:
    found = fuzz_readers.fuzz(range(54), seed=3, through=through)
    assert (sum(found.formats.values()), found.breaches) == (54, [])
    assert found.outcomes["ok"] > 10


def test_an_exception_of_a_stage_is_a_breach(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(item: object) -> str:
        raise BrokenPromise("on purpose")

    monkeypatch.setitem(STAGES, "read", breaks)
    way = fuzz_readers.way_of("a.txt", b"Westmarch LMC rejects the plan.", "read")
    assert "on purpose" in (way.trouble or "")


def test_an_article_that_the_tagger_breaks_on_is_a_breach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stancewire.tagger.normalise", lambda _: 1 / 0)
    with pytest.raises(BrokenPromise):
        STAGES["tag"](article("Westmarch LMC rejects the plan."))
