"""Records gone through by people: a local page, decisions kept in one SQLite file, and the ways out of it. Reads records only."""
