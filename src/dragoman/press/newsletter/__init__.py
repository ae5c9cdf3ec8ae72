"""A newsletter issue: new interviews and corrections as a mail, for a list service to send."""
