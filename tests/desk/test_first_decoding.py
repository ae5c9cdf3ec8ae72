"""Types that several threads decode for the first time at once: msgspec would end the process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

# Threads take turns after every few instructions: without the preparation, five processes of six are ended by it.
PROGRAM = """
import sys, threading
import msgspec
from dragoman.desk.configuration import configure
from dragoman.desk.first_decoding import prepare_types
from dragoman.desk.options import DeskOptions
from dragoman.settings.dragoman_toml import Settings
from pathlib import Path
configure(DeskOptions(root=Path(sys.argv[1]), data=Path(sys.argv[1]), settings=Settings(), hosts=("localhost",)))
assert prepare_types() > 100
from dragoman.transcript.document import Transcript
from interviews import spanish_english
content = msgspec.json.encode(spanish_english())
sys.setswitchinterval(1e-6)
at_once, read = threading.Barrier(6), []
def run():
    at_once.wait()
    read.append(msgspec.json.decode(content, type=Transcript))
threads = [threading.Thread(target=run) for _ in range(6)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert read == [spanish_english()] * 6
"""


def test_threads_decode_for_the_first_time_at_once_and_nothing_breaks(tmp_path: Path) -> None:
    tests = Path(__file__).parents[1]
    program = f"import sys; sys.path.insert(0, {str(tests)!r})\n{PROGRAM}"
    run = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
