value = "imported"
