module github.com/weftpy/weft

go 1.26
