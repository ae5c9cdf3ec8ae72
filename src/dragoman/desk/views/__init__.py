"""Answers to requests. A view is a function whose first line says what the person has to be allowed to do."""
