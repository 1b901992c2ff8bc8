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

// run executes the current frame, whose Kind is FrameEntry. A generator's frame
// that ends returns null and leaves its result in t.Result.
func run(t *object.Thread) (object.Value, *object.Exception) {
	var (
		fr     = t.Frame
		code   = fr.Code
		regs   = windowAt(t, fr.Base)
		ip     = ipOf(code, fr.PC)
		tx     = t.Tx
		err    *object.Exception
		result object.Value

		callee  object.Value
		argBase int
		nargs   int
		ret     uint8
		native  *object.Func
	)
	for {
		w := *(*uint64)(ip)
		ip = unsafe.Add(ip, 8)
		switch compile.Op(w) {
		case compile.Nop:
			continue

		case compile.Move:
			regs[uint8(w>>8)] = regs[uint8(w>>16)]
			continue

		case compile.LoadConst:
			k := (*object.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Consts)), uintptr(w>>32)*valueSize))
			dst := &regs[uint8(w>>8)]
			if k.O != dst.O {
				dst.O = k.O
			}
			dst.N = k.N
			continue

		case compile.Clear:
			regs[uint8(w>>8)] = object.Value{}
			continue

		case compile.CheckLocal:
			if regs[uint8(w>>8)].O != nil {
				continue
			}
			err = unboundLocal(t, code, int(int32(w>>32)))

		case compile.LoadCell:
			c := (*object.Cell)(unsafe.Pointer(regs[uint8(w>>16)].O))
			b := c.Box.Load()
			if b.Stamp() != tx.ID {
				b = tx.OpenRead(&c.Box, b)
			}
			v := (*object.CellBody)(unsafe.Pointer(b)).Value
			if v.O != nil {
				regs[uint8(w>>8)] = v
				continue
			}
			err = unboundCell(t, code, int(int32(w>>32)))

		case compile.FreeVars:
			if at := int(w >> 32); at+len(fr.Fn.Closure.Items) <= len(regs) {
				for i, c := range fr.Fn.Closure.Items {
					regs[at+i] = c
				}
				continue
			}
			for i, c := range fr.Fn.Closure.Items {
				*register(t, fr, int32(int(w>>32)+i)) = c
			}
			continue

		case compile.MakeCell:
			a := uint8(w >> 8)
			regs[a] = object.Value{O: &object.NewCell(t, regs[a]).Object}
			continue

		case compile.StoreCell:
			c := (*object.Cell)(unsafe.Pointer(regs[uint8(w>>16)].O))
			b := c.Box.Load()
			if b.Stamp() != tx.ID {
				b = tx.OpenWrite(&c.Box, b, object.CellKind)
			}
			(*object.CellBody)(unsafe.Pointer(b)).Value = regs[uint8(w>>8)]
			continue

		case compile.LoadGlobal, compile.LoadName:
			c := (*object.Cache)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Caches)), uintptr(w>>32)*unsafe.Sizeof(object.Cache{})))
			if e := (*globalEntry)(atomic.LoadPointer(&c.Entry)); e != nil && e.globals == fr.Fn.Globals {
				cell := e.cell
				b := cell.Box.Load()
				if cell.Variable && b.Stamp() != tx.ID {
					b = tx.OpenRead(&cell.Box, b)
				}
				v := &(*object.NameCellBody)(unsafe.Pointer(b)).Value
				if v.O != nil {
					regs[uint8(w>>8)] = *v
					continue
				}
				if cell = e.builtin; cell != nil {
					if v := &(*object.NameCellBody)(unsafe.Pointer(cell.Box.Load())).Value; v.O != nil {
						regs[uint8(w>>8)] = *v
						continue
					}
				}
			}
			fr.PC = pcOf(ip, code)
			if compile.Op(w) == compile.LoadName {
				result, err = loadName(t, fr, c)
			} else {
				result, err = loadGlobal(t, fr, c)
			}
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.StoreGlobal, compile.StoreName:
			c := (*object.Cache)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Caches)), uintptr(w>>32)*unsafe.Sizeof(object.Cache{})))
			if e := (*globalEntry)(atomic.LoadPointer(&c.Entry)); e != nil && e.globals == fr.Fn.Globals {
				b := e.cell.Box.Load()
				if b.Stamp() == tx.ID {
					if v := &(*object.NameCellBody)(unsafe.Pointer(b)).Value; v.O != nil {
						*v = regs[uint8(w>>8)]
						continue
					}
				}
			}
			fr.PC = pcOf(ip, code)
			if compile.Op(w) == compile.StoreName {
				err = storeName(t, fr, c, regs[uint8(w>>8)])
			} else {
				err = storeGlobal(t, fr, c, regs[uint8(w>>8)])
			}
			if err == nil {
				continue
			}

		case compile.LoadAttr:
			v := &regs[uint8(w>>16)]
			c := (*object.Cache)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Caches)), uintptr(w>>32)*unsafe.Sizeof(object.Cache{})))
			if e := (*attrEntry)(atomic.LoadPointer(&c.Entry)); e != nil && e.version == v.O.Typ.Version && e.kind == attrSlot {
				box := (*stm.Box)(unsafe.Add(unsafe.Pointer(v.O), e.off))
				b := box.Load()
				if b.Stamp() != tx.ID {
					b = tx.OpenRead(box, b)
				}
				if (*object.AttrBody)(unsafe.Pointer(b)).Shape == e.shape {
					src := (*object.Value)(unsafe.Add(unsafe.Pointer(b), e.slot))
					if o := src.O; o != nil {
						dst := &regs[uint8(w>>8)]
						if dst.O != o {
							dst.O = o
						}
						dst.N = src.N
						continue
					}
				}
			}
			fr.PC = pcOf(ip, code)
			var get *object.Function
			result, get, err = loadAttr(t, *v, c)
			if get != nil {
				// A property: run its getter in a frame above this one's registers.
				callee = get.Value()
				argBase, nargs, ret = code.NumRegs, 1, uint8(w>>8)
				regsBeyond(t, fr.Base+argBase, *v)
				goto call
			}
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.StoreAttr:
			v := &regs[uint8(w>>16)]
			c := (*object.Cache)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Caches)), uintptr(w>>32)*unsafe.Sizeof(object.Cache{})))
			if e := (*attrEntry)(atomic.LoadPointer(&c.Entry)); e != nil && e.version == v.O.Typ.Version {
				box := (*stm.Box)(unsafe.Add(unsafe.Pointer(v.O), e.off))
				b := box.Load()
				if b.Stamp() != tx.ID {
					b = tx.OpenWrite(box, b, object.AttrKind)
				}
				ab := (*object.AttrBody)(unsafe.Pointer(b))
				if ab.Shape == e.shape {
					if e.kind == attrSlot {
						src := &regs[uint8(w>>8)]
						dst := (*object.Value)(unsafe.Add(unsafe.Pointer(b), e.slot))
						if dst.O != src.O {
							dst.O = src.O
						}
						dst.N = src.N
						continue
					}
					if e.slot < attrHead+ab.Cap*valueSize {
						*(*object.Value)(unsafe.Add(unsafe.Pointer(b), e.slot)) = regs[uint8(w>>8)]
						ab.Shape = e.after
						continue
					}
				}
			}
			fr.PC = pcOf(ip, code)
			if err = storeAttr(t, *v, c, regs[uint8(w>>8)]); err == nil {
				continue
			}

		case compile.LoadItem:
			v, k := &regs[uint8(w>>16)], &regs[uint8(w>>24)]
			switch v.O.Typ {
			case object.ListType:
				if k.O == &object.IntTag {
					l := (*object.List)(unsafe.Pointer(v.O))
					b := l.Box.Load()
					if b.Stamp() != tx.ID {
						b = tx.OpenRead(&l.Box, b)
					}
					items := (*object.ListBody)(unsafe.Pointer(b)).Items
					i := int(k.N)
					if i < 0 {
						i += len(items)
					}
					if uint(i) < uint(len(items)) {
						src := &items[i]
						dst := &regs[uint8(w>>8)]
						if dst.O != src.O {
							dst.O = src.O
						}
						dst.N = src.N
						continue
					}
				}
			case object.TupleType:
				if k.O == &object.IntTag {
					items := (*object.Tuple)(unsafe.Pointer(v.O)).Items
					i := int(k.N)
					if i < 0 {
						i += len(items)
					}
					if uint(i) < uint(len(items)) {
						regs[uint8(w>>8)] = items[i]
						continue
					}
				}
			}
			fr.PC = pcOf(ip, code)
			result, err = getItem(t, w, *v, *k)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.LoadItemI:
			v := &regs[uint8(w>>16)]
			i := int(int32(w >> 32))
			switch v.O.Typ {
			case object.ListType:
				l := (*object.List)(unsafe.Pointer(v.O))
				b := l.Box.Load()
				if b.Stamp() != tx.ID {
					b = tx.OpenRead(&l.Box, b)
				}
				items := (*object.ListBody)(unsafe.Pointer(b)).Items
				if i < 0 {
					i += len(items)
				}
				if uint(i) < uint(len(items)) {
					regs[uint8(w>>8)] = items[i]
					continue
				}
			case object.TupleType:
				items := (*object.Tuple)(unsafe.Pointer(v.O)).Items
				if i < 0 {
					i += len(items)
				}
				if uint(i) < uint(len(items)) {
					regs[uint8(w>>8)] = items[i]
					continue
				}
			}
			fr.PC = pcOf(ip, code)
			result, err = getItem(t, w, *v, object.Int(int64(int32(w>>32))))
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.StoreItem:
			v, k := &regs[uint8(w>>16)], &regs[uint8(w>>24)]
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
						src := &regs[uint8(w>>8)]
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
			if err = setItem(t, w, *v, *k, regs[uint8(w>>8)]); err == nil {
				continue
			}

		case compile.Add:
			x, y := &regs[uint8(w>>16)], &regs[uint8(w>>24)]
			if x.O == &object.IntTag && y.O == &object.IntTag {
				a, b := int64(x.N), int64(y.N)
				r := a + b
				if (r^a)&(r^b) >= 0 {
					dst := &regs[uint8(w>>8)]
					if dst.O != &object.IntTag {
						dst.O = &object.IntTag
					}
					dst.N = uint64(r)
					continue
				}
			} else if x.O == &object.FloatTag && y.O == &object.FloatTag {
				r := math.Float64bits(math.Float64frombits(x.N) + math.Float64frombits(y.N))
				dst := &regs[uint8(w>>8)]
				if dst.O != &object.FloatTag {
					dst.O = &object.FloatTag
				}
				dst.N = r
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binarySlow(t, w, object.OpAdd, x, y, w>>32 != 0)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.Sub:
			x, y := &regs[uint8(w>>16)], &regs[uint8(w>>24)]
			if x.O == &object.IntTag && y.O == &object.IntTag {
				a, b := int64(x.N), int64(y.N)
				r := a - b
				if (a^b)&(r^a) >= 0 {
					dst := &regs[uint8(w>>8)]
					if dst.O != &object.IntTag {
						dst.O = &object.IntTag
					}
					dst.N = uint64(r)
					continue
				}
			} else if x.O == &object.FloatTag && y.O == &object.FloatTag {
				r := math.Float64bits(math.Float64frombits(x.N) - math.Float64frombits(y.N))
				dst := &regs[uint8(w>>8)]
				if dst.O != &object.FloatTag {
					dst.O = &object.FloatTag
				}
				dst.N = r
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binarySlow(t, w, object.OpSub, x, y, w>>32 != 0)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.Mul:
			x, y := &regs[uint8(w>>16)], &regs[uint8(w>>24)]
			if x.O == &object.IntTag && y.O == &object.IntTag {
				if r, ok := mulInt(int64(x.N), int64(y.N)); ok {
					dst := &regs[uint8(w>>8)]
					if dst.O != &object.IntTag {
						dst.O = &object.IntTag
					}
					dst.N = uint64(r)
					continue
				}
			} else if x.O == &object.FloatTag && y.O == &object.FloatTag {
				r := math.Float64bits(math.Float64frombits(x.N) * math.Float64frombits(y.N))
				dst := &regs[uint8(w>>8)]
				if dst.O != &object.FloatTag {
					dst.O = &object.FloatTag
				}
				dst.N = r
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binarySlow(t, w, object.OpMul, x, y, w>>32 != 0)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.TrueDiv:
			x, y := &regs[uint8(w>>16)], &regs[uint8(w>>24)]
			if x.O == &object.FloatTag && y.O == &object.FloatTag {
				if d := math.Float64frombits(y.N); d != 0 {
					r := math.Float64bits(math.Float64frombits(x.N) / d)
					dst := &regs[uint8(w>>8)]
					if dst.O != &object.FloatTag {
						dst.O = &object.FloatTag
					}
					dst.N = r
					continue
				}
			}
			fr.PC = pcOf(ip, code)
			result, err = binarySlow(t, w, object.OpTrueDiv, x, y, w>>32 != 0)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.And:
			x, y := &regs[uint8(w>>16)], &regs[uint8(w>>24)]
			if x.O == &object.IntTag && y.O == &object.IntTag {
				r := x.N & y.N
				dst := &regs[uint8(w>>8)]
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(r)
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binarySlow(t, w, object.OpAnd, x, y, w>>32 != 0)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.Or:
			x, y := &regs[uint8(w>>16)], &regs[uint8(w>>24)]
			if x.O == &object.IntTag && y.O == &object.IntTag {
				r := x.N | y.N
				dst := &regs[uint8(w>>8)]
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(r)
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binarySlow(t, w, object.OpOr, x, y, w>>32 != 0)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.Xor:
			x, y := &regs[uint8(w>>16)], &regs[uint8(w>>24)]
			if x.O == &object.IntTag && y.O == &object.IntTag {
				r := x.N ^ y.N
				dst := &regs[uint8(w>>8)]
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(r)
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binarySlow(t, w, object.OpXor, x, y, w>>32 != 0)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.RShift:
			x, y := &regs[uint8(w>>16)], &regs[uint8(w>>24)]
			if x.O == &object.IntTag && y.O == &object.IntTag && y.N < 64 {
				r := int64(x.N) >> (y.N & 63)
				dst := &regs[uint8(w>>8)]
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(r)
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binarySlow(t, w, object.OpRShift, x, y, w>>32 != 0)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.LShift:
			x, y := &regs[uint8(w>>16)], &regs[uint8(w>>24)]
			if x.O == &object.IntTag && y.O == &object.IntTag && y.N < 63 {
				if r := int64(x.N) << (y.N & 63); r>>(y.N&63) == int64(x.N) {
					dst := &regs[uint8(w>>8)]
					if dst.O != &object.IntTag {
						dst.O = &object.IntTag
					}
					dst.N = uint64(r)
					continue
				}
			}
			fr.PC = pcOf(ip, code)
			result, err = binarySlow(t, w, object.OpLShift, x, y, w>>32 != 0)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.Mod:
			x, y := &regs[uint8(w>>16)], &regs[uint8(w>>24)]
			if x.O == &object.IntTag && y.O == &object.IntTag && int64(y.N) > 0 {
				r := int64(x.N) % int64(y.N)
				if r < 0 {
					r += int64(y.N)
				}
				dst := &regs[uint8(w>>8)]
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(r)
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binarySlow(t, w, object.OpMod, x, y, w>>32 != 0)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.FloorDiv:
			x, y := &regs[uint8(w>>16)], &regs[uint8(w>>24)]
			if x.O == &object.IntTag && y.O == &object.IntTag && int64(y.N) > 0 {
				r := int64(x.N) / int64(y.N)
				if int64(x.N) < 0 && r*int64(y.N) != int64(x.N) {
					r--
				}
				dst := &regs[uint8(w>>8)]
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(r)
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binarySlow(t, w, object.OpFloorDiv, x, y, w>>32 != 0)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.Pow, compile.MatMul:
			fr.PC = pcOf(ip, code)
			result, err = binarySlow(t, w, object.BinaryOp(compile.Op(w)-compile.Add), &regs[uint8(w>>16)], &regs[uint8(w>>24)], w>>32 != 0)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.AddI:
			x := &regs[uint8(w>>16)]
			k := int64(int32(w >> 32))
			if x.O == &object.IntTag {
				a := int64(x.N)
				r := a + k
				if (r^a)&(r^k) >= 0 {
					dst := &regs[uint8(w>>8)]
					if dst.O != &object.IntTag {
						dst.O = &object.IntTag
					}
					dst.N = uint64(r)
					continue
				}
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryConst(t, w, object.OpAdd, x, object.Int(k), uint8(w>>24) != 0)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.SubI:
			x := &regs[uint8(w>>16)]
			k := int64(int32(w >> 32))
			if x.O == &object.IntTag {
				a := int64(x.N)
				r := a - k
				if (a^k)&(r^a) >= 0 {
					dst := &regs[uint8(w>>8)]
					if dst.O != &object.IntTag {
						dst.O = &object.IntTag
					}
					dst.N = uint64(r)
					continue
				}
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryConst(t, w, object.OpSub, x, object.Int(k), uint8(w>>24) != 0)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.MulI:
			x := &regs[uint8(w>>16)]
			k := int64(int32(w >> 32))
			if x.O == &object.IntTag {
				if r, ok := mulInt(int64(x.N), k); ok {
					dst := &regs[uint8(w>>8)]
					if dst.O != &object.IntTag {
						dst.O = &object.IntTag
					}
					dst.N = uint64(r)
					continue
				}
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryConst(t, w, object.OpMul, x, object.Int(k), uint8(w>>24) != 0)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.AddK, compile.SubK, compile.MulK, compile.TrueDivK:
			x := &regs[uint8(w>>16)]
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
				dst := &regs[uint8(w>>8)]
				if dst.O != &object.FloatTag {
					dst.O = &object.FloatTag
				}
				dst.N = math.Float64bits(a)
				continue
			}
		slowK:
			fr.PC = pcOf(ip, code)
			result, err = binaryConst(t, w, constOp(compile.Op(w)), x, *y, uint8(w>>24) != 0)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.AndK:
			x := &regs[uint8(w>>16)]
			y := (*object.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Consts)), uintptr(w>>32)*valueSize))
			if x.O == &object.IntTag && y.O == &object.IntTag {
				r := x.N & y.N
				dst := &regs[uint8(w>>8)]
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(r)
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryConst(t, w, object.OpAnd, x, *y, uint8(w>>24) != 0)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.RShiftK:
			x := &regs[uint8(w>>16)]
			y := (*object.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Consts)), uintptr(w>>32)*valueSize))
			if x.O == &object.IntTag && y.O == &object.IntTag && y.N < 64 {
				r := int64(x.N) >> (y.N & 63)
				dst := &regs[uint8(w>>8)]
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(r)
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryConst(t, w, object.OpRShift, x, *y, uint8(w>>24) != 0)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.LShiftK:
			x := &regs[uint8(w>>16)]
			y := (*object.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Consts)), uintptr(w>>32)*valueSize))
			if x.O == &object.IntTag && y.O == &object.IntTag && y.N < 63 {
				if r := int64(x.N) << (y.N & 63); r>>(y.N&63) == int64(x.N) {
					dst := &regs[uint8(w>>8)]
					if dst.O != &object.IntTag {
						dst.O = &object.IntTag
					}
					dst.N = uint64(r)
					continue
				}
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryConst(t, w, object.OpLShift, x, *y, uint8(w>>24) != 0)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.ModK:
			x := &regs[uint8(w>>16)]
			y := (*object.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Consts)), uintptr(w>>32)*valueSize))
			if x.O == &object.IntTag && y.O == &object.IntTag && int64(y.N) > 0 {
				r := int64(x.N) % int64(y.N)
				if r < 0 {
					r += int64(y.N)
				}
				dst := &regs[uint8(w>>8)]
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(r)
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryConst(t, w, object.OpMod, x, *y, uint8(w>>24) != 0)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.FloorDivK:
			x := &regs[uint8(w>>16)]
			y := (*object.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Consts)), uintptr(w>>32)*valueSize))
			if x.O == &object.IntTag && y.O == &object.IntTag && int64(y.N) > 0 {
				r := int64(x.N) / int64(y.N)
				if int64(x.N) < 0 && r*int64(y.N) != int64(x.N) {
					r--
				}
				dst := &regs[uint8(w>>8)]
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(r)
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = binaryConst(t, w, object.OpFloorDiv, x, *y, uint8(w>>24) != 0)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.Lt, compile.Le, compile.Eq, compile.Ne, compile.Gt, compile.Ge:
			x, y := &regs[uint8(w>>16)], &regs[uint8(w>>24)]
			if x.O == &object.IntTag && y.O == &object.IntTag {
				regs[uint8(w>>8)] = object.Bool(compareInt(compile.Op(w), int64(x.N), int64(y.N)))
				continue
			}
			if x.O == &object.FloatTag && y.O == &object.FloatTag {
				regs[uint8(w>>8)] = object.Bool(compareFloat(compile.Op(w), math.Float64frombits(x.N), math.Float64frombits(y.N)))
				continue
			}
			fr.PC = pcOf(ip, code)
			result, err = compare(t, w, object.CmpOp(compile.Op(w)-compile.Lt), *x, *y)
			if err == nil {
				regs[uint8(w>>8)] = result
				continue
			}

		case compile.Contains:
			fr.PC = pcOf(ip, code)
			var in bool
			if in, err = contains(t, w, regs[uint8(w>>24)], regs[uint8(w>>16)]); err == nil {
				regs[uint8(w>>8)] = object.Bool(in != (w>>32 != 0))
				continue
			}

		case compile.Is:
			regs[uint8(w>>8)] = object.Bool((regs[uint8(w>>16)] == regs[uint8(w>>24)]) != (w>>32 != 0))
			continue

		case compile.Jump:
			ip = unsafe.Add(ip, int(int32(w>>32))*8)
			if tx.Poll.Load() == 0 {
				continue
			}
			fr.PC = pcOf(ip, code)
			if err = poll(t); err == nil {
				continue
			}

		case compile.JumpIfTrue, compile.JumpIfFalse:
			v := &regs[uint8(w>>8)]
			var truth bool
			if v.O == &object.BoolTag || v.O == &object.IntTag {
				truth = v.N != 0
			} else {
				fr.PC = pcOf(ip, code)
				if truth, err = truthOf(t, w, *v); err != nil {
					break
				}
			}
			if truth == (compile.Op(w) == compile.JumpIfTrue) {
				ip = unsafe.Add(ip, int(int32(w>>32))*8)
				if tx.Poll.Load() != 0 {
					fr.PC = pcOf(ip, code)
					if err = poll(t); err != nil {
						break
					}
				}
			}
			continue

		case compile.JumpIfNone:
			if regs[uint8(w>>8)].IsNone() {
				ip = unsafe.Add(ip, int(int32(w>>32))*8)
			}
			continue

		case compile.JumpIfNotNone:
			if !regs[uint8(w>>8)].IsNone() {
				ip = unsafe.Add(ip, int(int32(w>>32))*8)
			}
			continue

		case compile.JumpIs:
			if (regs[uint8(w>>8)] == regs[uint8(w>>16)]) != (uint8(w>>24) != 0) {
				ip = unsafe.Add(ip, int(int32(w>>32))*8)
			}
			continue

		case compile.JumpLt, compile.JumpLe, compile.JumpEq, compile.JumpNe, compile.JumpGt, compile.JumpGe,
			compile.JumpLtK, compile.JumpLeK, compile.JumpEqK, compile.JumpNeK, compile.JumpGtK, compile.JumpGeK:
			x := &regs[uint8(w>>8)]
			var y *object.Value
			op := compile.Op(w)
			if op >= compile.JumpLtK {
				y = (*object.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Consts)), uintptr(uint8(w>>16))*valueSize))
				op -= compile.JumpLtK - compile.JumpLt
			} else {
				y = &regs[uint8(w>>16)]
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
				truth = compareFloat(op-compile.JumpLt+compile.Lt, math.Float64frombits(x.N), math.Float64frombits(y.N))
			} else {
				fr.PC = pcOf(ip, code)
				if truth, err = compareTruth(t, w, *x, *y, object.CmpOp(op-compile.JumpLt)); err != nil {
					break
				}
			}
			if truth != (uint8(w>>24) != 0) {
				ip = unsafe.Add(ip, int(int32(w>>32))*8)
				if tx.Poll.Load() != 0 {
					fr.PC = pcOf(ip, code)
					if err = poll(t); err != nil {
						break
					}
				}
			}
			continue

		case compile.ForPrep:
			fr.PC = pcOf(ip, code)
			if err = forPrep(t, regs, w); err == nil {
				ip = unsafe.Add(ip, int(int32(w>>32))*8)
				continue
			}

		case compile.ForIter:
			st := &regs[uint8(w>>16)]
			aux := &regs[uint8(w>>16)+1]
			switch aux.O {
			case &rangeTag:
				i := int64(st.N)
				if i >= int64(aux.N) {
					continue
				}
				st.N = uint64(i + 1)
				dst := &regs[uint8(w>>8)]
				if dst.O != &object.IntTag {
					dst.O = &object.IntTag
				}
				dst.N = uint64(i)
			case &listTag:
				l := (*object.List)(unsafe.Pointer(st.O))
				b := l.Box.Load()
				if b.Stamp() != tx.ID {
					b = tx.OpenRead(&l.Box, b)
				}
				items := (*object.ListBody)(unsafe.Pointer(b)).Items
				i := aux.N
				if i >= uint64(len(items)) {
					if x, ok := l.At(t, int(i)); ok { // in a card
						aux.N = i + 1
						regs[uint8(w>>8)] = x
						break
					}
					aux.N = math.MaxUint64 // stays exhausted if the list grows
					*st = object.Value{O: &endedTag}
					*aux = object.Value{O: &endedTag}
					continue
				}
				aux.N = i + 1
				regs[uint8(w>>8)] = items[i]
			case &tupleTag:
				items := (*object.Tuple)(unsafe.Pointer(st.O)).Items
				i := aux.N
				if i >= uint64(len(items)) {
					continue
				}
				aux.N = i + 1
				regs[uint8(w>>8)] = items[i]
			case &genTag:
				fr.PC = pcOf(ip, code)
				g := (*object.Generator)(unsafe.Pointer(st.O))
				nf, e := resume(t, g, object.None)
				if e != nil {
					err = e
					break
				}
				if nf == nil { // ended before
					continue
				}
				nf.Kind, nf.Ret, nf.Jump = object.FrameIter, uint8(w>>8), int32(w>>32)
				goto entered
			case &pairTag:
				fr.PC = pcOf(ip, code)
				u := *(*uint64)(unsafe.Add(ip, int(int32(w>>32))*8))
				if u&0xffff00ff == uint64(compile.Unpack)|uint64(uint8(w>>8))<<16|2<<24 {
					more, e := pairNext(t, regs, w, u)
					if e != nil {
						err = e
						break
					}
					if !more {
						continue
					}
					ip = unsafe.Add(ip, 8) // over the Unpack
					break
				}
				fallthrough
			default:
				fr.PC = pcOf(ip, code)
				if aux.O == &nextTag {
					if fn := methodOf(*st, strNext); fn != nil {
						if err = push(t, object.FrameNext, w, fn, *st); err == pushed {
							t.Frame.Jump = int32(w >> 32)
						}
						break
					}
				}
				result, err = forNext(t, regs, w)
				if err != nil {
					break
				}
				if result.O == nil {
					continue
				}
				regs[uint8(w>>8)] = result
			}
			if err != nil {
				break
			}
			ip = unsafe.Add(ip, int(int32(w>>32))*8)
			if tx.Poll.Load() == 0 {
				continue
			}
			fr.PC = pcOf(ip, code)
			if err = poll(t); err == nil {
				continue
			}

		case compile.Unpack:
			v := &regs[uint8(w>>16)]
			if v.O.Typ == object.TupleType {
				items := (*object.Tuple)(unsafe.Pointer(v.O)).Items
				if len(items) == int(uint8(w>>24)) {
					a := uint8(w >> 8)
					for i := range items {
						regs[a+uint8(i)] = items[i]
					}
					continue
				}
			}
			fr.PC = pcOf(ip, code)
			if err = unpack(t, regs, w); err == nil {
				continue
			}

		case compile.Call:
			callee = regs[uint8(w>>16)]
			argBase, nargs, ret = int(uint8(w>>16))+1, int(uint8(w>>24)), uint8(w>>8)
			goto call

		case compile.CallMethod:
			callee = regs[uint8(w>>16)]
			argBase, nargs, ret = int(uint8(w>>16))+2, int(uint8(w>>24)), uint8(w>>8)
			if regs[uint8(w>>16)+1].O != nil {
				argBase--
				nargs++
			}
			goto call

		case compile.LoadMethod:
			v := regs[uint8(w>>16)]
			c := (*object.Cache)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Caches)), uintptr(w>>32)*unsafe.Sizeof(object.Cache{})))
			for e := (*attrEntry)(atomic.LoadPointer(&c.Entry)); e != nil; e = e.next {
				if e.version != v.O.Typ.Version || e.kind != attrMethod {
					continue
				}
				if e.off != 0 {
					box := (*stm.Box)(unsafe.Add(unsafe.Pointer(v.O), e.off))
					b := box.Load()
					if b.Stamp() != tx.ID {
						b = tx.OpenRead(box, b)
					}
					if (*object.AttrBody)(unsafe.Pointer(b)).Shape != e.shape {
						continue
					}
				}
				regs[uint8(w>>8)] = e.value
				regs[uint8(w>>8)+1] = v
				goto next
			}
			fr.PC = pcOf(ip, code)
			if err = loadMethod(t, regs, v, c, w); err == nil {
				continue
			}

		case compile.LoadSuper:
			fr.PC = pcOf(ip, code)
			var found bool
			if found, err = loadSuper(t, regs, w, (*object.Cache)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Caches)), uintptr(w>>32)*unsafe.Sizeof(object.Cache{})))); err == nil {
				continue
			}
			if found {
				goto lookup
			}

		case compile.CallAttr:
			v := &regs[uint8(w>>16)+1]
			c := (*object.Cache)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Caches)), uintptr(w>>32)*unsafe.Sizeof(object.Cache{})))
			for e := (*attrEntry)(atomic.LoadPointer(&c.Entry)); e != nil; e = e.next {
				if e.version != v.O.Typ.Version || e.kind != attrMethod {
					continue
				}
				if e.off != 0 {
					box := (*stm.Box)(unsafe.Add(unsafe.Pointer(v.O), e.off))
					b := box.Load()
					if b.Stamp() != tx.ID {
						b = tx.OpenRead(box, b)
					}
					if (*object.AttrBody)(unsafe.Pointer(b)).Shape != e.shape {
						continue
					}
				}
				argBase, nargs, ret = int(uint8(w>>16))+1, int(uint8(w>>24))+1, uint8(w>>8)
				if e.builtin != nil {
					native = e.builtin
					goto native
				}
				callee = e.value
				goto call
			}
			if e := (*attrEntry)(atomic.LoadPointer(&c.Entry)); e != nil && e.object == v.O && e.kind == attrModule {
				if callee = e.cell.Load(t); callee.O != nil {
					argBase, nargs, ret = int(uint8(w>>16))+2, int(uint8(w>>24)), uint8(w>>8)
					goto call
				}
			}
			fr.PC = pcOf(ip, code)
			if err = loadMethodInPlace(t, regs, c, w); err != nil {
				goto lookup
			}
			callee = regs[uint8(w>>16)]
			argBase, nargs, ret = int(uint8(w>>16))+2, int(uint8(w>>24)), uint8(w>>8)
			if regs[uint8(w>>16)+1].O != nil {
				argBase--
				nargs++
			}
			goto call

		case compile.Return:
			result = regs[uint8(w>>8)]
			goto returned

		case compile.ReturnConst:
			result = *(*object.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(code.Consts)), uintptr(w>>32)*valueSize))
			goto returned

		case compile.BuildTuple:
			b, n := uint8(w>>16), int(uint8(w>>24))
			tup := object.MakeTuple(n)
			for i := range tup.Items {
				tup.Items[i] = regs[b+uint8(i)]
			}
			regs[uint8(w>>8)] = tup.Value()
			continue

		case compile.BuildList:
			b, n := uint8(w>>16), int(uint8(w>>24))
			l, items := object.MakeList(t, n)
			for i := range items {
				items[i] = regs[b+uint8(i)]
			}
			regs[uint8(w>>8)] = l.Value()
			continue

		case compile.BuildSlice:
			// A slice that is used at once as a subscript is not made.
			step := object.None
			if uint8(w>>24) == 3 {
				step = regs[uint8(w>>16)+2]
			}
			if u := *(*uint64)(ip); uint8(u>>24) == uint8(w>>8) {
				switch compile.Op(u) {
				case compile.LoadItem:
					var ok bool
					if result, ok = object.SliceOf(t, regs[uint8(u>>16)], regs[uint8(w>>16)], regs[uint8(w>>16)+1], step); ok {
						regs[uint8(u>>8)] = result
						ip = unsafe.Add(ip, 8)
						continue
					}
				case compile.StoreItem:
					if step.IsNone() && object.StoreSlice(t, regs[uint8(u>>16)], regs[uint8(w>>16)], regs[uint8(w>>16)+1], regs[uint8(u>>8)]) {
						ip = unsafe.Add(ip, 8)
						continue
					}
				}
			}
			regs[uint8(w>>8)] = object.NewSlice(regs[uint8(w>>16)], regs[uint8(w>>16)+1], step)
			continue

		case compile.ListAppend:
			l := (*object.List)(unsafe.Pointer(regs[uint8(w>>8)].O))
			l.Append(t, regs[uint8(w>>16)])
			continue

		case compile.Yield:
			fr.PC = pcOf(ip, code)
			result = suspend(t, fr, regs, w)
			goto yielded

		case compile.Send:
			fr.PC = pcOf(ip, code)
			it := regs[uint8(w>>16)]
			if isGenerator(it) {
				g := (*object.Generator)(unsafe.Pointer(it.O))
				nf, e := resume(t, g, regs[uint8(w>>24)])
				if e != nil {
					err = e
					break
				}
				if nf == nil {
					err = afterEnd(t, g)
					if err == nil {
						regs[uint8(w>>8)] = object.None
						ip = unsafe.Add(ip, int(int32(w>>32))*8)
						continue
					}
					break
				}
				nf.Kind, nf.Ret, nf.Jump = object.FrameSend, uint8(w>>8), int32(w>>32)
				goto entered
			}
			var done bool
			result, done, err = sendTo(t, it, regs[uint8(w>>24)])
			if err != nil {
				break
			}
			regs[uint8(w>>8)] = result
			if done {
				ip = unsafe.Add(ip, int(int32(w>>32))*8)
			}
			continue

		case compile.CallKW, compile.CallEx:
			fr.PC = pcOf(ip, code)
			var nf *object.Frame
			if compile.Op(w) == compile.CallKW {
				result, nf, err = callKeywords(t, fr, regs, w)
			} else {
				result, nf, err = callSpread(t, fr, regs, w)
			}
			if err != nil {
				break
			}
			if nf != nil {
				goto entered
			}
			regs[uint8(w>>8)] = result
			continue

		default:
			fr.PC = pcOf(ip, code)
			var jump bool
			if jump, err = rare(t, fr, regs, w); err == nil {
				if jump {
					ip = unsafe.Add(ip, int(int32(w>>32))*8)
				}
				continue
			}
		}

		if err == pushed {
			err = nil
			goto entered
		}
		// An exception: err, raised by the instruction before ip.
		if !isReraise(w) {
			err.Chain(t)
			err.AddTraceback(t, fr.Fn, code, pcOf(ip, code)-1)
		}
	unwind:
		{
			pc := pcOf(ip, code) - 1
			if h := findHandler(code, pc); h != nil {
				*register(t, fr, h.Reg) = err.Value()
				err = nil
				ip = ipOf(code, h.Target)
				continue
			}
			kind := fr.Kind
			err = leaveFrame(t, fr, err)
			if kind == object.FrameEntry {
				return object.Value{}, err
			}
			fr = t.Frame
			code = fr.Code
			regs = windowAt(t, fr.Base)
			ip = ipOf(code, fr.PC)
			if kind == object.FrameNext && err.Matches(object.StopIteration) {
				err = nil
				continue // the loop ends
			}
			err.AddTraceback(t, fr.Fn, code, fr.PC-1)
			goto unwind
		}

	call:
		// Calls callee with nargs arguments that begin at register argBase; the
		// register below them is free for a self.
		switch callee.O.Typ {
		case object.FunctionType:
			fn := (*object.Function)(unsafe.Pointer(callee.O))
			fc := fn.Code
			fr.PC = pcOf(ip, code)
			base := fr.Base + argBase
			if !fc.Simple || nargs != fc.ArgCount || base+fc.NumRegs+stackSlack > len(t.Stack) || code.NumRegs > compile.MaxRegs {
				var nf *object.Frame
				base = argumentsAt(t, fr, argBase, nargs)
				result, nf, err = callFunction(t, fn, base, nargs, nil)
				if err != nil {
					goto raised
				}
				if nf == nil { // made a generator
					regs[ret] = result
					continue
				}
				nf.Kind, nf.Ret = object.FrameCall, ret
				goto entered
			}
			nf := fr.Next
			if nf == nil {
				if nf = t.PushFrame(); nf == nil {
					err = t.RecursionError("")
					goto raised
				}
			} else {
				t.Frame = nf
			}
			nf.Fn, nf.Code, nf.Base = fn, fc, base
			nf.Ret, nf.Kind, nf.HasNS, nf.Chunk = ret, object.FrameCall, false, false
			if nf.View != nil {
				nf.View = nil
			}
			t.Top = base + fc.NumRegs
			fr, code = nf, fc
			regs = windowAt(t, base)
			ip = unsafe.Pointer(unsafe.SliceData(fc.Ins))
			for i := nargs; i < fc.NumLocals; i++ {
				regs[uint8(i)].O = nil
			}
			if tx.Poll.Load() == 0 {
				continue
			}
			fr.PC = 0
			if err = poll(t); err == nil {
				continue
			}
			goto raised

		case object.MethodType:
			m := (*object.BoundMethod)(unsafe.Pointer(callee.O))
			if m.Func.O.Typ == object.MethodType {
				break
			}
			argBase--
			nargs++
			regs[uint8(argBase)] = m.Self
			callee = m.Func
			goto call

		case object.BuiltinType:
			b := (*object.Builtin)(unsafe.Pointer(callee.O))
			if b.Passes() {
				argBase--
				nargs++
				regs[uint8(argBase)] = b.Self
			}
			native = b.Func
			goto native

		case object.MethodDescrType, object.WrapperType:
			b := (*object.Builtin)(unsafe.Pointer(callee.O))
			if nargs > 0 && object.IsInstance(regs[uint8(argBase)], b.Type) {
				native = b.Func
				goto native
			}

		case object.TypeType:
			typ := (*object.Type)(unsafe.Pointer(callee.O))
			e := cacheClass(typ)
			if e == nil || e.init == nil && nargs != 0 {
				break
			}
			self := object.Value{O: typ.Alloc(t, typ)}
			if e.init == nil {
				regs[ret] = self
				continue
			}
			argBase--
			nargs++
			regs[uint8(argBase)] = self
			fr.PC = pcOf(ip, code)
			_, nf, e2 := callFunction(t, e.init, argumentsAt(t, fr, argBase, nargs), nargs, nil)
			if e2 != nil {
				err = e2
				goto raised
			}
			if nf == nil {
				err = t.Errorf(object.TypeError, "__init__() should return None, not 'generator'")
				goto raised
			}
			nf.Kind, nf.Ret, nf.NS = object.FrameInit, ret, self
			goto entered
		}
		if fn := methodOf(callee, strCall); fn != nil {
			argBase--
			nargs++
			regs[uint8(argBase)] = callee
			callee = fn.Value()
			goto call
		}
		fr.PC = pcOf(ip, code)
		result, err = object.CallKw(t, callee, regs[argBase:argBase+nargs:argBase+nargs], nil)
		if err != nil {
			goto raised
		}
		regs[ret] = result
		continue

	native:
		fr.PC = pcOf(ip, code)
		if code.NumRegs <= compile.MaxRegs {
			result, err = native.CallAt(t, fr.Base+argBase, nargs)
		} else {
			result, err = native.CallWith(t, regs[argBase:argBase+nargs:argBase+nargs], nil)
		}
		if err == nil {
			regs[ret] = result
			continue
		}

	lookup:
		// The method that an instruction calls has not been found.
		err.Chain(t)
		err.AddTraceback(t, fr.Fn, code, code.LookupPC(fr.PC-1))
		goto unwind

	raised:
		err.Chain(t)
		err.AddTraceback(t, fr.Fn, code, pcOf(ip, code)-1)
		goto unwind

	entered:
		// A frame was pushed by one of the slower ways.
		fr = t.Frame
		code = fr.Code
		regs = windowAt(t, fr.Base)
		ip = ipOf(code, fr.PC)
		continue

	returned:
		// The frame ends with result.
		{
			kind := fr.Kind
			if kind == object.FrameCall && !fr.Chunk {
				ret = fr.Ret
				fr = fr.Prev
				t.Frame = fr
				code = fr.Code
				regs = windowAt(t, fr.Base)
				ip = ipOf(code, fr.PC)
				t.Top = fr.Base + code.NumRegs
				dst := &regs[ret]
				if dst.O != result.O {
					dst.O = result.O
				}
				dst.N = result.N
				continue
			}
			ret = fr.Ret
			jump := fr.Jump
			ns := fr.NS
			if code.Flags&generatorFlags != 0 {
				finish(t, fr)
			}
			popFrame(t, fr)
			switch kind {
			case object.FrameEntry:
				if code.Flags&generatorFlags != 0 {
					t.Result = result
					result = object.Value{}
				}
				return result, nil
			case object.FrameInit:
				if !result.IsNone() {
					err = t.Errorf(object.TypeError, "__init__() should return None, not '%s'", result.TypeName())
				}
				result = ns
			}
			fr = t.Frame
			code = fr.Code
			regs = windowAt(t, fr.Base)
			ip = ipOf(code, fr.PC)
			if err != nil {
				goto raised
			}
			switch kind {
			case object.FrameIter:
				continue // the loop ends
			case object.FrameSend, object.FrameNext:
				ip = unsafe.Add(ip, int(jump)*8)
			case object.FrameDrop:
				continue
			case object.FrameOperator:
				w = code.Ins[fr.PC-1]
				taken := false
				if result, taken, err = afterOperator(t, regs, w, result); err != nil {
					goto raised
				}
				if taken {
					ip = unsafe.Add(ip, int(int32(w>>32))*8)
				}
				if result.O == nil {
					continue
				}
			}
			regs[ret] = result
			continue
		}

	yielded:
		{
			kind, jump := fr.Kind, fr.Jump
			ret = fr.Ret
			if kind == object.FrameEntry || fr.Chunk {
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
			regs = windowAt(t, fr.Base)
			ip = ipOf(code, fr.PC)
			regs[ret] = result
			if kind == object.FrameIter {
				ip = unsafe.Add(ip, int(jump)*8)
			}
			continue
		}

	next:
	}
}
