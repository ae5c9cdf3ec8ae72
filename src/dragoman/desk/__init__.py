"""The desk: a web application for correcting a bilingual transcript beside its sound.

The interview folders are authoritative. The desk opens them through :mod:`dragoman.folder` and
:mod:`dragoman.workflows`, like the command line, and follows what other programs write to them. Its database has
accounts, jobs, and an index for lists and search that can be rebuilt.

Top to bottom: ``server`` starts it; ``urls`` and ``views`` answer requests; ``services`` write, and all that they write
to an interview is revisions; ``selectors`` read; ``interviews`` holds the open folders; ``roles`` says who may do what.
"""
