"""The parts of a page: first gathered into a model, then written."""
