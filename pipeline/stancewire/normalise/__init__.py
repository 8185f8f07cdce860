"""Article in, Document out: text repair, zones, letter parts, metadata."""
