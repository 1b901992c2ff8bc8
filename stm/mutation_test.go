package stm

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// mutations lists the steps and rules of the protocol, each with a change that removes it
// and a test that must fail then.
//
// TestMutations tries those that match WEFT_MUTANTS, a regular expression ("." takes some
// minutes); without it, it checks that the list has kept up with the code.
var mutations = []struct {
	file, old, new string
	tags, run      string
}{
	// Reading.
	{"read.go", "tx.alive()\n\t\tif s&1 == 0 {", "if s&1 == 0 {", "stmhooks", "TestModel(Cases|Random)"},
	{"read.go", "if s <= tx.rv {\n\t\t\t\treturn b, b, nil, 0", "if true {\n\t\t\t\treturn b, b, nil, 0", "stmhooks", "TestModelCases"},
	{"read.go", "s&1 == 0 && s <= tx.rv &&", "s&1 == 0 &&", "stmhooks", "TestModelCases"},
	{"read.go", "x.Load() == b && b.swapStamp(s, v) &&", "b.swapStamp(s, v) &&", "stmhooks", "TestModel(Cases|Random)"},
	{"read.go", "\t\t\ttx.await(o, st, true)\n\t\tcase stateCommitted:", "\t\t\treturn b, b, nil, 0\n\t\tcase stateCommitted:", "stmhooks", "TestModelCases"},
	{"read.go", "if x.Load() == b {\n\t\t\t\t\treturn b, b, nil, 0\n", "if true {\n\t\t\t\t\treturn b, b, nil, 0\n", "stmhooks", "TestModelCases"},
	{"read.go", "if wv <= tx.rv {\n", "if wv >= 0 {\n", "stmhooks", "TestModelCases"},
	{"read.go", "if v <= tx.rv {\n", "if v >= 0 {\n", "stmhooks", "TestModelCases"},
	{"read.go", "if s&1 == 0 {\n\t\t\treturn s, true\n\t\t}", "if s&1 == 0 {\n\t\t\treturn s, true\n\t\t}\n\t\tif s != 0 {\n\t\t\treturn 0, true\n\t\t}", "stmhooks", "TestModelCases/unstamped"},
	{"read.go", "if !tx.validate(now, true) {", "if false {", "stmhooks", "TestModelCases"},
	{"read.go", "tx.rv = now\n", "tx.rv = tx.e.clock.Load()\n", "stmhooks", "TestModel(Cases|Random)"},
	{"read.go", "tx.reads = append(tx.reads, readEntry{x, b})", "", "stmhooks", "TestModelCases"},
	{"read.go", "if f.id != id {", "if f.id == id-id {", "", "TestFilter"},
	// Validation.
	{"read.go", "if o.wv.Load() <= lim {", "if false {", "stmhooks", "TestModelCases"},
	{"read.go", "tx.awaitVersion(o, st, lim, abortable)", "tx.await(o, st, abortable)", "stmhooks", "TestModel(Cases|Random)"},
	{"read.go", "being cleared there is no way to be sure.\n\t\t\ttx.blame(ReadWrite, x, p, o, st)\n\t\t\treturn false", "\n\t\t\tcontinue", "stmhooks", "TestModelCases"},
	{"read.go", "if b.loadPrev() == p {", "if true {", "", "TestValidateOtherBase"},
	{"read.go", "if q != p {", "if false {", "stmhooks", "TestModel(Cases|Random)"},
	// Writing.
	{"write.go", "nb.prev = unsafe.Pointer(p)\n", "", "stmhooks", "TestModelCases"},
	{"write.go", "tx.writes = append(tx.writes, writeEntry{x, nb, k})", "", "stmhooks", "TestModelCases"},
	{"write.go", "tx.unknow(p)", "", "stmhooks", "TestModelCases/taken_and"},
	{"contention.go", "lose := st&stateMask == stateInevitable", "lose := false", "stmhooks", "TestModelCases"},
	{"contention.go", "lose = birth < tx.birth || birth == tx.birth && o.index < tx.slot.index", "lose = birth > tx.birth || birth == tx.birth && o.index < tx.slot.index", "", "TestSequentialModel|TestOlderWins"},
	{"contention.go", "if !s.status.CompareAndSwap(st, st&^stateMask|stateAborted) {\n\t\treturn false\n\t}", "s.status.Store(st&^stateMask | stateAborted)", "stmhooks", "TestModelCases"},
	{"contention.go", "var maxLosses = 8", "var maxLosses = 1 << 30", "", "TestStarvation$"},
	{"write.go", "tx.slot.birth.Store(tx.birth)\n", "", "", "TestSequentialModel|TestOlderWins"},
	// Commit.
	{"inevitable.go", "if !s.status.CompareAndSwap(tx.active, committing) {\n\t\t\treturn false\n\t\t}", "s.status.Store(committing)", "stmhooks", "TestModelCases"},
	{"inevitable.go", "if e.gateHeld.Load() == 0 {\n\t\t\treturn true\n\t\t}", "if true {\n\t\t\treturn true\n\t\t}", "stmhooks", "TestModelCases"},
	{"commit.go", "return wv == tx.rv+2 || tx.validate(wv, false)", "return true", "stmhooks", "TestModelCases"},
	{"commit.go", "return wv == tx.rv+2 || tx.validate(wv, false)", "return wv <= tx.rv+4 || tx.validate(wv, false)", "stmhooks", "TestModelCases"},
	{"commit.go", "\ttx.step(ptVersion)\n\ts.wv.Store(wv)\n", "", "stmhooks", "TestModelCases"},
	{"commit.go", "if !tx.valid(wv) {", "tx.publish(wv)\n\tif !tx.valid(wv) {", "stmhooks", "TestModelCases"},
	{"commit.go", "\t\tb.setStamp(wv)\n", "", "stmhooks", "TestModelCases"},
	{"commit.go", "\t\tb.clearPrev()\n", "", "stmhooks", "TestModelCases"},
	{"commit.go", "if len(tx.writes) == 0 && len(tx.effects.held) == 0 {", "if len(tx.writes) == 0 {", "stmhooks", "TestModelCases"},
	// The end of an attempt.
	{"attempt.go", "\t\tw.x.swap(w.b, w.b.loadPrev())\n", "\t\t_ = w\n", "stmhooks", "TestModelCases"},
	{"attempt.go", "\ttx.slot.status.Store(tx.active)\n\tif e.stop.Load() != 0 { // after the store, see engine.go\n\t\ttx.awaitStart()\n\t}", "\ttx.slot.status.Store(tx.active)", "stmhooks", "TestModelCases"},
	{"attempt.go", "\t\tclear(tx.reads)\n", "", "", "TestMemory"},
	{"attempt.go", "\t\tclear(tx.writes)\n", "", "", "TestMemory"},
	{"attempt.go", "next := tx.nextID>>seqShift + 1", "next := tx.nextID >> seqShift", "stmhooks", "TestModelCases"},
	{"attempt.go", "s.status.Store(tx.word(stateAborted))\n\tfor", "_ = s\n\tfor", "stmhooks", "TestModelCases"},
	{"attempt.go", "\tif s.end.n.Load() != 0 {\n\t\ts.end.wake()\n\t}\n\ttx.setSeq(next)", "\ttx.setSeq(next)", "", "TestSettleCommitting"},
	{"attempt.go", "if tx.slot.status.Load() != tx.active {", "if false {", "stmhooks", "TestModel(Cases|Random)"},
	{"write.go", "tx.writes[i].b = nb", "", "", "TestReplace"},
	{"write.go", "\tnb.prev = unsafe.Pointer(b.loadPrev())\n", "", "", "TestReplace"},
	// Inevitable and exclusive attempts.
	{"inevitable.go", "e.gate.acquire(tx)\n\ttx.drain()\n\tinevitable", "e.gate.acquire(tx)\n\tinevitable", "stmhooks", "TestModelCases"},
	{"inevitable.go", "now := e.clock.Load()\n\tif !tx.validate(now, false) {", "if false {", "stmhooks", "TestModelCases"},
	{"inevitable.go", "if !tx.slot.status.CompareAndSwap(tx.active, inevitable) {", "tx.slot.status.Store(inevitable)\n\tif false {", "stmhooks", "TestModelCases"},
	{"inevitable.go", "s.status.Store(tx.word(stateCommitting))\n\t\ttx.step(ptTicket)", "tx.step(ptTicket)", "stmhooks", "TestModelCases"},
	{"inevitable.go", "\tfor !w.granted.Load() {\n\t\tif tx.isDoomed() {", "\tfor !w.granted.Load() {\n\t\tif false {", "stmhooks", "TestModel(Cases|Random)"},
	{"inevitable.go", "if list == &g.queue {\n\t\t\tg.release(tx.e)", "if list == &g.queue {", "stmhooks", "TestModel(Cases|Random)"},
	{"inevitable.go", "\t\t\tg.passed(tx.e)\n", "", "stmhooks", "TestModel(Cases|Random)"},
	{"inevitable.go", "*list = without(*list, w)", "", "stmhooks", "TestModel(Cases|Random)"},
	{"inevitable.go", "\tg.grace--\n\tg.next(e)", "\tg.grace--", "stmhooks", "TestModel(Cases|Random)"},
	{"inevitable.go", "\tif len(g.committers) != 0 {\n\t\te.gateHeld.Store(0)", "\tif len(g.queue) != 0 {\n\t\te.gateHeld.Store(0)\n\t\tg.next(e)\n\t} else if len(g.committers) != 0 {\n\t\te.gateHeld.Store(0)", "", "TestGateFairness"},
	{"inevitable.go", "s.status.Store(tx.active)\n\t\tif s.end.n", "if s.end.n", "stmhooks", "TestModelCases"},
	{"inevitable.go", "\te.gate.acquire(tx)\n\ttx.drain()\n\ttx.active", "\te.gate.acquire(tx)\n\ttx.active", "stmhooks", "TestModel(Cases|Pairs)"},
	{"inevitable.go", "\ttx.irrevocable++\n\ttx.effects.flush()", "\ttx.irrevocable++", "", "TestOutputOrder|TestEffects"},
	{"inevitable.go", "\t\te.gateHeld.Store(0)\n\t\tg.next(e)\n", "\t\te.gateHeld.Store(0)\n", "stmhooks", "TestModelCases"},
	{"exclusive.go", "\t\t\ttx.await(s, st, false)\n", "\t\t\tbreak\n", "stmhooks", "TestModelCases"},
	{"exclusive.go", "\te.sleeping.wakeAll(e)\n", "", "stmhooks", "TestModelCases"},
	{"exclusive.go", "s.abort(st)\n\t\t\t\tcontinue", "if s.abort(st) {\n\t\t\t\t\tcontinue\n\t\t\t\t}", "stmhooks", "TestModel(Cases|Random)"},
	{"exclusive.go", "\te.begin.wake()\n", "", "", "TestStressModes|TestBank"},
	{"exclusive.go", "\ttx.effects.flush()\n\tif tx.mode", "\tif tx.mode", "stmhooks", "TestModelCases/output"},
	{"exclusive.go", "b.stamp, b.prev = soloID, nil", "_ = b", "stmhooks", "TestModelCases"},
	{"exclusive.go", "\te.gate.acquire(tx)\n\ttx.drain()\n\ttx.stopWorld()", "\ttx.stopWorld()", "stmhooks", "TestModelCases/solo"},
	{"contention.go", "other.Poll.Or(PollAbort)", "_ = 0", "", "TestOlderWins"},
	{"contention.go", "\t\tother.poke()\n", "", "", "TestAbortedAtGate"},
	{"contention.go", "\t\t\twinner.Poll.Or(winner.AwaitedBits)\n", "", "", "TestAwaited"},
	{"events.go", "\tc.Kind, c.Box, c.Body, c.slot, c.status = kind, x, b, o, st\n\tif x != nil {\n\t\ttx.disputes(x)\n\t}", "\tc.Kind, c.Box, c.Body, c.slot, c.status = kind, x, b, o, st", "", "TestAwaited"},
	{"events.go", "\ttx.disputes(x)\n\tif tx.e.listener", "\tif tx.e.listener", "", "TestWoundDisputes"},
	// Running alone.
	{"alone.go", "if !tx.nobody() {", "if false {", "stmhooks", "TestModelCases"},
	{"alone.go", "return e.sleepers.Load() == 0 && !e.gate.queued()", "return true", "", "TestNobody"},
	{"alone.go", "u.x.p = unsafe.Pointer(u.before())", "_ = u", "stmhooks", "TestModelCases"},
	{"undo.go", "\tu.saved = nil\n", "", "", "TestAloneUndoneAgain"},
	{"undo.go", "p.stamp, p.prev = u.stamp, nil", "p.prev = nil", "", "TestAloneLooksUp"},
	{"alone.go", "\t\tb.prev = unsafe.Pointer(u.before())\n", "", "stmhooks", "TestModelCases"},
	{"alone.go", "\t\ttx.writes = append(tx.writes, writeEntry{u.x, b, u.k})\n", "", "stmhooks", "TestModelCases"},
	{"alone.go", "\te.stop.Store(0) // the gate stays ours\n\te.begin.wake()\n", "\te.stop.Store(0)\n", "", "TestAloneLooksUp"},
	{"alone.go", "\te.wanted.Store(1)\n", "", "", "TestAloneLooksUp"},
	{"alone.go", "tx.Notify(PollAbort)", "_ = tx", "", "TestAloneLooksUp"},
	{"alone.go", "\t\ttx.e.output.release(out, tx)\n", "\t\t_ = out\n", "stmhooks", "TestModelCases"},
	{"alone.go", "\tif len(tx.effects.held) != 0 {\n\t\ttx.runAsOthers()\n\t}\n", "", "", "TestAloneHoldsOutput"},
	{"undo.go", "*l = undoLog{}", "l.n = 0", "stmhooks", "TestModelCases"},
	{"undo.go", "u.k, u.saved = k, nil", "u.k = k", "", "TestAloneKinds"},
	{"alone.go", "\tnext := tx.nextID>>seqShift + 1\n", "\tnext := tx.nextID >> seqShift\n", "", "TestAloneUndone"},
	// Own bodies.
	{"read.go", "\t\t\tif s >= o.since.Load() {\n\t\t\t\ttx.revoke(x, b, o, s)\n", "\t\t\tif false {\n", "stmhooks", "TestModelCases/.*own"},
	{"read.go", "if s >= o.since.Load() {\n\t\t\t\ttx.await(o, st, true)", "if false {\n\t\t\t\ttx.await(o, st, true)", "stmhooks", "TestModelCases/.*own"},
	{"read.go", "tx.revokeAlone(b)", "_ = b", "stmhooks", "TestModelCases/.*own|TestModelRandom"},
	{"own.go", "\to.revoked.Store(1)\n\tst :=", "\tst :=", "stmhooks", "TestModelCases/.*own"},
	{"own.go", "b.swapStamp(s, tx.e.clock.Load())", "b.swapStamp(s, 0)", "stmhooks", "TestModelCases/.*own"},
	{"own.go", "case stateIdle:\n", "case stateIdle, stateActive + 100:\n\t\to.revoked.Store(0)\n", "stmhooks", "TestModelCases/.*own"},
	{"own.go", "\t\ttx.slot.revoked.Store(0)\n\t\ttx.disown()\n", "\t\ttx.slot.revoked.Store(0)\n", "stmhooks", "TestModelCases/.*own"},
	{"own.go", "\t\t\ttx.slot.told.Store(tx.e.clock.Load())\n", "", "stmhooks", "TestModelCases/.*own"},
	{"own.go", "\t\tu.x.swap(u.x.Load(), u.before())\n", "\t\tu.before()\n", "stmhooks", "TestModelCases/.*own"},
	{"own.go", "\t\tnb.stamp = tx.ID\n", "", "stmhooks", "TestModelCases/.*own"},
	{"nest.go", "\ttx.undoOwn(undo)\n", "", "stmhooks", "TestModelCases/.*own"},
	{"attempt.go", "\tif tx.keeps {\n\t\ttx.giveUp()\n\t}\n\t// The clock", "\t// The clock", "stmhooks", "TestModelCases/.*own"},
	{"attempt.go", "\tif tx.keeps {\n\t\ttx.giveUp()\n\t}\n\ttx.rv", "\ttx.rv", "stmhooks", "TestModelCases/.*own"},
	{"inevitable.go", "\tif tx.keeps {\n\t\ttx.giveUp()\n\t}\n", "", "stmhooks", "TestModelCases/.*own"},
	{"inevitable.go", "\t\tif tx.keeps {\n\t\t\ttx.tell() // after the ticket, as it notes the version\n\t\t}\n", "", "", "TestOwnWary"},
	{"commit.go", "\tif tx.keeps {\n\t\ttx.tell()\n\t}\n\ttx.step(ptCommitted)", "\ttx.step(ptCommitted)", "", "TestOwnWary"},
	{"exclusive.go", "\ttx.ended()\n\ttx.disown()\n", "\ttx.ended()\n", "", "TestOwnSolo"},
	{"exclusive.go", "\ttx.ID = noID\n\ttx.disown()\n", "\ttx.ID = noID\n", "", "TestOwnSolo"},
	{"update.go", "s == tx.ID || tx.owns(s) || tx.hasRead(x)", "s == tx.ID || tx.hasRead(x)", "", "TestOwn$"},
	// Retry.
	{"retry.go", "\tw.forget()\n\ttx.emit(Event{Kind: EventRetry}, start)", "\ttx.emit(Event{Kind: EventRetry}, start)", "stmhooks", "TestModelCases"},
	{"retry.go", "\ttx.e.sleepers.Add(1)\n", "", "stmhooks", "TestModelCases"},
	{"retry.go", "} else if w.changed() {\n\t\tw.fire()", "} else if false {\n\t\tw.fire()", "stmhooks", "TestModelCases"},
	{"retry.go", "\tif fired {\n\t\tw.forget()\n\t\twake()", "\tif fired {\n\t\tw.forget()", "", "TestDetach"},
	{"retry.go", "if !w.changed() {\n\t\ttx.parked", "if true {\n\t\ttx.parked", "stmhooks", "TestModelCases"},
	{"retry.go", "\ttx.e.sleeping.add(w)\n", "", "stmhooks", "TestModelCases"},
	{"commit.go", "if tx.e.sleepers.Load() != 0 {", "if false {", "stmhooks", "TestModelCases"},
	{"retry.go", "for i := range tx.writes {\n\t\tw.entries", "for i := range tx.writes[:0] {\n\t\tw.entries", "", "TestSequentialModel"},
	// Updates.
	{"update.go", "tx.lockStripe(&tx.e.stripes[bits.TrailingZeros64(s)])\n\t\ttx.locked |= s & -s", "", "stmhooks", "TestModelUpdatesDoNotAbort"},
	{"update.go", "\t\ttx.alive()\n", "", "stmhooks", "TestModelRandom"},
	{"read.go", "if nb := tx.applyHeld(x); nb != nil {", "if nb := tx.applyHeld(x); false {", "stmhooks", "TestModelCases"},
	{"update.go", "\t\tl.held.Store(false)\n", "", "stmhooks", "TestModelCases"},
	{"update.go", "\t\tif l.wait.n.Load() != 0 {\n\t\t\tl.wait.wake()\n\t\t}\n", "", "", "TestStripeWakes"},
	{"update.go", "\tif tx.heldIndex != nil {\n\t\ttx.heldIndex[x] = len(tx.updates) - 1\n\t} else if", "\tif tx.heldIndex == nil &&", "", "TestHeldUpdates"},
	// Effects.
	{"effects.go", "\tq.mu.Lock()\n\twv = e.clock.Add(2)", "\twv = e.clock.Add(2)\n\tq.mu.Lock()", "stmhooks", "TestModelCases"},
	{"effects.go", "for len(q.queue) != 0 && q.queue[0].filled {", "for len(q.queue) != 0 {", "stmhooks", "TestModelCases"},
	{"effects.go", "if q.writing {\n\t\treturn\n\t}", "", "stmhooks", "TestModelCases"},
	{"commit.go", "\t\t\te.output.drop(out)\n", "", "stmhooks", "TestModelCases"},
	{"effects.go", "f.held = f.held[:m.held]", "", "", "TestEffects"},
	{"effects.go", "\tif tx.effects.awaited {\n\t\ttx.slot.late.Or(1)", "\tif false {\n\t\ttx.slot.late.Or(1)", "", "TestOnCommitAwaited"},
	{"effects.go", "f.any, f.awaited = false, false", "f.any = false", "", "TestOnCommitAwaited"},
	{"effects.go", "\ttx.effects.awaited = tx.effects.any\n", "", "", "TestOnCommitAwaited"},
	{"commit.go", "\ttx.commitAwaited()\n\tif tx.keeps {", "\tif tx.keeps {", "", "TestOnCommitAwaited"},
	{"commit.go", "\t\ttx.commitAwaited()\n\t\ttx.finishExclusive()", "\t\ttx.finishExclusive()", "", "TestOnCommitAwaited"},
	{"commit.go", "\t\t\t\ttx.slot.late.Add(1)\n", "", "", "TestOnCommitAwaited"},
	{"inevitable.go", "\ttx.commitAwaited()\n\tif len", "\tif len", "", "TestOnCommitAwaited"},
	{"read.go", "\t\ts.looked.Store(n)\n", "", "", "TestSeen"},
	{"read.go", "tx.slot.looked.Load() == uint32(tx.active>>stateBits)", "tx.slot.looked.Load() != 0", "", "TestSeen"},
	{"read.go", "\t\ttx.Poll.Or(tx.LargeBits)\n", "", "", "TestLarge"},
	// Sleeping, and waiting before another attempt.
	{"wait.go", "\t\tif tx.isDoomed() {\n\t\t\ttx.doomed()\n\t\t}\n\t\tif tx.Poll", "\t\tif tx.Poll", "", "TestSleep"},
	{"wait.go", "if tx.Poll.Load()&^PollLocal != 0 {\n\t\t\treturn false", "if tx.Poll.Load() != 0 {\n\t\t\treturn false", "", "TestSleep"},
	{"wait.go", "if tx.Poll.Load()&^PollLocal != 0 {\n\t\t\treturn false", "if false {\n\t\t\treturn false", "", "TestSleep"},
	{"wait.go", "defer timer.Stop()\n\ttx.parked.Store(1)\n", "defer timer.Stop()\n", "", "TestSleep"},
	{"wait.go", "if tx.mode == modeAlone && time.Until(until) > shortSleep {", "if false {", "", "TestSleep"},
	{"contention.go", "case <-tx.timer.C:\n\t\t\t\texpired = true", "case <-tx.timer.C:", "", "TestBackOffExpires"},
	// OrElse.
	{"engine.go", "\tcase seq < id>>seqShift:\n\t\treturn s, st\n", "", "stmhooks", "TestModelCases"},
	{"engine.go", "return wv, s.status.Load() == st", "return wv, true", "", "TestVersionOfEnded"},
	{"nest.go", "\tif len(tx.updates) != 0 {\n\t\ttx.applyAllHeld()\n\t}\n", "", "", "TestUpdateBeforeAlternative"},
	{"nest.go", "w.x.swap(w.b, nb) // fails", "_ = w // fails", "stmhooks", "TestModelCases"},
	{"nest.go", "\t\tw.x.swap(w.b, p)\n", "", "stmhooks", "TestModelCases"},
	{"nest.go", "tx.logRead(w.x, p) // f has", "// f has", "stmhooks", "TestModelCases"},
	{"nest.go", "tx.writes[i].b.setStamp(tx.nextID)", "_ = i", "stmhooks", "TestModelCases"},
	{"nest.go", "\ttx.changeID()\n\tbase", "\tbase", "", "TestOrElseNewborn"},
}

