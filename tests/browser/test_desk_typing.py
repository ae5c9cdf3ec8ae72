"""Typing at the desk in a real browser: what is saved when, undo, input methods, the network, a tab that crashes."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import msgspec
import pytest

pytest.importorskip("django")

from playwright.sync_api import Browser, CDPSession, Page, Route, expect

from desk_server import Server
from desk_windows import ID, NEXT, TARGET, WAIT, Window, field, ready, retype, saved, target
from dragoman.folder import Session, create_folder, open_folder
from dragoman.folder.typing_journal import TypingJournal
from dragoman.transcript.document import Engine, Person, Segment
from dragoman.workflows.passage_edits import EditAction, SetText, edit_passages
from interviews import spanish_english

# Ms between two keys of somebody who never stops: less than the rest after which typing is sent.
GAP = 250
MINUTES = 3


def typed(talk: Path) -> str:
    """What the server has on its disk of the text that is being typed."""
    entries = TypingJournal(talk).find_open()
    return (entries[0].text or "") if entries else ""


def test_three_minutes_of_steady_typing_are_never_more_than_five_seconds_behind(page: Page, talk: Path) -> None:
    page.clock.install()
    page.reload()
    ready(page)
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    field(page).click()
    page.keyboard.press("Control+A")
    letters = 0
    for _ in range(MINUTES * 60 // 5):
        before = letters
        for _ in range(5000 // GAP):
            page.keyboard.type("a" if letters % 6 else " ")
            letters += 1
            page.clock.run_for(GAP)
        for _ in range(WAIT // 50):
            if len(typed(talk)) > before:
                break
            page.evaluate("new Promise((done) => fetch('/static/desk/desk.css').then(done))")
        assert len(typed(talk)) > before
    assert letters == 720
    page.clock.resume()
    field(page, NEXT).click()
    saved(page)
    assert len(target(talk)) > 700


def input_method(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


def test_what_an_input_method_composes_survives_a_save(page: Page, talk: Path) -> None:
    """The answer to a save comes in the middle of a composition."""
    held: list[Route] = []

    def hold_first(route: Route) -> None:
        if held:
            route.continue_()
        held.append(route)

    page.clock.install()
    page.reload()
    ready(page)
    page.route("**/edits", hold_first)
    retype(page, "Elena ")
    with page.expect_request("**/edits"):
        page.clock.fast_forward(11_000)
    page.clock.resume()
    client = input_method(page)
    client.send("Input.imeSetComposition", {"text": "に", "selectionStart": 1, "selectionEnd": 1})
    with page.expect_response("**/edits"):
        held[0].continue_()
    client.send("Input.imeSetComposition", {"text": "にほん", "selectionStart": 3, "selectionEnd": 3})
    expect(field(page)).to_have_value("Elena にほん")
    client.send("Input.insertText", {"text": "日本"})
    expect(field(page)).to_have_value("Elena 日本")
    expect(field(page)).to_be_focused()
    field(page, NEXT).click()
    saved(page)
    assert target(talk) == "Elena 日本"


def test_half_composed_words_do_not_become_a_revision(page: Page, talk: Path) -> None:
    page.clock.install()
    page.reload()
    ready(page)
    edits: list[str] = []
    page.on("request", lambda request: edits.append(request.url) if request.url.endswith("/edits") else None)
    retype(page, "Elena ")
    client = input_method(page)
    client.send("Input.imeSetComposition", {"text": "に", "selectionStart": 1, "selectionEnd": 1})
    page.clock.fast_forward(11_000)
    page.wait_for_timeout(500)
    assert edits == []
    client.send("Input.insertText", {"text": "日本"})
    with page.expect_response("**/edits"):
        page.clock.fast_forward(11_000)
    assert target(talk) == "Elena 日本"


def test_a_network_that_is_cut_in_the_middle_of_a_save_doubles_and_loses_nothing(page: Page, talk: Path) -> None:
    """The server makes the edit, and its answer does not arrive."""
    cut: list[str] = []

    def lose_answer(route: Route) -> None:
        if cut:
            route.continue_()
            return
        cut.append(route.request.post_data or "")
        route.fetch()
        route.abort("connectionreset")

    page.route("**/edits", lose_answer)
    before = len(open_folder(talk).history)
    retype(page, "How did it begin?")
    field(page, NEXT).click()
    expect(page.locator("#unsent")).to_contain_text("the server is not reached", timeout=WAIT)
    assert target(talk) == "How did it begin?"
    retype(page, "And then?", NEXT)
    field(page).click()
    saved(page)
    assert (target(talk), target(talk, NEXT)) == ("How did it begin?", "And then?")
    written = [
        one for one in open_folder(talk).history[before:] if (one.subject, one.field) == (f"segment:{ID}", "target")
    ]
    assert len(written) == 1
    expect(page.locator(".conflict")).to_have_count(0)


def test_what_is_on_its_way_stays_in_its_field_when_somebody_else_s_text_comes_first(page: Page, talk: Path) -> None:
    """The window asks for changes after it has begun to send, and before the server has answered."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/edits", hold)
    retype(page, "Mine?")
    field(page, NEXT).click()
    with Session(talk) as session:
        edits = (SetText(segment=ID, side="target", before=TARGET, after="Theirs?"),)
        edit_passages(session, EditAction(key="theirs", epoch=session.epoch, edits=edits), Person(handle="ben"))
    page.evaluate("""() => import(document.querySelector("script[src$='grid.js']").src.replace("grid.js", "saving.js"))
      .then(({ sync }) => { sync.sending = false; return sync.poll(); })""")
    expect(field(page)).to_have_value("Mine?")
    held[0].continue_()
    expect(page.locator(f"#{ID} .conflict .theirs")).to_have_text("Theirs?")
    expect(field(page)).to_have_value("Mine?")


