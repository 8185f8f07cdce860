"""An interrupt waits until an import is through."""

from __future__ import annotations

import signal

import pytest

from stancewire.stance.undisturbed import undisturbed


def test_an_interrupt_comes_after_the_block_and_not_in_it() -> None:
    reached: list[str] = []

    def interrupted() -> None:
        with undisturbed():
            signal.raise_signal(signal.SIGINT)
            reached.append("the end of the block")

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            interrupted()
        assert reached == ["the end of the block"]
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
