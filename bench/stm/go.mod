// A module of its own, so that weft does not depend on what it is compared with.
module github.com/weftpy/weft/bench/stm

go 1.26.0

require (
	github.com/anacrolix/stm v0.2.0
	github.com/weftpy/weft v0.0.0
)

replace github.com/weftpy/weft => ../..
