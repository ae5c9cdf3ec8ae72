"""Subtitle and caption formats, and what they share: cues, line breaking, roll-up captions."""
