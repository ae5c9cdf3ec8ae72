"""Languages as BCP 47 tags, and the names that people type for them."""

from __future__ import annotations

import difflib
import re

__all__ = ["NAMES", "find_tag", "is_tag", "language_name", "suggest_tags"]

_TAG = re.compile(
    # A language of four letters or more is not accepted, so that a misspelt name is not taken for a tag.
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?",
    re.IGNORECASE | re.ASCII,
)

# The languages of Whisper's models, and others that occur in recorded testimony.
NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "arz": "Egyptian Arabic", "as": "Assamese",
    "az": "Azerbaijani", "ba": "Bashkir", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali",
    "bo": "Tibetan", "br": "Breton", "bs": "Bosnian", "ca": "Catalan", "ckb": "Central Kurdish",
    "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "dv": "Dhivehi", "el": "Greek",
    "en": "English", "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian",
    "fi": "Finnish", "fo": "Faroese", "fr": "French", "ga": "Irish", "gl": "Galician", "gu": "Gujarati",
    "ha": "Hausa", "haw": "Hawaiian", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "ht": "Haitian Creole",
    "hu": "Hungarian", "hy": "Armenian", "hyw": "Western Armenian", "id": "Indonesian", "ig": "Igbo",
    "is": "Icelandic", "it": "Italian", "ja": "Japanese", "jv": "Javanese", "ka": "Georgian", "kk": "Kazakh",
    "km": "Khmer", "kmr": "Northern Kurdish", "kn": "Kannada", "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz",
    "la": "Latin", "lb": "Luxembourgish", "ln": "Lingala", "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian",
    "mg": "Malagasy", "mi": "Maori", "mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi",
    "ms": "Malay", "mt": "Maltese", "my": "Burmese", "ne": "Nepali", "nl": "Dutch", "nn": "Nynorsk",
    "no": "Norwegian", "oc": "Occitan", "om": "Oromo", "pa": "Punjabi", "pl": "Polish", "prs": "Dari",
    "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "rw": "Kinyarwanda",
    "sa": "Sanskrit", "sd": "Sindhi", "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian", "sn": "Shona",
    "so": "Somali", "sq": "Albanian", "sr": "Serbian", "su": "Sundanese", "sv": "Swedish", "sw": "Swahili",
    "ta": "Tamil", "te": "Telugu", "tg": "Tajik", "th": "Thai", "ti": "Tigrinya", "tk": "Turkmen",
    "tl": "Tagalog", "tr": "Turkish", "tt": "Tatar", "ug": "Uyghur", "uk": "Ukrainian", "ur": "Urdu",
    "uz": "Uzbek", "vi": "Vietnamese", "wo": "Wolof", "xh": "Xhosa", "yi": "Yiddish", "yo": "Yoruba",
    "yue": "Cantonese", "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip

# Three-letter codes (ISO 639-2 and 639-3) for which BCP 47 uses two letters.
_SHORT = {
    "ara": "ar", "cat": "ca", "ces": "cs", "cze": "cs", "cmn": "zh", "chi": "zh", "dan": "da", "deu": "de", "ger": "de",
    "ell": "el", "gre": "el", "eng": "en", "spa": "es", "est": "et", "eus": "eu", "baq": "eu", "fas": "fa", "per": "fa",
    "pes": "fa", "fin": "fi", "fra": "fr", "fre": "fr", "gle": "ga", "glg": "gl", "heb": "he", "hin": "hi", "hrv": "hr",
    "hun": "hu", "hye": "hy", "arm": "hy", "ind": "id", "ita": "it", "jpn": "ja", "kat": "ka", "geo": "ka", "kor": "ko",
    "lit": "lt", "lav": "lv", "nld": "nl", "dut": "nl", "nor": "no", "pol": "pl", "por": "pt", "pus": "ps", "ron": "ro",
    "rum": "ro", "rus": "ru", "slk": "sk", "slv": "sl", "sqi": "sq", "alb": "sq", "srp": "sr", "swe": "sv", "tha": "th",
    "tur": "tr", "ukr": "uk", "urd": "ur", "vie": "vi", "yid": "yi", "zho": "zh",
}  # fmt: skip
_BY_NAME = {name.casefold(): tag for tag, name in NAMES.items()} | {"farsi": "fa", "burmese": "my"}


def is_tag(text: str) -> bool:
    """Whether a text is a well-formed BCP 47 tag (``"fa"``, ``"fa-Latn-alalc97"``)."""
    return _TAG.fullmatch(text) is not None


def find_tag(text: str) -> str | None:
    """The BCP 47 tag for an English name or a tag, such as ``"Persian"``, ``"fa"`` or ``"en_us"``; else ``None``."""
    named = _BY_NAME.get(text.strip().casefold())
    tag = text.strip().replace("_", "-")
    return named or (_with_usual_case(tag) if is_tag(tag) else None)


def _with_usual_case(tag: str) -> str:
    """The tag in the recommended case: the region in capitals, the script capitalized (RFC 5646, section 2.1.1)."""
    language, *rest = tag.split("-")
    single = next((place for place, part in enumerate(rest) if len(part) == 1), len(rest))
    cased = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part for part in rest[:single]]
    language = _SHORT.get(language.lower(), language.lower())
    return "-".join([language, *cased, *rest[single:]])


# Codes of countries, and old or three-letter codes, that are not the usual tags of a language.
_NO_TAGS = {
    "sp": "es", "mx": "es", "jp": "ja", "cn": "zh", "tw": "zh", "gr": "el", "cz": "cs", "dk": "da", "ua": "uk",
    "vn": "vi", "il": "he", "iw": "he", "in": "id", "ji": "yi", "ir": "fa", "us": "en", "gb": "en", "eg": "ar",
    "spa": "es", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "ara": "ar", "fas": "fa", "per": "fa",
    "rus": "ru", "por": "pt", "heb": "he", "eng": "en", "ita": "it", "tur": "tr", "zho": "zh", "chi": "zh",
    "jpn": "ja", "kor": "ko", "ukr": "uk", "pol": "pl", "nld": "nl", "dut": "nl", "ell": "el", "gre": "el",
    "ces": "cs", "cze": "cs", "ron": "ro", "rum": "ro", "swe": "sv", "dan": "da", "fin": "fi", "hun": "hu",
}  # fmt: skip


def suggest_tags(text: str) -> tuple[str, ...]:
    """Up to three tags that somebody may have meant by a text that is neither a language's name nor a known tag.

    ``"sp"`` and ``"spanisch"`` suggest ``"es"``. A known name or tag suggests nothing.
    """
    typed = text.strip().casefold().split("-", maxsplit=1)[0]
    if not typed or typed in NAMES or text.strip().casefold() in _BY_NAME:
        return ()
    if typed in _NO_TAGS:
        return (_NO_TAGS[typed],)
    near = [name for name in _BY_NAME if name.startswith(typed)] if len(typed) > 2 else []
    near = near or difflib.get_close_matches(typed, _BY_NAME, n=3, cutoff=0.75)
    return tuple(dict.fromkeys(_BY_NAME[name] for name in near[:3]))


def language_name(tag: str) -> str:
    """The English name of a tag's language, or the tag itself if the name is not known."""
    return NAMES.get(tag.lower()) or NAMES.get(tag.split("-", maxsplit=1)[0].lower()) or tag
