"""The API: validate, one core call, convert. No mathematics."""
