"""Text that is copied along with a page from a browser, or with a program's transcript: menus, buttons, credits."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from dragoman.formats.prose.paragraphs import Paragraph
from dragoman.language.sentences import COMMAS, SENTENCE_ENDS

__all__ = ["find_copied_head", "is_credit", "is_foot"]

# How many lines above the article are searched.
_MOST_ABOVE = 60
_LONGEST_MENU = 15
_LONGEST = 80
_LONGEST_CREDIT = 200
_LONGEST_ENTRY = 24
_ENDS = SENTENCE_ENDS | COMMAS

_SKIP = re.compile(
    r"(?:skip to (?:main )?(?:content|navigation|search|primary content)|jump to (?:content|navigation)|"
    r"zum inhalt springen|direkt zum inhalt|(?:aller|passer|accéder)(?: directement)? au contenu(?: principal)?|"
    r"(?:saltar|ir|pasar) al contenido(?: principal)?|"
    r"pular para o conteúdo|vai al contenuto|перейти к содержимому|içeriğe geç|تخط[يى] إلى المحتوى|انتقل إلى المحتوى|"
    r"(?:رفتن|پرش) به محتوا|(?:מעבר|דלג) לתוכן)\.?",
    re.IGNORECASE,
)
_ENTRIES = frozenset(
    """
