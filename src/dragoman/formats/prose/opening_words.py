"""Where a page's own words end and the talk begins: facts, a description, and an opening before the first name."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import msgspec

from dragoman.formats.prose.fact_lines import is_description_heading, is_head_line
from dragoman.formats.prose.language_words import find_named_language
from dragoman.formats.prose.paragraphs import Paragraph

__all__ = ["Head", "find_head", "is_transcript_heading", "is_version_heading", "names_in"]

_LONGEST_HEADING = 90
# More words than this before the first name are not a description.
_MOST_DESCRIPTION = 120
_FEWEST_SENTENCE = 8
_LONGEST_HEAD = 300

_TRANSCRIPT = re.compile(
    r"(?:(?:the )?(?:full |complete |edited |english |interview )*(?:transcript(?:ion)?|interview text|text)|"
    r"the interview|"
    r"(?:full )?transcript(?:ion)? (?:of|from|below)\b.{0,60}|(?:vollständiges )?transkript(?:ion)?|(?:das )?interview|"
    r"transcripción(?: completa)?|(?:la )?entrevista|transcrição|(?:a )?entrevista|trascrizione|(?:l’|l')?intervista|"
    r"retranscription|(?:l’|l')?entretien|стенограмма|расшифровка|текст интервью|deşifre|röportaj(?: metni)?|"
    r"نص (?:المقابلة|الحوار|اللقاء)(?: كاملا| الكامل)?|النص(?: الكامل)?|التفريغ|متن(?: کامل)?(?: گفت.{0,3}گو| مصاحبه)?|"
    r"תמליל|הראיון|תמלול)[\s:：.]*",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"(?<!War )(?<!\w)(?:I|I['’](?:m|ve|d|ll)|[Ww]e|[Ww]e['’](?:re|ve|ll)|[Mm]y|[Oo]ur|us|[Ll]et['’]s|[Yy]ou|[Yy]our|"
    r"yo|Yo|[Nn]osotr[oa]s|mi|mis|"
    r"[Nn]uestr[oa]s?|[Uu]stedes|[Vv]amos|[Vv]oy|ich|Ich|wir|Wir|[Mm]eine?|[Uu]nsere?|je|Je|[Jj][’']ai|[Nn]ous|[Nn]otre|[Vv]ous|eu|Eu|nós|"
    r"[Mm]eu|[Mm]inha|[Nn]oss[oa]|[Vv]ocês|io|Io|noi|Noi|[Nn]ostr[oa]|[Яя]|[Мм]ы|[Вв]ы|biz|Biz|siz|Siz|أنا|نحن|أنتم|لكم|إليكم|"
    r"אני|אנחנו|שלנו|לכם)(?!\w)"
)
# Words that have another meaning in Arabic count only in texts with Persian letters.
_FIRST_PERSON_PERSIAN = re.compile(r"(?<!\w)(?:من|ما|شما|مرا|برایتان)(?!\w)")
_PERSIAN_LETTERS = re.compile("[پچژگیک]")
_GREETING = re.compile(
    r"[\W_]*(?:welcome\b|hello\b|hi\b|hey\b|good (?:morning|afternoon|evening|day)\b|ladies and gentlemen|"
    r"thank you\b|thanks\b|"
    r"dear (?:viewers|listeners|friends|colleagues)|so,|okay\b|ok,|well,|all right|alright|today (?:we|i)\b|guten |"
    r"willkommen|"
    r"hallo\b|meine damen|bonjour|bonsoir|bienvenue|mesdames|bueno,|buenos|buenas|hola\b|bienvenid|señoras|gracias|"
    r"bom dia|"
    r"boa (?:tarde|noite)|olá|bem-vind|obrigad|buongiorno|buonasera|benvenut|grazie|salve|здравствуйте|добр(?:ый|ое)|"
    r"спасибо|"
    r"merhaba|hoş geldiniz|السلام عليكم|مرحبا|أهلا|اهلا|مساء الخير|صباح الخير|بسم الله|أيها|سلام|درود|با سلام|به نام|"
    r"خوش آمدید|שלום|ערב טוב|בוקר טוב|ברוכים)",
    re.IGNORECASE,
)
_EDITORIAL = re.compile(
    r"\btranslat|\btranscri|\bpublish|\bthis (?:interview|conversation|article|post|episode|text|talk)\b|"
    r"\binterview(?:ed)? (?:with|by|of|"
    r"given|was)\b|\bedited\b|\bcondensed\b|\b(?:i|we) (?:met|visited|interviewed|spoke|talked|sat down)\b|"
    r"\bin (?:this|the following) (?:interview|conversation|episode)\b|\bthe following (?:is|interview|text|"
    r"conversation)\b|"
    r"\bround brackets\b|\bphoto(?:graph)?:|\bimage:|\bübersetz|\bdieses (?:interview|gespräch)|\btradu[cz]|\btraduit|"
    r"\besta entrevista|\bcette? (?:interview|entretien)|ترجم|مصاحبه‌ای|این (?:گفت|مصاحبه)|هذ[هاٰ] (?:المقابلة|الحوار)|"
    r"перев[её]|интервью",
    re.IGNORECASE,
)


# Reports that a speaker spoke, and where.
_REPORT = re.compile(
    r"\bfull (?:text|transcript)\b|\b(?:spoke|speaks|talks|talked|answers|answered)\s+(?:in|at|to|with|about|before|"
    r"on)\b|"
    r"\b(?:sprach|spricht)\s+(?:in|mit|über|auf)\b|\b(?:habló|habla)\s+(?:con|en|de)\b|\b(?:a parlé|parle)\s+(?:à|de|"
    r"avec|au)\b",
    re.IGNORECASE,
)


class Head(msgspec.Struct, frozen=True):
    """The indexes of the paragraphs that describe the page, and of the first spoken one.

    ``headings`` are the lines that only announce what follows: ``Transcript:``.
    """

    kept: tuple[int, ...]
    begin: int
    headings: tuple[int, ...] = ()


def find_head(paragraphs: Sequence[Paragraph], first: int, names: Collection[str], *, labelled: bool) -> Head:
    """Classify what precedes the first label, ``first``: facts and a description, or the beginning of the talk.

    A description is what the page labels as one, the text between its title and its facts, and a few lines about the
    talk. Words of a person to an audience are speech, and so is a text that is too long for a description.

    :param names: the folded words of the speakers' names on the page
    """
    top = next((n for n in range(first) if paragraphs[n].text), first)
    headings = [n for n in range(first) if is_transcript_heading(paragraphs[n]) and not _is_title(paragraphs, n, top)]
    begin = _find_facts_end(paragraphs, first, is_labelled=labelled)
    if headings:
        begin = max(begin, headings[-1] + 1)
    elif labelled:
        begin = _find_statement(paragraphs, begin, first, names)
    headed = [n for n in range(first) if is_description_heading(paragraphs[n].text)]
    kept = tuple(n for n in range(begin) if n not in headings and paragraphs[n].kind != "rule")
    return Head(kept, begin, (*headings, *(n for n in headed if n not in kept)))


def is_transcript_heading(paragraph: Paragraph) -> bool:
    """Whether a line only announces the transcript."""
    text = paragraph.text
    return len(text) <= _LONGEST_HEADING and _TRANSCRIPT.fullmatch(text) is not None


def is_version_heading(paragraph: Paragraph) -> bool:
    """Whether a line only announces the text in another language: ``English translation``, ``Versión en español``."""
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", paragraph.text[:_LONGEST_HEADING])]
    if not 0 < len(words) <= _MOST_VERSION or len(paragraph.text) > _LONGEST_HEADING or paragraph.text[-1:] in "?!":
        return False
    others = [word for word in words if word not in _VERSION_JOINS and find_named_language(word) is None]
    is_version = any(word in _VERSIONS for word in words)
    return is_version and all(word in _VERSIONS for word in others)


_MOST_VERSION = 4
_VERSION_WORDS = (
    "translation version original transcript übersetzung fassung originaltext traduction traducción versión texto"
    " transcripción tradução versão traduzione versione testo перевод оригинал çeviri الترجمة ترجمة النص ترجمه متن"
    " תרגום vertaling tłumaczenie"
)
_VERSIONS = frozenset(_VERSION_WORDS.split())
_VERSION_JOINS = frozenset(("in", "into", "the", "of", "en", "al", "auf", "ins", "au", "em", "para", "lingua", "на"))


def _is_title(paragraphs: Sequence[Paragraph], number: int, top: int) -> bool:
    """Whether a line is the page's title rather than a heading: ``Transcript of the meeting`` at its top."""
    return number == top and len(paragraphs[number].text.split()) > 2 and paragraphs[number].text[-1] not in ":："


