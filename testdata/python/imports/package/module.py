from . import order
from .sibling import value as sibling_value
from . import sibling
from .sub import leaf

where = __name__, __package__, sibling.value == sibling_value, leaf.answer
order.append("module")
