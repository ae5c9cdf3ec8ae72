"""A web page's metadata: its head, its JSON-LD, its links to tags and categories."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import msgspec

from dragoman.formats.prose.web.elements import find_language, is_hidden, name_of
from dragoman.language.direction import text_direction
from dragoman.language.written_dates import read_stamp
from dragoman.transcript.tags import is_tag

__all__ = ["Metadata", "find_metadata", "web_only"]

_MOST = 200
_LARGEST_JSON = 2_000_000
_ARTICLES = frozenset({"Article", "NewsArticle", "BlogPosting", "WebPage", "ReportageNewsArticle", "Report"})
_LONGEST = 2000


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """The facts about a page outside its text. ``published`` is an ISO 8601 date.

    ``speakers`` are the speakers that it names; ``says`` is what the site says about itself, ``Translations from …``.
    """

    title: str | None = None
    other_title: str | None = None
    description: str | None = None
    address: str | None = None
    site: str | None = None
    published: str | None = None
    language: str | None = None
    translators: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    says: tuple[str, ...] = ()


def find_metadata(root: Any, article: Any, address: str | None = None) -> Metadata:
    """The metadata of a page.

    :param address: where the page was saved from, if known from outside the page
    """
    head = _Head(root)
    graph = next(_graphs(root), {})
    site = head.get("og:site_name") or _name(graph.get("publisher")) or _name(graph.get("isPartOf"))
    own = web_only(head.canonical or head.get("og:url") or _address(graph) or address)
    title = _heading(root) or head.get("og:title") or _text(graph.get("headline")) or head.title
    own_title = _without_site(title, site)
    return Metadata(
        title=own_title,
        other_title=_subtitle(root, article, own_title),
        description=head.get("og:description", "description", "twitter:description") or _text(graph.get("description")),
        address=own,
        site=site or None,
        published=_published(root, head, graph),
        language=_language(root, article, graph),
        translators=tuple(filter(None, map(_name, _list(graph.get("translator"))))),
        tags=_unique([*_linked(root, _TAG), *head.all("article:tag"), *_keywords(graph, head)]),
        categories=_unique(
            [*_linked(root, _CATEGORY), *head.all("article:section"), *_strings(graph, "articleSection")]
        ),
        says=_says_of_itself(root, head),
    )


_TAGLINE = re.compile(
    r"\b(?:site-(?:title|description)|tagline|blog-(?:title|description)|subtitle|site-tagline)\b", re.IGNORECASE
)
_MOST_SAID = 20


def _says_of_itself(root: Any, head: _Head) -> tuple[str, ...]:
    """The names and mottos of the site, and the page's descriptions in its metadata."""
    elements = (
        element
        for element in root.iter("p", "div", "span", "h1", "h2", "h3", "a")
        if _TAGLINE.search((element.get("class") or "")[:300])
    )
    words = (
        " ".join("".join(element.itertext())[:_LONGEST].split()) for element in itertools.islice(elements, _MOST_SAID)
    )
    return _unique([text for text in (*words, *head.all("description"), *head.all("og:description")) if text])


def web_only(address: str | None) -> str | None:
    """The address if it is a web address, else ``None``."""
    return address if address and re.match(r"https?://[^\s/]", address) and len(address) <= _LONGEST else None


