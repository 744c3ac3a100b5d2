"""The pages: urls, views, templates, style sheets; server-made, and whole without JavaScript."""
