"""Tasks say that they are of the module that they come from elsewhere."""

Task.__module__ = "_asyncio"
