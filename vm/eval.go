// Package vm evaluates bytecode: frames, calls, exceptions, generators and
// coroutines, inline caches.
package vm

import (
	"math"
	"sync/atomic"
	"unsafe"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// The evaluator.
//
// run executes the frame on top of the thread's list of frames, and all that it
// calls, until that frame returns, yields or raises. Python functions that call
// each other never nest run: a call pushes a frame and goes on with its first
// instruction. Built-in functions that call back into Python do nest.
//
// Registers are a window on the thread's value stack, seen through a pointer
// to an array of 256 values and indexed by bytes, so the Go compiler checks no
// bounds; the stack keeps enough slack behind its end that every window is
// inside it. An argument list is built in the caller's highest registers and
// becomes the beginning of the callee's window without being copied.
//
// The function is far beyond the size up to which the compiler inlines, so fast
// paths are written out, and what is not fast goes to functions of its own. A
// case ends in `continue`; `break` leaves the switch with err set, for the
// handling of exceptions below it. Results that are ints are written without
// touching the tag when it is right already, which saves the write barrier.
//
// While a frame calls out, its PC says where it is: every path that may raise,
// call or be looked at saves it first (save).

type window = *[256]object.Value

const valueSize = unsafe.Sizeof(object.Value{})

func pcOf(ip unsafe.Pointer, code *object.Code) int32 {
	return int32((uintptr(ip) - uintptr(unsafe.Pointer(unsafe.SliceData(code.Ins)))) >> 3)
}

func ipOf(code *object.Code, pc int32) unsafe.Pointer {
	return unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Ins)), int(pc)*8)
}

func windowAt(t *object.Thread, base int) window {
	return (*[256]object.Value)(unsafe.Pointer(&t.Stack[base]))
}

// run indexes by pointer: of a pointer to an array the compiler checks at every use
// whether it is nil.

func registersAt(t *object.Thread, base int) unsafe.Pointer {
	return unsafe.Add(unsafe.Pointer(unsafe.SliceData(t.Stack)), uintptr(base)*valueSize)
}

func at(regs unsafe.Pointer, i uint8) *object.Value {
	return (*object.Value)(unsafe.Add(regs, uintptr(i)*valueSize))
}

