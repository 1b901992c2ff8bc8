package compile_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/syntax"
)

// eachExpr calls f for every expression of the tree n.
func eachExpr(n reflect.Value, f func(syntax.Expr)) {
	switch n.Kind() {
	case reflect.Interface, reflect.Pointer:
		if n.IsNil() {
			return
		}
		if e, ok := n.Interface().(syntax.Expr); ok && n.Kind() == reflect.Pointer {
			f(e)
		}
		eachExpr(n.Elem(), f)
	case reflect.Slice:
		for i := range n.Len() {
			eachExpr(n.Index(i), f)
		}
	case reflect.Struct:
		for i := range n.NumField() {
			if n.Type().Field(i).IsExported() {
				eachExpr(n.Field(i), f)
			}
		}
	}
}

// TestOracleUnparse compares the text of expressions of the standard library
// with what they are as annotations in CPython.
func TestOracleUnparse(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole standard library")
	}
	o := newOracle(t)
	compared := 0
	for _, path := range libFiles(t) {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		mod, err := syntax.Parse(src, path, syntax.Exec, nil)
		if err != nil || bytes.Contains(src, []byte("coding")) && filepath.Base(path) != "ast.py" {
			continue // columns are those of the decoded source
		}
		want := map[string]string{}
		for _, e := range o.unparse(src) {
			want[fmt.Sprint(e[:5])] = e[5].(string)
		}
		eachExpr(reflect.ValueOf(mod), func(e syntax.Expr) {
			kind := reflect.TypeOf(e).Elem().Name()
			if kind == "FormattedValue" || kind == "JoinedStr" {
				return // in CPython 3.11 parts of an f-string have the position of the whole
			}
			s := e.Extent()
			text, ok := want[fmt.Sprint([]any{kind, s.Line, s.EndLine, s.Col, s.EndCol})]
			if !ok {
				return
			}
			compared++
			if got := compile.Unparse(e); got != text {
				t.Errorf("%s:%d: %s\n got %s\nwant %s", path, s.Line, kind, got, text)
			}
		})
	}
	if compared < 1000 {
		t.Errorf("only %d expressions compared", compared)
	}
}
