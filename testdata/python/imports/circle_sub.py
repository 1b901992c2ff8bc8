import package.circle_1

print(package.circle_1.two.one.name, package.circle_1.two.name)