// run executes the current frame, whose Kind is FrameEntry. A generator's frame
// that ends returns null and leaves its result in t.Result.
func run(t *object.Thread) (object.Value, *object.Exception) {
	var (
		fr   = t.Frame
		code = fr.Code
		regs = registersAt(t, fr.Base)
		ip   = ipOf(code, fr.PC)
		tx   = t.Tx

		// What a label below takes; none of it lives from one instruction to the next.
		err     *object.Exception
		result  object.Value
		taken   bool
		callee  object.Value
		argBase int
		nargs   int
		native  *object.Func
	)
	for {
		w := *(*uint64)(ip)
		ip = unsafe.Add(ip, 8)
		switch compile.Op(w) {
		case compile.Nop:
			continue

		case compile.Move:
			*at(regs, uint8(w>>8)) = *at(regs, uint8(w>>16))
			continue

		case compile.LoadConst:
			k := (*object.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Consts)), uintptr(w>>32)*valueSize))
			dst := at(regs, uint8(w>>8))
			if k.O != dst.O {
				dst.O = k.O
			}
			dst.N = k.N
			continue

		case compile.Clear:
			*at(regs, uint8(w>>8)) = object.Value{}
			continue

		case compile.CheckLocal:
			if at(regs, uint8(w>>8)).O != nil {
				continue
			}
			fr.PC = pcOf(ip, code)
			err = unboundLocal(t, code, int(int32(w>>32)))
			goto failed

		case compile.LoadCell:
			c := (*object.Cell)(unsafe.Pointer(at(regs, uint8(w>>16)).O))
			b := c.Box.Load()
			if b.Stamp() != tx.ID {
				if !tx.Knows(b) {
					t.Frame.PC = pcOf(ip, code)
					b = tx.OpenRead(&c.Box, b)
					code, regs, ip = t.Frame.Code, registersAt(t, t.Frame.Base), ipOf(t.Frame.Code, t.Frame.PC)
					w = *(*uint64)(unsafe.Add(ip, -8))
				}
				fr = t.Frame
			}
			v := (*object.CellBody)(unsafe.Pointer(b)).Value
			if v.O != nil {
				*at(regs, uint8(w>>8)) = v
				continue
			}
			fr.PC = pcOf(ip, code)
			err = unboundCell(t, code, int(int32(w>>32)))
			goto failed

		case compile.FreeVars:
			fr.PC = pcOf(ip, code)
			freeVars(t, fr, int(w>>32))
			goto reload

		case compile.MakeCell:
			fr.PC = pcOf(ip, code)
			result = object.Value{O: &object.NewCell(t, *at(regs, uint8(w>>8))).Object}
			goto stored

		case compile.StoreCell:
			c := (*object.Cell)(unsafe.Pointer(at(regs, uint8(w>>16)).O))
			b := c.Box.Load()
			if b.Stamp() != tx.ID {
				t.Frame.PC = pcOf(ip, code)
				b = tx.OpenWrite(&c.Box, b, object.CellKind)
				fr = t.Frame
				code, regs, ip = fr.Code, registersAt(t, fr.Base), ipOf(fr.Code, fr.PC)
				w = *(*uint64)(unsafe.Add(ip, -8))
			}
			(*object.CellBody)(unsafe.Pointer(b)).Value = *at(regs, uint8(w>>8))
			continue

		case compile.LoadGlobal, compile.LoadName:
			c := (*object.Cache)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Caches)), uintptr(w>>32)*unsafe.Sizeof(object.Cache{})))
			if e := (*globalEntry)(atomic.LoadPointer(&c.Entry)); e != nil && e.globals == fr.Fn.Globals {
				cell := e.cell
				b := cell.Box.Load()
				if cell.Variable && b.Stamp() != tx.ID {
					if !tx.Knows(b) {
						t.Frame.PC = pcOf(ip, code)
						b = tx.OpenRead(&cell.Box, b)
						code, regs, ip = t.Frame.Code, registersAt(t, t.Frame.Base), ipOf(t.Frame.Code, t.Frame.PC)
						w = *(*uint64)(unsafe.Add(ip, -8))
					}
					fr = t.Frame
				}
				v := &(*object.NameCellBody)(unsafe.Pointer(b)).Value
				if v.O != nil {
					*at(regs, uint8(w>>8)) = *v
					continue
				}
				if cell = e.builtin; cell != nil {
					if v := &(*object.NameCellBody)(unsafe.Pointer(cell.Box.Load())).Value; v.O != nil {
						*at(regs, uint8(w>>8)) = *v
						continue
					}
				}
			}
			fr.PC = pcOf(ip, code)
			result, err = loadVariable(t, fr, c)
			goto store

		case compile.StoreGlobal, compile.StoreName:
			c := (*object.Cache)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Caches)), uintptr(w>>32)*unsafe.Sizeof(object.Cache{})))
			if e := (*globalEntry)(atomic.LoadPointer(&c.Entry)); e != nil && e.globals == fr.Fn.Globals {
				b := e.cell.Box.Load()
				if b.Stamp() == tx.ID {
					if v := &(*object.NameCellBody)(unsafe.Pointer(b)).Value; v.O != nil {
						*v = *at(regs, uint8(w>>8))
						continue
					}
				}
			}
			fr.PC = pcOf(ip, code)
			if compile.Op(w) == compile.StoreName {
				err = storeName(t, fr, c, *at(regs, uint8(w>>8)))
			} else {
				err = storeGlobal(t, fr, c, *at(regs, uint8(w>>8)))
			}
			goto done

		case compile.LoadAttr:
			v := at(regs, uint8(w>>16))
			c := (*object.Cache)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Caches)), uintptr(w>>32)*unsafe.Sizeof(object.Cache{})))
			version := v.O.Typ.Version
			for e := (*attrEntry)(atomic.LoadPointer(&c.Entry)); e != nil; e = e.next {
				if e.version != version || e.kind != attrSlot {
					continue
				}
				box := (*stm.Box)(unsafe.Add(unsafe.Pointer(v.O), e.off))
				b := box.Load()
				if b.Stamp() != tx.ID {
					if !tx.Knows(b) {
						t.Frame.PC = pcOf(ip, code)
						b = tx.OpenRead(box, b)
						code, regs, ip = t.Frame.Code, registersAt(t, t.Frame.Base), ipOf(t.Frame.Code, t.Frame.PC)
						w = *(*uint64)(unsafe.Add(ip, -8))
						v = at(regs, uint8(w>>16))
					}
					fr = t.Frame
				}
				if (*object.AttrBody)(unsafe.Pointer(b)).Shape != e.shape {
					continue
				}
				src := (*object.Value)(unsafe.Add(unsafe.Pointer(b), e.slot))
				o := src.O
				if o == nil { // deleted
					break
				}
				dst := at(regs, uint8(w>>8))
				if dst.O != o {
					dst.O = o
				}
				dst.N = src.N
				goto next
			}
			fr.PC = pcOf(ip, code)
			result, err = loadAttr(t, w, *at(regs, uint8(w>>16)), (*object.Cache)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Caches)), uintptr(w>>32)*unsafe.Sizeof(object.Cache{}))))
			goto store

		case compile.StoreAttr:
			v := at(regs, uint8(w>>16))
			c := (*object.Cache)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Caches)), uintptr(w>>32)*unsafe.Sizeof(object.Cache{})))
			version := v.O.Typ.Version
			for e := (*attrEntry)(atomic.LoadPointer(&c.Entry)); e != nil; e = e.next {
				if e.version != version {
					continue
				}
				box := (*stm.Box)(unsafe.Add(unsafe.Pointer(v.O), e.off))
				b := box.Load()
				if b.Stamp() != tx.ID {
					t.Frame.PC = pcOf(ip, code)
					if at(regs, uint8(w>>8)).O.Typ == object.ListType && holdsAlready(t, box, e, *at(regs, uint8(w>>8))) {
						goto reload
					}
					b = tx.OpenWrite(box, box.Load(), object.AttrKind)
					fr = t.Frame
					code, regs, ip = fr.Code, registersAt(t, fr.Base), ipOf(fr.Code, fr.PC)
					w = *(*uint64)(unsafe.Add(ip, -8))
					v = at(regs, uint8(w>>16))
				}
				ab := (*object.AttrBody)(unsafe.Pointer(b))
				if ab.Shape != e.shape {
					continue
				}
				if e.kind == attrSlot {
					src := at(regs, uint8(w>>8))
					dst := (*object.Value)(unsafe.Add(unsafe.Pointer(b), e.slot))
					if dst.O != src.O {
						dst.O = src.O
					}
					dst.N = src.N
					goto next
				}
				if e.slot < attrHead+ab.Cap*valueSize {
					*(*object.Value)(unsafe.Add(unsafe.Pointer(b), e.slot)) = *at(regs, uint8(w>>8))
					ab.Shape = e.after
					goto next
				}
				break
			}
			fr.PC = pcOf(ip, code)
			err = storeAttr(t, *at(regs, uint8(w>>16)), (*object.Cache)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Caches)), uintptr(w>>32)*unsafe.Sizeof(object.Cache{}))), *at(regs, uint8(w>>8)))
			goto done

		case compile.LoadItem:
			v, k := at(regs, uint8(w>>16)), at(regs, uint8(w>>24))
			switch v.O.Typ {
			case object.ListType:
				if k.O == &object.IntTag {
					l := (*object.List)(unsafe.Pointer(v.O))
					b := l.Box.Load()
					if b.Stamp() != tx.ID {
						if !tx.Knows(b) {
							t.Frame.PC = pcOf(ip, code)
							b = tx.OpenRead(&l.Box, b)
							code, regs, ip = t.Frame.Code, registersAt(t, t.Frame.Base), ipOf(t.Frame.Code, t.Frame.PC)
							w = *(*uint64)(unsafe.Add(ip, -8))
							k = at(regs, uint8(w>>24))
						}
						fr = t.Frame
					}
					items := (*object.ListBody)(unsafe.Pointer(b)).Items
					i := int(k.N)
					if i < 0 {
						i += len(items)
					}
					if uint(i) < uint(len(items)) {
						src := &items[i]
						dst := at(regs, uint8(w>>8))
						if dst.O != src.O {
							dst.O = src.O
						}
						dst.N = src.N
						continue
					}
					fr.PC = pcOf(ip, code)
					result, err = object.ListItem(t, l, b, *k)
					goto store
				}
			case object.TupleType:
				if k.O == &object.IntTag {
					items := (*object.Tuple)(unsafe.Pointer(v.O)).Items
					i := int(k.N)
					if i < 0 {
						i += len(items)
					}
					if uint(i) < uint(len(items)) {
						*at(regs, uint8(w>>8)) = items[i]
						continue
					}
				}
			case object.DictType:
				fr.PC = pcOf(ip, code)
				result, err = object.DictItem(t, *v, *k)
				goto store
			case object.StrType:
				if k.O == &object.IntTag {
					s := (*object.Str)(unsafe.Pointer(v.O))
					i := int(k.N)
					if i < 0 {
						i += len(s.S)
					}
					if uint(i) < uint(len(s.S)) && s.KnownASCII() {
						*at(regs, uint8(w>>8)) = object.Value{O: object.CharStr(s.S[i])}
						continue
					}
				}
			}
			fr.PC = pcOf(ip, code)
			result, err = getItem(t, w, *v, *k)
			goto store

		case compile.LoadItemI:
			v := at(regs, uint8(w>>16))
			i := int(int32(w >> 32))
			switch v.O.Typ {
			case object.ListType:
				l := (*object.List)(unsafe.Pointer(v.O))
				b := l.Box.Load()
				if b.Stamp() != tx.ID {
					if !tx.Knows(b) {
						t.Frame.PC = pcOf(ip, code)
						b = tx.OpenRead(&l.Box, b)
						code, regs, ip = t.Frame.Code, registersAt(t, t.Frame.Base), ipOf(t.Frame.Code, t.Frame.PC)
						w = *(*uint64)(unsafe.Add(ip, -8))
						v = at(regs, uint8(w>>16))
					}
					fr = t.Frame
				}
				items := (*object.ListBody)(unsafe.Pointer(b)).Items
				if i < 0 {
					i += len(items)
				}
				if uint(i) < uint(len(items)) {
					*at(regs, uint8(w>>8)) = items[i]
					continue
				}
			case object.TupleType:
				items := (*object.Tuple)(unsafe.Pointer(v.O)).Items
				if i < 0 {
					i += len(items)
				}
				if uint(i) < uint(len(items)) {
					*at(regs, uint8(w>>8)) = items[i]
					continue
				}
			}
			fr.PC = pcOf(ip, code)
			result, err = getItem(t, w, *v, object.Int(int64(int32(w>>32))))
			goto store

		case compile.StoreItem:
			v, k := at(regs, uint8(w>>16)), at(regs, uint8(w>>24))
			if v.O.Typ == object.ListType && k.O == &object.IntTag {
				l := (*object.List)(unsafe.Pointer(v.O))
				// A list that the attempt does not own is not opened here: if it is large,
				// a card of it is all that must be.
				if b := l.Box.Load(); b.Stamp() == tx.ID {
					items := (*object.ListBody)(unsafe.Pointer(b)).Items
					i := int(k.N)
					if i < 0 {
						i += len(items)
					}
					if uint(i) < uint(len(items)) {
						src := at(regs, uint8(w>>8))
						dst := &items[i]
						if dst.O != src.O {
							dst.O = src.O
						}
						dst.N = src.N
						continue
					}
				}
			}
			fr.PC = pcOf(ip, code)
			if v.O.Typ == object.DictType {
				err = (*object.Dict)(unsafe.Pointer(v.O)).Set(t, *k, *at(regs, uint8(w>>8)))
				goto done
			}
			if v.O.Typ == object.ListType {
				err = object.SetListItem(t, *v, *k, *at(regs, uint8(w>>8)))
				goto done
			}
			err = setItem(t, w, *v, *k, *at(regs, uint8(w>>8)))
			goto done

		case compile.Add:
			x, y := at(regs, uint8(w>>16)), at(regs, uint8(w>>24))
			if x.O == &object.IntTag && y.O == &object.IntTag {
				a, b := int64(x.N), int64(y.N)
				r := a + b
				if (r^a)&(r^b) >= 0 {
					dst := at(regs, uint8(w>>8))
					if dst.O != &object.IntTag {
						dst.O = &object.IntTag
					}
					dst.N = uint64(r)
					continue
				}
			} else if x.O == &object.FloatTag && y.O == &object.FloatTag {
				r := math.Float64bits(math.Float64frombits(x.N) + math.Float64frombits(y.N))
				dst := at(regs, uint8(w>>8))
				if dst.O != &object.FloatTag {
					dst.O = &object.FloatTag
				}
				dst.N = r
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryAt(t, w, object.OpAdd)
			goto store

		case compile.Sub:
			x, y := at(regs, uint8(w>>16)), at(regs, uint8(w>>24))
			if x.O == &object.IntTag && y.O == &object.IntTag {
				a, b := int64(x.N), int64(y.N)
				r := a - b
				if (a^b)&(r^a) >= 0 {
					dst := at(regs, uint8(w>>8))
					if dst.O != &object.IntTag {
						dst.O = &object.IntTag
					}
					dst.N = uint64(r)
					continue
				}
			} else if x.O == &object.FloatTag && y.O == &object.FloatTag {
				r := math.Float64bits(math.Float64frombits(x.N) - math.Float64frombits(y.N))
				dst := at(regs, uint8(w>>8))
				if dst.O != &object.FloatTag {
					dst.O = &object.FloatTag
				}
				dst.N = r
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryAt(t, w, object.OpSub)
			goto store

		case compile.Mul:
			x, y := at(regs, uint8(w>>16)), at(regs, uint8(w>>24))
			if x.O == &object.IntTag && y.O == &object.IntTag {
				if a, b := int64(x.N), int64(y.N); int64(int32(a)) == a && int64(int32(b)) == b {
					dst := at(regs, uint8(w>>8))
					if dst.O != &object.IntTag {
						dst.O = &object.IntTag
					}
					dst.N = uint64(a * b)
					continue
				}
			} else if x.O == &object.FloatTag && y.O == &object.FloatTag {
				r := math.Float64bits(math.Float64frombits(x.N) * math.Float64frombits(y.N))
				dst := at(regs, uint8(w>>8))
				if dst.O != &object.FloatTag {
					dst.O = &object.FloatTag
				}
				dst.N = r
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryAt(t, w, object.OpMul)
			goto store

		case compile.TrueDiv:
			x, y := at(regs, uint8(w>>16)), at(regs, uint8(w>>24))
			if x.O == &object.FloatTag && y.O == &object.FloatTag {
				if d := math.Float64frombits(y.N); d != 0 {
					r := math.Float64bits(math.Float64frombits(x.N) / d)
					dst := at(regs, uint8(w>>8))
					if dst.O != &object.FloatTag {
						dst.O = &object.FloatTag
					}
					dst.N = r
					continue
				}
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryAt(t, w, object.OpTrueDiv)
			goto store

		case compile.And:
			x, y := at(regs, uint8(w>>16)), at(regs, uint8(w>>24))
			if x.O == &object.IntTag && y.O == &object.IntTag {
				r := x.N & y.N
				dst := at(regs, uint8(w>>8))
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(r)
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryAt(t, w, object.OpAnd)
			goto store

		case compile.Or:
			x, y := at(regs, uint8(w>>16)), at(regs, uint8(w>>24))
			if x.O == &object.IntTag && y.O == &object.IntTag {
				r := x.N | y.N
				dst := at(regs, uint8(w>>8))
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(r)
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryAt(t, w, object.OpOr)
			goto store

		case compile.Xor:
			x, y := at(regs, uint8(w>>16)), at(regs, uint8(w>>24))
			if x.O == &object.IntTag && y.O == &object.IntTag {
				r := x.N ^ y.N
				dst := at(regs, uint8(w>>8))
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(r)
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryAt(t, w, object.OpXor)
			goto store

		case compile.RShift:
			x, y := at(regs, uint8(w>>16)), at(regs, uint8(w>>24))
			if x.O == &object.IntTag && y.O == &object.IntTag && y.N < 64 {
				r := int64(x.N) >> (y.N & 63)
				dst := at(regs, uint8(w>>8))
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(r)
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryAt(t, w, object.OpRShift)
			goto store

		case compile.LShift:
			x, y := at(regs, uint8(w>>16)), at(regs, uint8(w>>24))
			if x.O == &object.IntTag && y.O == &object.IntTag && y.N < 63 {
				if r := int64(x.N) << (y.N & 63); r>>(y.N&63) == int64(x.N) {
					dst := at(regs, uint8(w>>8))
					if dst.O != &object.IntTag {
						dst.O = &object.IntTag
					}
					dst.N = uint64(r)
					continue
				}
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryAt(t, w, object.OpLShift)
			goto store

		case compile.Mod:
			x, y := at(regs, uint8(w>>16)), at(regs, uint8(w>>24))
			if x.O == &object.IntTag && y.O == &object.IntTag && int64(y.N) > 0 {
				r := int64(x.N) % int64(y.N)
				if r < 0 {
					r += int64(y.N)
				}
				dst := at(regs, uint8(w>>8))
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(r)
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryAt(t, w, object.OpMod)
			goto store

		case compile.FloorDiv:
			x, y := at(regs, uint8(w>>16)), at(regs, uint8(w>>24))
			if x.O == &object.IntTag && y.O == &object.IntTag && int64(y.N) > 0 {
				r := int64(x.N) / int64(y.N)
				if int64(x.N) < 0 && r*int64(y.N) != int64(x.N) {
					r--
				}
				dst := at(regs, uint8(w>>8))
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(r)
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryAt(t, w, object.OpFloorDiv)
			goto store

		case compile.Pow, compile.MatMul:
			fr.PC = pcOf(ip, code)
			result, err = binaryAt(t, w, object.BinaryOp(compile.Op(w)-compile.Add))
			goto store

		case compile.AddI:
			x := at(regs, uint8(w>>16))
			k := int64(int32(w >> 32))
			if x.O == &object.IntTag {
				a := int64(x.N)
				r := a + k
				if (r^a)&(r^k) >= 0 {
					dst := at(regs, uint8(w>>8))
					if dst.O != &object.IntTag {
						dst.O = &object.IntTag
					}
					dst.N = uint64(r)
					continue
				}
			} else if x.O == &object.FloatTag {
				r := math.Float64bits(math.Float64frombits(x.N) + float64(k))
				dst := at(regs, uint8(w>>8))
				if dst.O != &object.FloatTag {
					dst.O = &object.FloatTag
				}
				dst.N = r
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryInt(t, w, object.OpAdd)
			goto store

		case compile.SubI:
			x := at(regs, uint8(w>>16))
			k := int64(int32(w >> 32))
			if x.O == &object.IntTag {
				a := int64(x.N)
				r := a - k
				if (a^k)&(r^a) >= 0 {
					dst := at(regs, uint8(w>>8))
					if dst.O != &object.IntTag {
						dst.O = &object.IntTag
					}
					dst.N = uint64(r)
					continue
				}
			} else if x.O == &object.FloatTag {
				r := math.Float64bits(math.Float64frombits(x.N) - float64(k))
				dst := at(regs, uint8(w>>8))
				if dst.O != &object.FloatTag {
					dst.O = &object.FloatTag
				}
				dst.N = r
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryInt(t, w, object.OpSub)
			goto store

		case compile.MulI:
			x := at(regs, uint8(w>>16))
			k := int64(int32(w >> 32))
			if x.O == &object.IntTag {
				if a := int64(x.N); int64(int32(a)) == a {
					dst := at(regs, uint8(w>>8))
					if dst.O != &object.IntTag {
						dst.O = &object.IntTag
					}
					dst.N = uint64(a * k)
					continue
				}
			} else if x.O == &object.FloatTag {
				r := math.Float64bits(math.Float64frombits(x.N) * float64(k))
				dst := at(regs, uint8(w>>8))
				if dst.O != &object.FloatTag {
					dst.O = &object.FloatTag
				}
				dst.N = r
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryInt(t, w, object.OpMul)
			goto store

		case compile.AddK, compile.SubK, compile.MulK, compile.TrueDivK:
			x := at(regs, uint8(w>>16))
			y := (*object.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Consts)), uintptr(w>>32)*valueSize))
			if x.O == &object.FloatTag && y.O == &object.FloatTag {
				a, b := math.Float64frombits(x.N), math.Float64frombits(y.N)
				switch compile.Op(w) {
				case compile.AddK:
					a += b
				case compile.SubK:
					a -= b
				case compile.MulK:
					a *= b
				default:
					if b == 0 {
						goto slowK
					}
					a /= b
				}
				dst := at(regs, uint8(w>>8))
				if dst.O != &object.FloatTag {
					dst.O = &object.FloatTag
				}
				dst.N = math.Float64bits(a)
				continue
			}
		slowK:
			fr.PC = pcOf(ip, code)
			result, err = binaryConst(t, w, constOp(compile.Op(w)))
			goto store

		case compile.AndK:
			x := at(regs, uint8(w>>16))
			y := (*object.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Consts)), uintptr(w>>32)*valueSize))
			if x.O == &object.IntTag && y.O == &object.IntTag {
				r := x.N & y.N
				dst := at(regs, uint8(w>>8))
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(r)
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryConst(t, w, object.OpAnd)
			goto store

		case compile.RShiftK:
			x := at(regs, uint8(w>>16))
			y := (*object.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Consts)), uintptr(w>>32)*valueSize))
			if x.O == &object.IntTag && y.O == &object.IntTag && y.N < 64 {
				r := int64(x.N) >> (y.N & 63)
				dst := at(regs, uint8(w>>8))
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(r)
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryConst(t, w, object.OpRShift)
			goto store

		case compile.LShiftK:
			x := at(regs, uint8(w>>16))
			y := (*object.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Consts)), uintptr(w>>32)*valueSize))
			if x.O == &object.IntTag && y.O == &object.IntTag && y.N < 63 {
				if r := int64(x.N) << (y.N & 63); r>>(y.N&63) == int64(x.N) {
					dst := at(regs, uint8(w>>8))
					if dst.O != &object.IntTag {
						dst.O = &object.IntTag
					}
					dst.N = uint64(r)
					continue
				}
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryConst(t, w, object.OpLShift)
			goto store

		case compile.ModK:
			x := at(regs, uint8(w>>16))
			y := (*object.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Consts)), uintptr(w>>32)*valueSize))
			if x.O == &object.IntTag && y.O == &object.IntTag && int64(y.N) > 0 {
				r := int64(x.N) % int64(y.N)
				if r < 0 {
					r += int64(y.N)
				}
				dst := at(regs, uint8(w>>8))
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(r)
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryConst(t, w, object.OpMod)
			goto store

		case compile.FloorDivK:
			x := at(regs, uint8(w>>16))
			y := (*object.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Consts)), uintptr(w>>32)*valueSize))
			if x.O == &object.IntTag && y.O == &object.IntTag && int64(y.N) > 0 {
				r := int64(x.N) / int64(y.N)
				if int64(x.N) < 0 && r*int64(y.N) != int64(x.N) {
					r--
				}
				dst := at(regs, uint8(w>>8))
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(r)
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryConst(t, w, object.OpFloorDiv)
			goto store

		case compile.Lt, compile.Le, compile.Eq, compile.Ne, compile.Gt, compile.Ge:
			x, y := at(regs, uint8(w>>16)), at(regs, uint8(w>>24))
			if x.O == &object.IntTag && y.O == &object.IntTag {
				a, b := int64(x.N), int64(y.N)
				var r bool
				switch compile.Op(w) {
				case compile.Lt:
					r = a < b
				case compile.Le:
					r = a <= b
				case compile.Eq:
					r = a == b
				case compile.Ne:
					r = a != b
				case compile.Gt:
					r = a > b
				default:
					r = a >= b
				}
				*at(regs, uint8(w>>8)) = object.Bool(r)
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = compare(t, w, object.CmpOp(compile.Op(w)-compile.Lt), *x, *y)
			goto store

		case compile.Contains:
			fr.PC = pcOf(ip, code)
			result, err = containsOp(t, w, *at(regs, uint8(w>>24)), *at(regs, uint8(w>>16)))
			goto store

		case compile.JumpIn:
			fr.PC = pcOf(ip, code)
			taken, err = containsJump(t, w, *at(regs, uint8(w>>16)), *at(regs, uint8(w>>8)))
			goto branch

		case compile.Is:
			*at(regs, uint8(w>>8)) = object.Bool((*at(regs, uint8(w>>16)) == *at(regs, uint8(w>>24))) != (w>>32 != 0))
			continue

		case compile.Jump:
			ip = unsafe.Add(ip, int(int32(w>>32))*8)
			if tx.Poll.Load() == 0 {
				continue
			}
			fr.PC = pcOf(ip, code)
			goto poll

		case compile.JumpIfTrue, compile.JumpIfFalse:
			v := at(regs, uint8(w>>8))
			if v.O != &object.BoolTag && v.O != &object.IntTag {
				fr.PC = pcOf(ip, code)
				taken, err = truthJump(t, w, *v)
				goto branch
			}
			if (v.N != 0) == (compile.Op(w) == compile.JumpIfTrue) {
				ip = unsafe.Add(ip, int(int32(w>>32))*8)
				if tx.Poll.Load() != 0 {
					fr.PC = pcOf(ip, code)
					goto poll
				}
			}
			continue

		case compile.JumpIfNone:
			if at(regs, uint8(w>>8)).IsNone() {
				ip = unsafe.Add(ip, int(int32(w>>32))*8)
			}
			continue

		case compile.JumpIfNotNone:
			if !at(regs, uint8(w>>8)).IsNone() {
				ip = unsafe.Add(ip, int(int32(w>>32))*8)
			}
			continue

		case compile.JumpIs:
			if (*at(regs, uint8(w>>8)) == *at(regs, uint8(w>>16))) != (uint8(w>>24) != 0) {
				ip = unsafe.Add(ip, int(int32(w>>32))*8)
			}
			continue

		case compile.JumpLt, compile.JumpLe, compile.JumpEq, compile.JumpNe, compile.JumpGt, compile.JumpGe,
			compile.JumpLtK, compile.JumpLeK, compile.JumpEqK, compile.JumpNeK, compile.JumpGtK, compile.JumpGeK:
			x := at(regs, uint8(w>>8))
			var y *object.Value
			op := compile.Op(w)
			if op >= compile.JumpLtK {
				y = (*object.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Consts)), uintptr(uint8(w>>16))*valueSize))
				op -= compile.JumpLtK - compile.JumpLt
			} else {
				y = at(regs, uint8(w>>16))
			}
			var truth bool
			if x.O == &object.IntTag && y.O == &object.IntTag {
				a, b := int64(x.N), int64(y.N)
				switch op {
				case compile.JumpLt:
					truth = a < b
				case compile.JumpLe:
					truth = a <= b
				case compile.JumpEq:
					truth = a == b
				case compile.JumpNe:
					truth = a != b
				case compile.JumpGt:
					truth = a > b
				default:
					truth = a >= b
				}
			} else if x.O == &object.FloatTag && y.O == &object.FloatTag {
				a, b := math.Float64frombits(x.N), math.Float64frombits(y.N)
				switch op {
				case compile.JumpLt:
					truth = a < b
				case compile.JumpLe:
					truth = a <= b
				case compile.JumpEq:
					truth = a == b
				case compile.JumpNe:
					truth = a != b
				case compile.JumpGt:
					truth = a > b
				default:
					truth = a >= b
				}
			} else {
				if x.O.Typ == object.StrType && y.O.Typ == object.StrType && op >= compile.JumpEq && op <= compile.JumpNe {
					// Most that differ do at the beginning.
					a, b := (*object.Str)(unsafe.Pointer(x.O)).S, (*object.Str)(unsafe.Pointer(y.O)).S
					if x.O == y.O {
						truth = op == compile.JumpEq
						goto compared
					}
					if len(a) != len(b) || len(a) > 0 && a[0] != b[0] {
						truth = op == compile.JumpNe
						goto compared
					}
				}
				fr.PC = pcOf(ip, code)
				taken, err = compareJump(t, w)
				goto branch
			}
		compared:
			if truth != (uint8(w>>24) != 0) {
				ip = unsafe.Add(ip, int(int32(w>>32))*8)
				if tx.Poll.Load() != 0 {
					fr.PC = pcOf(ip, code)
					goto poll
				}
			}
			continue

		case compile.ForPrep:
			fr.PC = pcOf(ip, code)
			err = forPrep(t, window(regs), w)
			taken = true
			goto branch

		case compile.ForIter:
			st := at(regs, uint8(w>>16))
			aux := at(regs, uint8(w>>16)+1)
			switch aux.O {
			case &rangeTag:
				i := int64(st.N)
				if i >= int64(aux.N) {
					continue
				}
				st.N = uint64(i + 1)
				dst := at(regs, uint8(w>>8))
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(i)
			case &listTag:
				l := (*object.List)(unsafe.Pointer(st.O))
				b := l.Box.Load()
				if b.Stamp() != tx.ID {
					if !tx.Knows(b) {
						t.Frame.PC = pcOf(ip, code)
						b = tx.OpenRead(&l.Box, b)
						code, regs, ip = t.Frame.Code, registersAt(t, t.Frame.Base), ipOf(t.Frame.Code, t.Frame.PC)
						w = *(*uint64)(unsafe.Add(ip, -8))
						aux = at(regs, uint8(w>>16)+1)
					}
					fr = t.Frame
				}
				items := (*object.ListBody)(unsafe.Pointer(b)).Items
				i := aux.N
				if i >= uint64(len(items)) {
					fr.PC = pcOf(ip, code)
					taken = listNext(t, window(regs), w)
					err = nil
					goto branch
				}
				aux.N = i + 1
				*at(regs, uint8(w>>8)) = items[i]
			case &tupleTag:
				items := (*object.Tuple)(unsafe.Pointer(st.O)).Items
				i := aux.N
				if i >= uint64(len(items)) {
					continue
				}
				aux.N = i + 1
				*at(regs, uint8(w>>8)) = items[i]
			case &strTag:
				s := (*object.Str)(unsafe.Pointer(st.O)).S
				i := aux.N
				if i >= uint64(len(s)) {
					continue
				}
				if s[i] >= 0x80 {
					fr.PC = pcOf(ip, code)
					taken, err = forNext(t, fr, window(regs), w)
					goto branch
				}
				aux.N = i + 1
				dst := at(regs, uint8(w>>8))
				dst.O = object.CharStr(s[i])
				dst.N = 0
			case &bytesTag:
				s := (*object.Bytes)(unsafe.Pointer(st.O)).S
				i := aux.N
				if i >= uint64(len(s)) {
					continue
				}
				aux.N = i + 1
				dst := at(regs, uint8(w>>8))
				dst.O = &object.IntTag
				dst.N = uint64(s[i])
			case &genTag:
				fr.PC = pcOf(ip, code)
				err = resumeFor(t, (*object.Generator)(unsafe.Pointer(st.O)), w)
				goto done
			case &stepTag:
				if aux.N == 0 {
					continue
				}
				aux.N--
				i := st.N
				st.N += at(regs, uint8(w>>16)+2).N
				dst := at(regs, uint8(w>>8))
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = i
			case &countTag, &bothTag:
				fr.PC = pcOf(ip, code)
				taken, err = pairLoop(t, fr, window(regs), w)
				goto branch
			case &itemsTag:
				fr.PC = pcOf(ip, code)
				taken, err = itemsLoop(t, fr, window(regs), w)
				goto branch
			default:
				fr.PC = pcOf(ip, code)
				taken, err = forNext(t, fr, window(regs), w)
				goto branch
			}
			ip = unsafe.Add(ip, int(int32(w>>32))*8)
			if tx.Poll.Load() == 0 {
				continue
			}
			fr.PC = pcOf(ip, code)
			goto poll

		case compile.Unpack:
			v := at(regs, uint8(w>>16))
			if v.O.Typ == object.TupleType {
				a, items := uint8(w>>8), (*object.Tuple)(unsafe.Pointer(v.O)).Items
				if len(items) == int(uint8(w>>24)) {
					switch len(items) {
					case 2:
						*at(regs, a) = items[0]
						*at(regs, a+1) = items[1]
						continue
					case 3:
						*at(regs, a) = items[0]
						*at(regs, a+1) = items[1]
						*at(regs, a+2) = items[2]
						continue
					}
				}
			}
			fr.PC = pcOf(ip, code)
			err = unpack(t, window(regs), w)
			goto done

		case compile.Call:
			callee = *at(regs, uint8(w>>16))
			argBase, nargs = int(uint8(w>>16))+1, int(uint8(w>>24))
			goto call

		case compile.CallMethod:
			callee = *at(regs, uint8(w>>16))
			argBase, nargs = int(uint8(w>>16))+2, int(uint8(w>>24))
			if at(regs, uint8(w>>16)+1).O != nil {
				argBase--
				nargs++
			}
			goto call

		case compile.LoadMethod:
			v := *at(regs, uint8(w>>16))
			c := (*object.Cache)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Caches)), uintptr(w>>32)*unsafe.Sizeof(object.Cache{})))
			for e := (*attrEntry)(atomic.LoadPointer(&c.Entry)); e != nil; e = e.next {
				if e.version != v.O.Typ.Version || e.kind != attrMethod {
					continue
				}
				if e.off != 0 {
					box := (*stm.Box)(unsafe.Add(unsafe.Pointer(v.O), e.off))
					b := box.Load()
					if b.Stamp() != tx.ID {
						if !tx.Knows(b) {
							t.Frame.PC = pcOf(ip, code)
							b = tx.OpenRead(box, b)
							code, regs, ip = t.Frame.Code, registersAt(t, t.Frame.Base), ipOf(t.Frame.Code, t.Frame.PC)
							w = *(*uint64)(unsafe.Add(ip, -8))
						}
						fr = t.Frame
					}
					if (*object.AttrBody)(unsafe.Pointer(b)).Shape != e.shape {
						continue
					}
				}
				*at(regs, uint8(w>>8)) = e.value
				*at(regs, uint8(w>>8)+1) = v
				goto next
			}
			fr.PC = pcOf(ip, code)
			err = loadMethod(t, window(regs), v, c, w)
			goto done

		case compile.LoadSuper:
			fr.PC = pcOf(ip, code)
			taken, err = loadSuper(t, window(regs), w, (*object.Cache)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Caches)), uintptr(w>>32)*unsafe.Sizeof(object.Cache{}))))
			if taken && err != nil {
				goto lookup
			}
			goto done

		case compile.CallAttr:
			v := at(regs, uint8(w>>16)+1)
			c := (*object.Cache)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Caches)), uintptr(w>>32)*unsafe.Sizeof(object.Cache{})))
			for e := (*attrEntry)(atomic.LoadPointer(&c.Entry)); e != nil; e = e.next {
				if e.version != v.O.Typ.Version || e.kind != attrMethod {
					continue
				}
				if e.off != 0 {
					box := (*stm.Box)(unsafe.Add(unsafe.Pointer(v.O), e.off))
					b := box.Load()
					if b.Stamp() != tx.ID {
						if !tx.Knows(b) {
							t.Frame.PC = pcOf(ip, code)
							b = tx.OpenRead(box, b)
							code, regs, ip = t.Frame.Code, registersAt(t, t.Frame.Base), ipOf(t.Frame.Code, t.Frame.PC)
							w = *(*uint64)(unsafe.Add(ip, -8))
							v = at(regs, uint8(w>>16)+1)
						}
						fr = t.Frame
					}
					if (*object.AttrBody)(unsafe.Pointer(b)).Shape != e.shape {
						continue
					}
				}
				argBase, nargs = int(uint8(w>>16))+1, int(uint8(w>>24))+1
				if e.builtin != nil {
					if e.sends && nargs == 2 {
						fr.PC = pcOf(ip, code)
						err = resumeCalled(t, (*object.Generator)(unsafe.Pointer(v.O)), *at(regs, uint8(w>>16)+2), w)
						goto done
					}
					if e.appends && nargs == 2 {
						if b := (*object.List)(unsafe.Pointer(v.O)).Box.Load(); b.Stamp() == tx.ID {
							lb := (*object.ListBody)(unsafe.Pointer(b))
							if n := len(lb.Items); n < cap(lb.Items) {
								lb.Items = lb.Items[:n+1]
								lb.Items[n] = *at(regs, uint8(w>>16)+2)
								*at(regs, uint8(w>>8)) = object.None
								goto next
							}
						}
					}
					fr.PC = pcOf(ip, code)
					native = e.builtin
					goto native
				}
				callee = e.value
				goto call
			}
			if e := (*attrEntry)(atomic.LoadPointer(&c.Entry)); e != nil && e.object == v.O && e.kind == attrModule {
				b := e.cell.Box.Load()
				if !e.cell.Variable || b.Stamp() == tx.ID {
					if callee = (*object.NameCellBody)(unsafe.Pointer(b)).Value; callee.O != nil {
						argBase, nargs = int(uint8(w>>16))+2, int(uint8(w>>24))
						goto call
					}
				}
			}
			fr.PC = pcOf(ip, code)
			if err = loadMethodInPlace(t, window(regs), c, w); err != nil {
				goto lookup
			}
			fr = t.Frame
			code, regs, ip = fr.Code, registersAt(t, fr.Base), ipOf(fr.Code, fr.PC)
			w = *(*uint64)(unsafe.Add(ip, -8))
			callee = *at(regs, uint8(w>>16))
			argBase, nargs = int(uint8(w>>16))+2, int(uint8(w>>24))
			if at(regs, uint8(w>>16)+1).O != nil {
				argBase--
				nargs++
			}
			goto call

		case compile.Return:
			result = *at(regs, uint8(w>>8))
			goto returned

		case compile.ReturnConst:
			result = *(*object.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Consts)), uintptr(w>>32)*valueSize))
			goto returned

		case compile.BuildTuple:
			fr.PC = pcOf(ip, code)
			if result = buildTuple(t, fr, window(regs), w); result.O != nil {
				goto stored
			}
			goto reload

		case compile.BuildList:
			fr.PC = pcOf(ip, code)
			result = buildList(t, window(regs), w)
			goto stored

		case compile.BuildSlice:
			fr.PC = pcOf(ip, code)
			if result = buildSlice(t, fr, window(regs), w); result.O != nil {
				goto stored
			}
			goto reload

		case compile.ListAppend:
			if b := (*object.List)(unsafe.Pointer(at(regs, uint8(w>>8)).O)).Box.Load(); b.Stamp() == tx.ID {
				lb := (*object.ListBody)(unsafe.Pointer(b))
				if n := len(lb.Items); n < cap(lb.Items) {
					lb.Items = lb.Items[:n+1]
					lb.Items[n] = *at(regs, uint8(w>>16))
					continue
				}
			}
			fr.PC = pcOf(ip, code)
			(*object.List)(unsafe.Pointer(at(regs, uint8(w>>8)).O)).AppendNew(t, *at(regs, uint8(w>>16)), itemsToCome(t, fr, window(regs)))
			goto reload

		case compile.SetAdd:
			fr.PC = pcOf(ip, code)
			err = (*object.Set)(unsafe.Pointer(at(regs, uint8(w>>8)).O)).Add(t, *at(regs, uint8(w>>16)))
			goto done

		case compile.MapAdd:
			fr.PC = pcOf(ip, code)
			err = mapAdd(t, fr, window(regs), w)
			goto done

		case compile.Yield:
			fr.PC = pcOf(ip, code)
			result = suspend(t, fr, window(regs), w)
			goto yielded

		case compile.Send:
			fr.PC = pcOf(ip, code)
			err = sendOn(t, fr, window(regs), w)
			goto done

		case compile.CallKW:
			fr.PC = pcOf(ip, code)
			result, err = callKeywords(t, fr, window(regs), w)
			goto store

		case compile.CallEx:
			fr.PC = pcOf(ip, code)
			result, err = callSpread(t, fr, window(regs), w)
			goto store

		case 255:
			// No instruction: with a table of all bytes the compiler sees that the index needs no check.
			panic("BUG: instruction 255")

		default:
			fr.PC = pcOf(ip, code)
			taken, err = rare(t, fr, window(regs), w)
			goto branch
		}

	branch:
		// An instruction has ended with err, or with its jump taken or not.
		if err != nil {
			goto failed
		}
		fr = t.Frame
		code, regs, ip = fr.Code, registersAt(t, fr.Base), ipOf(fr.Code, fr.PC)
		if taken {
			ip = unsafe.Add(ip, int(int32(*(*uint64)(unsafe.Add(ip, -8))>>32))*8)
			if tx.Poll.Load() != 0 {
				fr.PC = pcOf(ip, code)
				goto poll
			}
		}
		continue

	store:
		// An instruction has ended with err, or with a result for its register A.
		if err != nil {
			goto failed
		}
	stored:
		fr = t.Frame
		code, regs, ip = fr.Code, registersAt(t, fr.Base), ipOf(fr.Code, fr.PC)
		*at(regs, uint8(*(*uint64)(unsafe.Add(ip, -8))>>8)) = result
		continue

	poll:
		if err = poll(t); err == nil {
			goto reload
		}
		if err == relay {
			return guarded(t)
		}
		// As if by the next instruction: the one before it may be outside of the block that
		// a jump back leads to the beginning of.
		t.Frame.PC++
		err = raised(t, err)
		goto unwind

	done:
		// An instruction has ended with err, or is complete.
		if err != nil {
			goto failed
		}
	reload:
		fr = t.Frame
		code, regs, ip = fr.Code, registersAt(t, fr.Base), ipOf(fr.Code, fr.PC)
		continue

	failed:
		// The instruction before the frame's PC has raised err, or pushed a frame.
		if err == pushed {
			goto reload
		}
		if err == relay {
			return guarded(t)
		}
		if fr = t.Frame; !isReraise(fr.Code.Plain().Ins[fr.PC-1]) {
			err = raised(t, err)
		}
	unwind:
		{
			fr = t.Frame
			if catch(t, fr, err) {
				goto reload
			}
			kind := fr.Kind
			if kind == object.FrameMark {
				kind = t.PassMark(fr)
			}
			err = leaveFrame(t, fr, err)
			if kind == object.FrameEntry {
				return object.Value{}, err
			}
			if kind == object.FrameNext && err.Matches(object.StopIteration) {
				goto reload // the loop ends
			}
			err = passed(t, err)
			goto unwind
		}

	lookup:
		// The method that an instruction calls has not been found.
		err = notFound(t, err)
		goto unwind

	call:
		// Calls callee with nargs arguments that begin at register argBase; the
		// register below them is free for a self. The result is for register A.
		fr.PC = pcOf(ip, code)
		switch callee.O.Typ {
		case object.FunctionType:
			fn := (*object.Function)(unsafe.Pointer(callee.O))
			fc := fn.Code
			base := fr.Base + argBase
			nf := fr.Next
			if !fc.Simple || nargs != fc.ArgCount || base+fc.NumRegs+stackSlack > len(t.Stack) || code.NumRegs > compile.MaxRegs || nf == nil {
				result, err = callSlow(t, fr, fn, argBase, nargs, w)
				goto store
			}
			t.Frame = nf
			nf.Fn, nf.Code, nf.Base = fn, fc, base
			nf.Ret, nf.Kind, nf.HasNS, nf.Leave = uint8(w>>8), object.FrameCall, false, 0
			if nf.View != nil {
				nf.View = nil
			}
			t.Top = base + fc.NumRegs
			fr, code = nf, fc
			regs = registersAt(t, base)
			ip = unsafe.Pointer(unsafe.SliceData(fc.Ins))
			for i := nargs; i < fc.NumLocals; i++ {
				at(regs, uint8(i)).O = nil
			}
			if tx.Poll.Load() == 0 {
				continue
			}
			fr.PC = 0
			trace(t, fr)
			goto poll

		case object.MethodType:
			m := (*object.BoundMethod)(unsafe.Pointer(callee.O))
			if m.Func.O.Typ == object.MethodType {
				break
			}
			argBase--
			nargs++
			*at(regs, uint8(argBase)) = m.Self
			callee = m.Func
			goto call

		case object.BuiltinType:
			b := (*object.Builtin)(unsafe.Pointer(callee.O))
			if b.Func.Special != 0 && nargs == 1 {
				if x := at(regs, uint8(argBase)); b.Func.Special == object.SpecialNext {
					if x.O.Typ == object.GeneratorType {
						err = resumeCalled(t, (*object.Generator)(unsafe.Pointer(x.O)), object.None, w)
						goto done
					}
				} else if uint32(w>>32) == 1 && compile.Op(w) == compile.Call && code.NumRegs <= compile.MaxRegs {
					result, err = callConsuming(t, fr, b.Func, argBase)
					goto store
				}
			}
			if b.Passes() {
				argBase--
				nargs++
				*at(regs, uint8(argBase)) = b.Self
			}
			native = b.Func
			goto native

		case object.MethodDescrType:
			// An object of a subclass goes the longer way.
			if b := (*object.Builtin)(unsafe.Pointer(callee.O)); nargs > 0 && at(regs, uint8(argBase)).O.Typ == b.Type {
				native = b.Func
				goto native
			}

		case object.TypeType:
			typ := (*object.Type)(unsafe.Pointer(callee.O))
			if e := (*classEntry)(atomic.LoadPointer(&typ.CallCache)); e != nil && e.version == typ.Version && e.simple && nargs+1 == e.init.Code.ArgCount && code.NumRegs <= compile.MaxRegs {
				err = newInstance(t, fr, typ, e.init, argBase-1, w)
				goto done
			}
		}
		result, err = callOther(t, fr, callee, argBase, nargs, w)
		goto store

	native:
		if code.NumRegs <= compile.MaxRegs {
			result, err = native.CallAt(t, fr.Base+argBase, nargs)
		} else {
			result, err = native.CallWith(t, window(regs)[argBase:argBase+nargs:argBase+nargs], nil)
		}
		goto store

	returned:
		// The frame ends with result.
		if kind := fr.Kind; (kind == object.FrameCall || kind == object.FrameInit && result.IsNone()) && fr.Leave == 0 {
			if kind == object.FrameInit {
				result = fr.NS
			}
			ret := fr.Ret
			fr = fr.Prev
			t.Frame = fr
			code = fr.Code
			regs = registersAt(t, fr.Base)
			ip = ipOf(code, fr.PC)
			t.Top = fr.Base + code.NumRegs
			dst := at(regs, ret)
			if dst.O != result.O {
				dst.O = result.O
			}
			dst.N = result.N
			continue
		}
		{
			if fr.Leave != 0 {
				fr.PC = pcOf(ip, code)
			}
			var next after
			if next, result, err = leave(t, fr, result); next == afterStore {
				goto store
			} else if next == afterReturn {
				return result, nil
			}
			goto done
		}

	yielded:
		// The generator that runs is suspended and has yielded result.
		{
			fr = t.Frame
			kind, ret, jump := fr.Kind, fr.Ret, fr.Jump
			if kind == object.FrameEntry || kind == object.FrameMark || fr.Leave != 0 {
				if kind == object.FrameMark {
					kind = t.PassMark(fr)
				}
				if fr.Leave&object.LeaveView != 0 {
					t.KeepFrame(fr)
				}
				popFrame(t, fr)
				if kind == object.FrameEntry {
					return result, nil
				}
				fr = t.Frame
				code = fr.Code
			} else {
				fr = fr.Prev
				t.Frame = fr
				code = fr.Code
				t.Top = fr.Base + code.NumRegs
			}
			regs = registersAt(t, fr.Base)
			ip = ipOf(code, fr.PC)
			*at(regs, ret) = result
			if kind == object.FrameIter {
				ip = unsafe.Add(ip, int(jump)*8)
			}
			continue
		}

	next:
	}
}
