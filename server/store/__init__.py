"""Where records are kept: the port (a contract) and its engines."""
