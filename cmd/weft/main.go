// Command weft runs Python programs. It takes the command line of python.
package main

import "os"

func main() { os.Exit(run(os.Args[1:])) }
