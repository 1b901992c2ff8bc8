"""Futures say that they are of the module that they come from elsewhere."""

Future.__module__ = "_asyncio"