def test_what_came_while_somebody_typed_does_not_take_the_place_of_it(page: Page, talk: Path) -> None:
    retype(page, "Mine?")
    with Session(talk) as session:
        edits = (SetText(segment=ID, side="target", before=TARGET, after="Theirs?"),)
        edit_passages(session, EditAction(key="theirs", epoch=session.epoch, edits=edits), Person(handle="ben"))
    expect(page.locator(f"#{ID}.changed-elsewhere")).to_have_count(1)
    field(page, NEXT).click()
    expect(page.locator(f"#{ID} .conflict .theirs")).to_have_text("Theirs?")
    expect(field(page)).to_have_value("Mine?")


def kill_renderers(browser: Browser) -> None:
    """End the processes in which this browser runs its pages, at once."""
    session = browser.new_browser_cdp_session()
    for process in session.send("SystemInfo.getProcessInfo")["processInfo"]:
        if process["type"] == "renderer":
            os.kill(process["id"], signal.SIGKILL)
    session.detach()


@pytest.mark.parametrize("is_reached", [True, False], ids=["with the server", "without the server"])
def test_a_tab_that_crashes_while_somebody_types_loses_nothing(
    browser: Browser, server: Server, talk: Path, is_reached: bool
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server.address}/i/talk/")
    ready(page)
    if not is_reached:
        server.kill()
    retype(page, "Typed and not saved")
    page.wait_for_timeout(300)
    with page.expect_event("crash", timeout=WAIT):
        kill_renderers(browser)
    page.close()
    if not is_reached:
        server.start()
    page = context.new_page()
    page.goto(f"{server.address}/i/talk/")
    ready(page)
    expect(field(page)).to_have_value("Typed and not saved")
    field(page).click()
    field(page, NEXT).click()
    saved(page)
    assert target(talk) == "Typed and not saved"
    context.close()


def is_guarded(page: Page) -> bool:
    """Whether the page asks before it is left."""
    asks: bool = page.evaluate("!dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    return asks


def test_the_page_asks_before_it_is_left_only_while_something_is_unsent(page: Page) -> None:
    assert not is_guarded(page)
    page.route("**/typing", lambda route: route.abort())
    page.route("**/edits", lambda route: route.abort())
    retype(page, "Unsent")
    assert is_guarded(page)
    field(page, NEXT).click()
    assert is_guarded(page)
    page.unroute("**/typing")
    page.unroute("**/edits")
    saved(page)
    assert not is_guarded(page)


def test_one_undo_ends_at_a_pause_at_a_caret_move_and_at_a_paste(page: Page) -> None:
    page.clock.install()
    page.reload()
    ready(page)
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    field(page).click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+C")
    page.keyboard.press("End")
    page.keyboard.type(" One")
    page.clock.run_for(1500)
    page.keyboard.type(" two")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("x")
    page.keyboard.press("End")
    page.keyboard.press("Control+V")
    page.keyboard.type("!")
    texts = [
        f"{TARGET} One twxo{TARGET}!",
        f"{TARGET} One twxo{TARGET}",
        f"{TARGET} One twxo",
        f"{TARGET} One two",
        f"{TARGET} One",
        TARGET,
    ]
    # An undo may end earlier as well, where keys came far apart; it takes back no more than to the break before.
    seen = [field(page).input_value()]
    while seen[-1] != TARGET and len(seen) < 60:
        page.keyboard.press("Control+Z")
        seen.append(field(page).input_value())
    assert [text for text in seen if text in texts] == texts


def test_the_direction_that_is_chosen_for_a_field_is_kept_for_it(window: Window) -> None:
    page = window()
    field(page).click()
    page.keyboard.press("Control+Shift+X")
    expect(field(page)).to_have_attribute("dir", "rtl")
    page.reload()
    ready(page)
    expect(field(page)).to_have_attribute("dir", "rtl")
    expect(field(page, NEXT)).to_have_attribute("dir", "ltr")
    expect(field(page, ID, "source")).to_have_attribute("dir", "ltr")
    expect(field(page)).to_be_focused()
    page.get_by_role("button", name="Other direction").click()
    page.reload()
    ready(page)
    expect(field(page)).to_have_attribute("dir", "ltr")


def test_the_browser_s_own_search_finds_the_last_row_of_two_thousand(
    browser: Browser, server: Server, talk: Path
) -> None:
    like = spanish_english().segments[1]
    rows = tuple(_numbered(like, number) for number in range(2000))
    last = msgspec.structs.replace(rows[-1], target=("The zebra came last.",))
    document = msgspec.structs.replace(spanish_english(), segments=(*rows[:-1], last))
    create_folder(talk.parent / "long", document, Engine(name="w"))
    page = browser.new_page()
    page.goto(f"{server.address}/i/long/")
    ready(page)
    assert page.evaluate("find('zebra came')")
    row = page.locator("li.row").last
    expect(row).to_be_in_viewport()
    expect(row.locator("textarea.target")).to_have_value("The zebra came last.")
    page.close()


def _numbered(segment: Segment, number: int) -> Segment:
    return msgspec.structs.replace(segment, id=f"s{number:08}")
