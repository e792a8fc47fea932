"""What goes over the wire, described for people and for OpenAPI."""
