"""The keys of facts at the head of a page, in the languages of such pages."""

from __future__ import annotations

from typing import Literal

__all__ = ["HEAD_KEYS", "KEYS", "NOTICES", "Key"]

Key = Literal[
    "title", "original-title", "source", "programme", "publisher", "translator", "tags", "categories", "date", "link",
    "aired", "recorded", "first-published", "published-here", "corrected", "description", "reposted",
    "speaker", "duration", "rights-holder", "ground-for-use", "licence", "confidential",
]  # fmt: skip

_WORDS: dict[Key, tuple[str, ...]] = {
    "title": ("title", "headline", "عنوان", "العنوان", "titre", "título", "titel", "titolo"),
    "original-title": ("original title", "title in arabic", "title in persian", "عنوان اصلی", "العنوان الأصلي"),
    "source": ("source", "sources", "منبع", "المصدر", "quelle", "fuente", "fonte", "источник", "kaynak", "מקור"),
    "programme": (
        "programme", "program", "show", "series", "podcast", "برنامه", "نام برنامه", "البرنامج", "برنامج", "sendung",
        "programa", "émission", "программа", "תוכנית", "תכנית",
    ),
    "publisher": (
        "channel", "network", "broadcaster", "station", "publisher", "outlet", "شبکه", "القناة", "قناة", "sender",
        "chaîne", "cadena", "канал",
    ),
    "translator": (
        "translated by", "translator", "translators", "translation", "translation by", "english translation",
        "مترجم", "ترجمه", "برگردان", "ترجمة", "المترجم", "übersetzung", "übersetzt von", "traduction", "traduit par",
        "traducción", "traducido por", "перевод", "çeviri", "çeviren", "תרגום", "מתרגם", "מתרגמת",
    ),
    "tags": ("tags", "tag", "tagged", "tagged with", "tagged as", "schlagwörter", "étiquettes", "etiquetas",
             "метки", "etiketler",
              "keywords", "labels", "برچسب‌ها", "برچسب", "وسوم", "الوسوم", "كلمات مفتاحية", "תגיות"),
    "categories": ("category", "categories", "filed under", "posted in", "section", "kategorie", "kategorien",
                   "catégorie",
                   "catégories", "categoría", "categorías", "categoria", "categorias", "рубрика", "kategori",
                   "دسته", "دسته‌بندی", "التصنيف", "تصنيف"),
    "date": ("date", "dated", "تاریخ", "التاريخ", "تاريخ", "datum", "fecha", "data", "дата", "תאריך"),
    "link": ("link", "url", "video", "watch", "original video", "original", "permalink", "لینک", "رابط", "الرابط"),
    "aired": (
        "aired", "air date", "aired on", "first aired", "originally aired", "broadcast", "broadcast on",
        "broadcast date", "date aired", "date of broadcast", "date broadcast", "first broadcast",
        "پخش", "تاریخ پخش", "تاريخ البث",
        "بث", "gesendet", "diffusé", "emitido", "эфир", "שודר", "תאריך שידור",
    ),
    "recorded": (
        "recorded", "recorded on", "recording date", "interview date", "date of interview", "interviewed on",
        "تاریخ گفتگو", "تاریخ مصاحبه", "تاریخ ضبط", "تاريخ المقابلة", "تاريخ التسجيل", "aufgenommen", "grabado",
        "הוקלט", "תאריך הריאיון", "תאריך הראיון", "תאריך ההקלטה", "дата записи", "дата интервью", "записано",
        "interviewdatum", "aufnahmedatum", "datum des interviews", "datum der aufnahme", "date de l'entretien",
        "date de l’entretien", "fecha de la entrevista", "data da entrevista", "data dell'intervista",
    ),
    "first-published": (
        "first published", "originally published", "original publication", "first appeared", "published",
        "published on", "date published", "publication date", "نخستین انتشار", "تاریخ انتشار", "انتشار",
        "نشر", "تاريخ النشر", "نشر أول مرة", "erstveröffentlichung", "publié", "פורסם",
    ),
    "corrected": ("corrected", "correction", "updated with corrections"),
    "reposted": ("reposted", "reposted from", "reposted on", "republished", "republished from", "cross-posted",
                 "cross-posted from", "cross-posted at", "also published", "بازنشر", "أعيد نشره"),
    "description": ("description", "summary", "about", "about this interview", "introduction", "abstract", "synopsis",
                    "beschreibung", "zusammenfassung", "einleitung", "descripción", "resumen", "introducción",
                    "descrição",
                    "resumo", "descrizione", "riassunto", "résumé", "présentation", "описание", "краткое содержание",
                    "açıklama", "özet", "توضیح", "توضیحات", "خلاصه", "چکیده", "شرح", "الوصف", "ملخص", "نبذة",
                    "מידע", "תיאור", "תקציר"),
    "speaker": ("speaker", "speakers", "ponente", "ponentes", "orador", "oradora", "redner", "rednerin", "orateur",
                "oratrice", "intervenant", "relatore", "palestrante", "докладчик", "konuşmacı", "سخنران",
                "المتحدث", "דובר"),
    "duration": ("duration", "length", "running time", "runtime", "dauer", "länge", "durée", "duración", "duração",
                 "durata", "длительность", "süre", "مدت", "المدة", "משך"),
    "rights-holder": ("rights holder", "rightsholder", "copyright holder", "rechteinhaber", "titulaire des droits",
                      "titular de los derechos", "titular dos direitos", "titolare dei diritti", "правообладатель",
                      "صاحب الحقوق", "دارنده حقوق"),
    "ground-for-use": ("ground for use",),
    "licence": ("licence", "license", "lizenz", "licencia", "licença", "licenza", "лицензия", "lisans", "الرخصة"),
    "confidential": ("confidential",),
}  # fmt: skip

