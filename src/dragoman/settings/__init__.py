"""``dragoman.toml``: which settings there are, their defaults, and how they are found."""
