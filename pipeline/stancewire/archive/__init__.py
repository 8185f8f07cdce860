"""What is in the output of `stancewire tag`: counts, coverage, questions, and records that can be shared. Reads records only."""
