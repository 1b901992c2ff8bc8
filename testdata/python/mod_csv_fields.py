# Fields of CSV files of all sorts, read line by line.
import csv
import io

lines = [
    "a,b,c", "", "1,,3", ",,", "x", '"q",r,"s t"', 'q"r,s', '"a""b",c', '"open', 'close",d', " lead,  two , trail ", "é,ü,日本",
    "a,b\n", "c,d\r\n", "e,f\r", "1;2;3", "'s',t", "tab\tbed,x", "a\\,b,c", "long " * 60 + ",z", "1.5,2,\"3\"",
]


def rows(**options):
    try:
        r = csv.reader(lines, **options)
        for row in r:
            print(r.line_num, [str(x) if len(str(x)) < 40 else len(x) for x in row])
    except Exception as e:
        print(type(e).__name__, e)


for options in (
    {}, {"delimiter": ";"}, {"skipinitialspace": True}, {"quotechar": "'"}, {"quoting": csv.QUOTE_NONE}, {"escapechar": "\\"},
    {"delimiter": "\t"}, {"delimiter": "é"}, {"quoting": csv.QUOTE_NONNUMERIC}, {"strict": True}, {"doublequote": False}, {"delimiter": " "},
):
    print(options)
    rows(**options)
old = csv.field_size_limit(5)
for text in "abcde,f", "abcdef,g", "a,abcdef", "a,abcde":
    try:
        print(list(csv.reader([text])))
    except csv.Error as e:
        print(e)
csv.field_size_limit(old)
print(list(csv.DictReader(io.StringIO("a,b\n1,2\n3\n4,5,6\n"))))
for text in ["\\\rb", ";,x", "y"], [",,\\\r", ";", "\n\r\n"], ["\\\n;b", "\\x\r,b"], ["a\\\n", "b,c"], ["a\\\nb", "c", "d,e\n"]:
    try:
        print(list(csv.reader(text, escapechar="\\")))
    except csv.Error as e:
        print(e)
