"""From an empty folder to two published interviews, a second edition and a withdrawal, as a newcomer goes there.

Each step stands on those before it. A step that is run alone takes them first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from dragoman.media.sound import RATE, read_sound
from dragoman.press.serving import make_server
from editions import files_holding, unpacked
from newcomers import Newcomer
from paper import CUT
from sounds import beeps, write_wav

PAGE = "bees/bees.txt"
# What the newcomer writes in place of the draft's words. One figure is wrong, and somebody else is named.
TYPED = (
    ("dicho1 dicho2 dicho3.", "¿Cuántas colmenas tiene usted?"),
    ("said1 said2 said3.", "How many hives do you have (here)?"),
    ("dicho9 dicho10 dicho11 dicho12 dicho13.", "Tengo 300 colmenas y una miel muy clara."),
    ("said9 said10 said11 said12 said13.", "I have 3000 hives and a very pale *miel* [= honey]."),
    ("dicho20 dicho21 dicho22.", "¿Y quién le ayuda?"),
    ("said20 said21 said22.", "And who helps you?"),
    ("dicho29 dicho30 dicho31 dicho32.", "Mi vecina Jacinta Olmedo, cada domingo."),
    ("said29 said30 said31 said32.", "My neighbour Jacinta Olmedo, every Sunday."),
)
FACTS = (
    ("\ntitle:", "\ntitle: Las abejas del barrio"),
    ("title (translation):", "title (translation): The bees of the quarter"),
    ("aired:", "aired: 2021-02-27"),
    ("publisher:", "publisher: Radio Colmena"),
    ("ground for use:", "ground for use: with the speaker's consent"),
)
GARDEN = """title: El huerto
title (translation): The kitchen garden
original: es
translation: en

