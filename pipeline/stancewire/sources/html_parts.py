"""Take the parts of a web page that are not its body out of its tree, by their tags and by what their classes are called.

What is left is what trafilatura reads: it then has less to weigh, and neither a
caption nor a reader's comment can end up among the paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml.html import HtmlElement

from stancewire.sources.html_blocks import lines_of
from stancewire.sources.html_kept import open_accordions, spare_clocks
from stancewire.sources.html_lead import lead_below

# An element is named by its class and id, in lower case, with a blank before and behind.
_NAMED: Final = (
    ("comments", re.compile(r"[\s_-](?:comments?|user-?comments|reader-?comments|article-?comments|post-?comments|comment-?(?:s|list|thread|form|area|section|wrap\w*|respond)|respond|disqus\w*|discussion|reader-?(?:views|responses|reactions)|talkback|replies|threads?)[\s_-]")),
    ("related", re.compile(r"related|most-?(?:read|popular|viewed|commented)|recommend|[\s_-]more-(?:stories|news|from|on|like)|(?:read|up)-?next|also-(?:like|read)|trending|latest-?(?:news|stories|posts|articles)|popular-?posts|recent-?posts|see-?also|further-?reading|post-?navigation|prev-?next|teasers?[\s_-]")),
    ("caption", re.compile(r"caption|photo-?credit|image-?credit|picture-?credit")),
    ("furniture", re.compile(
        r"cookie|consent|gdpr|bread-?crumbs?|shar(?:e|ing)[\s_-]|social|newsletter-?(?:sign|form|box|promo|widget)|subscri(?:be|ption)|sign-?(?:in|up)[\s_-]|log-?in[\s_-]|registr?(?:er|ation)?-?(?:wall|box|prompt|form|panel)|pay-?wall|foot-?notes?|ref-?list|references[\s_-]|endnotes|notes-to-editors|promo|advert|[\s_-]ads?[\s_-]|skip-?(?:link|to|nav)"
        r"|[\s_-](?:nav|navbar|navigation|menu|toolbar|masthead|sidebar|side-?bar|tags?|tag-?list|topics|pagination|copyright|sponsored?|banner|site-?(?:header|footer|info)|page-?(?:tools|footer)|left-?col|right-?col|footer|feedback)[\s_-]|back-?to-?top|accessibility|contact-?(?:us|card|box|info|details)|was-?this|helpful|page-?actions|player|print-?(?:button|link|page)|widget-?area|reading-?time|read-?time"
    )),
    ("biography", re.compile(r"[\s_-]author-?(?:bio|box)[\s_-]|[\s_-]about-?(?:the-?)?author[\s_-]")),
    ("standfirst", re.compile(r"standfirst|strapline|sub-?title|sub-?head(?:line)?[\s_-]|[\s_-](?:deck|dek|lede|strap|sell|kicker-text|intro|lead|excerpt|abstract)[\s_-]|(?:article|post|entry|page|news)[-_]*(?:intro|summary|lead)[\s_-]")),
    ("byline", re.compile(r"by-?line|[\s_-]authors?(?:-?name)?[\s_-]|(?:posted|written|article)-?by[\s_-]|vcard")),
    ("date", re.compile(r"[\s_-](?:date|dates|date-?line|published|pub-?date|publication-?date|timestamp|time-?stamp|posted-?on|post-?date|entry-?(?:date|meta)|article-?(?:date|meta)|post-?meta|news-?date|updated|last-?updated|page-?date|meta|submitted|article-?info|post-?info|news-?meta|doc-?info|contributors)[\s_-]")),
)  # fmt: skip
_TAGS: Final = {
    "nav": "furniture", "footer": "furniture", "form": "furniture", "dialog": "furniture", "menu": "furniture", "button": "furniture",
    "amp-ad": "furniture", "amp-sidebar": "furniture", "header": "furniture", "aside": "furniture", "figcaption": "caption", "time": "date", "address": "furniture",
}  # fmt: skip
_ROLES: Final = frozenset(("navigation", "banner", "contentinfo", "search", "dialog", "complementary", "alert", "menu"))
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_MOST_WORDS: Final = {"standfirst": 70, "byline": 25, "date": 25, "caption": 90}
_SURE: Final = 4  # words of a heading that are not found in a title by chance
_NEVER: Final = frozenset(
    ("html", "body", "main", "article", "head", "title", "meta", "link", "script", "style", "h1", "base")
)
_BY: Final = re.compile(r"(?:words |written |posted )?by\b", re.I)
_DATED: Final = re.compile(
    r"\d.*(?:19|20)\d\d|(?:19|20)\d\d.*\d|\d+ (?:hours?|days?) ago|^(?:published|updated|posted)", re.I
)
_MARKER: Final = re.compile(r"^(?:• |\d+\. )")
_NAME: Final = re.compile(
    r"(?:By )?[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*){1,2}(?: and [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2})?"
)
_DIGIT: Final = re.compile(r"\d")
_TITLE_NAME: Final = re.compile(
    r"[\s_-](?:pg|page|post|entry|article|news|story|content|item)[_-]?(?:title|heading|headline)\s|\s(?:main-?)?headline\s"
)
_LONGEST_BIOGRAPHY: Final = 45  # words
_LONGEST_HEADING: Final = 28  # words
SUFFIX: Final = re.compile(r"\s+[|»·–—-]\s+")  # between the title of a page and the name of its site


@dataclass(slots=True)
class Parts:
    """Lines of a page outside its body, by zone, in page order; furniture is not kept."""

    heading: str | None = None
    head: list[tuple[str, str]] = field(default_factory=list)  # (zone, line): standfirst, byline, date
    below: dict[str, list[str]] = field(default_factory=dict)  # caption, related, comments


def take_parts(tree: HtmlElement) -> Parts:
    """Remove from the tree, and return, what is not body."""
    open_accordions(tree)
    spare_clocks(tree)
    heading = _heading(tree)
    parts = Parts(heading=" ".join(lines_of(heading)) if heading is not None else None)
    spared = set() if heading is None else {heading, *heading.iterancestors()}
    whole = len(tree.xpath("string()"))
    for element in spared:
        if element.tag in _TAGS:
            element.tag = "div"  # old sites put the whole page into a form, which trafilatura would throw away
    if heading is not None:
        _name_author(heading)
    lead = None if heading is None else lead_below(heading, _signs)
    if lead is not None:
        parts.head.append(("standfirst", " ".join(lines_of(lead))))
        lead.drop_tree()
    for element, zone in list(_found(tree, spared, whole)):
        _keep(parts, zone, element)
        element.drop_tree()
    if heading is not None and heading.getparent() is not None:
        _drop_above(heading, whole)
        _name_article(heading, len(tree.xpath("string()")))
        heading.drop_tree()
    return parts


def _name_author(heading: HtmlElement) -> None:
    """Some pages give the name of the author, and nothing else, as the address of the article."""
    for element in heading.xpath("(following::*)[position() <= 12][self::address]"):
        if _NAME.fullmatch(" ".join(element.xpath("string()").split())):
            element.tag = "p"
            element.set("class", "byline")


def _drop_above(heading: HtmlElement, whole: int) -> None:
    """What stands above the heading of an article is the site's, not the article's, if it is little."""
    above = [e for parent in (heading, *heading.iterancestors()) for e in parent.itersiblings(preceding=True)]
    above = [e for e in above if e.tag not in (*_NEVER, "br") or e.tag == "h1"]
    if sum(len(e.xpath("string()")) for e in above) * 3 < whole:
        for element in above:
            element.drop_tree()


def _name_article(heading: HtmlElement, left: int) -> None:
    """Call the smallest element around or beside the heading that holds most of the text an article, for trafilatura to find."""
    for element in heading.iterancestors():
        if element.tag in ("article", "main", "body", "html"):
            beside = next((e for e in element.iterchildren("div") if len(e.xpath("string()")) * 2 > left), None)
            if beside is not None and element.tag == "body" and next(element.iter("article", "main"), None) is None:
                beside.tag = "article"
            return
        if len(element.xpath("string()")) * 2 > left:
            element.tag = "article"
            return


def _heading(tree: HtmlElement) -> HtmlElement | None:
    """The h1 of the article: the one the page's title begins with or has as a part, else the last that is no link home."""
    title = " ".join((tree.findtext(".//title") or "").split()).lower()
    parts = SUFFIX.split(title)
    headings = [(h, words) for h in tree.iter("h1", "h2", "h3") if (words := "".join(h.itertext()).lower().split())]
    named = [
        (h, words) for h, words in headings if " ".join(words) in parts or _is_in(" ".join(words), title, len(words))
    ]
    if named:
        return max(named, key=lambda pair: len(pair[1]))[0]
    long = [h for h, words in headings if len(words) >= _SURE - 1 and h.getparent().tag != "a"]
    first = next((h for h in long if h.tag == "h1"), None)
    if first is None:
        first = _called_heading(tree)
    if first is None:
        first = next((h for h in long if h.tag == "h2"), None)
    return first if first is not None or title else _only_heading(headings)


