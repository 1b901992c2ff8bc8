"""A package."""
order = ["package starts"]
__all__ = ["module", "defined_in_init"]
defined_in_init = "init"
order.append("package ends")
