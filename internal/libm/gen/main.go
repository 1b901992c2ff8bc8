// Command gen writes the tables of package libm.
package main

import (
	"log"
	"os"

	"github.com/weftpy/weft/internal/libm/tables"
)

func main() {
	src, err := tables.Generate()
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("tables_gen.go", src, 0o644); err != nil {
		log.Fatal(err)
	}
}
