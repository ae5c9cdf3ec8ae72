"""What a user can do, as functions: no arguments are parsed here and nothing is printed."""
