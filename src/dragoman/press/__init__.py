"""Editions -> readers: what is released, and the site that is written from editions and from nothing else."""
