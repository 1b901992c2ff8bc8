"""termios and tty, on a pseudo terminal."""
import termios, tty, pty, os
def t(f,*a,**k):
    try: print(f(*a,**k))
    except BaseException as e: print(type(e).__name__, e)
m,s=os.openpty() if hasattr(os,'openpty') else (None,None)
if m is None:
    m=os.open('/dev/ptmx',os.O_RDWR|os.O_NOCTTY); import fcntl; fcntl.ioctl(m,0x40045431,bytearray(4)); b=bytearray(4); fcntl.ioctl(m,0x80045430,b); s=os.open('/dev/pts/%d'%int.from_bytes(b,'little'),os.O_RDWR|os.O_NOCTTY)
a=termios.tcgetattr(s); print(a); b=termios.tcgetattr(s); b[3]&=~termios.ECHO; termios.tcsetattr(s,termios.TCSANOW,b); print(termios.tcgetattr(s)==b)
tty.setraw(s); print(termios.tcgetattr(s)[6][termios.VMIN]); termios.tcsetattr(s,termios.TCSADRAIN,a); print(termios.tcgetattr(s)==a); t(termios.tcsetattr,s,99,a)
t(termios.tcgetwinsize,s); t(termios.tcsetwinsize,s,(24,80)); t(termios.tcgetwinsize,s); t(termios.tcflush,s,termios.TCIFLUSH); t(termios.tcsendbreak,s,0); t(termios.tcdrain,s); t(termios.tcsetwinsize,s,5); t(termios.tcsetwinsize,s,(1,))
r,w=os.pipe(); t(termios.tcgetattr,r);t(termios.tcgetattr,'x');t(termios.tcsetattr,r,0,[1]);t(termios.tcsetattr,r,0,5);t(termios.tcsendbreak,r,0); print(termios.error.__mro__)
import getpass
