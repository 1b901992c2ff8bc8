"""datetime, calendar, time formatting."""
import calendar
import time
from datetime import UTC, date, datetime, time as clock, timedelta, timezone

from table import effects, values

d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 13, 45, 30, 123456)
utc = dt.replace(tzinfo=timezone.utc)
east = timezone(timedelta(hours=5, minutes=30), "IST")

values(globals(), """
d, str(d), d.isoformat(), d.year, d.weekday(), d.isoweekday(), d.isocalendar(), d.toordinal(), date.fromordinal(738945), d.replace(year=2023, day=28), d + timedelta(days=1), d - timedelta(1), d - date(2024, 1, 1), d < date(2025, 1, 1), d == date(2024, 2, 29), hash(d) == hash(date(2024, 2, 29)), d.strftime("%Y/%m/%d %a %A %b %B %j %U %W %%"), date.fromisoformat("2024-03-01"), d.timetuple()[:8], d.ctime(), date.min, date.max, date.fromisocalendar(2024, 9, 4), bool(d), f"{d:%d.%m.%y}"
date(2023, 2, 29)
date(0, 1, 1)
date(2024, 13, 1)
date("2024")
date.fromisoformat("2024-3-1")
date.max + timedelta(1)
d.replace(year=2023)
d + 5
d < 5
d < dt
dt, str(dt), dt.isoformat(), dt.isoformat(" ", "minutes"), dt.date(), dt.time(), dt.replace(microsecond=0), dt + timedelta(hours=12), dt - datetime(2024, 1, 1), dt.strftime("%H:%M:%S.%f %I %p %y %Z%z"), datetime.strptime("29/02/24 01:02", "%d/%m/%y %H:%M"), datetime.fromisoformat("2024-02-29T13:45:30.123456+05:30"), datetime.fromisoformat("2024-02-29T13:45:30Z"), datetime.fromisoformat("20240229T134530"), datetime.combine(d, clock(1, 2)), dt.timetuple()[:6], datetime.min, datetime(2024, 1, 1) == date(2024, 1, 1), dt.weekday(), dt == dt.replace(fold=1), datetime.fromtimestamp(0, UTC), datetime.fromtimestamp(1e9 + 0.5, timezone.utc), utc.timestamp(), datetime.fromordinal(1)
datetime.strptime("x", "%Y")
datetime.strptime("2024 extra", "%Y")
datetime(2024, 1, 1, 25)
datetime.fromisoformat("nope")
dt - utc
dt < utc
dt == utc, utc == utc.astimezone(east), utc.astimezone(east), utc.tzname(), utc.utcoffset(), utc.isoformat(), str(east), repr(east), timezone.utc, timezone(timedelta(0)), utc.astimezone(east).strftime("%z %Z"), utc - utc.astimezone(east), east.utcoffset(None), timezone(-timedelta(hours=3)), dt.tzinfo
timezone(timedelta(hours=25))
timedelta(1), timedelta(hours=25), timedelta(days=1, seconds=-1), timedelta(weeks=1, minutes=1.5), str(timedelta(days=2, hours=3)), str(timedelta(-1)), str(timedelta(microseconds=5)), timedelta(1) * 2, timedelta(1) / 2, timedelta(1) // timedelta(hours=5), timedelta(1) % timedelta(hours=5), timedelta(1) / timedelta(hours=6), -timedelta(1), abs(timedelta(-1)), timedelta(1).total_seconds(), timedelta(0.5).seconds, timedelta(1) < timedelta(2), bool(timedelta()), divmod(timedelta(1), timedelta(hours=7)), sum([timedelta(1)] * 2, timedelta()), timedelta.max, timedelta(1) * 1.5, timedelta(1, 2, 3) == timedelta(1, 2, 3), hash(timedelta(1)) == hash(timedelta(hours=24)), timedelta(0.1)
timedelta(10 ** 10)
timedelta("a")
timedelta(1) + 1
timedelta(1) / 0
clock(13, 5), clock(1, 2, 3, 4).isoformat(), clock.fromisoformat("04:23:01"), clock(1) < clock(2), clock(13, 5).strftime("%I:%M %p"), clock(1, tzinfo=timezone.utc), clock.max, bool(clock(0)), clock(5).replace(minute=7)
clock(25)
calendar.monthrange(2024, 2), calendar.isleap(1900), calendar.leapdays(2000, 2024), calendar.weekday(2024, 2, 29), calendar.month_name[2], calendar.day_abbr[0], calendar.timegm((1970, 1, 2, 0, 0, 0)), calendar.monthcalendar(2024, 2)
print(calendar.month(2024, 2))
time.strftime("%Y-%m-%d", time.gmtime(0)), time.gmtime(86400)[:6], time.strptime("2024-02-29", "%Y-%m-%d")[:8], time.asctime(time.gmtime(0)), time.gmtime(0).tm_year, time.struct_time(range(9)), calendar.timegm(time.gmtime(12345)), time.mktime(time.localtime(1e9)) == 1e9
time.strftime("%Y", (1,))
time.gmtime("a")
time.sleep(-1)
time.sleep("a")
time.time() > 1.7e9, time.monotonic() <= time.monotonic(), time.perf_counter_ns() > 0, time.process_time() >= 0, time.thread_time() >= 0, time.time_ns() > 10 ** 18, time.get_clock_info("monotonic").monotonic, isinstance(time.tzname, tuple), isinstance(time.timezone, int)
""")

effects(globals(), """
class My(date):
    def hello(self): return "hi %d" % self.year
print(My(2024, 1, 1).hello(), My.today().__class__.__name__, My(2024, 1, 1) + timedelta(1)); import pickle, copy; print(pickle.loads(pickle.dumps(dt)) == dt, copy.copy(utc) == utc, pickle.loads(pickle.dumps(timedelta(1, 2, 3))))

print(sorted([dt, datetime(2020, 1, 1), datetime(2030, 1, 1)])[0], max(d, date(1999, 1, 1)), (datetime(2024, 3, 31) - timedelta(days=31)).month)
""")
