"""Papers: text in every script, figures, and the documents built of them."""
