"""Search in the browser without a server: index files that a page loads as scripts, a few for each query."""

from dragoman.press.search.make import make_search

__all__ = ["make_search"]
