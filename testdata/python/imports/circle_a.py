log = ["a starts"]
import circle_b

log.append("a ends, b has " + circle_b.value)
value = "a"
