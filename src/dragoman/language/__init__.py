"""Properties of languages and scripts: direction, sentences, folding, inflected forms, and quantities."""