HOST: ¿Qué planta en mayo?
= What do you plant in May?
GARDENER: Tomates y judías.
= Tomatoes and beans.
"""
WITHDRAWN = ("Jacinta", "Olmedo", "cada domingo", "every Sunday")


def make_settings(newcomer: Newcomer) -> None:
    ours = ("--handle", "ana", "--person", "Ana Ruiz", "--from", "es", "--to", "en")
    desk = ("--name", "The Bee Desk", "--takedown", "errors@bees.example")
    assert newcomer.types("init", *desk, *ours) == "wrote dragoman.toml\n"
    assert 'handle = "ana"' in newcomer.reads("dragoman.toml")


def draft(newcomer: Newcomer) -> None:
    write_wav(newcomer.folder / "bees.wav", beeps(40, (1.05, 4), (9.05, 14), (20.05, 23), (29.05, 33)))
    answer = newcomer.types("draft", "bees.wav")
    assert "4 passages, 2 speakers, 0:40 of sound" in answer
    assert "correct it:  bees/bees.txt, then: dragoman apply bees" in answer
    assert "said9 said10" in newcomer.reads(PAGE)
    assert "dicho9 dicho10" in newcomer.reads("bees/index.html")


def name_speakers(newcomer: Newcomer) -> None:
    answer = newcomer.types("name", "bees", "S1=The host", "S2=The beekeeper | Carmen Romero")
    assert answer == "S1  The host  2 passages\nS2  The beekeeper (Carmen Romero)  2 passages\n"
    assert "] The beekeeper: dicho9" in newcomer.reads(PAGE)


def mistype_an_id(newcomer: Newcomer) -> None:
    id_ = newcomer.finds("dicho1 dicho2 dicho3.")
    wrong = id_[:-1] + ("0" if id_[-1] != "0" else "1")
    newcomer.retypes(PAGE, (id_, wrong))
    answer = newcomer.types("apply", "bees", code=2)
    assert f"bees/bees.txt:32: error: no passage of this interview has the id {wrong}; probably meant: {id_}" in answer
    assert "was not applied: it has 1 error" in answer
    newcomer.retypes(PAGE, (wrong, id_))


def correct(newcomer: Newcomer) -> None:
    newcomer.retypes(PAGE, *TYPED)
    assert newcomer.types("apply", "bees") == "4 passages changed\n"
    assert "My neighbour Jacinta Olmedo" in newcomer.reads("bees/bees.en.vtt")
    assert '<i class="foreign" lang="es" dir="ltr">miel</i>' in newcomer.reads("bees/index.html")


def find_a_wrong_figure(newcomer: Newcomer) -> None:
    wrong = newcomer.finds("Tengo 300 colmenas y una miel muy clara.")
    answer = newcomer.types("check", "bees", code=1)
    assert f"{wrong}: error: 300 in the original is 3000 in the translation" in answer
    assert newcomer.types("plan", "bees").split()[3] == wrong
    newcomer.retypes(PAGE, ("3000 hives", "300 hives"))
    assert newcomer.types("apply", "bees") == "1 passage changed\n"
    assert newcomer.types("check", "bees").startswith("nothing found in 4 passages")


def listen(newcomer: Newcomer) -> None:
    commands = re.findall(r"dragoman (heard bees \S+)", newcomer.types("plan", "bees"))
    assert [newcomer.types(*command.split()) for command in commands] == ["1 passage heard by ana\n"] * 4
    assert "100 % was heard before" in newcomer.types("plan", "bees")


def review(newcomer: Newcomer) -> None:
    assert "4 passages reviewed, signed ana" in newcomer.types("review", "bees", "all")
    assert "4 of 4 passages reviewed" in newcomer.reads("bees/index.html")


def state_the_facts(newcomer: Newcomer) -> None:
    answer = newcomer.types("release", "bees", code=2)
    assert "cannot be released: it has no date" in answer
    for line in ("aired: 2021-02-27", "publisher: Example Radio", "ground for use: with the speaker's consent"):
        assert f"    {line}\n" in answer
    newcomer.retypes(PAGE, *FACTS)
    newcomer.types("apply", "bees")
    assert "The bees of the quarter" in newcomer.reads("bees/index.html")


def release(newcomer: Newcomer) -> None:
    answer = newcomer.types("release", "bees", "--dry-run")
    assert "would be edition 1, at the address the-bees-of-the-quarter; nothing is written\n" in answer
    assert "reviewer: Ana Ruiz\n" in answer
    assert not (newcomer.folder / "bees/editions/1.json").exists()
    answer = newcomer.types("release", "bees", "--slug", "bees", "--note", "first edition")
    assert "wrote bees/editions/1.json: edition 1\n" in answer


def publish(newcomer: Newcomer) -> None:
    assert "wrote site/bees/index.html\n" in newcomer.types("publish", "bees", "-o", "site", "--media", "copy")
    assert "Jacinta Olmedo" in newcomer.reads("site/bees/index.html")
    assert 'href="bees/index.html"' in newcomer.reads("site/index.html")


def publish_another(newcomer: Newcomer) -> None:
    (newcomer.folder / "garden.txt").write_text(GARDEN, encoding="utf-8")
    assert "2 passages, 2 speakers (HOST, GARDENER)\n" in newcomer.types("convert", "garden.txt", "garden/")
    newcomer.retypes("garden/garden.txt", *FACTS[2:])
    newcomer.types("apply", "garden")
    newcomer.types("release", "garden", "--slug", "garden")
    newcomer.types("publish", "garden", "-o", "site")
    for slug in ("bees", "garden"):
        assert f'href="{slug}/index.html"' in newcomer.reads("site/index.html")
        assert (newcomer.folder / f"site/{slug}/e1/index.html").exists()


def release_a_correction(newcomer: Newcomer) -> None:
    passage = newcomer.finds("¿Cuántas colmenas tiene usted?")
    assert "has not changed since edition 1" in newcomer.types("release", "bees", code=2)
    newcomer.retypes(PAGE, ("do you have", "do you keep"))
    newcomer.types("apply", "bees")
    reason = ("--why", f"{passage}=a reader wrote to us", "--thanks", f"{passage}=R. Okoye")
    answer = newcomer.types("release", "bees", *reason)
    assert "Translation: “… hives do you have (here)?” is now “… hives do you keep (here)?”." in answer
    newcomer.types("publish", "bees", "-o", "site", "--media", "copy")
    assert "do you have" in newcomer.reads("site/bees/e1/index.html")
    assert "do you keep" in newcomer.reads("site/bees/e2/index.html")


def withdraw(newcomer: Newcomer) -> None:
    passage = newcomer.finds("Mi vecina Jacinta Olmedo, cada domingo.")
    reach = {PAGE, "bees/history.jsonl", "site/bees/index.html", "site/bees/e1/bees.docx", "site/bees/e2/bees.epub"}
    assert reach <= set(files_holding(newcomer.folder, *WITHDRAWN))
    answer = newcomer.types("withdraw", "bees", passage, "--site", "site", "--reason", "at her request")
    assert "withdrawn; the rest of the history is intact\n" in answer
    assert "write the site again with: dragoman publish " in answer
    assert "out of reach: the recording itself" in answer
    assert files_holding(newcomer.folder, *WITHDRAWN) == []
    assert not (newcomer.folder / "site/bees").exists()
    assert "all verify (" in newcomer.types("release", "bees", "--verify")


def publish_again(newcomer: Newcomer) -> None:
    newcomer.types("publish", "bees", "-o", "site", "--media", "copy")
    assert files_holding(newcomer.folder, *WITHDRAWN) == []
    for edition in ("bees", "bees/e1", "bees/e2"):
        assert "at her request" in newcomer.reads(f"site/{edition}/index.html")
    for slug in ("bees", "garden"):
        assert f'href="{slug}/index.html"' in newcomer.reads("site/index.html")
    assert loudest(newcomer.folder / "site/bees", 29.05, 32.9) < 0.001
    assert loudest(newcomer.folder / "site/bees", 9.05, 14) > 0.3


def loudest(pages: Path, start: float, end: float) -> float:
    """The loudest point of the sound that is published, from 0 to 1, between two seconds."""
    [copy] = pages.glob("sound-*.webm")
    sound = np.concatenate([block[0] for block in read_sound(copy)])
    return float(np.abs(sound[round(start * RATE) : round(end * RATE)]).max())


STEPS = (
    make_settings,
    draft,
    name_speakers,
    mistype_an_id,
    correct,
    find_a_wrong_figure,
    listen,
    review,
    state_the_facts,
    release,
    publish,
    publish_another,
    release_a_correction,
    withdraw,
    publish_again,
)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_a_newcomer_gets_on(newcomer: Newcomer, step: Callable[[Newcomer], None]) -> None:
    newcomer.goes(STEPS, step)
    assert newcomer.stuck is None
    assert newcomer.taken > STEPS.index(step)


@pytest.fixture(scope="module")
def host(newcomer: Newcomer) -> Iterator[str]:
    """The address at which the site is looked at."""
    newcomer.goes(STEPS, publish_again)
    server = make_server(newcomer.folder / "site", 0)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["1280-light", "1280-dark", "390-light", "390-dark", "680-light-print", "680-dark-print"])
def page(browser: Browser, host: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of this width, on a screen or on paper, that writes no message and asks no other machine."""
    width, scheme, *paper = request.param.split("-")
    context = browser.new_context(
        viewport={"width": int(width), "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        base_url=host,
    )
    opened = context.new_page()
    faults: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: faults.append(message.text))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("request", lambda made: asked.append(made.url))
    opened.emulate_media(media="print" if paper else "screen", color_scheme="dark" if scheme == "dark" else "light")
    yield opened
    context.close()
    assert faults == []
    assert [address for address in asked if not address.startswith(host)] == []


