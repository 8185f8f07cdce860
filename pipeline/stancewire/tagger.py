"""The only module that knows the order of the stages: Article in, Record out.

>>> from stancewire.tagger import Tagger
>>> tagger = Tagger.load()
>>> record = tagger.tag_text("LMC rejects closures\\n\\nWestmarch LMC has rejected plans by NHS Westmarch CCG to close two surgeries.")
>>> record.stance.primary
'lmc_objection'
>>> record.organisations[-1]["text"]
'NHS Westmarch CCG'
"""

from __future__ import annotations

from pathlib import Path
from typing import Self

from stancewire.config import Config, load_config
from stancewire.entities.finder import EntityFinder
from stancewire.errors import EmptyInput
from stancewire.normalise.document import normalise
from stancewire.records.record import Provenance, Record, error_record, to_record
from stancewire.register.lexicon import load_policies
from stancewire.register.lookup import load_register
from stancewire.register.together import check_together
from stancewire.sources.identity import digest, stable_id
from stancewire.stance.explanation import Explanation
from stancewire.stance.model import load_model
from stancewire.types import Article, Failure, Given, Source


class Tagger:
    """Holds the models of one config; one instance serves any number of articles, one at a time."""

    def __init__(self, config: Config) -> None:
        """Load everything the config names. Raises ConfigError, ModelError or RegisterError."""
        model = load_model(config.model_folder)
        self.config = config
        self.provenance = Provenance(
            model_name=model.name,
            model_version=model.version,
            model_sha256=model.sha256,
            scheme=model.scheme,
            config_sha256=config.sha256,
        )
        check_together(config.registers, config.lexicons)
        self._finder = EntityFinder(load_register(*config.registers), load_policies(*config.lexicons))
        self._model = model.stance(config.stance, config.model.backend)

    @classmethod
    def load(cls, config: str | Path | None = None) -> Self:
        """A tagger for a config file; None takes the packaged default, which needs no network."""
        return cls(load_config(Path(config) if config else None))

    def warm(self) -> Self:
        """Do beforehand what an archive would otherwise do piece by piece; a single document is quicker without."""
        self._finder.warm()
        self._model.warm()
        return self

    def tag(self, article: Article) -> Record:
        """Take one article through every stage."""
        document = normalise(article)
        mentions = self._finder.find(document)
        verdict = self._model.judge(document, mentions)
        return to_record(article, document, mentions, verdict, self.provenance)

    def explain(self, article: Article) -> tuple[Record, Explanation]:
        """Tag one article and say which passages and words carried its labels."""
        from stancewire.stance.explain import explain

        document = normalise(article)
        mentions = self._finder.find(document)
        verdict = self._model.judge(document, mentions)
        record = to_record(article, document, mentions, verdict, self.provenance)
        return record, explain(self._model, document, mentions, verdict)

    def tag_text(self, text: str, *, id: str | None = None, given: Given | None = None) -> Record:  # noqa: A002 - the record's own word
        """Tag a text that is already in memory.

        text: one document, its headline on the first line if it has one.
        id: as the record shall carry it, else one made from the text.
        given: what is known beside the text (publisher, date, kind, sender).
        Raises EmptyInput if there is no text.
        """
        if not text.strip():
            raise EmptyInput("text", "is empty", "give the text of a document")
        content = text.encode("utf-8", "surrogatepass")
        source = Source(uri="text", media_type="text/plain", sha256=digest(content))
        article = Article(
            id=id or stable_id("text", None, source.sha256), source=source, raw=text, given=given or Given()
        )
        return self.tag(article)

    def record_of(self, item: Article | Failure) -> Record:
        """A record for whatever a reader yields: a document that cannot be tagged costs its own record, never the run."""
        if isinstance(item, Failure):
            return error_record(item, self.provenance)
        try:
            return self.tag(item)
        except Exception as error:  # the promise of the contract: nothing is ever dropped
            return error_record(Failure(id=item.id, source=item.source, error=error), self.provenance)
