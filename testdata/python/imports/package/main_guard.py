import __main__

print("guard", __main__.__name__, __main__.leaf.answer)
if __name__ == "__main__":
    raise SystemExit("must not run")
