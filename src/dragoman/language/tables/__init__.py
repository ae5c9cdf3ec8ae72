"""What each language calls its numbers, units, months and hours: data only, one module a language."""
