package main

import "math/rand/v2"

// redBlack is a left-leaning red-black tree (Sedgewick 2008).
type redBlack[TX any, R comparable, S store[TX, R]] struct {
	s    S
	root R // the tree is left of it
}

// tree is the workload: numbers below 4,096; 80 % look for one, 20 % insert or remove one.
func tree[TX any, R comparable, S store[TX, R]](s S) workload {
	const keys = 4096
	t := &redBlack[TX, R, S]{s: s}
	s.atomically(true, func(tx TX) { t.root = s.fresh(tx, node[R]{}) })
	for k := 0; k < keys; k += 2 {
		s.atomically(true, func(tx TX) { t.insert(tx, k) })
	}
	return workload{"red-black tree", func(r *rand.Rand) {
		k := r.IntN(keys)
		switch r.IntN(10) {
		case 0:
			s.atomically(true, func(tx TX) { t.insert(tx, k) })
		case 1:
			s.atomically(true, func(tx TX) { t.remove(tx, k) })
		default:
			s.atomically(false, func(tx TX) { t.contains(tx, k) })
		}
	}, func() (wrong string) {
		s.atomically(false, func(tx TX) { wrong = t.check(tx) })
		return wrong
	}}
}

func (t *redBlack[TX, R, S]) check(tx TX) (wrong string) {
	var none R
	last := -1
	var walk func(h R, red bool) int
	walk = func(h R, red bool) int {
		if h == none {
			return 0
		}
		c := t.s.load(tx, h)
		black := walk(c.left, c.red)
		if c.k <= last || c.red && red {
			wrong = "not a red-black tree"
		}
		last = c.k
		if walk(c.right, c.red) != black {
			wrong = "not balanced"
		}
		if !c.red {
			black++
		}
		return black
	}
	walk(t.s.load(tx, t.root).left, false)
	return wrong
}

func (t *redBlack[TX, R, S]) red(tx TX, h R) bool {
	var none R
	return h != none && t.s.load(tx, h).red
}

func (t *redBlack[TX, R, S]) contains(tx TX, k int) bool {
	var none R
	for h := t.s.load(tx, t.root).left; h != none; {
		c := t.s.load(tx, h)
		switch {
		case k == c.k:
			return true
		case k < c.k:
			h = c.left
		default:
			h = c.right
		}
	}
	return false
}

func (t *redBlack[TX, R, S]) rotateLeft(tx TX, h R) R {
	hc := t.s.load(tx, h)
	x := hc.right
	xc := t.s.load(tx, x)
	hc.right, xc.left = xc.left, h
	xc.red, hc.red = hc.red, true
	t.s.save(tx, h, hc)
	t.s.save(tx, x, xc)
	return x
}

func (t *redBlack[TX, R, S]) rotateRight(tx TX, h R) R {
	hc := t.s.load(tx, h)
	x := hc.left
	xc := t.s.load(tx, x)
	hc.left, xc.right = xc.right, h
	xc.red, hc.red = hc.red, true
	t.s.save(tx, h, hc)
	t.s.save(tx, x, xc)
	return x
}

func (t *redBlack[TX, R, S]) turn(tx TX, h R) {
	c := t.s.load(tx, h)
	c.red = !c.red
	t.s.save(tx, h, c)
}

func (t *redBlack[TX, R, S]) flip(tx TX, h R) {
	c := t.s.load(tx, h)
	t.turn(tx, h)
	t.turn(tx, c.left)
	t.turn(tx, c.right)
}

func (t *redBlack[TX, R, S]) fixUp(tx TX, h R) R {
	if c := t.s.load(tx, h); t.red(tx, c.right) && !t.red(tx, c.left) {
		h = t.rotateLeft(tx, h)
	}
	if c := t.s.load(tx, h); t.red(tx, c.left) && t.red(tx, t.s.load(tx, c.left).left) {
		h = t.rotateRight(tx, h)
	}
	if c := t.s.load(tx, h); t.red(tx, c.left) && t.red(tx, c.right) {
		t.flip(tx, h)
	}
	return h
}

