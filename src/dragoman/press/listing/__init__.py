"""Pages that lead to interviews: people, tags, categories, programmes, years, and all of them."""
