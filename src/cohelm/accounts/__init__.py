"""Who asks: people, their access levels, tokens, and what each request may do and see."""
