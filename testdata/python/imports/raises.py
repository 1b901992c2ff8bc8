before = 1
raise ValueError("while importing %s" % __name__)
