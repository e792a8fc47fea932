"""What PyTorch says to the rows, presets, programs and update rules: ``python -m tests.parity``."""