class _Head:
    """The meta elements of a page by name."""

    def __init__(self, root: Any) -> None:
        self._found: dict[str, list[str]] = {}
        for element in root.iter("meta"):
            name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
            content = " ".join((element.get("content") or "")[:_LONGEST].split())
            if name and content:
                self._found.setdefault(name, []).append(content)
        links = (link for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
        self.canonical = next((link.get("href", "").strip() for link in links), "")
        self.title = next((" ".join((e.text or "")[:_LONGEST].split()) for e in root.iter("title")), "")

    def get(self, *names: str) -> str:
        """The first content of the first existing name; empty if there is none."""
        return next((self._found[name][0] for name in names if name in self._found), "")

    def all(self, name: str) -> list[str]:
        """Every content of a name."""
        return self._found.get(name, [])[:_MOST]


def _graphs(root: Any) -> Iterator[dict[str, Any]]:
    """The descriptions of articles in a page's JSON-LD."""
    for script in root.iter("script"):
        text = script.text or ""
        if (script.get("type") or "").lower() == "application/ld+json" and len(text) <= _LARGEST_JSON:
            try:
                yield from _articles(msgspec.json.decode(text.strip()), 0)
            except (msgspec.DecodeError, RecursionError, ValueError):
                continue


def _articles(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value[:_MOST]:
            yield from _articles(item, depth + 1)
    elif isinstance(value, dict) and depth < 6:
        if _ARTICLES & set(_strings(value, "@type")):
            yield value
        yield from _articles(value.get("@graph"), depth + 1)


def _list(value: Any) -> list[Any]:
    return value[:_MOST] if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str | None:
    return " ".join(value[:_LONGEST].split()) or None if isinstance(value, str) else None


def _strings(graph: dict[str, Any], key: str) -> list[str]:
    return [text for item in _list(graph.get(key)) if (text := _text(item))]


def _name(value: Any) -> str | None:
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _address(graph: dict[str, Any]) -> str | None:
    main = graph.get("mainEntityOfPage")
    return _text(graph.get("url")) or _text(main.get("@id") if isinstance(main, dict) else main)


def _keywords(graph: dict[str, Any], head: _Head) -> list[str]:
    stated = _strings(graph, "keywords") or [head.get("keywords", "news_keywords")]
    return [word.strip() for words in stated for word in words.split(",") if word.strip()]


_TAG = re.compile(r"(?:^|\s)tag(?:\s|$)")
_CATEGORY = re.compile(r"(?:^|\s)category(?:\s|$)")
_TAG_PATH = re.compile(r"/(?:tag|tags|label|search/label)/")
_CATEGORY_PATH = re.compile(r"/(?:category|categories)/")


def _linked(root: Any, kind: re.Pattern[str]) -> list[str]:
    """The words of links to pages of tags or of categories, recognized by their ``rel`` and their address."""
    found: list[str] = []
    for link in root.iter("a"):
        rel, path = (link.get("rel") or "").lower(), _path_of(link.get("href") or "")
        is_category = _CATEGORY.search(rel) or _CATEGORY_PATH.search(path)
        is_tag_ = (_TAG.search(rel) or (_TAG_PATH.search(path) and _is_posts_own(link))) and not is_category
        if (is_tag_ or is_category) and _in_cloud(link):
            continue
        if (kind is _CATEGORY and is_category and (rel or _in_meta(link))) or (kind is _TAG and is_tag_):
            words = " ".join("".join(link.itertext())[:100].split()).lstrip("#")
            if words and len(found) < _MOST:
                found.append(words)
    return found


def _path_of(address: str) -> str:
    """The path of an address; empty if it cannot be parsed."""
    try:
        return urlsplit(address[:_LONGEST]).path
    except ValueError:
        return ""


def _is_posts_own(link: Any) -> bool:
    """Whether a link to a tag is beside a post, and not in its text."""
    around = [link, *itertools.islice(link.iterancestors(), 4)]
    named = " ".join((element.get("class") or "")[:200] for element in around)
    return _in_meta(link) or re.search(r"\btags?\b|-tags?\b", named) is not None


def _in_cloud(link: Any) -> bool:
    """Whether a link belongs to a list of the whole site's tags."""
    above = itertools.takewhile(lambda element: name_of(element) not in ("article", "body"), link.iterancestors())
    return any(
        name_of(element) in ("aside", "nav")
        or re.search(r"(?:^|\s)(?:wp-block-)?(?:tag-?cloud|widget|sidebar|menu)", (element.get("class") or "")[:200])
        for element in itertools.islice(above, _MOST)
    )


def _in_meta(link: Any) -> bool:
    around = " ".join((element.get("class") or "")[:200] for element in itertools.islice(link.iterancestors(), 4))
    return bool(
        re.search(r"\b(?:cat-links|entry-(?:meta|footer|categories)|post-(?:meta|categories|category))\b", around)
    )


def _unique(words: list[str]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for word in words:
        kept.setdefault(word.casefold(), word)
    return tuple(kept.values())


def _published(root: Any, head: _Head, graph: dict[str, Any]) -> str | None:
    stated = [
        head.get("article:published_time", "datepublished", "date", "dc.date", "dcterms.date", "pubdate"),
        _text(graph.get("datePublished")) or "",
        *(
            element.get("datetime") or element.get("title") or element.get("content") or ""
            for element in root.iter("time", "abbr", "span", "meta")
            if element.get("pubdate") is not None
            or "datePublished" in (element.get("itemprop") or "")
            or re.search(r"\b(?:entry-date|published)\b", element.get("class") or "")
        ),
    ]
    return next((stamp for text in stated if (stamp := read_stamp(text.strip()))), None)


def _heading(root: Any) -> str | None:
    """The words of the post's heading."""
    best: tuple[int, str] | None = None
    for element in root.iter("h1", "h2", "h3"):
        words = " ".join("".join(element.itertext())[:_LONGEST].split())
        if not words or is_hidden(element):
            continue
        marks = f"{element.get('class') or ''} {element.get('itemprop') or ''}"[:300]
        rank = 3 if re.search(r"\b(?:entry-title|post-title|article-title|headline|name headline)\b", marks) else 0
        rank += (name_of(element) == "h1") + (any(name_of(e) == "article" for e in element.iterancestors()))
        rank -= 3 * bool(re.search(r"\bsite-title\b", marks))
        if rank > 0 and (best is None or rank > best[0]):
            best = rank, words
    return best[1] if best else None


def _subtitle(root: Any, article: Any, title: str | None) -> str | None:
    """A heading in the opposite writing direction to the title: the title in the other language."""
    if title is None:
        return None
    for element in root.iter("h1", "h2", "h3", "p"):
        marks = (element.get("class") or "")[:300]
        if name_of(element) == "p" and not re.search(r"subtitle|original-title", marks):
            continue
        if element is article or is_hidden(element) or any(e is article for e in element.iterancestors()):
            continue
        words = " ".join("".join(element.itertext())[:_LONGEST].split())
        is_beside = element.getprevious() is not None and name_of(element.getprevious()) in ("h1", "h2", "h3")
        is_named = re.search(r"title|subtitle", marks) or is_beside
        if is_named and text_direction(words) not in (None, text_direction(title)):
            return words
    return None


def _without_site(title: str | None, site: str | None) -> str | None:
    if not title:
        return None
    if site:
        title = re.sub(rf"\s*[|–—·:\-»]\s*{re.escape(site)}\s*$", "", title)
    return title or None


def _language(root: Any, article: Any, graph: dict[str, Any]) -> str | None:
    stated = [find_language(element) for element in (article, *article.iterancestors())]
    stated.append(_text(graph.get("inLanguage")))
    return next((tag for tag in stated if tag and is_tag(tag)), None)
