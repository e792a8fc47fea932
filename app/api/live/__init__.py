"""Training live over a WebSocket: sessions, the thread they share, messages and frames."""
