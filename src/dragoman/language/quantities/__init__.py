"""Numbers, dates, money and measures in running text, and whether two texts state the same ones."""
