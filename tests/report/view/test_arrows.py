"""Where arrows stand."""

from __future__ import annotations

from stancewire.report.view.arrows import NO_HOLDER, NO_TARGET, diagram


def said(holder: str, target: str, label: str | None = None) -> dict[str, str | None]:
    return {"holder": holder, "target": target, "act": "objects", "label": label}


def test_everybody_stands_once_and_every_statement_is_an_arrow() -> None:
    found = diagram([said("A", "X", "lmc_objection"), said("B", "X"), said("A", "")])
    assert [node.name for node in found.holders] == ["A", "B"]
    assert [node.name for node in found.targets] == ["X", NO_TARGET]
    assert [(arrow.number, arrow.label) for arrow in found.arrows] == [(1, "lmc_objection"), (2, "none"), (3, "none")]
    assert found.height > max(node.y for node in found.targets)


def test_nobody_stands_with_words_that_say_so() -> None:
    found = diagram([said("", "X"), said("A", "X"), said("", "")])
    assert [node.shown for node in found.holders] == [NO_HOLDER, "A"]
    assert [node.shown for node in found.targets] == ["X", NO_TARGET]
    assert [arrow.path[:7] for arrow in found.arrows] == ["M255 20", "M255 54", "M255 20"]


def test_arrows_begin_at_the_holder_and_end_at_the_target() -> None:
    first, second = diagram([said("A", "X"), said("B", "Y")]).arrows
    assert first.path.startswith("M255 20C")
    assert first.path.endswith("465 20")
    assert second.path.startswith("M255 54C")
    assert second.path.endswith("465 54")


def test_a_long_name_is_cut_where_it_is_drawn() -> None:
    (node,) = diagram([said("x" * 60, "X")]).holders
    assert (len(node.shown), len(node.name)) == (30, 60)
