from __future__ import annotations

import pytest

from dragoman.language.script_language import guess_language


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("در نانوایی نان می‌پختیم و پنجره‌ها گچ گرفته بودند و همه چیز پاک شد", "fa"),
        ("كنا نخبز في الليل وكان الماء عالياً جداً ثم هدأ وقالت لي أمي اعبر إلى الضفة الأخرى", "ar"),
        ("سلام، خوش آمديد. كجا متولد شديد؟ در كرج، پدرم معلم بود و مي گفت درس بخوان", "fa"),
        ("سلام خوش آمديد متشكرم كي متولد شديد در تهران بود و مادرم معلم بود", None),
        ("میں نے کہا کہ آٹا ختم ہو گیا ہے اور ہم سب وہاں تھے", "ur"),
        ("אפינו לחם כל הלילה והמים עלו עד החלון", "he"),
        ("We baked bread all night", None),
        ("نان", None),
        ("", None),
    ],
)
def test_letters_tell_the_language_of_few_scripts(words: str, language: str | None) -> None:
    assert guess_language([words]) == language
