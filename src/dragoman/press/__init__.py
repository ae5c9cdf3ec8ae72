"""Editions to readers: the released editions, and the site, which is written from editions alone."""
