"""Everything known about one input as one Record, one JSON object a line."""
