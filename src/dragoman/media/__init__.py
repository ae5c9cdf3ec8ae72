"""The properties of a recording, and its audio as a stream. No other package opens media files."""
