"""Feeds: new interviews and corrections as RSS 2.0, Atom, JSON Feed and a podcast feed."""
