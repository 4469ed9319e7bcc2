"""The sections of a session summary: a file each, placed in `console.documents.summary`."""
