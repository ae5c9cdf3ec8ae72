"""What speech recognizers write: segments and words with their times."""
