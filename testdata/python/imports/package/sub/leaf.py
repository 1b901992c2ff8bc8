from .. import defined_in_init as from_parent
from ..sibling import value as from_sibling
from . import other
from .other import value
import plain

from_top = plain.value
answer = value * 2
