"""The REST interface: the same plan, the same gate and the same door as the pages."""
