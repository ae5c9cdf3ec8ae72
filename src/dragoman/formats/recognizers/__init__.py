"""The output of speech recognizers: segments and words with their times."""
