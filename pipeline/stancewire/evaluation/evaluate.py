"""One evaluation, from a config to a Report: the same documents for every shipped model and every baseline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Final

from stancewire.errors import MissingLibrary, ModelError
from stancewire.evaluation.ablations import ablations
from stancewire.evaluation.baselines import majority, words
from stancewire.evaluation.calibration import calibration_section
from stancewire.evaluation.embeddings import embeddings
from stancewire.evaluation.figures import Measured, measure
from stancewire.evaluation.material import Material, load_material
from stancewire.evaluation.report import Report, Section
from stancewire.evaluation.sections import (
    ablations_section,
    differences_section,
    groups_section,
    judged_section,
    labels_section,
    systems_section,
)
from stancewire.evaluation.settings import Settings
from stancewire.evaluation.systems import Say, System, judge_tagger, refuse_other_labels
from stancewire.tagger import Tagger

_OPENING: Final = (
    "Written by stancewire evaluate. Every system is judged on the same documents. The baselines have not seen them; that "
    "a model has not, its card must say. The figures of every table stand in figures.json; docs/evaluation.md says how "
    "to read them."
)


def evaluate(settings: Settings, say: Say) -> Report:
    """Judge everything the config names. Raises ConfigError, ModelError or an InputError before the long part begins."""
    taggers = {path.stem: Tagger.load(path) for path in settings.configs}
    refuse_other_labels(taggers.values())
    say(f"reading {settings.folder.name}")
    material = load_material(settings.folder, settings.corpus.split)
    say(f"{len(material.judged)} documents to judge, {len(material.learned)} for baselines to learn from")
    with _beside() as pool:
        waiting = ablations(material, settings.report.seed, say, pool) if settings.report.ablations else None
        models = [judge_tagger(name, tagger, material, say) for name, tagger in taggers.items()]
        learned, left_out = _baselines(settings, material, say)
        systems = [*models, *learned]
        measured = {system.name: _told(system, settings, say) for system in systems}
        perturbed = tuple(_perturbations(settings, material, taggers, say))
        sections = [
            judged_section(settings, material, systems, left_out),
            *_scored(settings, systems, models, measured),
            *_ablations(settings, waiting),
            *perturbed,
            differences_section(models[0], systems, measured, settings.corpus.texts),
        ]
    return Report(title=settings.report.title, opening=_OPENING, sections=tuple(sections))


@contextmanager
def _beside() -> Iterator[Executor]:
    """A thread beside this one: regressions are fitted while documents are tagged. After an error the rest is not begun."""
    pool = ThreadPoolExecutor(1)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _baselines(settings: Settings, material: Material, say: Say) -> tuple[list[System], list[str]]:
    """The baselines, and a sentence on each that had to be left out."""
    say("baseline: majority")
    found = [majority(material)]
    say("baseline: tf-idf")
    found.append(words(material, settings.report.seed))
    if not settings.report.embeddings:
        return found, ["Frozen embeddings were left out by the config."]
    say("baseline: embeddings")
    try:
        found.append(embeddings(settings.report.embeddings, material, settings.report.seed, say))
    except (MissingLibrary, ModelError) as error:
        sentence = f"Frozen embeddings were left out: {error}."
        say(sentence)
        return found, [sentence]
    return found, []


def _told(system: System, settings: Settings, say: Say) -> dict[str, Measured]:
    found = measure(system.rows, settings.report.seed)
    say(f"{system.name}: " + ", ".join(f"{name} {m.score:.3f}" for name, m in found.items()))
    return found


def _scored(
    settings: Settings,
    systems: Sequence[System],
    models: Sequence[System],
    measured: Mapping[str, Mapping[str, Measured]],
) -> Iterator[Section]:
    default, note = models[0], settings.corpus.texts
    yield systems_section(systems, measured, note)
    yield labels_section(default, models, note)
    yield calibration_section(default, systems, note)
    others = [system for system in systems if system.baseline and system is not default]
    yield groups_section(default, max(others, key=lambda system: measured[system.name]["primary"].score), note)


def _ablations(settings: Settings, waiting: Callable[[], tuple[System, ...]] | None) -> Iterator[Section]:
    if waiting:
        yield ablations_section(waiting(), settings.report.seed, settings.corpus.texts)


def _perturbations(
    settings: Settings, material: Material, taggers: Mapping[str, Tagger], say: Say
) -> Iterator[Section]:
    if settings.report.perturbations:
        from stancewire.evaluation.perturbations import section

        say("perturbations")
        documents = [material.documents[example.id] for example in material.judged]
        yield section(documents, material.pairs, taggers, settings.report.seed)
