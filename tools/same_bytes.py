"""Whether two versions of the program write the same bytes: for a change that only moves code.

``python tools/same_bytes.py record OUT`` runs conversions, checks, drafts (with engines that need no model) and a site
over the given data, cases and examples, and keeps all that is written and said. ``compare BEFORE AFTER`` names what
differs. To record another commit, put its ``src`` into ``PYTHONPATH``.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import filecmp
import io
import json
import os
import re
import secrets
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("DRAGOMAN_DATA", ROOT.parent / "shared" / "data")).resolve().parent
INPUTS = ("cases", "cases/pages", "data/transcripts", "data/fuzz/**")
RECORDINGS = (
    "data/panel/es.flac",
    "data/panel/de.flac",
    "data/audio/en/stereo_two_channel.flac",
    "data/diar/pyannote_sample.flac",
)
WRITTEN_AS = ("almanac", "harbour.txt", "06-teams.vtt", "c_substack.html", "noscribe_interview.html")
PUBLISHED = (*WRITTEN_AS, "mercado", "f_ar_then_en.html", "wh_2022-05-21_biden_yoon.md")
_INSTANT = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)


class _FixedClock(datetime.datetime):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        return _INSTANT if tz else _INSTANT.replace(tzinfo=None)


def main() -> int:
    """Record or compare; the value is the exit code: 1 where something differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("record").add_argument("out", type=Path)
    compared = verbs.add_parser("compare")
    compared.add_argument("before", type=Path)
    compared.add_argument("after", type=Path)
    compared.add_argument("--renamed", type=Path, help="lines of OLD NEW: codes that have a new name")
    options = parser.parse_args()
    if options.verb == "record":
        return record(options.out)
    return compare(options.before, options.after, _read_renamed(options.renamed))


def record(out: Path) -> int:
    """Run everything and keep what comes of it below ``out``."""
    out.mkdir(parents=True)
    os.chdir(out)
    datetime.datetime = _FixedClock  # type: ignore[misc]
    secrets.token_hex = lambda nbytes=None: "5a" * (nbytes or 16)
    os.environ["COLUMNS"] = "100"
    os.environ["XDG_CONFIG_HOME"] = str(out.resolve() / "config")
    from dragoman.engines import ENGINES

    for name, engine in {"whisper": "fake:Fake", "voices": "fake:Fake", "vad": "fake:LoudnessVad"}.items():
        ENGINES[name] = f"dragoman.engines.{engine}"
    for input_ in _find_inputs():
        _convert(input_)
    for name in WRITTEN_AS:
        _write_all(name)
    _draft_all()
    _publish()
    _clean(Path())
    return 0


def _find_inputs() -> Iterator[Path]:
    yield ROOT / "examples" / "almanac" / "almanac.txt"
    for folder in INPUTS:
        yield from sorted(file for file in SHARED.glob(f"{folder}/*") if file.is_file() and file.suffix != ".flac")


def _convert(input_: Path) -> None:
    name = input_.name if input_.stem != "almanac" else "almanac"
    link = Path("inputs") / name
    link.parent.mkdir(exist_ok=True)
    shutil.copyfile(input_, link)
    link.chmod(0o644)
    _run(f"page/{name}", "convert", str(link), f"page/{name}.page.txt")
    _run(f"json/{name}", "convert", str(link), f"json/{name}.json")
    _run(f"preview/{name}", "convert", "--preview", str(link))
    _run(f"folder/{name}", "convert", str(link), f"folder/{name}.dir/")
    if Path(f"folder/{name}.dir").is_dir():
        _run(f"check/{name}", "check", f"folder/{name}.dir")
        _run(f"plan/{name}", "plan", f"folder/{name}.dir")


def _write_all(name: str) -> None:
    from dragoman.formats import FORMATS, find_writable

    for format_ in find_writable():
        for side in ("both", "original"):
            target = f"written/{name}.{side}{FORMATS[format_].suffixes[0]}"
            _run(f"{target}.{format_}", "convert", f"inputs/{name}", target, "--side", side, "--write-as", format_)
            if Path(target).is_file():
                _run(f"{target}.{format_}.again", "convert", "--preview", target)
                Path(target).rename(f"{target}.{format_}.file")


