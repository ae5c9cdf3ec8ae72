from __future__ import annotations

import re
from pathlib import Path

from dragoman.folder.schema import make_schemas
from dragoman.settings.keys import SETTINGS

PAGE = (Path(__file__).parents[2] / "docs" / "folder.md").read_text(encoding="utf-8")


def test_every_setting_is_on_the_page_and_no_other() -> None:
    rows = re.findall(r"^\| `\[(\w+)\] (\w+)` \| `--([a-z-]+)` \| `(DRAGOMAN_[A-Z_]+)` \|", PAGE, re.MULTILINE)
    names = [(setting.option, "DRAGOMAN_" + setting.option.upper().replace("-", "_")) for setting in SETTINGS]
    assert rows == [(*setting.key.split("."), *pair) for setting, pair in zip(SETTINGS, names, strict=True)]


def test_every_schema_is_linked() -> None:
    assert set(re.findall(r"\(schema/([a-z0-9.-]+)\)", PAGE)) == set(make_schemas())
