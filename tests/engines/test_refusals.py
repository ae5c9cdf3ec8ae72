"""Answers that decline, and testimony that only sounds like it."""

from __future__ import annotations

import pytest

from dragoman.engines.refusals import is_refusal


@pytest.mark.parametrize(
    "answer",
    [
        "I'm sorry, but I can't help with that.",
        "I’m sorry, I cannot assist with translating this text.",
        "I cannot provide a translation of content that depicts violence.",
        "As an AI, I have to be careful here.",
        "This request violates our content policy.",
        "Lo siento, no puedo ayudar con eso.",
        "Sinto muito, mas não posso traduzir este texto.",
        "Je suis désolé, mais je ne peux pas traduire ce texte.",
        "Mi dispiace, non posso aiutarti.",
        "Es tut mir leid, aber dabei kann ich nicht helfen.",
        "Ich kann diesen Text leider nicht übersetzen.",
        "Het spijt me, maar ik kan dat niet doen.",
        "Przykro mi, nie mogę pomóc.",
        "Üzgünüm, bu konuda yardımcı olamam.",
        "Извините, но я не могу помочь с этим запросом.",
        "Вибачте, але я не можу перекласти цей текст.",
        "عذرًا، لا أستطيع مساعدتك في ذلك.",
        "متأسفم، نمی‌توانم این متن را ترجمه کنم.",
        "אני מצטער, אבל אני לא יכול לעזור בזה.",
        "很抱歉，我无法翻译这段内容。",
        "申し訳ありませんが、この内容を翻訳することはできません。",
        "죄송하지만 이 요청은 도와드릴 수 없습니다.",
    ],
)
def test_an_answer_that_declines(answer: str) -> None:
    assert is_refusal(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "I'm sorry, I was late that day.",
        "I cannot sleep since the war.",
        "I can't say who it was.",
        "No puedo dormir desde la guerra.",
        "Ich kann nicht sagen, wer es war.",
        "я не могу спать",
        "لا أستطيع النوم",
        "نمی‌توانم بخوابم",
        "Here is your translation: Yes.",
    ],
)
def test_an_answer_that_does_not(answer: str) -> None:
    assert not is_refusal(answer)


def test_a_long_text_that_begins_like_a_refusal_is_none() -> None:
    assert not is_refusal("I'm sorry, but I can't help with that. " * 100)
