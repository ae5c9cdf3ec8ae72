"""The document: what an interview is, how it may be edited, and its history. Pure; no I/O."""
