"""logging."""
import io
import logging

from table import effects

effects(globals(), r"""
log = logging.getLogger("test"); h = logging.StreamHandler(out := io.StringIO()); h.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s")); log.addHandler(h); log.setLevel(logging.INFO); log.propagate = False; log.debug("no"); log.info("yes %s %d", "a", 5); log.warning("w"); log.getChild("kid").error("e")
try: 1 / 0
except ZeroDivisionError: log.exception("failed")
print(out.getvalue().splitlines()[:4], out.getvalue().splitlines()[-1], log.isEnabledFor(10), logging.getLevelName(30), log.getEffectiveLevel())
""")
