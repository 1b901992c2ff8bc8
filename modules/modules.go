// Package modules brings in all built-in modules: importing it registers them.
package modules

import (
	_ "github.com/weftpy/weft/modules/abc"
	_ "github.com/weftpy/weft/modules/atexit"
	_ "github.com/weftpy/weft/modules/binascii"
	_ "github.com/weftpy/weft/modules/builtins"
	_ "github.com/weftpy/weft/modules/codecs"
	_ "github.com/weftpy/weft/modules/collections"
	_ "github.com/weftpy/weft/modules/errno"
	_ "github.com/weftpy/weft/modules/io"
	_ "github.com/weftpy/weft/modules/itertools"
	_ "github.com/weftpy/weft/modules/math"
	_ "github.com/weftpy/weft/modules/operator"
	_ "github.com/weftpy/weft/modules/posix"
	_ "github.com/weftpy/weft/modules/pystruct"
	_ "github.com/weftpy/weft/modules/random"
	_ "github.com/weftpy/weft/modules/sre"
	_ "github.com/weftpy/weft/modules/string"
	_ "github.com/weftpy/weft/modules/sys"
	_ "github.com/weftpy/weft/modules/thread"
	_ "github.com/weftpy/weft/modules/time"
	_ "github.com/weftpy/weft/modules/transaction"
	_ "github.com/weftpy/weft/modules/unicodedata"
	_ "github.com/weftpy/weft/modules/warnings"
	_ "github.com/weftpy/weft/modules/weakref"
)
