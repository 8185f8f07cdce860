"""`stancewire report`: records as one offline page with charts, filters and every document with its evidence."""
