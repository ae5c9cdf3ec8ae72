"""Two sessions and the command line over one folder, in any order: one document, and nothing acknowledged is lost."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.cli import main
from dragoman.errors import EditError
from dragoman.folder import Session, create_folder, open_folder, sign, snapshot
from dragoman.transcript import edit
from dragoman.transcript.cutting import Cut
from dragoman.transcript.document import Engine, Person, Segment, Speaker, Transcript
from dragoman.transcript.merge import Intent, intend
from dragoman.transcript.revision import Revision, Signature, is_genuine, replay
from dragoman.transcript.span import Span

ENGINE = Engine(name="whisper")
PEOPLE = (Person(handle="ana"), Person(handle="ben"))
DRAFT = Transcript(
    segments=tuple(
        Segment(id=f"s0000000{n}", span=Span(n * 1000, n * 1000 + 900), source=(f"Uno dos tres {n}.",))
        for n in range(1, 5)
    ),
    speakers=(Speaker(id="S1", label="Host"),),
)

Edit = Callable[[Transcript, Signature, int, str], Sequence[Revision]]

# What somebody may do to the passage at a place, with a word.
EDITS: tuple[Edit, ...] = (
    lambda seen, by, n, word: edit.set_target(seen, seen.segments[n].id, (word,), by),
    lambda seen, by, n, word: edit.set_source(seen, seen.segments[n].id, (word,), by),
    lambda seen, by, n, word: edit.set_heard(seen, seen.segments[n].id, (word, *seen.segments[n].heard_by), by),
    lambda seen, by, n, word: edit.set_state(seen, seen.segments[n].id, "reviewed" if len(word) > 1 else "initial", by),
    lambda seen, by, n, word: edit.retime(seen, seen.segments[n].id, Span(n * 1000, n * 1000 + len(word)), by),
    lambda seen, by, n, word: edit.split_segment(seen, seen.segments[n].id, Cut(source=2), by),
    lambda seen, by, n, word: edit.join_segments(seen, seen.segments[n].id, seen.segments[n + 1].id, by),
    lambda seen, by, n, word: edit.remove_segment(seen, seen.segments[n].id, by),
    lambda seen, by, n, word: edit.rename_speaker(seen, "S1", word, by),
)

words = st.sampled_from(("a", "bb", "ccc"))
# Who, what (undo is -1, looking is -2, a command is -3), where, with which word; and whether the last action is resent.
steps = st.lists(
    st.tuples(st.integers(0, 1), st.integers(-3, len(EDITS) - 1), st.integers(0, 4), words, st.booleans()), max_size=20
)


class Desk:
    """Two people, each with a session, and somebody at the command line."""

    def __init__(self, path: Path) -> None:
        self.path = create_folder(path, DRAFT, ENGINE).path
        self.sessions = [Session(self.path), Session(self.path)]
        self.acknowledged: list[str] = []
        self.sent: dict[str, Intent] = {}

    def step(self, who: int, what: int, place: int, word: str, resent: bool) -> None:
        session = self.sessions[who]
        if what == -3:
            assert main(["name", str(self.path), f"S1={word}", "--handle", "cli"]) == 0
        elif what == -2:
            session.refresh()
        elif what == -1:
            self.acknowledge(session.undo(PEOPLE[who]).revisions)
        else:
            self.commit(session, who, what, place, word)
            if resent:
                self.resend(self.sessions[1 - who])

    def commit(self, session: Session, who: int, what: int, place: int, word: str) -> None:
        # What the person saw may be old by now: nobody looks before writing.
        seen, by = session.transcript, sign(session.folder, PEOPLE[who])
        key = f"key-{len(self.sent)}"
        revisions = EDITS[what](seen, by, place % max(1, len(seen.segments) - 1), word)
        intent = intend(seen, revisions, by, epoch=session.epoch, key=key)
        done = session.commit(intent)
        assert not done.repeated
        self.acknowledge(done.revisions)
        if done.revisions:
            self.sent[key] = intent

    def resend(self, session: Session) -> None:
        for key, intent in self.sent.items():
            done = session.commit(intent)
            assert done.repeated
            assert done.revisions[0].key == key

    def acknowledge(self, revisions: Sequence[Revision]) -> None:
        self.acknowledged += [revision.id for revision in revisions]


@settings(max_examples=120, deadline=None)
@given(steps, st.sampled_from((500, 1 << 20)))
def test_any_interleaving_ends_in_the_document_that_the_log_makes(
    steps: list[tuple[int, int, int, str, bool]], least: int
) -> None:
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshot, "_LEAST", least)
        desk = Desk(Path(place) / "interview")
        for step in steps:
            try:
                desk.step(*step)
            except (EditError, IndexError):
                continue  # a conflict, or nothing to do it to: nothing was acknowledged
        folder = open_folder(desk.path)
        history = folder.history
        for session in desk.sessions:
            session.refresh()
            assert session.folder == folder
            session.close()
        assert replay(history) == folder.transcript
        assert all(map(is_genuine, history))
        assert set(desk.acknowledged) <= {revision.id for revision in history}
        keys = [revision.key for revision in history if revision.key]
        assert sorted(keys) == sorted(desk.sent)
        (desk.path / "transcript.json").unlink()
        assert open_folder(desk.path) == folder
