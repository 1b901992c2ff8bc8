package termios

var moreConstants = map[string]int64{}
