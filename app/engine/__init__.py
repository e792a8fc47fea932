"""The engine: a computation graph over NumPy arrays, made runnable by a tape.

It knows no text, no HTTP and no drawing. Everything is float64.
"""
