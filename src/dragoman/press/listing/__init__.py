"""Pages that lead to interviews: people, tags, categories, programmes, years, and the list of all."""