# How bright the ground is on which the text stands: 0 is black, 765 is white.
GROUND = """() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3)
    .reduce((sum, part) => sum + Number(part), 0)"""


@pytest.mark.browser
@pytest.mark.parametrize("path", ["bees/index.html", "bees/e1/index.html", "garden/index.html", "index.html"])
def test_every_page_can_be_read(page: Page, path: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    look = request.node.callspec.params["page"]
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [word for word in WITHDRAWN if word in page.content()] == []
    page.screenshot(path=tmp_path / "page.png", full_page=True)
    if "print" in look:
        assert page.evaluate(CUT) == []
        assert page.pdf(path=tmp_path / "page.pdf").startswith(b"%PDF")
    else:
        assert (page.evaluate(GROUND) < 200) == ("dark" in look)


@pytest.mark.browser
def test_the_second_edition_has_both_texts_and_its_correction(page: Page) -> None:
    page.goto("bees/index.html")
    first, second = page.locator(".passage").nth(0), page.locator(".passage").nth(1)
    expect(first.locator("[lang=es]")).to_have_text("¿Cuántas colmenas tiene usted?")
    expect(first.locator(".supplied")).to_be_visible()
    expect(second.locator(".tr")).to_contain_text("I have 300 hives and a very pale miel [= honey].")
    expect(second.locator(".tr .foreign")).to_have_attribute("lang", "es")
    correction = page.locator(".corrections li")
    expect(correction).to_contain_text("“… hives do you have (here)?” is now “… hives do you keep (here)?”.")
    expect(correction).to_contain_text("Why: a reader wrote to us. Thanks to R. Okoye.")
    expect(page.get_by_text("This passage was withdrawn on")).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("page", ["1280-light"], indirect=True)
def test_no_download_has_the_withdrawn_passage(page: Page) -> None:
    for path in ("bees/index.html", "bees/e1/index.html"):
        page.goto(path)
        links = page.locator("a[download], .click a").all()
        assert len(links) > 10
        for link in links:
            content = unpacked(page.request.get(str(link.evaluate("e => e.href"))).body()).decode(errors="replace")
            assert [word for word in WITHDRAWN if word in content] == [], link
