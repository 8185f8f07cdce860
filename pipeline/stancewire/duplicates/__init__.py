"""Copies of one text among many documents: syndicated, re-headlined, cut, corrected."""
