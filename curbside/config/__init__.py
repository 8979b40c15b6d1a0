"""Settings, URLs, the WSGI application and start-up checks: how the rooms are wired."""
