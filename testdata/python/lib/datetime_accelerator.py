"""_datetime: errors, arithmetic, notations, zones, pickles."""
import copy
import datetime as module
import os
import pickle
import time as clock
from datetime import date, datetime, time, timedelta, timezone, tzinfo

from table import effects, values

os.environ["TZ"] = "Europe/Berlin"
clock.tzset()


class Eastern(tzinfo):
    def utcoffset(self, dt):
        return timedelta(hours=-5) + self.dst(dt)

    def dst(self, dt):
        if dt is None or not 4 <= dt.month <= 10:
            return timedelta(0)
        return timedelta(hours=1)

    def tzname(self, dt):
        return "E%sT" % "SD"[bool(self.dst(dt))]


class Broken(tzinfo):
    def __init__(self, off=None):
        self.off = off

    def utcoffset(self, dt):
        return self.off

    def tzname(self, dt):
        return self.off

    dst = utcoffset


class MyDate(date):
    pass


class MyMoment(datetime):
    pass


class MyDelta(timedelta):
    pass


values(globals(), r"""
date()
date(1)
date('a',1,1)
date('2024')
date(1.5,1,1)
date(2023,2,29)
date(10000,1,1)
date(1,1,1,1)
date(2**40,1,1)
date(2**80,1,1)
date(year=1,month=1,day=1,x=1)
date.fromordinal(0)
date.fromordinal(10**9)
date.fromisoformat('x')
date.fromisoformat(5)
date.fromisocalendar(2024,54,1)
date.fromisocalendar(2024,1,8)
date.fromisocalendar(0,1,8)
date.fromisocalendar(2021,53,1)
date.fromtimestamp('a')
date.fromtimestamp(1e20)
date.fromtimestamp(float('nan'))
date.max+timedelta(1)
date.min-timedelta(1)
date(1,1,1)+5
date(1,1,1)<5
date(1,1,1)-5
5-date(1,1,1)
date(1,1,1)==5, date(2024,1,1)==datetime(2024,1,1), datetime(2024,1,1)==date(2024,1,1), date(2024,1,1)!=datetime(2024,1,1)
date(2024,1,1)<datetime(2024,1,1)
datetime(2024,1,1)<date(2024,1,1)
date(2024,1,1).replace(day=32)
date(2024,1,1).replace(foo=1)
date(2024,1,1).strftime(5)
date(2024,1,1).__format__(5)
format(date(2024,1,1),''), format(date(2024,1,1),'%d'), f"{datetime(2024,1,2,3):%H-%d}", format(time(4, 5), "%M")
time(24)
time(1,60)
time(1,1,60)
time(1,1,1,1000000)
time(1,fold=2)
time('a')
time(1,tzinfo=5)
time.fromisoformat('25')
[time.fromisoformat(s) for s in ('12:30:15.123456789+05:30', '12', '1230', 'T12:30', '12:30Z', '123015,5', '12:30:15.1-0130', '12:30+05:30:10.5')]
[datetime.fromisoformat(s) for s in ('2024-W01-1T12', '20240101T123456.5Z', '2024-01-01x12:30', '2024W011', '2024W01', '2024-W01', '20240101', '2024-W01-12:30', '2024-01-01', '2024-01-01T12:30:15.000001-00:00')]
[date.fromisoformat(s) for s in ('2024-W10', '2024W101', '20240229', '2020-W53-7')]
time(1).isoformat('x')
time(1).isoformat(5)
time(1)<5
time(1)<time(1,tzinfo=timezone.utc)
time(1)==time(1,tzinfo=timezone.utc), time(1,tzinfo=timezone.utc)==time(2,tzinfo=timezone(timedelta(hours=1))), time(1,tzinfo=timezone.utc)<time(2,tzinfo=timezone(timedelta(hours=2)))
time(1)+timedelta(1)
bool(time(0)), time.min, time.max, time.resolution, time(1,2,3,4,fold=1), time(5,tzinfo=timezone.utc), time(1,2,3).isoformat('minutes'), time(1,2,3,4567).isoformat('milliseconds')
datetime()
datetime(1)
datetime(1,2,30)
datetime(2024,1,1,24)
datetime(2024,1,1,tzinfo=5)
datetime.now(5)
datetime.fromtimestamp(1e20)
datetime.fromtimestamp('x')
datetime.fromtimestamp(0,5)
datetime.utcfromtimestamp(0.5),datetime.utcfromtimestamp(-0.0000015), datetime.utcfromtimestamp(1e9), datetime.utcfromtimestamp(-1.5)
datetime.combine(5,5)
datetime.combine(date(2024,1,1),5)
datetime.combine(date(2024,1,1),time(1),5)
datetime.combine(date(2024,1,1),time(1,tzinfo=timezone.utc)), datetime.combine(date(2024,1,1),time(1,tzinfo=timezone.utc),tzinfo=None)
datetime.strptime(5,'a')
datetime.strptime('a','b')
datetime.strptime('2024-05-06 07:08:09.5 +0230','%Y-%m-%d %H:%M:%S.%f %z')
datetime.fromisoformat('2024')
datetime.fromisoformat('2024-01-01 1')
datetime.fromisoformat('2024-01-01T')
datetime.fromisoformat('2024-01-01T12:30:')
datetime.fromisoformat('2024-13-01')
datetime.max+timedelta(1)
datetime(1,1,1)-datetime(1,1,1,tzinfo=timezone.utc)
datetime(1,1,1)<datetime(1,1,1,tzinfo=timezone.utc)
datetime(1,1,1)<5
datetime(1,1,1).replace(month=13)
datetime(1,1,1).astimezone(5)
datetime(1,1,1).isoformat('ab')
datetime(1,1,1).isoformat(5)
datetime(1,1,1).isoformat(timespec='x')
datetime(1,1,1,tzinfo=timezone.utc).astimezone(timezone(timedelta(hours=-1)))
timedelta('a')
timedelta(days=10**10)
timedelta(999999999)+timedelta(1)
timedelta(1)/0
timedelta(1)//0
timedelta(1)%timedelta(0)
timedelta(1)//timedelta(0)
timedelta(1)/timedelta(0)
divmod(timedelta(1),timedelta(0))
timedelta(1)*'a'
timedelta(1)*1.5, 1.5*timedelta(1), timedelta(1)/1.5, timedelta(1)/3, timedelta(microseconds=5)/2, timedelta(microseconds=1)*2.5,timedelta(microseconds=3)*0.5, timedelta(microseconds=-5)/2, timedelta(microseconds=5)/-2, timedelta(microseconds=3)/-2, timedelta(1)*-3, True*timedelta(1)
timedelta(1)*float('nan')
timedelta(1)*float('inf')
timedelta(1)/0.0
timedelta(1)<5
timedelta(1)==5, timedelta(1)!=5, timedelta(1)==timedelta(hours=24), hash(timedelta(1))==hash(timedelta(hours=24))
timedelta(foo=1)
timedelta(1,2,3,4,5,6,7,8)
timedelta(float('nan'))
timedelta(float('inf'))
timedelta(1,2,3,4,5,6,7), timedelta(1.5,0.5,0.5), timedelta(hours=1.1), timedelta(microseconds=0.5),timedelta(microseconds=1.5),timedelta(seconds=0.0000005), timedelta(days=-1,seconds=5), timedelta(2**37, -2**37*86400)
repr(timedelta(-1,5)), str(timedelta(days=-1)), str(timedelta(2,3,4)), repr(timedelta(microseconds=5)), repr(timedelta(0)), str(timedelta(1)), bool(timedelta(0)), timedelta(1).total_seconds(), timedelta.max.total_seconds()
-timedelta.max
abs(timedelta.min), +timedelta(-5), divmod(timedelta(5), timedelta(2)), timedelta(7) // timedelta(2), timedelta(-7) // 2, timedelta(-7) % timedelta(2), timedelta(7) / timedelta(2)
timedelta.min,timedelta.max,timedelta.resolution
timezone(5)
timezone(timedelta(1))
timezone(timedelta(hours=1),5)
timezone()
timezone(timedelta(0)) is timezone.utc, timezone(timedelta(0),'a'), timezone(timedelta(hours=1,seconds=5)), timezone(timedelta(hours=1)), timezone.min, timezone.max, timezone(timedelta(hours=1)) == timezone(timedelta(hours=1), "x")
timezone.utc.utcoffset(5)
timezone.utc.tzname(5)
timezone.utc.dst(5)
timezone.utc.fromutc(5)
timezone.utc.fromutc(datetime(1,1,1))
tzinfo().utcoffset(None)
tzinfo().dst(None)
tzinfo().tzname(None)
tzinfo().fromutc(5)
tzinfo().fromutc(datetime(1,1,1))
str(timezone(-timedelta(hours=1,minutes=30))), str(timezone(timedelta(hours=1,seconds=5,microseconds=3))), module.UTC is timezone.utc
date(2024,1,1).isocalendar(), date(2024,1,1).isocalendar()[1], date(2021,1,3).isocalendar(), date(2020,12,31).isocalendar().week, date(1,1,1).isocalendar(), date.max.isocalendar()
date(2024,1,1).__reduce__(), time(1).__reduce__(), datetime(2024,1,1,fold=1).__reduce_ex__(4), datetime(2024,1,1,fold=1).__reduce_ex__(2), timedelta(1).__reduce__(), timezone.utc.__reduce__(), timezone(timedelta(1)/2,'x').__reduce__(), tzinfo().__reduce__(), time(1,tzinfo=timezone.utc).__reduce__()
date(b'\x07\xe8\x02\x1d'), datetime(b'\x07\xe8\x02\x1d\0\0\0\0\0\0'), time(b'\1\2\3\0\0\0'), datetime('\x07\xe8\x02\x1d\0\0\0\0\0\0', timezone.utc)
date(b'\x07\xe8\xff\x1d')
datetime.max.replace(tzinfo=timezone(-timedelta(hours=1))).utctimetuple()
datetime(2024,1,1,tzinfo=timezone.utc).timetuple(), datetime(2024,7,1,tzinfo=Eastern()).timetuple().tm_isdst, datetime(2024,7,1,tzinfo=Eastern()).utctimetuple()
hash(time(1,tzinfo=timezone.utc))==hash(time(2,tzinfo=timezone(timedelta(hours=1)))), hash(datetime(2024,1,1,tzinfo=timezone.utc))==hash(datetime(2024,1,1,1,tzinfo=timezone(timedelta(hours=1)))), hash(datetime(2024,1,1,fold=1))==hash(datetime(2024,1,1))
datetime(2024,1,1,tzinfo=timezone.utc).timestamp(), datetime(2024,7,1,12).timestamp(), datetime(2024,10,27,2,30).timestamp(), datetime(2024,10,27,2,30,fold=1).timestamp(), datetime(2024,3,31,2,30).timestamp(), datetime(2024,3,31,2,30,fold=1).timestamp()
datetime(1,1,1).timestamp()
[datetime.fromtimestamp(t) for t in (0, 1729989000, 1729992600, 1711848600, -1e9, 1e9 + 0.123456)], date.fromtimestamp(0)
datetime(2024,7,1).astimezone(), datetime(2024,1,1).astimezone(timezone.utc), datetime(2024,1,1,tzinfo=timezone.utc).astimezone(), datetime(2024,10,27,2,30,fold=1).astimezone(timezone.utc), datetime(2024,7,1,tzinfo=timezone.utc).astimezone(Eastern()).isoformat(), datetime.fromtimestamp(0, Eastern()).isoformat()
module.MINYEAR, module.MAXYEAR, date.min, date.max, date.resolution, datetime.min, datetime.max, datetime.resolution
date.fromisoformat('2024-366')
date.fromisoformat('2024-W53')
datetime.fromisoformat('2024-01-01T12:30+24:00')
date(1,1,1).ctime(), date(999,1,1).strftime('%Y'), time(1,2,3,4).strftime('%f %H %z|%Z|%Y'), datetime(1,1,1,tzinfo=timezone(timedelta(hours=1,seconds=1))).strftime('%z %Z %% %'), datetime(2024,7,1,tzinfo=Eastern()).strftime("%Z %z %%z")
MyDate(2024,1,1) + timedelta(1), MyDate(2024,1,1).replace(day=2), MyDate.fromordinal(5), MyMoment(2024,1,1,fold=1) - timedelta(1), type(MyMoment(2024,1,1).date()), MyMoment(2024,1,1,fold=1).replace(year=5), type(MyDelta(1) + MyDelta(1)), repr(MyDelta(1)), MyMoment.combine(date(1,1,1), time(fold=1)), MyMoment.fromisoformat("2024-01-01"), MyDate(2024,1,1) == date(2024,1,1)
datetime(2024,1,1,tzinfo=Broken(5)).utcoffset()
datetime(2024,1,1,tzinfo=Broken(5)).tzname()
datetime(2024,1,1,tzinfo=Broken(timedelta(1))).utcoffset()
datetime(2024,1,1,tzinfo=Broken()).utcoffset(), datetime(2024,1,1,tzinfo=Broken()) == datetime(2024,1,1), datetime(2024,1,1,tzinfo=Broken()) < datetime(2024,1,2), datetime(2024,1,1,tzinfo=Broken()).isoformat()
datetime(2024,1,1,tzinfo=timezone.utc).astimezone(Broken())
[pickle.loads(pickle.dumps(x, p)) == x for p in range(6) for x in (date(2024,1,2), time(1,2,3,tzinfo=timezone.utc), datetime(2024,1,2,3,4,5,6,timezone(timedelta(1)/2,"x")), timedelta(1,2,3), timezone.utc, MyDate(1,2,3))] == [True] * 36
[copy.copy(x) == x and copy.deepcopy(x) == x for x in (date(2024,1,2), datetime(2024,1,2,tzinfo=timezone.utc), timedelta(5), timezone.utc)], copy.deepcopy(timezone.utc) is timezone.utc
[(d := date.fromordinal(n)).toordinal() == n and d.isocalendar()[2] == d.isoweekday() and date.fromisocalendar(*d.isocalendar()) == d for n in range(1, 3652059, 4567)].count(False)
[(datetime(2024, 1, 1) + timedelta(seconds=n * 7919)).isoformat() for n in range(0, 40000, 3999)]
datetime(2024,3,1) - datetime(2023,3,1), datetime(2024,3,1,tzinfo=timezone.utc) - datetime(2024,3,1,tzinfo=timezone(timedelta(hours=3))), date(2024,3,1) - date(2023,3,1), timedelta(1) + date(2024,1,1), timedelta(1) + datetime(2024,1,1), datetime(2024,1,1) - timedelta(1)
datetime(2024,1,1).timetz(), datetime(2024,1,1,5,tzinfo=timezone.utc).timetz(), datetime(2024,1,1,5,tzinfo=timezone.utc).time(), datetime(2024,1,1,5,tzinfo=timezone.utc).dst()
abs(datetime.now() - datetime.today()) < timedelta(seconds=5), abs(datetime.now(timezone.utc).timestamp() - clock.time()) < 5, abs(datetime.utcnow() - datetime.now(timezone.utc).replace(tzinfo=None)) < timedelta(seconds=5), date.today() == datetime.now().date() or True
""")

effects(globals(), r"""
date(2024,1,1).year = 5

timedelta(1).days = 5

timezone.utc = 5

class Sub(timezone): pass

import zoneinfo; z = zoneinfo.ZoneInfo("Europe/Berlin"); d = datetime(2024, 7, 1, 12, tzinfo=z); print(d, d.tzname(), d.astimezone(timezone.utc), datetime(2024, 10, 27, 2, 30, tzinfo=z), datetime(2024, 10, 27, 2, 30, tzinfo=z, fold=1), datetime(2024, 1, 1, tzinfo=timezone.utc).astimezone(z)); a = datetime(2024, 10, 27, 2, 30, tzinfo=z, fold=1); print(a == a.astimezone(timezone.utc), a.replace(fold=0) == a)

print({date(2024, 1, 1): 1}[date(2024, 1, 1)], {datetime(2024, 1, 1, tzinfo=timezone.utc): 2}[datetime(2024, 1, 1, 1, tzinfo=timezone(timedelta(hours=1)))], sorted([date(2024, 5, 1), date(2023, 1, 1)]), max(time(1), time(2)))
""")
