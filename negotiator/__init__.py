"""Negotiator: a trade-negotiation simulator for the terminal."""

__version__ = "0.1.0"
