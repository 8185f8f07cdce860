"""The rules of a corpus, one module a subject; each rule yields complaints: a field, what is wrong with it and the mend."""