def _draft_all() -> None:
    for given in ("examples/mercado/mercado.flac", *RECORDINGS):
        source = ROOT / given if given.startswith("examples") else SHARED / given
        recording = Path("inputs") / source.name
        shutil.copyfile(source, recording)
        for extra in ((), ("--words", "none"), ("--channels-are-speakers",)):
            name = "-".join((source.stem, *extra)).replace("--", "")
            _run(f"draft/{name}", "draft", str(recording), "--to", "en", "-o", f"draft/{name}.dir", "--quiet", *extra)
            _run(f"draft/{name}.check", "check", f"draft/{name}.dir")
            _run(f"draft/{name}.plan", "plan", f"draft/{name}.dir")


def _publish() -> None:
    folders = [*Path("draft").glob("*.dir"), *Path("folder").glob("*.dir")]
    for folder in sorted(folders):
        _run(f"site/{folder.name}", "release", str(folder), "--note", "first", "--anyway", "no facts")
    # Several were made of the same words, and want the same address: a site each.
    for folder in sorted(folders):
        if folder.name.removesuffix(".dir") in PUBLISHED:
            _run(f"site/{folder.name}.site", "publish", str(folder), "-o", f"site/{folder.name}.all")


def _run(name: str, *arguments: str) -> None:
    from dragoman import cli

    said = io.StringIO()
    log = Path("said") / f"{name.replace('/', '~')}.txt"
    log.parent.mkdir(exist_ok=True)
    Path(arguments[-1] if arguments[0] == "convert" else name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            code: Any = cli.main(arguments)
        except SystemExit as stop:
            code = stop.code
        except Exception as error:
            code = f"{type(error).__name__}: {error}"
    log.write_text(f"{' '.join(arguments)}\n{code}\n{said.getvalue()}", encoding="utf-8")


def _clean(out: Path) -> None:
    """Without what is named after the place where it was made, or holds the ids of problems."""
    shutil.rmtree(out / "inputs")
    for review in out.rglob("review.jsonl"):
        lines = [_without_ids(json.loads(line)) for line in review.read_text(encoding="utf-8").splitlines()]
        review.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    for said in out.glob("said/*"):
        said.write_text(re.sub(r"(?m)\]  [0-9a-f]{8}$", "]", said.read_text(encoding="utf-8")), encoding="utf-8")
    for work in out.rglob(".dragoman"):
        shutil.rmtree(work)
    for kept in out.rglob("files.json"):
        # What a page was made of, the program included.
        kept.unlink()


def _without_ids(line: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in line.items() if name not in ("id", "version")}
    if "problem" in kept:
        kept["problem"] = {name: value for name, value in kept["problem"].items() if name != "details"}
    return kept


def compare(before: Path, after: Path, renamed: dict[str, str]) -> int:
    """Name every file that only one has or that differs; 1 where there are any."""
    names = sorted({file.relative_to(top) for top in (before, after) for file in top.rglob("*") if file.is_file()})
    different = [name for name in names if not _is_same(before / name, after / name, renamed)]
    for name in different:
        print(name)
    print(f"{len(names)} files, {len(different)} of them different")
    return 1 if different else 0


def _is_same(one: Path, other: Path, renamed: dict[str, str]) -> bool:
    if not (one.exists() and other.exists()):
        return False
    if filecmp.cmp(one, other, shallow=False):
        return True
    text = one.read_bytes()
    for old, new in renamed.items():
        text = re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])".encode(), new.encode(), text)
    return text == other.read_bytes()


def _read_renamed(path: Path | None) -> dict[str, str]:
    rows = path.read_text(encoding="utf-8").splitlines() if path else ()
    return dict(row.split() for row in rows if row.strip())


if __name__ == "__main__":
    sys.exit(main())
