"""Judge models: the same figures for every model and baseline, in one report. Never imported by the tagger."""
