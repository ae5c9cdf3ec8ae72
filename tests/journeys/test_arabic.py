"""An Arabic interview as docs/translate.md tells it: timed rows, typed, translated, checked, corrected, released."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from dragoman.folder import open_folder
from dragoman.notation import serialize_text
from newcomers import Newcomer
from sounds import beeps, write_wav

DOCS = Path(__file__).parents[2] / "docs" / "translate.md"
PAGE = "interview/interview.txt"
TYPED = ("متى تركتم القرية؟", "في سنة 1978. [laughs] كان عندنا ثلاثون رأس غنم.", "ومن بقي هناك؟")
FACTS = (
    ("\ntitle:", "\ntitle: سلمى"),
    ("title (translation):", "title (translation): Salma"),
    ("aired:", "aired: 2021-02-27"),
    ("publisher:", "publisher: Radio Colmena"),
    ("ground for use:", "ground for use: with the speaker's consent"),
)
CORRECTED = ("When did you leave the village?", "In 1978. [laughs] We had thirty sheep.", "And who stayed there?")


def commands() -> list[list[str]]:
    """What the page tells to type, without the first word."""
    blocks = re.findall(r"<!-- journey -->\n```\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    return [shlex.split(line)[1:] for block in blocks for line in block.splitlines()]


def type_behind_rows(newcomer: Newcomer) -> None:
    page = newcomer.reads(PAGE)
    for words in TYPED:
        page, count = re.subn(r"(?m)^(s\w{8} \[[^\]]*\] [^:\n]+:)$", rf"\1 {words}", page, count=1)
        assert count == 1
    (newcomer.folder / PAGE).write_text(page, encoding="utf-8")
    newcomer.retypes(PAGE, *FACTS)


def targets(newcomer: Newcomer) -> list[str]:
    segments = open_folder(newcomer.folder / "interview").transcript.segments
    return [serialize_text(segment.target or ()) for segment in segments]


def test_an_arabic_interview_is_typed_translated_and_released(newcomer: Newcomer) -> None:
    write_wav(newcomer.folder / "interview.wav", beeps(30, (1.05, 4), (9.05, 14), (20.05, 23)))
    draft, name, apply, translate, check, again, release = commands()
    assert "dragoman translate interview --to en" in newcomer.types(*draft)
    newcomer.types(*name)
    type_behind_rows(newcomer)
    newcomer.types(*apply)
    assert "3 passages translated into English" in newcomer.types(*translate)
    made_up = targets(newcomer)
    assert "1978" in made_up[1]
    assert "30" in made_up[1]
    assert not any("\u0600" <= letter <= "\u06ff" for text in made_up for letter in text)
    newcomer.types(*check)
    newcomer.retypes(PAGE, *((f"= {made}", f"= {words}") for made, words in zip(made_up, CORRECTED, strict=True)))
    newcomer.types(*again)
    assert tuple(targets(newcomer)) == CORRECTED
    newcomer.types(*release)
    assert (newcomer.folder / "interview" / "editions" / "1.json").is_file()