def _only_heading(headings: list[tuple[HtmlElement, list[str]]]) -> HtmlElement | None:
    """The only h1 of a fragment, which has no title to compare it with and no site whose name it might be."""
    first = [h for h, words in headings if h.tag == "h1" and len(words) > 1 and h.getparent().tag != "a"]
    return first[0] if len(first) == 1 else None


def _called_heading(tree: HtmlElement) -> HtmlElement | None:
    """The one element that is no heading but is called so, as page builders make them; teasers are called so too, but are many."""
    called = [e for e in tree.iter("div", "p", "span", "td") if _TITLE_NAME.search(f" {e.get('class') or ''} ".lower())]
    words = len("".join(called[0].itertext()).split()) if len(called) == 1 else 0
    return called[0] if _SURE - 1 <= words <= _LONGEST_HEADING else None


def _is_in(heading: str, title: str, words: int) -> bool:
    return title.startswith(heading) or (words >= _SURE and heading in title)


def _found(tree: HtmlElement, spared: set[HtmlElement], whole: int) -> Iterator[tuple[HtmlElement, str]]:
    """Outermost elements with a zone of their own."""
    inside: HtmlElement | None = None
    ends: HtmlElement | None = None
    for element in tree.iter():
        if inside is not None:
            if element is not ends:
                continue
            inside = None
        if element in spared or not isinstance(element.tag, str) or element.tag in _NEVER:
            continue
        if zone := _zone(element, whole):
            yield element, zone
            inside, ends = element, _following(element)
            if ends is None:
                return


