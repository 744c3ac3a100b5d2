"""The organisation for an assistant, by the Model Context Protocol: task-shaped tools, mostly to read."""
