"""Files of translation programs: XLIFF 1.2 and 2.x for a job, TMX for a memory."""
