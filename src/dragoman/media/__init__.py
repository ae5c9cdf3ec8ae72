"""Sound and picture: what a recording is, and its sound as a stream. The only room that opens media."""
