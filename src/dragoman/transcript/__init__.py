"""The document: an interview's values, its edits and its history. Pure; no I/O."""
