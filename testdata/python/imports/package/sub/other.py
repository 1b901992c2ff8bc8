value = 21
