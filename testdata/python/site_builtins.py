# The names that are in builtins for people at a prompt.
import inspect

print(exit, quit, help, repr(license) != '', repr(credits) != '')
print(type(exit), type(help), type(copyright), exit.name, exit.eof)
print(inspect.signature(exit), inspect.signature(help), inspect.signature(license))
for f, args in [(exit, (1, 2)), (copyright, (1,))]:
    try:
        f(*args)
    except TypeError as e:
        print(e)
exit.extra = 3
print(exit.__dict__)
for f, args in [(exit, ()), (exit, (3,)), (quit, ('x',)), (quit, ((1, 2),))]:
    try:
        f(*args)
    except SystemExit as e:
        print(repr(e), e.code)
try:
    exit(code=5)
except SystemExit as e:
    print(e.code)
