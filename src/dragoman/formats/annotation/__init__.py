"""Files of tools that annotate and transcribe recordings by hand: ELAN, oTranscribe, noScribe."""
