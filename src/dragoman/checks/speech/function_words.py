"""The most frequent function words of some languages, folded, without words that two languages share."""

from __future__ import annotations

from collections import Counter

__all__ = ["FUNCTION_WORDS"]

_WORDS = {
    "en": "the of and to that is was it for you with are they this have from not had were but his what we our there"
    " which their been has would who will if all she him her them about when can your do did so very a an as be by"
    " at or i my he then on because how where why out up one said now just only its",
    "es": "el la los las de y que en un una es no se lo por con para su al del como mas pero sus le ya o este si"
    " porque esta son entre cuando muy sin sobre tambien me hasta hay donde quien desde nos todo era yo fue mi ella"
    " eso a han ser nosotros muchos estaba ha esto habia tenia las estos aqui",
    "fr": "le la les de des du et que qui en un une est pas ne se il elle on nous vous ils ce dans pour sur avec au"
    " aux par plus je sont mais ou son sa ses cette etait ont a ete fait tout comme si leur y lui c d l j n qu",
    "de": "der die das und ist nicht ein eine zu in den von mit sich auf fur des es dem im er sie wir ich als auch"
    " war an wie aus bei nach aber noch nur werden wird hat haben ihr uns mein man einen einer so was wenn dass ja",
    "pt": "o a os as de e que em um uma nao se por com para do da no na dos das mais mas como ao foi eu ele ela nos"
    " isso este esta ser sao tem era muito ja quando sem tambem pelo pela ate voce havia meu minha aos seu sua",
    "it": "il lo la i gli le di e che in un una e non si per con del della dei delle al alla nel nella sono ma come"
    " piu ha anche da questo questa era io noi lui lei loro mi ci se ho hanno cosa perche quando suo sua molto c",
    "tr": "bir ve bu da de ne icin ile o cok ama gibi ben biz daha mi mı mu sonra kadar var yok degil diye ki en"
    " her ya olarak olan sen onlar bana bize cunku hic simdi",
    "nl": "de het een en van is niet dat die in te op met voor zijn er aan ik hij zij wij maar ook als naar bij nog"
    " wat om dan was heeft hebben",
}

_SHARED = {word for word, times in Counter(
    word for words in _WORDS.values() for word in set(words.split())
).items() if times > 1}  # fmt: skip

FUNCTION_WORDS = {language: frozenset(words.split()) - _SHARED for language, words in _WORDS.items()}
