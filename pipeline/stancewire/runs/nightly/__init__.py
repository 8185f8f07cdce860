"""Every night what is new, once: sources, a ledger of what was done, output by month."""
