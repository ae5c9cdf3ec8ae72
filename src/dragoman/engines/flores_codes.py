"""The codes by which NLLB names languages: ISO 639-3 and a script (the FLORES-200 list of languages)."""

from __future__ import annotations

from dragoman.language.folding import primary

__all__ = ["find_flores_code", "has_usual_script"]

# Source: https://github.com/facebookresearch/flores/blob/main/flores200/README.md
_CODES = {
    "af": "afr_Latn", "am": "amh_Ethi", "ar": "arb_Arab", "arz": "arz_Arab", "as": "asm_Beng", "az": "azj_Latn",
    "ba": "bak_Cyrl", "be": "bel_Cyrl", "bg": "bul_Cyrl", "bn": "ben_Beng", "bo": "bod_Tibt", "bs": "bos_Latn",
    "ca": "cat_Latn", "ckb": "ckb_Arab", "cs": "ces_Latn", "cy": "cym_Latn", "da": "dan_Latn", "de": "deu_Latn",
    "el": "ell_Grek", "en": "eng_Latn", "eo": "epo_Latn", "es": "spa_Latn", "et": "est_Latn", "eu": "eus_Latn",
    "fa": "pes_Arab", "fi": "fin_Latn", "fo": "fao_Latn", "fr": "fra_Latn", "ga": "gle_Latn", "gl": "glg_Latn",
    "gu": "guj_Gujr", "ha": "hau_Latn", "he": "heb_Hebr", "hi": "hin_Deva", "hr": "hrv_Latn", "ht": "hat_Latn",
    "hu": "hun_Latn", "hy": "hye_Armn", "id": "ind_Latn", "ig": "ibo_Latn", "is": "isl_Latn", "it": "ita_Latn",
    "ja": "jpn_Jpan", "jv": "jav_Latn", "ka": "kat_Geor", "kk": "kaz_Cyrl", "km": "khm_Khmr", "kmr": "kmr_Latn",
    "kn": "kan_Knda", "ko": "kor_Hang", "ku": "kmr_Latn", "ky": "kir_Cyrl", "lb": "ltz_Latn", "ln": "lin_Latn",
    "lo": "lao_Laoo", "lt": "lit_Latn", "lv": "lvs_Latn", "mg": "plt_Latn", "mi": "mri_Latn", "mk": "mkd_Cyrl",
    "ml": "mal_Mlym", "mn": "khk_Cyrl", "mr": "mar_Deva", "ms": "zsm_Latn", "mt": "mlt_Latn", "my": "mya_Mymr",
    "nb": "nob_Latn", "ne": "npi_Deva", "nl": "nld_Latn", "nn": "nno_Latn", "no": "nob_Latn", "oc": "oci_Latn",
    "om": "gaz_Latn", "pa": "pan_Guru", "pl": "pol_Latn", "prs": "prs_Arab", "ps": "pbt_Arab", "pt": "por_Latn",
    "ro": "ron_Latn", "ru": "rus_Cyrl", "rw": "kin_Latn", "sa": "san_Deva", "sd": "snd_Arab", "si": "sin_Sinh",
    "sk": "slk_Latn", "sl": "slv_Latn", "sn": "sna_Latn", "so": "som_Latn", "sq": "als_Latn", "sr": "srp_Cyrl",
    "su": "sun_Latn", "sv": "swe_Latn", "sw": "swh_Latn", "ta": "tam_Taml", "te": "tel_Telu", "tg": "tgk_Cyrl",
    "th": "tha_Thai", "ti": "tir_Ethi", "tk": "tuk_Latn", "tl": "tgl_Latn", "tr": "tur_Latn", "tt": "tat_Cyrl",
    "ug": "uig_Arab", "uk": "ukr_Cyrl", "ur": "urd_Arab", "uz": "uzn_Latn", "vi": "vie_Latn", "wo": "wol_Latn",
    "xh": "xho_Latn", "yi": "ydd_Hebr", "yo": "yor_Latn", "yue": "yue_Hant", "zh": "zho_Hans", "zu": "zul_Latn",
}  # fmt: skip
_BY_SCRIPT = {("zh", "hant"): "zho_Hant", ("zh", "tw"): "zho_Hant", ("ks", "deva"): "kas_Deva"}


def find_flores_code(tag: str) -> str | None:
    """NLLB's code for a BCP 47 tag; ``None`` for a language that is not in the table.

    The value is also ``None`` for a script that NLLB has no code for, such as Serbian in Latin letters.
    """
    language, parts = primary(tag), tag.lower().split("-")[1:]
    by_script = next((_BY_SCRIPT[language, part] for part in parts if (language, part) in _BY_SCRIPT), None)
    code = by_script or _CODES.get(language)
    scripts = [part for part in parts if len(part) == 4 and part.isalpha()]
    return None if code and scripts and scripts[0] != code[-4:].lower() else code


def has_usual_script(tag: str) -> bool:
    """Whether a tag means its language in the usual script, the one that a model with a single script writes.

    False for Traditional Chinese and for Serbian in Latin letters.
    """
    return find_flores_code(tag) == find_flores_code(primary(tag))
