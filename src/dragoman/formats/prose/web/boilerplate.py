"""The parts of a web page outside the article: menus, share buttons, related posts, bylines, appeals, comments."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from dragoman.formats.prose.paragraphs import Paragraph
from dragoman.formats.prose.web.elements import find_paragraphs, is_hidden, name_of
from dragoman.formats.reading.xml import Element

__all__ = ["find_around", "find_article", "is_appeal", "is_notice", "make_skip", "read_bylines"]

_TAGS = frozenset({"nav", "aside", "footer", "header", "form"})
_ROLES = frozenset({
    "navigation", "complementary", "banner", "contentinfo", "search", "dialog", "alert", "alertdialog", "menu",
    "menubar", "toolbar",
})  # fmt: skip

# Whole words of class and id. Comments are comments at any length; the other names may be careless names of the part
# with the article.
_COMMENTS = re.compile(
    r"comments?|comment-?(?:list|area|section|wrap(?:per)?|form|container|thread|content|s-.*)|commentlist|respond|"
    r"repl(?:y|ies)|disqus.*|fb-comments|discussion|responses",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"shar(?:e|ing)(?:[-_].*)?|social(?:[-_].*)?|sharedaddy|sd-.*|jp-.*|addtoany.*|a2a_.*|addthis.*|ssba.*|sfsi.*|"
    r"related(?:[-_]?.*)?|yarpp.*|recommend.*|more-(?:posts|stories|articles)|read-?next|you-may.*|trending.*|popular.*|"
    r"sidebar.*|widget(?:[-_]?area|[-_].*)?|subscri(?:be|ption).*|newsletter.*|mc4wp.*|mailchimp.*|sign-?up.*|opt-?in.*|"
    r"donat(?:e|ion).*|support-(?:us|me).*|patreon.*|paypal.*|kofi.*|appeal.*|cta|call-to-action|promo.*|advert.*|ads?|"
    r"ad-.*|adsbygoogle|sponsor.*|cookie.*|consent.*|gdpr.*|popup.*|modal.*|banner.*|breadcrumbs?|nav|navigation|navbar.*|"
    r"menu.*|post-nav.*|nav-.*|paginat.*|pager|blog-pager|prev-next|next-prev|toc|table-of-contents|screen-reader-text|"
    r"sr-only|visually-hidden|vh|skip-.*|site-(?:header|footer|info|branding)|masthead|colophon|footer.*|author-(?:box|bio|"
    r"info)|about-(?:the-)?author|post-author.*|byline.*|entry-(?:meta|footer)|post-(?:meta|footer|info|labels|header-meta|"
    r"tags|categories|timestamp|icons|share.*)|likes?|like-.*|wpl-.*|button-wrapper|post-ufi.*|paywall.*|print(?:friendly)?-?"
    r".*|edit-link|cat-links|tags?-links|tag-?cloud|feed-links|date-header|reactions.*|star-rating.*|gtranslate.*|goog-te-.*|"
    r"language-switcher.*|wpml.*|login.*|search(?:[-_].*)?|profile-.*|archive.*|quick-?edit|backlink.*|item-control|legend",
    re.IGNORECASE,
)
# Of these, the ones that say who wrote the post and when. A box about the author is none: it is about other works too.
_BYLINES = re.compile(r"byline.*|post-author|(?:entry|post)-(?:meta|footer|info|header-meta)", re.IGNORECASE)
# Where common content-management systems put the text of a post.
_ARTICLES = (
    "//*[@itemprop='articleBody']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' entry-content ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' post-body ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' post-content ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' article-body ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' body ') and contains(@class, 'markup')]",
    "//article",
    "//main",
    "//*[@role='main']",
)
_BODY = re.compile(r"(?:^|\s)(?:entry-content|post-body|post-content|article-body|post hentry)(?:\s|$)")
# Elements that may contain a whole transcript, with its facts before it.
_CONTENTS = frozenset({"p", "dl", "table", "ul", "ol", "blockquote", "pre", "span", "b", "strong", "font"})
_MOST_FOUND = 50
_MOST_PARAGRAPHS = 200
_MOST_SEARCHED = 2000

_APPEAL = re.compile(
    r"(?:^|\b)(?:share (?:this|on|post|via)|like this:|loading\.\.\.|click to (?:share|print|email)|"
    r"opens in new window|subscribe|sign up|newsletter|donate|donation|support (?:us|our|this|my)|"
    r"become a (?:patron|member|supporter)|"
    r"patreon|paypal|ko-fi|buy (?:me|us) a coffee|leave a (?:comment|reply)|related (?:posts?|articles?|stories)|"
    r"read more|you (?:may|might) also (?:like|enjoy)|follow (?:us|me) on|thanks for reading|thank you for reading|"
    r"if you (?:enjoyed|liked|found|value|would like to support)|posted (?:in|by|on)|filed under|tagged|"
    r"please (?:like|share|subscribe|follow|rate|comment)|like (?:our|this) page|"
    r"all rights reserved|copyright|©|cookie)\b|"
    r"اشترك|شارك (?:هذا|المقال)|مقالات ذات صلة|ادعم|تبرع|اترك تعليق|"
    r"اشتراک‌گذاری|به اشتراک بگذارید|مطالب مرتبط|دنبال کنید|عضو شوید|تابعونا|עקבו אחרינו|הירשמו|حمایت (?:مالی|کنید)|"
    r"دیدگاه|نظر خود را|عضویت در خبرنامه",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"[\s\[(*_]*(?:(?:this|the|our) (?:interview|transcript|transcription|conversation|translation|text|post|article|"
    r"programme|program|episode)\b.{0,80}?\b(?:has|have|was|were|is) (?:been )?(?:\w+ly )?(?:edited|condensed|"
    r"translated|transcribed|updated|corrected|re-?published|re-?posted|published|produced|recorded|broadcast|aired|conducted)\b|"
    r"(?:listen|watch|download|hear) (?:to )?(?:the|this|our|here)\b|"
    r"(?:edited|condensed|abridged) for (?:clarity|length)\b)",
    re.IGNORECASE,
)
_LONGEST_APPEAL = 600


def find_article(root: Element) -> Element:
    """The element that contains the article, without what is around it."""
    body = next((element for element in root.iter("body")), root)
    sizes = _measure(body)
    total = sizes.get(body, 0)
    for path in _ARTICLES:
        found = [element for element in root.xpath(path)[:_MOST_FOUND] if sizes.get(element, 0) * 2 >= max(total, 1)]
        if found:
            return _descend(max(found, key=lambda element: sizes[element]), sizes)
    found = [element for path in _ARTICLES[:6] for element in root.xpath(path)[:_MOST_FOUND]]
    best: Element | None = max(found, key=lambda element: sizes.get(element, 0), default=None)
    if best is not None and sizes.get(best, 0) * 5 >= total:
        return best
    return _descend(body, sizes)


def make_skip(article: Element) -> Callable[[Element], bool]:
    """A function that says which elements of an article are to be left out."""
    sizes = _measure(article, everything=True)
    total = sizes.get(article, 0)

    def skip(element: Element) -> bool:
        if _is_comments(element):
            return True
        return _is_furniture(element) and sizes.get(element, 0) * 2 < total

    return skip


def find_around(article: Element) -> Iterator[Element]:
    """The elements beside the article and beside its ancestors, without boilerplate, in document order."""
    for element in _find_beside(article):
        if not _is_furniture(element):
            yield element


def read_bylines(article: Element, skip: Callable[[Element], bool]) -> tuple[Paragraph, ...]:
    """The paragraphs beside an article, or left out of it, that say who wrote and translated it, and when.

    :param skip: says what is left out of the article
    """
    found = itertools.chain(filter(_is_byline, _find_beside(article)), _find_inside(article, skip))
    paragraphs = itertools.chain.from_iterable(find_paragraphs(element, _skips_in_byline) for element in found)
    return tuple(itertools.islice(paragraphs, _MOST_PARAGRAPHS))


def _find_inside(article: Element, skip: Callable[[Element], bool]) -> Iterator[Element]:
    walk = etree.iterwalk(article, events=("start",))
    for _, element in walk:
        if element is article or not (is_hidden(element) or skip(element)):
            continue
        walk.skip_subtree()
        if _is_byline(element) and not (is_hidden(element) or _is_comments(element)):
            yield element


def _skips_in_byline(element: Element) -> bool:
    """Whether an element in a byline is to be left out, such as its share buttons."""
    return name_of(element) == "" or _is_comments(element) or (_is_furniture(element) and not _is_byline(element))


def is_notice(words: str) -> bool:
    """Whether a paragraph after the last turn is the page's remark about its text: ``… edited for clarity.``"""
    return len(words) <= _LONGEST_APPEAL and _NOTICE.match(words) is not None


