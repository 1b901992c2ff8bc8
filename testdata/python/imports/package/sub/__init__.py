from .. import order

order.append("sub")
