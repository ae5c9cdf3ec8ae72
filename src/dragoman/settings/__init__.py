"""``dragoman.toml``: its settings, their defaults, and how they are found."""
