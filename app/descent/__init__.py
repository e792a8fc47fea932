"""Programs that learn: any program with an update rule, and its loss over two of its numbers.

It is the tape of the engine and the update rules of ``training``; what is a network there is any
program of the language here.
"""
