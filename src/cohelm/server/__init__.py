"""The server: settings, root urls, WSGI, worker. `open_database` is how programs reach a store."""
