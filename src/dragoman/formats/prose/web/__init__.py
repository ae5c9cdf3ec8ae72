"""Published web pages: the transcript among a page's boilerplate."""
