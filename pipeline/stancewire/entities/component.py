"""The finder as a component of anybody's spaCy pipeline: nlp.add_pipe("stancewire").

>>> import spacy
>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("stancewire", config={"published": "2009-05-01"})
>>> doc = nlp("NHS Barnet has told Barnet LMC of its plans for practice-based commissioning.")
>>> [(span.text, span.label_, span.kb_id_) for span in doc.spans["organisations"]]
[('NHS Barnet', 'pct', '5A9'), ('Barnet LMC', 'lmc', 'lmc-barnet')]
>>> [(span.text, span.label_) for span in doc.spans["policy_terms"]]
[('practice-based commissioning', 'practice-based commissioning')]
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from stancewire.entities.finder import EntityFinder
from stancewire.register.lexicon import load_policies
from stancewire.register.lookup import load_register
from stancewire.register.together import check_together
from stancewire.spans import Origin
from stancewire.types import Document, Given, Mention, Meta, Term, Zone
from stancewire.types import Span as Passage


class EntityComponent:
    """Puts span groups "organisations" (label: kind, kb_id: register id) and "policy_terms" (label: concept) on a Doc."""

    def __init__(self, finder: EntityFinder, published: str | None) -> None:
        self._finder = finder
        self._published = published

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its span groups; each span covers the tokens that the mention touches."""
        if doc.text.strip():
            mentions = self._finder.find(_document(doc.text, self._published))
            organisations, terms = mentions.organisations, mentions.terms
        else:
            organisations, terms = (), ()
        doc.spans["organisations"] = SpanGroup(doc, spans=list(_spans(doc, organisations)))
        doc.spans["policy_terms"] = SpanGroup(doc, spans=list(_spans(doc, terms)))
        return doc


@Language.factory("stancewire", default_config={"registers": [], "lexicons": [], "published": None})
def make(nlp: Language, name: str, registers: list[str], lexicons: list[str], published: str | None) -> EntityComponent:
    """Build the component.

    registers, lexicons: paths of a user's own tables.
    published: the date of the texts (YYYY, YYYY-MM or YYYY-MM-DD), which chooses among namesakes.
    Raises GivenError for what is no date, RegisterError for a table that contradicts.
    """
    del nlp, name  # spaCy hands them to every factory
    when = Given(published=published).published
    bodies, policies = tuple(map(Path, registers)), tuple(map(Path, lexicons))
    check_together(bodies, policies)
    return EntityComponent(EntityFinder(load_register(*bodies), load_policies(*policies)), when)


def _document(text: str, published: str | None) -> Document:
    """The text as one passage, as it is: a spaCy user has cleaned it before."""
    return Document(
        article_id="spacy",
        text=text,
        origin=Origin(starts=(0,), raws=(0,), length=len(text), raw_length=len(text)),
        zones=(Zone(start=0, end=len(text), zone="body"),),
        passages=(Passage(start=0, end=len(text)),),
        meta=Meta(published=published, language="en"),
    )


def _spans(doc: Doc, found: tuple[Mention, ...] | tuple[Term, ...]) -> Iterator[Span]:
    for item in found:
        label = item.kind if isinstance(item, Mention) else item.policy
        code = (item.register_id or "") if isinstance(item, Mention) else ""
        span = doc.char_span(item.start, item.end, label=label, kb_id=code, alignment_mode="expand")
        if span is not None:
            yield span
