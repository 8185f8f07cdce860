"""Many inputs, one output: order, workers and files are dealt with here and nowhere else."""
