"""Transcripts as they were published: the words among a page's furniture, the facts at its head, who says what.

Web pages, Markdown and plain text become paragraphs (:mod:`paragraphs`); everything else is the same for all of them.
"""
