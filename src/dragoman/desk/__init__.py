"""The desk: a web application in which a bilingual transcript is corrected beside its sound.

The interview folders are the truth. The desk opens them through :mod:`dragoman.folder` and :mod:`dragoman.workflows`,
as the command line does, and follows what others write into them. Its database holds accounts, jobs, and an index for
lists and search that can be built again.

Top to bottom: ``server`` starts it; ``urls`` and ``views`` answer requests; ``services`` write, and all that they
write to an interview is a revision; ``selectors`` read; ``interviews`` holds the folders that are open; ``roles`` says
who may do what.
"""
