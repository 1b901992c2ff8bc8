package resource

import (
	"math"

	"github.com/weftpy/weft/object"
)

const (
	unlimited = math.MaxInt64
	numLimits = 9
)

var moreConstants = map[string]int64{}

var moreDefs []object.Def
