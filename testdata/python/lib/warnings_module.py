"""warnings."""
import warnings

from table import effects

effects(globals(), """
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always"); warnings.warn("careful"); warnings.warn("old", DeprecationWarning)
    print([(str(x.message), x.category.__name__) for x in w])

with warnings.catch_warnings():
    warnings.simplefilter("error"); warnings.warn("now an error")

warnings.warn(5, int)
""")