def names_in(labels: Sequence[str]) -> frozenset[str]:
    """The words of names that are long enough to be recognized in a sentence."""
    return frozenset(word for label in labels for word in re.findall(r"\w{3,}", label) if word[0].isupper())


def _find_facts_end(paragraphs: Sequence[Paragraph], first: int, *, is_labelled: bool) -> int:
    """Where the title, the facts and the text between them end."""
    end = words = 0
    described = False
    for number in range(min(first, _LONGEST_HEAD)):
        paragraph = paragraphs[number]
        if paragraph.kind == "rule":
            continue
        is_line = not words if paragraph.kind == "heading" else is_head_line(paragraph, any_key=is_labelled)
        ends = is_line or is_transcript_heading(paragraph)
        described = is_description_heading(paragraph.text) or (described and not ends)
        if is_line or described:
            end = number + 1
        elif paragraph.kind == "paragraph" and _is_spoken(paragraph.text):
            break
        else:
            words += len(paragraph.text.split())
        if words > 2 * _MOST_DESCRIPTION:
            break
    has_words = is_labelled or any(p.kind == "paragraph" and p.text for p in paragraphs[end:first])
    return end if has_words else 0


def _find_statement(paragraphs: Sequence[Paragraph], begin: int, first: int, names: Collection[str]) -> int:
    """Where a speaker without a label begins; ``first`` if there is none."""
    texts = {n: paragraphs[n].text for n in range(begin, first) if paragraphs[n].kind == "paragraph"}
    spoken = next((n for n, text in texts.items() if _is_spoken(text)), None)
    if spoken is None:
        neutral = {n: text for n, text in texts.items() if not _is_about(text, names)}
        total = sum(len(text.split()) for text in neutral.values())
        return min(neutral) if total > _MOST_DESCRIPTION else first
    while spoken - 1 in texts and _is_neutral_sentence(texts[spoken - 1], names):
        spoken -= 1
    return spoken


