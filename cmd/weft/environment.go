package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/weftpy/weft/modules/io"
)

// minStrDigits is the smallest limit of int_max_str_digits but 0, which is none.
const minStrDigits = 640

// fatalError is a setting that python refuses to start with.
type fatalError struct{ where, msg string }

func (e fatalError) Error() string {
	state := "preinitialized"
	if strings.HasPrefix(e.where, "preconfig") {
		state = "preinitializing"
	}
	return "Fatal Python error: " + e.where + ": " + e.msg + "\nPython runtime state: " + state + "\n"
}

// environment takes over what the PYTHON* variables and the -X options say beside the
// options of one letter. It returns the settings that are wrong as a fatalError.
func (o *options) environment() error {
	if err := o.utf8Mode(); err != nil {
		return err
	}
	for _, v := range []struct {
		name string
		n    *int
	}{{"PYTHONDEBUG", &o.debug}, {"PYTHONVERBOSE", &o.verbose}, {"PYTHONOPTIMIZE", &o.optimize}} {
		*v.n = max(*v.n, o.envLevel(v.name))
	}
	for _, v := range []struct {
		name string
		b    *bool
	}{
		{"PYTHONINSPECT", &o.inspect}, {"PYTHONDONTWRITEBYTECODE", &o.noBytes}, {"PYTHONNOUSERSITE", &o.noUser}, {"PYTHONUNBUFFERED", &o.unbuf},
		{"PYTHONSAFEPATH", &o.safePath}, {"PYTHONDEVMODE", &o.devMode},
	} {
		*v.b = *v.b || o.env(v.name) != ""
	}
	if _, ok := o.x["dev"]; ok {
		o.devMode = true
	}
	if env := o.env("PYTHONWARNINGS"); env != "" {
		o.warn = append(strings.Split(env, ","), o.warn...)
	}
	if o.devMode {
		o.warn = append([]string{"default"}, o.warn...)
	}
	switch o.bytesW {
	case 0:
	case 1:
		o.warn = append(o.warn, "default::BytesWarning")
	default:
		o.warn = append(o.warn, "error::BytesWarning")
	}
	if seed := o.env("PYTHONHASHSEED"); seed != "" && seed != "random" {
		n, err := strconv.ParseUint(seed, 10, 32)
		if err != nil {
			return fatalError{"config_init_hash_seed", `PYTHONHASHSEED must be "random" or an integer in range [0; 4294967295]`}
		}
		o.fixedHash = n == 0 && !o.random
	}
	_, o.faults = o.x["faulthandler"]
	o.faults = o.faults || o.devMode || o.env("PYTHONFAULTHANDLER") != ""
	o.pycCache = o.env("PYTHONPYCACHEPREFIX")
	if dir, ok := o.x["pycache_prefix"]; ok {
		o.pycCache = dir
	}
	return o.strDigits()
}

// env returns a variable of the environment, "" if it must not be looked at.
func (o *options) env(name string) string {
	if o.noEnv {
		return ""
	}
	return os.Getenv(name)
}

// envLevel returns the number that a variable holds; 1 if it holds anything else.
func (o *options) envLevel(name string) int {
	s := o.env(name)
	if s == "" {
		return 0
	}
	if n, err := strconv.Atoi(s); err == nil && n >= 0 {
		return n
	}
	return 1
}

// utf8Mode finds whether UTF-8 mode (PEP 540) is asked for, or comes with the locale.
func (o *options) utf8Mode() error {
	if v, ok := o.x["utf8"]; ok {
		switch v {
		case "", "1":
			o.utf8 = true
		case "0":
		default:
			return fatalError{"preconfig_init_utf8_mode", "invalid -X utf8 option value"}
		}
		return nil
	}
	switch o.env("PYTHONUTF8") {
	case "":
		o.utf8 = io.Locale() == "C" || io.Locale() == "POSIX"
	case "0":
	case "1":
		o.utf8 = true
	default:
		return fatalError{"preconfig_init_utf8_mode", "invalid PYTHONUTF8 environment variable value"}
	}
	return nil
}

// strDigits finds the limit of digits of an int's text; -1 stands for the usual one.
func (o *options) strDigits() error {
	o.intDigits = -1
	text, where := o.env("PYTHONINTMAXSTRDIGITS"), "PYTHONINTMAXSTRDIGITS"
	if v, ok := o.x["int_max_str_digits"]; ok {
		text, where = v, "-X int_max_str_digits"
		if v == "" {
			text = "none"
		}
	}
	if text == "" {
		return nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n != 0 && n < minStrDigits {
		return fatalError{"config_init_int_max_str_digits", fmt.Sprintf("%s: invalid limit; must be >= %d or 0 for unlimited.", where, minStrDigits)}
	}
	o.intDigits = n
	return nil
}
