"""Document and Mentions in, Statements out: who says it, what they do, to whom, about what."""
