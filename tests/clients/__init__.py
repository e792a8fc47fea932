"""Clients that others generate from the API's description, made, checked and run."""