# Keys of the page's own remarks, which are nobody's name.
NOTICES = frozenset((
    "update", "updates", "updated", "note", "notes", "editor's note", "editor’s note", "editors' note",
    "editors’ note", "translator's note", "translator’s note", "translators' note", "translators’ note",
    "disclaimer", "advertisement", "related", "see also", "read more", "read also", "further reading", "references",
    "footnotes", "links", "show notes", "resources", "credits", "credit", "photo", "photos", "image", "images",
    "caption", "share this", "contact",
    "توضیح مترجم", "پی‌نوشت", "پانوشت", "عکس", "ملاحظة", "ملاحظات", "اقرأ أيضا", "تحديث", "الهوامش", "anmerkung",
    "hinweis", "nota", "note de la rédaction", "примечание", "הערה",
))  # fmt: skip

KEYS: dict[str, Key] = {word: key for key, words in _WORDS.items() for word in words}

# Other lines of a head without a field: they stay part of the description.
HEAD_KEYS = frozenset((
    "present", "participants", "attendees", "in attendance", "anwesend", "teilnehmer", "présents", "participants",
    "presentes", "participantes", "asistentes", "partecipanti", "presenti", "участники", "katılımcılar",
    "حاضران", "الحضور",
    "topic", "topics", "subject", "theme", "location", "place", "venue", "website", "web site", "site", "slides",
    "event",
    "conference", "session", "meeting", "part", "episode", "season", "name", "file", "filename", "audio", "recording",
    "language", "languages", "context", "format", "version", "id", "number", "project", "collection", "archive",
    "method",
    "thema", "ort", "webseite", "website", "folien", "veranstaltung", "teil", "sprache", "datei", "aufnahme", "folge",
    "tema", "lugar", "localización", "ubicación", "sitio web", "página web", "web", "diapositivas", "evento",
    "conferencia",
    "parte", "episodio", "idioma", "sujet", "lieu", "site web", "diapositives", "événement", "conférence", "partie",
    "épisode", "langue", "local", "localização", "conferência", "episódio", "luogo", "sito", "sito web", "lingua",
    "тема",
    "место", "сайт", "слайды", "мероприятие", "часть", "язык", "konu", "yer", "etkinlik", "bölüm", "dil",
    "موضوع", "مکان", "محل", "وب‌سایت", "وبسایت", "اسلایدها", "قسمت", "بخش", "زبان", "الموضوع", "المكان", "مكان",
    "الموقع",
    "الجزء", "الحلقة", "اللغة", "נושא", "מקום", "אתר", "פרק", "חלק", "שפה",
    # What archives state about an interview, its tapes and its narrator.
    "tape", "tapes", "tape number", "cassette", "accession", "accession number", "call number", "identifier",
    "place of interview", "place of birth", "date of birth", "year of birth", "born",
    "signatur", "archivsignatur", "archiv-id", "kassette", "band", "tonband", "zeilennr", "zeilennummer",
    "geburtsdatum", "geburtsjahr", "geburtsort", "geboren", "cote", "numéro", "signatura", "lugar de nacimiento",
    "фонд", "опись", "дело", "шифр", "кассета", "место записи", "место рождения", "год рождения",
    "نوار", "نوار شماره", "شماره نوار", "محل مصاحبه", "محل تولد", "تاریخ تولد", "سال تولد",
    "شماره پرونده", "رقم الشريط", "الشريط", "مكان المقابلة", "مكان الولادة", "تاريخ الميلاد",
    "קלטת", "מספר קלטת", "מספר עדות", "מקום הריאיון", "מקום הראיון", "מקום לידה", "תאריך לידה", "שנת לידה",
))  # fmt: skip
