"""The programs: what to install for each, and what is known of them before they run."""

from __future__ import annotations

import msgspec

__all__ = ["OURS", "PROGRAMS", "Program"]


class Program(msgspec.Struct, frozen=True, kw_only=True):
    """A program, the packages of its environment, and the name of its function in ``job.py``.

    ``weights`` is the form in which it wants Whisper's base model. ``lacks`` says what of it cannot be had, and why.
    """

    name: str
    packages: tuple[str, ...] = ()
    function: str
    weights: str = "ctranslate2"
    lacks: tuple[str, ...] = ()

    @property
    def environment(self) -> str:
        """The folder of its environment; programs with the same packages share one."""
        return "-".join(self.packages).replace("==", "-")


OURS = Program(name="dragoman", function="dragoman")
_FASTER = ("faster-whisper==1.2.1",)
_NO_SPEAKERS = "tells no speakers apart"

PROGRAMS = (
    OURS,
    Program(name="faster-whisper", packages=_FASTER, function="faster_whisper", lacks=(_NO_SPEAKERS,)),
    Program(name="faster-whisper, batched", packages=_FASTER, function="faster_whisper_batched", lacks=(_NO_SPEAKERS,)),
    Program(
        name="openai-whisper",
        packages=("openai-whisper==20250625",),
        function="openai_whisper",
        weights="openai",
        lacks=(_NO_SPEAKERS,),
    ),
    Program(
        name="stable-ts", packages=("stable-ts==2.19.1",), function="stable_ts", weights="openai", lacks=(_NO_SPEAKERS,)
    ),
    Program(
        name="whisperX",
        packages=("whisperx==3.8.6",),
        function="whisperx",
        lacks=(
            "times of words need an alignment model from download.pytorch.org or Hugging Face, which is in no package:"
            " segments of up to 30 s have times only",
            "speakers need pyannote's models, whose licence has to be accepted with an account",
        ),
    ),
)
"""In the order in which they take turns."""
