"""What languages do: which way they run, and what their scripts and digits need."""
