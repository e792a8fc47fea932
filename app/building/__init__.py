"""A builder of fully connected networks: what is chosen, as a program of the language, and back.

The program is written here and nowhere else, so that the page, the API and a link have one text,
which is held to PyTorch without a browser. ``network.py`` says what can be chosen, ``writing.py``
writes it, ``reading.py`` reads what was written, ``counting.py`` counts.
"""
