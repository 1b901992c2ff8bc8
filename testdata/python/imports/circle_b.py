import circle_a

circle_a.log.append("b sees a without value: %s" % (not hasattr(circle_a, "value")))
try:
    circle_a.value
except AttributeError as exc:
    circle_a.log.append(str(exc))
value = "b"
