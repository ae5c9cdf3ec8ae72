"""Did the sense turn round: a negation, a question, a "perhaps", somebody else's words?"""