home|about|about us|contact|contact us|menu|search|sign in|log in|login|subscribe|donate|archive|archives|blog|news|
toggle navigation|main menu|close|open menu|newsletter|podcasts|videos|startseite|über uns|kontakt|suche|accueil|
à propos|qui sommes-nous|recherche|s’abonner|s'abonner|se connecter|inicio|acerca de|sobre nosotros|quiénes somos|
suscríbete|iniciar sesión|portada|contacto|buscar|início|sobre|contato|главная|о нас|контакты|поиск|ana sayfa|
الرئيسية|من نحن|اتصل بنا|بحث|خانه|صفحه اصلی|درباره ما|تماس با ما|جستجو|ראשי|אודות|צור קשר
""".replace("\n", "").split("|")
)
_FOOT = re.compile(
    r"(?:share this(?: post| article)?|share on .{2,20}|share (?:via|with) .{2,20}|like this|like loading|loading|"
    r"related|"
    r"related (?:posts?|articles?|stories)|leave a (?:comment|reply)|post navigation|previous post.*|next post.*|"
    r"\d+ (?:comments?|replies|responses|thoughts on .*)|comments?|no comments(?: yet)?|click to (?:share|print|"
    r"email).*|"
    r"tweet|reblog|report this content|back to top|powered by .{2,40}|blog at wordpress\.com\.?|proudly powered by .*|"
    r"filed under .*|tagged .*|posted in .*|teilen mit|teilen|gefällt mir.*|wird geladen|ähnliche beiträge|kommentare?|"
    r"hinterlasse? einen kommentar|partager|partager (?:ceci|sur .*)|j’aime.*|articles similaires|"
    r"laisser un commentaire|"
    r"(?:siga|sigue) leyendo\b.*|(?:lea|lee) (?:también|más)\b.*|compart[ei]r? en .{2,20}|"
    r"(?:à )?lire (?:aussi|la suite)\b.*|partagez .{2,30}|اقرأ أيض[اً]+.*|"
    r"comparte esto|compartir|me gusta.*|relacionado|deja un comentario|compartilhe isso|curtir.*|deixe um comentário|"
    r"condividi|mi piace.*|lascia un commento|поделиться.*|понравилось.*|комментарии|paylaş|bunu paylaş|beğen.*|"
    r"شارك هذا(?: الموضوع)?|شارك|مشاركة|معجب بهذه|إعجاب.*|مقالات ذات صلة|مرتبط|اترك تعليق[اً]*|"
    r"اشتراک‌گذاری|به اشتراک بگذارید|مطالب مرتبط|مرتبط|دیدگاه(?:‌ها)?|دیدگاهتان را بنویسید|שתפו|שתף|תגובות|השאר תגובה)"
    r"[\s:：.…]*",
    re.IGNORECASE,
)
_PROGRAMS = (
    r"otter(?:\.ai)?|rev(?:\.com)?|trint|sonix(?:\.ai)?|descript|happy ?scribe|temi|riverside|turboscribe|"
    r"fireflies.*|zoom|"
    r"microsoft teams|teams|google (?:meet|docs)|amara|noscribe|whisper|buzz|macwhisper|rev\.ai|notta|tactiq|maestra|"
    r"assemblyai|deepgram|f4|maxqda|elevenlabs|youtube|https?://\S+|www\.\S+|\S+\.(?:com|ai|io|org|net)(?:/\S*)?"
)
_CREDIT = re.compile(
    rf"(?:this (?:is an? |transcript(?:ion)? (?:is|was|has been) )?)?(?:automatic(?:ally)? |auto-|machine[- ])?"
    rf"(?:transcribed|transcript(?:ion)?|transcript (?:provided|created|generated|exported)|subtitles?|subtitled|"
    rf"captions?|"
    rf"captioned|generated|created|exported|produced|powered)\s*(?:\(?automatic(?:ally)?\)?\s*)?(?:by|with|from|using|via|"
    rf"provided by)\s*:?\s*(?:the )?(?:{_PROGRAMS})[.!]?|"
    rf"(?:transkribiert|transkription|untertitel)\s*(?:mit|von|durch)\s*:?\s*(?:{_PROGRAMS}).{{0,40}}|"
    rf"(?:transcrit|transcription|sous-titres?)\s*(?:par|avec)\s*:?\s*(?:{_PROGRAMS})[.!]?|"
    rf"(?:transcrito|transcripción|transcrição|subtítulos)\s*(?:por|con|com)\s*:?\s*(?:{_PROGRAMS})[.!]?|"
    r"this transcript was (?:exported|generated|created) on\b.{0,120}|"
    r".{1,80} (?:started|stopped) (?:the )?transcription\.?",
    re.IGNORECASE,
)
# Who asked the questions, as magazines say it below an interview.
_INTERVIEWED = re.compile(
    r"(?:(?:propos|entretien|interview)s? (?:recueillie?s?|réalisée?s?|menée?s?|conduite?s?) (?:par|pour)|"
    r"(?:the |this )?interview (?:was )?(?:conducted|done|held) by|interviewed by|"
    r"(?:das (?:gespräch|interview)|die fragen) (?:führten?|stellten?)|"
    r"(?:la )?entrevista (?:(?:ha sido|fue) )?(?:realizada|hecha|conducida) por|"
    r"(?:a )?entrevista (?:foi )?(?:realizada|feita|conduzida) por|"
    r"(?:l[’'])?intervista (?:è stata )?(?:realizzata|condotta|raccolta|a cura) (?:da|di)|"
    r"(?:أجرى|أجرت) (?:الحوار|المقابلة|اللقاء)[:：]?|حاوره[ا]?[:：])\s*[:：]?\s+[^.!?؟:：]{2,80}\.?",
    re.IGNORECASE,
)
# A program's list of keywords and of speakers, above its transcript.
_LISTS = re.compile(r"(?:summary keywords|keywords|speakers|summary|action items|outline)[\s:：]*", re.IGNORECASE)


def find_copied_head(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """The paragraphs above an article that are the page's menu, or a program's lists above its transcript."""
    above = list(itertools.islice(enumerate(paragraphs), _MOST_ABOVE))
    found = {number for number, paragraph in above if _is_entry(paragraph)}
    skip = next((number for number, paragraph in above if _SKIP.fullmatch(paragraph.text[:_LONGEST])), None)
    if skip is not None:
        menu = [n for n, _ in above[skip + 1 : skip + _LONGEST_MENU] if n in found]
        found.update(range(skip, max(menu, default=skip) + 1))
    for number, paragraph in above:
        if paragraph.text.isupper() and _LISTS.fullmatch(paragraph.text[:_LONGEST]):
            found |= {number, *_listed(paragraphs, number)}
    return frozenset(found)


def _listed(paragraphs: Sequence[Paragraph], number: int) -> set[int]:
    """The content below the heading of a list: one line that is not a sentence."""
    following = number + 1
    is_list = following < len(paragraphs) and paragraphs[following].text[-1:] not in SENTENCE_ENDS
    return {following} if is_list and paragraphs[following].kind == "paragraph" else set()


def _is_entry(paragraph: Paragraph) -> bool:
    """Whether a line is a menu: entries separated by wide spaces or bars, or an entry that every menu has."""
    text = paragraph.text
    if len(text) > 4 * _LONGEST or paragraph.kind == "rule" or all(piece.link for piece in paragraph.pieces):
        return False
    parts = [part.strip().casefold() for part in re.split(r"\s{2,}|\t|\s[|·•/]\s", text) if part.strip()]
    known = sum(part in _ENTRIES for part in parts)
    if len(parts) < 3:
        return bool(parts) and known == len(parts)
    return known > 0 and all(len(part) <= _LONGEST_ENTRY and part[-1] not in _ENDS for part in parts)


def is_foot(text: str) -> bool:
    """Whether a line is a button or the name of a list below an article: ``Share this:``, ``Like Loading...``."""
    return len(text) <= _LONGEST and _FOOT.fullmatch(text.strip()) is not None


def is_credit(text: str) -> bool:
    """Whether a line names the program that made the transcript, or the interviewer: ``Interview conducted by …``."""
    line = text.strip("[]() \t")
    return len(text) <= _LONGEST_CREDIT and any(form.fullmatch(line) for form in (_CREDIT, _INTERVIEWED))
