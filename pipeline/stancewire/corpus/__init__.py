"""Annotated corpora: read, checked, counted, compared between annotators, split and published.

A corpus folder holds the rows as annotators write them (batches/, pairs/, second/), the published files that users
load (train, dev and test, each for documents and for pairs; second.jsonl), or both. Rules are those of corpora/CODEBOOK.md.
"""
