"""The store: an encrypted file, the log in it, and the views kept beside the log. Start at `db.store.Store`."""
