"""sqlite3."""
import sqlite3

from table import effects, values

values(globals(), r"""
sqlite3.connect(":memory:").execute("select 1 + 1, 'x', null, 2.5, x'ff'").fetchone(), sqlite3.sqlite_version_info > (3,), sqlite3.paramstyle
sqlite3.connect(":memory:").execute("select nope")
sqlite3.connect(":memory:").execute("not sql")
""")

effects(globals(), r"""
db = sqlite3.connect(":memory:"); db.execute("create table t (a integer primary key, b text)"); db.executemany("insert into t (b) values (?)", [("x",), ("y",)]); db.commit(); print(db.execute("select * from t order by a").fetchall(), db.total_changes, db.execute("select count(*) from t where b = :b", {"b": "x"}).fetchone()); db.row_factory = sqlite3.Row; r = db.execute("select * from t").fetchone(); print(r["b"], r.keys(), tuple(r)); db.create_function("twice", 1, lambda v: v * 2); print(db.execute("select twice(21)").fetchone()[0])
with db: db.execute("insert into t values (7, 'z')")
print([row[0] for row in db.execute("select a from t")]); db.execute("insert into t values (7, 'again')")
""")
