package compile_test

import (
	"testing"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/syntax"
)

// TestOnlyPassed looks at which functions are taken for ones that neither change nor give away
// their ** parameter.
func TestOnlyPassed(t *testing.T) {
	for body, want := range map[string]bool{
		"pass":                                  true,
		"return g(**k)":                         true,
		"return g(1, *a, x=2, **k)":             true,
		"return g(*a, x=k['x'])":                true,
		"return {**k}":                          true,
		"if k and not k: pass":                  true,
		"return 'x' in k or k.get('x', 1)":      true,
		"for x in k: g(x)":                      true,
		"for x, y in k.items(): g(x)":           true,
		"yield g(**k)":                          true,
		"return k":                              false,
		"g(k)":                                  false,
		"g(*k)":                                 false,
		"g(k, **k)":                             false,
		"k['x'] = 1":                            false,
		"del k['x']":                            false,
		"del k":                                 false,
		"k = 1":                                 false,
		"k |= g()":                              false,
		"k.pop('x')":                            false,
		"x = k.get":                             false,
		"x = k; x['y'] = 1":                     false,
		"x = [k]":                               false,
		"x = k if a else None":                  false,
		"x = a or k; x['y'] = 1":                false,
		"return k in g()":                       false,
		"return lambda: k":                      false,
		"return [k for x in a]":                 false,
		"with g() as k: pass":                   false,
		"for k in g(): pass":                    false,
		"try: g()\n  except a as k: pass":       false,
		"k.x = 1":                               false,
		"return g(**g(k))":                      false,
		"return g(x=k, **k)":                    false,
		"return g(**(k if a else {}))":          false,
		"return f'{k}'":                         false,
		"match k:\n    case {'x': y}: return y": false,
	} {
		code, err := compileSource([]byte("def f(*a, **k):\n  "+body+"\n"), "test.py", syntax.Exec, compile.Options{})
		if err != nil {
			t.Errorf("%s: %v", body, err)
			continue
		}
		for _, k := range code.Consts {
			if f, ok := k.(*compile.Code); ok && f.OnlyPassed != want {
				t.Errorf("%s: %v", body, f.OnlyPassed)
			}
		}
	}
}
