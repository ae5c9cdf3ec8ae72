"""What ``make demo`` runs: drafts the Spanish example from its sound, lays out the Arabic one, names their pages."""

from __future__ import annotations

import sys
from pathlib import Path

from dragoman import cli, notation
from dragoman.folder import create_folder
from dragoman.folder.views import write_views
from dragoman.transcript.document import Person

EXAMPLES = Path(__file__).resolve().parent
DEMO = EXAMPLES.parent / "demo"
RECORDING = EXAMPLES / "mercado" / "mercado.flac"
PAGE = EXAMPLES / "almanac" / "almanac.txt"


def main() -> int:
    """Make both interviews; the value is the exit code."""
    mercado, almanac = DEMO / "mercado", DEMO / "almanac"
    code = cli.main(["draft", str(RECORDING), "--from", "es", "--to", "en", "-o", str(mercado)])
    if code:
        return code
    lay_out(PAGE, almanac)
    print(
        f"""
Two pages to open in a browser:
  {(mercado / "index.html").as_uri()}
      a draft from sound: press a time to listen
  {(almanac / "index.html").as_uri()}
      a translator's text, with the original from right to left

To correct them beside their sound, start the desk. It opens your browser at http://127.0.0.1:8000/
  .venv/bin/dragoman serve {shown(DEMO)}

Three things to try there:
  1. Open mercado, put the cursor into a word and press Ctrl+Space to play from there. Correct the row and
     press Ctrl+Enter.
  2. Press F3 to go to what the checks found. The draft may have other faults too: what was really said is in
     {shown(EXAMPLES / "mercado" / "mercado.truth.txt")}
  3. Open Speakers, and type the names of the two voices. Ctrl+/ shows all keys.
An hour from here to a published page: docs/tutorial.md"""
    )
    return 0


def lay_out(page: Path, folder: Path) -> None:
    """Make an interview folder, with its views, from a page in the notation."""
    transcript = notation.parse(page.read_text(encoding="utf-8")).transcript
    write_views(create_folder(folder, transcript, Person(handle="example")))


def shown(path: Path) -> str:
    """A path as one types it in the terminal where the demo runs."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


if __name__ == "__main__":
    sys.exit(main())
