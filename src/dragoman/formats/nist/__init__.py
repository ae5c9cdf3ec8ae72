"""The line formats of NIST evaluations: RTTM, STM and CTM."""
