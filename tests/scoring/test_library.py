import pytest

from dragoman.errors import EngineError
from dragoman.scoring.library import load


def test_a_library_that_is_here_is_loaded() -> None:
    assert load("json", "json").loads("1") == 1


def test_a_missing_library_says_how_to_get_it() -> None:
    with pytest.raises(EngineError, match="meeteval: is not installed; install it"):
        load("no_such_module_here", "meeteval")
