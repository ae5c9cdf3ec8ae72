"""The words of each language for numbers, units, months and hours: only data, one module for each language."""
