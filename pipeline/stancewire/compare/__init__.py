"""Two codings of the same documents beside each other: a model and people, two models, two coders."""
