"""Feeds: what is new and what was corrected, as RSS 2.0, Atom, JSON Feed and a podcast feed."""
