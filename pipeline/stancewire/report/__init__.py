"""Records made readable for a person; nothing here looks at anything but records."""