def is_appeal(words: str) -> bool:
    """Whether a paragraph is an appeal to readers, a button, or the name of a list."""
    return len(words) <= _LONGEST_APPEAL and _APPEAL.search(words) is not None


def _find_beside(article: Element) -> Iterator[Element]:
    """The visible elements beside the article and beside its ancestors, without comments, in document order."""
    above = [article, *(element for element in article.iterancestors() if name_of(element) not in ("html", ""))]
    before: list[Element] = []
    behind: list[Element] = []
    for element in above:
        if name_of(element) != "body":
            before += itertools.islice(element.itersiblings(preceding=True), _MOST_FOUND)
            behind += itertools.islice(element.itersiblings(), _MOST_FOUND)
    for element in (*reversed(before), *behind):
        if name_of(element) and not (is_hidden(element) or _is_comments(element)):
            yield element


def _measure(root: Element, *, everything: bool = False) -> dict[Any, int]:
    """The number of characters in each element, without boilerplate and links."""
    sizes: dict[Any, int] = {}
    stack: list[int] = [0]
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            out = name_of(element) == "" or is_hidden(element) or (element is not root and _is_comments(element))
            if out or (not everything and element is not root and _is_furniture(element) and _is_small(element)):
                walk.skip_subtree()
                stack.append(0)
            else:
                stack.append(0 if name_of(element) == "a" else len((element.text or "").strip()))
        else:
            size = stack.pop()
            if size:
                sizes[element] = size
            stack[-1] += size + len((element.tail or "").strip())
    return sizes


