package stm

// point names a step of the protocol: an access to something that attempts share. Tests
// with the build tag stmhooks stop attempts before each of them; without it the calls
// vanish.
type point uint8

const (
	ptBegin point = iota
	ptBeginClock
	ptLoad
	ptStamp
	ptStatus
	ptOwner
	ptRecheck
	ptPrev
	ptExtend
	ptValLoad
	ptValStamp
	ptValOwner
	ptValPrev
	ptInstall
	ptWound
	ptCommitting
	ptGate
	ptTicket
	ptVersion
	ptCommitted
	ptPublish
	ptClear
	ptEnd
	ptAbort
	ptRestore
	ptDrain
	ptInevitable
	ptStop
	ptStripe
	ptAwait
	ptWait  // cannot go on before another attempt makes a step
	ptPause // would do well to let others go first
	numPoints
)