def _is_spoken(text: str) -> bool:
    """Whether somebody speaks to an audience, or about themselves, and not about the text."""
    if _GREETING.match(text):
        return len(text.split()) > 1
    return _is_personal(_unquoted(text)) and not _is_bracketed(text) and not _EDITORIAL.search(text)


def _is_personal(text: str) -> bool:
    is_persian = _PERSIAN_LETTERS.search(text) and _FIRST_PERSON_PERSIAN.search(text)
    return bool(_FIRST_PERSON.search(text) or is_persian)


def _unquoted(text: str) -> str:
    """The text without quotations and brackets."""
    return re.sub(r"[“\"«„][^”\"»“]{0,500}[”\"»“]|\([^()]{0,300}\)", " ", text[:3000])


def _is_bracketed(text: str) -> bool:
    return text[:1] in "([" and text.rstrip(" .")[-1:] in ")]"


def _is_about(text: str, names: Collection[str]) -> bool:
    """Whether a paragraph is about the talk or its speakers."""
    return bool(_EDITORIAL.search(text) or _REPORT.search(text)) or any(
        word in names for word in re.findall(r"\w{3,}", text[:2000])
    )


def _is_neutral_sentence(text: str, names: Collection[str]) -> bool:
    return len(text.split()) >= _FEWEST_SENTENCE and not _is_about(text, names) and text[-1] in '.?!…؟。”"»:'
