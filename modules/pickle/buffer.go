package pickle

import (
	"github.com/weftpy/weft/object"
)

// bufferState is the state of a PickleBuffer: the object whose memory it stands
// for, null when it was released.
type bufferState struct{ obj value }

var (
	pickleBufferType = &object.Type{Name: "PickleBuffer", Doc: "Memory that a pickle may leave out, to be handed over beside it.", Module: "pickle", Flags: object.FlagNoBase | object.FlagWeakRef}
	bufferKind       = object.NewKind[bufferState]("PickleBuffer", nil)
)

// bufferView returns a view of the memory that a PickleBuffer stands for.
func bufferView(t *thread, v value) (*object.MemoryView, *exc) {
	obj := object.BoxedOf[bufferState](v).Read(t).obj
	if obj.O == nil {
		return nil, t.Errorf(object.ValueError, "operation forbidden on released PickleBuffer object")
	}
	return object.NewMemoryView(t, obj)
}

var (
	strContiguous = object.Intern("contiguous")
	strReadOnly   = object.Intern("readonly")
	strObj        = object.Intern("obj")
)

// bufferContents returns the bytes of a PickleBuffer.
func bufferContents(t *thread, v value) (data string, readOnly bool, err *exc) {
	m, err := bufferView(t, v)
	if err != nil {
		return "", false, err
	}
	if err := contiguous(t, m.Value(), picklingError, "PickleBuffer can not be pickled when pointing to a non-contiguous buffer"); err != nil {
		return "", false, err
	}
	ro, err := object.GetAttr(t, m.Value(), strReadOnly)
	if err != nil {
		return "", false, err
	}
	data, err = object.BytesCopy(t, m.Value())
	return data, ro == object.True, err
}

func contiguous(t *thread, m value, typ *object.Type, message string) *exc {
	c, err := object.GetAttr(t, m, strContiguous)
	if err == nil && c != object.True {
		err = t.Errorf(typ, "%s", message)
	}
	return err
}

func init() {
	pickleBufferType.Slots.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
		if err := object.Positional(t, "PickleBuffer", args, kwnames, 1, 1); err != nil {
			return value{}, err
		}
		if _, err := object.BytesView(t, args[0]); err != nil {
			return value{}, err
		}
		return object.NewBoxed(t, typ, bufferState{args[0]}).Value(), nil
	}
	pickleBufferType.Slots.Buffer = func(t *thread, v value) (*object.Buffer, *exc) {
		m, err := bufferView(t, v)
		if err != nil {
			return nil, err
		}
		owner, err := object.GetAttr(t, m.Value(), strObj)
		if err != nil {
			return nil, err
		}
		buf, err := m.Value().Type().Slots.Buffer(t, m.Value())
		if err != nil {
			return nil, err
		}
		b := *buf
		b.Owner = owner
		return &b, nil
	}
	pickleBufferType.Methods = []object.Def{
		{Name: "raw", Fn: func(t *thread, a []value) (value, *exc) {
			m, err := bufferView(t, a[0])
			if err != nil {
				return value{}, err
			}
			if err := contiguous(t, m.Value(), object.BufferError, "cannot extract raw buffer from non-contiguous buffer"); err != nil {
				return value{}, err
			}
			return object.CallMethod(t, m.Value(), object.Intern("cast"), object.NewStr("B"))
		}},
		{Name: "release", Fn: func(t *thread, a []value) (value, *exc) {
			object.BoxedOf[bufferState](a[0]).Write(t, bufferKind).obj = value{}
			return object.None, nil
		}},
	}
}
