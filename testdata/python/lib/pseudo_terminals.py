"""Pseudo-terminals."""
import pty, os, subprocess, sys
m, s = pty.openpty()
print(os.isatty(s), os.isatty(m), os.ttyname(s).startswith('/dev/pts/'))
p = subprocess.Popen([sys.executable, '-c', 'import sys; print(sys.stdout.isatty(), sys.stdin.isatty(), input())'], stdin=s, stdout=s, close_fds=True)
os.close(s)
os.write(m, b'hello\n')
out = b''
while True:
    try: b = os.read(m, 100)
    except OSError: break
    if not b: break
    out += b
print(out, p.wait())
import termios, tty, fcntl, struct
m, s = os.openpty()
tty.setraw(s); fcntl.ioctl(s, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 80, 0, 0)); print(os.get_terminal_size(s))
