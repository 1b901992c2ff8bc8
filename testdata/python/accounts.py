# Lookups of the modules pwd and grp, and what they refuse.
import grp
import pwd

users, groups = pwd.getpwall(), grp.getgrall()
print(users[0] == pwd.getpwnam(users[0].pw_name), pwd.getpwuid(0).pw_uid, type(users[0].pw_dir), len(users[0]))
print(groups[0] == grp.getgrnam(groups[0].gr_name), grp.getgrgid(0).gr_gid, type(groups[0].gr_mem), len(groups[0]))
for f, args in [(pwd.getpwnam, ['no such user', 3, b'root']), (pwd.getpwuid, [-7, 1 << 32, 1 << 80, 'x', 2.0]),
                (grp.getgrnam, ['no such group', 3]), (grp.getgrgid, [-7, 1 << 32, 1 << 80, 'x', 2.0])]:
    for arg in args:
        try:
            print(f(arg))
        except Exception as e:
            print(f.__name__, type(e).__name__, e)