func (t *redBlack[TX, R, S]) setLeft(tx TX, h, n R) {
	if c := t.s.load(tx, h); c.left != n {
		c.left = n
		t.s.save(tx, h, c)
	}
}

func (t *redBlack[TX, R, S]) setRight(tx TX, h, n R) {
	if c := t.s.load(tx, h); c.right != n {
		c.right = n
		t.s.save(tx, h, c)
	}
}

func (t *redBlack[TX, R, S]) setTree(tx TX, n R) {
	if t.red(tx, n) {
		t.turn(tx, n)
	}
	t.setLeft(tx, t.root, n)
}

func (t *redBlack[TX, R, S]) insert(tx TX, k int) {
	if t.contains(tx, k) {
		return
	}
	var none R
	var ins func(h R) R
	ins = func(h R) R {
		if h == none {
			return t.s.fresh(tx, node[R]{k: k, red: true})
		}
		if c := t.s.load(tx, h); k < c.k {
			t.setLeft(tx, h, ins(c.left))
		} else {
			t.setRight(tx, h, ins(c.right))
		}
		return t.fixUp(tx, h)
	}
	t.setTree(tx, ins(t.s.load(tx, t.root).left))
}

func (t *redBlack[TX, R, S]) moveRedLeft(tx TX, h R) R {
	t.flip(tx, h)
	if c := t.s.load(tx, h); t.red(tx, t.s.load(tx, c.right).left) {
		t.setRight(tx, h, t.rotateRight(tx, c.right))
		h = t.rotateLeft(tx, h)
		t.flip(tx, h)
	}
	return h
}

func (t *redBlack[TX, R, S]) moveRedRight(tx TX, h R) R {
	t.flip(tx, h)
	if c := t.s.load(tx, h); t.red(tx, t.s.load(tx, c.left).left) {
		h = t.rotateRight(tx, h)
		t.flip(tx, h)
	}
	return h
}

func (t *redBlack[TX, R, S]) deleteMin(tx TX, h R) R {
	var none R
	c := t.s.load(tx, h)
	if c.left == none {
		return none
	}
	if !t.red(tx, c.left) && !t.red(tx, t.s.load(tx, c.left).left) {
		h = t.moveRedLeft(tx, h)
	}
	t.setLeft(tx, h, t.deleteMin(tx, t.s.load(tx, h).left))
	return t.fixUp(tx, h)
}

func (t *redBlack[TX, R, S]) remove(tx TX, k int) {
	if !t.contains(tx, k) {
		return
	}
	var none R
	var del func(h R) R
	del = func(h R) R {
		if c := t.s.load(tx, h); k < c.k {
			if !t.red(tx, c.left) && !t.red(tx, t.s.load(tx, c.left).left) {
				h = t.moveRedLeft(tx, h)
			}
			t.setLeft(tx, h, del(t.s.load(tx, h).left))
			return t.fixUp(tx, h)
		}
		if t.red(tx, t.s.load(tx, h).left) {
			h = t.rotateRight(tx, h)
		}
		if c := t.s.load(tx, h); c.k == k && c.right == none {
			return none
		}
		if c := t.s.load(tx, h); !t.red(tx, c.right) && !t.red(tx, t.s.load(tx, c.right).left) {
			h = t.moveRedRight(tx, h)
		}
		if c := t.s.load(tx, h); c.k == k {
			m := t.s.load(tx, c.right)
			for m.left != none {
				m = t.s.load(tx, m.left)
			}
			right := t.deleteMin(tx, c.right)
			c = t.s.load(tx, h)
			c.k, c.right = m.k, right
			t.s.save(tx, h, c)
		} else {
			t.setRight(tx, h, del(c.right))
		}
		return t.fixUp(tx, h)
	}
	t.setTree(tx, del(t.s.load(tx, t.root).left))
}
