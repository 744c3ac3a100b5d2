"""Choosing what to fund: the problem, a plain checker of answers, the engine, the trade-off curve."""
