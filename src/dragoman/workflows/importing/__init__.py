"""Make one interview from several files: join cues, pair two languages, and use what a downloader left."""
