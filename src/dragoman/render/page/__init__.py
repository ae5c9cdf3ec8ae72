"""The parts of a page: gathered into a model first, then written."""