def _following(element: HtmlElement) -> HtmlElement | None:
    """The first element behind the end of this one."""
    node: HtmlElement | None = element
    while node is not None:
        if (after := node.getnext()) is not None:
            return after
        node = node.getparent()
    return None


def _zone(element: HtmlElement, whole: int) -> str | None:
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return "furniture"
    zone = _named(element) or _TAGS.get(element.tag) or ("furniture" if element.get("role") in _ROLES else None)
    if zone is None or zone == "comments":
        return zone
    size = len(element.xpath("string()"))
    if size * 2 > whole:
        return None
    if zone not in _MOST_WORDS:
        return zone
    text = " ".join(element.xpath("string()").split())
    fits = 0 < text.count(" ") + 1 <= _MOST_WORDS[zone]
    return (
        zone
        if fits and (zone != "date" or _DIGIT.search(text) or text.lower().startswith(("published", "by ")))
        else None
    )


def _named(element: HtmlElement) -> str | None:
    name = f" {element.get('class') or ''} {element.get('id') or ''} ".lower()
    if len(name) == 3:
        return None
    return next((zone for zone, pattern in _NAMED if pattern.search(name)), None)


def _head_zone(zone: str, line: str, authors: set[str]) -> str | None:
    """Byline and date often share an element, and share it with the number of readers."""
    if zone == "standfirst":
        return "date" if line.count(" ") < _SURE and _DATED.search(line) else zone
    if line in authors:
        return "byline"
    if _BY.match(line):
        return "byline"
    if _DATED.search(line):
        return "date"
    return "byline" if zone == "byline" else None


def _is_about(line: str, names: list[str]) -> bool:
    """Whether a line goes on after the name of an author."""
    return any(name and line.startswith(name) and line != name for name in names)


def _signs(element: HtmlElement) -> bool:
    """Whether an element is a byline or date, by name, tag or first word."""
    return element.tag == "time" or _named(element) in ("byline", "date") or bool(_BY.match(element.text or ""))


def _keep(parts: Parts, zone: str, element: HtmlElement) -> None:
    lines = lines_of(element)
    if zone in ("standfirst", "byline", "date"):
        inside = element.iterdescendants() if zone == "date" else ()
        authors = {line for e in inside if isinstance(e.tag, str) and _named(e) == "byline" for line in lines_of(e)}
        found = [(kind, line) for text in lines if (kind := _head_zone(zone, line := _MARKER.sub("", text), authors))]
        parts.head += [pair for pair in found if pair not in parts.head]
    elif zone == "biography":
        names = [_BY.sub("", line).strip() for kind, line in parts.head if kind == "byline"]
        about = [line for line in lines if line.count(" ") < _LONGEST_BIOGRAPHY and _is_about(line, names)]
        parts.below.setdefault("byline", []).extend(about)
    elif zone != "furniture":
        parts.below.setdefault(zone, []).extend(lines)
