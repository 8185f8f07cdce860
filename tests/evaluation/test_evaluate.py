"""A whole evaluation of the rules and the quick baselines: what stands in its report, and settings that are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

import toy_judging as toy
from stancewire import assets
from stancewire.errors import ConfigError, MissingLibrary
from stancewire.evaluation import evaluate as module
from stancewire.evaluation.baselines import BASELINES
from stancewire.evaluation.evaluate import evaluate
from stancewire.evaluation.report import Interval, Report
from stancewire.evaluation.settings import load_settings
from stancewire.stance.labels import CLASSES


def no_torch(*values: object) -> None:
    raise MissingLibrary("torch", "is not installed", "say pip install 'stancewire[train]'")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("run")
    toy.corpus(path / "corpus")
    return path


@pytest.fixture(scope="module")
def report(folder: Path) -> Report:
    """With everything switched on; torch is missing."""
    path = toy.config(folder / "all.toml", configs='["rules.toml", "again.toml"]')
    (folder / "again.toml").write_text((folder / "rules.toml").read_text(encoding="utf-8"), encoding="utf-8")
    text = path.read_text(encoding="utf-8").replace("= false", "= true").replace('""', '"package:x/y"')
    path.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "embeddings", no_torch)
        return evaluate(load_settings(path), lambda line: None)


def rows(report: Report, title: str) -> dict[object, tuple[object, ...]]:
    table = next(table for table in report.tables if table.title == title)
    return {row[0]: row[1:] for row in table.rows}


def test_the_sections_in_order(report: Report) -> None:
    assert [section.title for section in report.sections] == [
        "What was judged",
        "All systems",
        "Label by label",
        "Probabilities",
        "Eras and kinds",
        "What the features bring",
        "Perturbations",
        "Differences",
    ]


def test_all_systems_are_judged_on_the_same_documents(report: Report) -> None:
    found = rows(report, "Scores")
    assert list(found) == ["rules", "again", "majority", "tf-idf"]
    assert tuple(found)[2:] == BASELINES[:2]
    assert all(isinstance(cell, Interval) for cell in found["rules"])
    assert found["rules"] == found["again"]
    assert found["majority"][-1] is None  # says nothing of statements
    assert rows(report, "Sides") == {"train": (32, 64, 8, 8, 8, 8), "test": (12, 24, 3, 3, 3, 3)}


def test_what_was_left_out_is_told_in_a_sentence(report: Report) -> None:
    text = report.sections[0].text
    assert "Frozen embeddings were left out: torch: is not installed; say pip install 'stancewire[train]'." in text


def test_every_table_with_a_score_says_whose_texts_these_are(report: Report) -> None:
    plain = {"Sides", "Systems", "Versions and seed"}
    ours = [t for section in report.sections if section.title != "Perturbations" for t in section.parts]
    told = {part.title: part.note for part in ours if hasattr(part, "rows")}
    assert {title for title, note in told.items() if "Texts are made up." not in note} == plain


def test_tables_of_one_kind_agree(report: Report) -> None:
    """The confusion matrix, the labels and the scores count the same documents."""
    matrix = rows(report, "Primary label by rules: true in rows, found in columns")
    assert [sum(int(str(n)) for n in matrix[name]) for name in CLASSES] == [3, 3, 3, 3]
    table = next(t for t in report.tables if t.title == "Labels of rules")
    f1 = [row[-1] for row in table.rows if row[0] == "primary"]
    score = rows(report, "Scores")["rules"][0]
    assert isinstance(score, Interval)
    assert score.score == pytest.approx(sum(float(str(value)) for value in f1) / 4)
    groups = next(t for t in report.tables if t.title == "By era")
    assert sum(int(str(row[1])) for row in groups.rows) == 12


def test_a_system_does_not_differ_from_its_twin(report: Report) -> None:
    found = rows(report, "rules minus another system")
    assert list(found) == ["again", "majority", "tf-idf"]
    assert found["again"] == (Interval(0.0, 0.0, 0.0),) * 4
    difference = found["majority"][0]
    assert isinstance(difference, Interval)
    assert difference.low > 0


def test_the_charts(report: Report) -> None:
    assert [chart.name for chart in report.charts] == ["scores", "confusion", "reliability", "risk-coverage"]


# ----------------------------------------------------------------- settings


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('[corpus]\nsplit = "train"', "split must be one of test, dev"),
        ("[corpus]\ncolumn = 1", "unknown key in [corpus] 'column'"),
        ("[model]\npath = 1", "unknown section 'model'"),
        ("[models]\nconfigs = []", "configs is empty"),
        ('[models]\nconfigs = ["none.toml"]', "[models] configs names 'none.toml', which is no file"),
        ('[models]\nconfigs = ["rules.toml", "deep/../rules.toml"]', "two files called 'rules'"),
        *(
            (f'[models]\nconfigs = ["rules.toml", "{name}.toml"]', f"a baseline of the report is called '{name}'")
            for name in BASELINES
        ),
        ("[report]\nseed = 1.5", "[report] seed is 1.5; give a value of type int"),
    ],
)
def test_settings_that_cannot_be_right_are_refused(tmp_path: Path, line: str, told: str) -> None:
    toy.config(tmp_path / "x.toml")
    for name in BASELINES:
        (tmp_path / f"{name}.toml").write_bytes((tmp_path / "rules.toml").read_bytes())
    (tmp_path / "bad.toml").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load_settings(tmp_path / "bad.toml")
    assert told in str(error.value)


def test_the_packaged_config_judges_every_shipped_model_and_every_baseline() -> None:
    settings = load_settings(assets.folder("configs") / "evaluate.toml")
    assert [path.name for path in settings.configs] == ["default.toml", "linear.toml", "encoder.toml", "rules.toml"]
    assert (settings.corpus.split, settings.folder.name) == ("test", "stance-v1")
    assert settings.report.embeddings
    assert settings.report.ablations
    assert settings.report.perturbations
    assert settings.corpus.texts
