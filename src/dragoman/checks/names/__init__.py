"""Does each name have one spelling, and is it the right one?"""
