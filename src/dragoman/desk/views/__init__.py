"""Views. Each is a function whose first line checks the person's permission."""
