package fcntl

var moreConstants = map[string]int64{}
