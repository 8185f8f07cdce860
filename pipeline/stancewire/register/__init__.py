"""What is known beforehand: bodies of the NHS and of general practice, and the policy lexicon."""
