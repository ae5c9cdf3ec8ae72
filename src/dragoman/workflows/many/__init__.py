"""One kind of work on many recordings, interviews or files: finished ones are skipped, and a failure stops no other.

A command provides a function for one item, and the labels of its outcomes (:class:`.finished.Work`).
:func:`.run.run_many` does the rest: it distributes the items over processes, counts, and writes the report.
"""
