"""Pages and books for readers: the draft page, a fragment for a blog, EPUB."""
