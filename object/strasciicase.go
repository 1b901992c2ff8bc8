package object

// Case mapping of ASCII, where every character becomes one. Each function writes
// what s becomes to b, which is as long.

var asciiCases = map[string]func(b []byte, s string){
	"upper": asciiUpper, "lower": asciiLower, "casefold": asciiLower,
	"title": asciiTitle, "swapcase": asciiSwap, "capitalize": asciiCapitalize,
}

const caseBit = 'a' - 'A'

func isASCIILetter(c byte) bool { return c|caseBit-'a' < 26 }

// hasASCIIUpper tells whether asciiLower changes s. Most text that is made lower case
// is so already, and needs no copy.
func hasASCIIUpper(s string) bool {
	for i := range len(s) {
		if s[i]-'A' < 26 {
			return true
		}
	}
	return false
}

func asciiUpper(b []byte, s string) {
	for i := range b {
		c := s[i]
		if c-'a' < 26 {
			c -= caseBit
		}
		b[i] = c
	}
}

func asciiLower(b []byte, s string) {
	for i := range b {
		c := s[i]
		if c-'A' < 26 {
			c += caseBit
		}
		b[i] = c
	}
}

func asciiTitle(b []byte, s string) {
	prev := false
	for i := range b {
		c := s[i]
		letter := isASCIILetter(c)
		if letter {
			if c |= caseBit; !prev {
				c -= caseBit
			}
		}
		prev = letter
		b[i] = c
	}
}

func asciiSwap(b []byte, s string) {
	for i := range b {
		c := s[i]
		if isASCIILetter(c) {
			c ^= caseBit
		}
		b[i] = c
	}
}

func asciiCapitalize(b []byte, s string) {
	asciiLower(b, s)
	if c := s[0]; c-'a' < 26 {
		b[0] = c - caseBit
	} else {
		b[0] = c
	}
}
