"""Compare a hypothesis with the truth: how good is a draft? Pure functions from two documents to figures."""
