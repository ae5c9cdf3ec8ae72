"""What every reader needs: bytes to text, XML, JSON, HTML and ZIP within limits, and cues to a document."""
