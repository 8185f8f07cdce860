"""Make models from corpora: examples, linear and neural training, export, calibration, cards. Never imported by the tagger."""