def _is_small(element: Element) -> bool:
    """Whether an element with the name of boilerplate can be boilerplate: not if it contains a whole article."""
    return not any(
        name_of(inner) in ("h1", "article", "main") or _BODY.search((inner.get("class") or "")[:500])
        for inner in itertools.islice(element.iterdescendants(), _MOST_SEARCHED)
    )


def _descend(element: Element, sizes: dict[Any, int]) -> Element:
    """The innermost element that still contains most of the words."""
    while True:
        size = sizes.get(element, 0)
        largest = max(element, key=lambda child: sizes.get(child, 0), default=None)
        if largest is None or name_of(largest) in _CONTENTS or sizes.get(largest, 0) * 10 < size * 7:
            return element
        element = largest


def _words(element: Element) -> list[str]:
    return [*(element.get("class") or "")[:500].split(), *(element.get("id") or "")[:100].split()]


def _is_comments(element: Element) -> bool:
    return any(_COMMENTS.fullmatch(word) for word in _words(element)) and name_of(element) not in (
        "body",
        "html",
        "article",
    )


def _is_byline(element: Element) -> bool:
    """Whether an element has the name of a byline, or is the head or the foot of an article, not of the whole page."""
    words = [word for word in _words(element) if _FURNITURE.fullmatch(word)]
    if words:
        return all(map(_BYLINES.fullmatch, words))
    if name_of(element) not in ("header", "footer") or (element.get("role") or "").lower() in _ROLES:
        return False
    return any(name_of(above) == "article" for above in itertools.islice(element.iterancestors(), _MOST_FOUND))


def _is_furniture(element: Element) -> bool:
    name = name_of(element)
    if name in ("body", "html", "article", "main"):
        return False
    if name in _TAGS or (element.get("role") or "").lower() in _ROLES:
        return True
    return any(_FURNITURE.fullmatch(word) for word in _words(element))
