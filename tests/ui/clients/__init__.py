"""Home, the clients and their summaries."""
