package transaction

import "github.com/weftpy/weft/object"

// addEpoll refuses: there is no module select, so there are no epoll objects.
func addEpoll(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	return object.Value{}, t.Errorf(object.NotImplementedError, "add_epoll() needs select.epoll, which does not exist here")
}

func removeEpoll(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	return raise(t, "remove_epoll(ep): ep is not registered")
}
