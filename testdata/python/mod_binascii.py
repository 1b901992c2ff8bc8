"""Module binascii on pseudo-random data."""
import binascii
seed=1
def rnd():
    global seed
    seed=(seed*1103515245+12345)&0x7fffffff
    return seed>>8
def t(f,*a,**k):
    try: r=f(*a,**k)
    except Exception as e: r=type(e).__name__+': '+str(e)
    print(f.__name__,a,k,r)
al=b'AB+/=\n x_c\r\t .09'
for i in range(60):
    d=bytes(al[rnd()%len(al)] for _ in range(rnd()%20))
    t(binascii.a2b_base64,d); t(binascii.a2b_base64,d,strict_mode=True); t(binascii.a2b_qp,d); t(binascii.a2b_qp,d,header=True); t(binascii.unhexlify,d)
    t(binascii.a2b_uu,d)
    d=bytes(al[rnd()%len(al)] if i%2 else rnd()&255 for _ in range(rnd()%100))
    t(binascii.b2a_base64,d); t(binascii.b2a_qp,d);t(binascii.b2a_qp,d,quotetabs=True); t(binascii.b2a_qp,d,istext=False); t(binascii.b2a_qp,d,header=True)
    t(binascii.crc32,d); t(binascii.crc_hqx,d,1); t(binascii.b2a_uu,d); t(binascii.hexlify,d,':',3)
    if len(d)<=45: print(binascii.a2b_uu(binascii.b2a_uu(d))==d, binascii.a2b_uu(binascii.b2a_uu(d,backtick=True))==d)
t(binascii.a2b_base64,'é'); t(binascii.a2b_base64,1); t(binascii.unhexlify,'0g'); t(binascii.b2a_base64,'a'); t(binascii.crc32,b'a',-1)
