"""The words with which language models decline to answer, in several languages.

A passage of an interview may begin with the same words, so the test applies only to a whole answer without
translations, never to a translation.
"""

from __future__ import annotations

import re

__all__ = ["is_refusal"]

# Language -> the beginning of an answer that declines. It names what is declined: "I cannot sleep" is no match.
_REFUSALS = {
    "en": r"(?:sorry|apologi[sz]e),? (?:but |that )?I(?:['’]m| am)? ?(?:can(?:no|['’])t|unable|not able|won['’]t)|"
    r"\bI (?:can(?:no|['’])t|can not|won['’]t|will not|am unable to|am not able to|must decline to|have to decline to)"
    r" (?:help|assist|translat|provid|compl|fulfil|continu|engag|produc|generat|process|respond|discuss|support|do th)|"
    r"\bas an AI\b|\b(?:violates|against) (?:my|our|the) (?:content |usage )?(?:guidelines|polic)",
    "es": r"lo siento,? (?:pero )?no puedo|no puedo (?:ayudar|asistir|traducir|proporcionar|cumplir|procesar)",
    "pt": r"(?:sinto muito|desculpe|lamento),? (?:mas )?não posso|não posso (?:ajudar|traduzir|fornecer|atender)",
    "fr": r"désolée?,? (?:mais )?je ne (?:peux|suis)|je ne (?:peux|suis) pas (?:en mesure |capable )?(?:de |d[’'])?"
    r"(?:vous |t[’'])?(?:aider|traduire|fournir|répondre|traiter)",
    "it": r"mi dispiace,? (?:ma )?non posso|non posso (?:aiutar|tradur|forni|assister|soddisf)",
    "de": r"(?:tut mir leid|leider|entschuldigung),? (?:aber )?(?:(?:da|dabei) )?(?:kann|darf) ich|"
    r"ich (?:kann|darf) [^.]{0,60}nicht (?:helfen|übersetzen|bereitstellen|beantworten)",
    "nl": r"(?:het spijt me|sorry),? (?:maar )?(?:dat )?(?:ik kan|kan ik)|ik kan [^.]{0,60}niet (?:helpen|vertalen)",
    "pl": r"(?:przepraszam|przykro mi),? (?:ale )?nie mogę|nie mogę (?:pomóc|przetłumaczyć|spełnić)",
    "tr": r"üzgünüm,? (?:ama|ancak|bu)|yardımcı olamam|çeviremem|yerine getiremem",
    "id": r"maaf,? (?:tetapi )?saya tidak|saya tidak (?:dapat|bisa) (?:membantu|menerjemahkan)",
    "ru": r"(?:извините|простите|к сожалению),? (?:но )?я не (?:могу|в состоянии)|"
    r"не могу (?:помочь|перевести|выполнить|предоставить|ответить)",
    "uk": r"(?:вибачте|на жаль),? (?:але )?я не можу|не можу (?:допомогти|перекласти|виконати)",
    "ar": r"(?:عذر[اًٱ]*|آسف|أعتذر|أنا آسف)،? ?(?:و?لكن(?:ي|ني)? )?لا (?:أستطيع|يمكنني)|"
    r"لا (?:أستطيع|يمكنني) (?:مساعد|المساعد|ترجم|تقديم|تلبي)",
    "fa": r"(?:متأسفم|متاسفم|ببخشید|عذرخواهی)[^.]{0,30}نمی[\u200c ]?توان|"
    r"نمی[\u200c ]?توانم [^.]{0,60}(?:کمک|ترجمه|پاسخ|همکاری)",
    "he": r"אני מצטערת?,? (?:אבל |אך )?(?:אני )?(?:לא|איני|אינני)|"
    r"(?:אני לא|איני|אינני) יכולה? (?:לעזור|לתרגם|לסייע|לספק)",
    "hi": r"(?:मुझे खेद है|माफ़ कीजिए|क्षमा करें)[^।]{0,80}(?:नहीं|असमर्थ)|(?:मदद|अनुवाद) नहीं कर सकत",
    "zh": r"(?:抱歉|对不起|對不起)[,，]?(?:但)?我(?:无法|無法|不能)|"
    r"我?(?:无法|無法|不能)(?:协助|帮助|提供|翻译|满足|完成|回答|協助|幫助|翻譯)",
    "ja": r"申し訳(?:ありません|ございません)[^。]{0,60}(?:できません|できかね|いたしかね)|"
    r"(?:お手伝い|翻訳|お応え)(?:することは)?でき(?:ません|かね)",
    "ko": r"죄송(?:하지만|합니다)[^.]{0,80}(?:수 없|못)|(?:도와드릴|번역할|제공할) 수 없",
}  # fmt: skip
_REFUSAL = re.compile("|".join(f"(?:{pattern})" for pattern in _REFUSALS.values()), re.IGNORECASE)
_BEGINNING = 400
# A longer answer is not a refusal, even if it begins like one.
_LIMIT = 2000


def is_refusal(answer: str) -> bool:
    """Whether an answer without translations declines to give any."""
    return len(answer) <= _LIMIT and _REFUSAL.search(answer[:_BEGINNING]) is not None
