"""One kind of work on many recordings, interviews or files: what is done is skipped, one that fails stops no other.

A verb gives a function that works on one item, and says how its outcomes are called (:class:`.finished.Work`).
:func:`.run.run_many` does the rest: it spreads the items over processes, counts, and writes the report.
"""
