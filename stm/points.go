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
	ptPass
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
	ptTake        // begins to look for a way to take a box
	ptTakeAgain   // starts over with that
	ptSettle      // begins to look for the body that was current
	ptSettleAgain // starts over with that
	ptValidate    // begins to look at the read log
	ptValEntry    // goes on to the next entry of it
	ptWaiting     // begins to look again and again whether it can go on
	ptWait        // cannot go on before something it has looked at has changed
	ptPause       // would do well to let others go first
	numPoints
)
