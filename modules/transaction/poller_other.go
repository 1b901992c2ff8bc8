//go:build !linux

package transaction

import "errors"

// poller waits for epoll objects, of which there are none.
type poller struct{}

func startPoller(x *epolls) (*poller, error) { return nil, errors.ErrUnsupported }

func (p *poller) wake() {}
func (p *poller) stop() {}
