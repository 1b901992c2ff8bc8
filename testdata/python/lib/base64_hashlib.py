"""base64, binascii, hashlib, hmac, uuid, secrets."""
import base64
import binascii
import hashlib
import hmac
import secrets
import uuid

from table import effects, values

values(globals(), r"""
base64.b64encode(b"hello"), base64.b64decode("aGVsbG8="), base64.urlsafe_b64encode(b"\xff\xfe"), base64.b32encode(b"hi"), base64.b16encode(b"hi"), base64.b85encode(b"hello"), base64.a85encode(b"hello"), base64.b32decode("NBUQ===="), base64.standard_b64decode(b"YQ=="), base64.encodebytes(b"x" * 60)
base64.b64decode("a")
base64.b64decode("a!b=", validate=True)
base64.b32decode("1")
binascii.hexlify(b"ab", "-"), binascii.unhexlify("6162"), binascii.crc32(b"abc"), binascii.crc_hqx(b"abc", 0), binascii.b2a_base64(b"a", newline=False), binascii.a2b_qp(b"a=3Db"), binascii.b2a_uu(b"abc")
binascii.unhexlify("abc")
hashlib.md5(b"abc").hexdigest(), hashlib.sha1(b"abc").hexdigest(), hashlib.sha256(b"abc").hexdigest(), hashlib.sha512(b"abc").hexdigest()[:20], hashlib.sha3_256(b"abc").hexdigest()[:20], hashlib.blake2b(b"abc").hexdigest()[:20], hashlib.blake2s(b"abc", digest_size=8).hexdigest(), hashlib.new("sha224", b"abc").hexdigest()[:20], hashlib.sha256().digest_size, hashlib.sha256().block_size, hashlib.sha256().name, hashlib.shake_128(b"a").hexdigest(8), hashlib.pbkdf2_hmac("sha256", b"p", b"s", 10).hex()[:20], "sha256" in hashlib.algorithms_guaranteed, hashlib.scrypt(b"p", salt=b"s", n=2, r=1, p=1).hex()[:10]
hashlib.new("nope")
hashlib.md5("abc")
hmac.new(b"k", b"m", "sha256").hexdigest()[:20], hmac.compare_digest(b"a", b"a"), hmac.digest(b"k", b"m", "md5").hex(), hmac.compare_digest("a", "b")
uuid.UUID("12345678123456781234567812345678"), uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_URL, "x"), uuid.UUID(int=5).hex, uuid.uuid4().version, len(str(uuid.uuid1())), uuid.UUID(bytes=b"\1" * 16).fields[0]
uuid.UUID("x")
len(secrets.token_hex(4)), len(secrets.token_bytes(3)), secrets.choice([5]), secrets.randbelow(1), secrets.compare_digest("a", "a")
""")

effects(globals(), r"""
h = hashlib.sha256(); h.update(b"a"); g = h.copy(); g.update(b"b"); print(h.hexdigest()[:8], g.hexdigest()[:8])
""")
