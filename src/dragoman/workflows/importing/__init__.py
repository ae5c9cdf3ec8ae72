"""Several files become one interview: cues joined, two languages paired, what a downloader left beside a recording."""
