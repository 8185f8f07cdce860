"""One document as a page: its zones, bodies, terms, statements and stance, with what carried it."""
