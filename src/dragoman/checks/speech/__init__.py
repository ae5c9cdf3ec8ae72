"""Was this said at all, in these words and at this time?"""