func TestMutations(t *testing.T) {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	try := os.Getenv("WEFT_MUTANTS")
	for _, m := range mutations {
		src, err := os.ReadFile(m.file)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(src), m.old); n != 1 {
			t.Errorf("%s: %d occurrences of %q", m.file, n, m.old)
			continue
		}
		name := strings.Join(strings.Fields(m.old), " ")
		if try == "" || !regexp.MustCompile(try).MatchString(m.file+": "+name) {
			continue
		}
		tmp := t.TempDir()
		mutant := filepath.Join(tmp, m.file)
		overlay := filepath.Join(tmp, "overlay.json")
		js, _ := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(dir, m.file): mutant}})
		if err := os.WriteFile(mutant, []byte(strings.Replace(string(src), m.old, m.new, 1)), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(overlay, js, 0o666); err != nil {
			t.Fatal(err)
		}
		build := exec.Command("go", "test", "-overlay", overlay, "-tags", m.tags, "-vet=off", "-run", "XXX", ".")
		if out, err := build.CombinedOutput(); err != nil {
			t.Errorf("%s: %s: does not compile\n%s", m.file, name, out)
			continue
		}
		// Some take a schedule that only the longer form of the model check comes to.
		timeout := "10m"
		if m.tags == "" {
			timeout = "2m" // no model check
		}
		var out []byte
		for _, length := range []string{"-short", "-short=false"} {
			cmd := exec.Command("go", "test", "-overlay", overlay, "-tags", m.tags, "-vet=off", length, "-failfast", "-timeout", timeout, "-run", m.run, ".")
			if out, err = cmd.CombinedOutput(); err != nil {
				break
			}
		}
		switch {
		case err == nil:
			t.Errorf("%s: %s: survived %s\n%s", m.file, name, m.run, out)
		case strings.Contains(string(out), "panic: test timed out"):
			t.Logf("%s: %s: never ends", m.file, name)
		default:
			t.Logf("%s: %s: killed", m.file, name)
		}
	}
}
