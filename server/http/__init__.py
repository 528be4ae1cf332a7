"""What the server says over HTTP: routes, screens, the sync endpoint."""
