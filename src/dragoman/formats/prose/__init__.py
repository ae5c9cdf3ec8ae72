"""Published transcripts: separate the words from the rest of a page, and read the facts at its head and the speakers.

Web pages, Markdown and plain text become paragraphs (:mod:`paragraphs`); everything else is the same for all of them.
"""
