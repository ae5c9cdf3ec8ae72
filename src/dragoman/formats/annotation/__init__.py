"""Files of tools for manual annotation and transcription: ELAN, oTranscribe, noScribe and others."""
