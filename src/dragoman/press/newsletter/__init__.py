"""An issue of a newsletter: what is new on a site and what was corrected, as a mail that others send."""
