from circle_from_b import b

a = 1
