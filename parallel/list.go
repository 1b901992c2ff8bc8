package parallel

// List is a first-in, first-out list of tasks. It keeps them in blocks, so that
// growing does not copy.
type List struct {
	blocks [][]Task // all but the last are full
	head   int      // first task of blocks[0]
	n      int
}

const blockSize = 512

// Len returns the number of tasks.
func (l *List) Len() int { return l.n }

// Push adds a task at the end.
func (l *List) Push(task Task) {
	if k := len(l.blocks); k > 0 && len(l.blocks[k-1]) < blockSize {
		l.blocks[k-1] = append(l.blocks[k-1], task)
	} else {
		size := blockSize
		if k == 0 {
			size = 8
		}
		l.blocks = append(l.blocks, append(make([]Task, 0, size), task))
	}
	l.n++
}

// Pop removes the first task; the list must not be empty.
func (l *List) Pop() Task {
	b := l.blocks[0]
	task := b[l.head]
	b[l.head] = Task{}
	l.n--
	if l.head++; l.head == len(b) {
		l.head = 0
		if len(l.blocks) == 1 && cap(b) < blockSize {
			l.blocks[0] = b[:0]
		} else {
			l.blocks[0] = nil
			l.blocks = l.blocks[1:]
		}
	}
	return task
}

// PushAll moves the tasks of m to the end of l.
func (l *List) PushAll(m *List) {
	for m.n > 0 {
		l.Push(m.Pop())
	}
}
