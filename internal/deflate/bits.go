package deflate

import "math/bits"

// The alphabets of RFC 1951.
const (
	numLiterals  = 256
	endOfBlock   = 256
	numLitLen    = 286
	numDistances = 30
	numBitLens   = 19
	maxBits      = 15
	minMatch     = 3
	maxMatch     = 258
)

var (
	lengthExtra = [29]uint8{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0}
	distExtra   = [30]uint8{0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13}
	bitLenExtra = [numBitLens]uint8{16: 2, 17: 3, 18: 7}
	// bitLenOrder is the order in which the lengths of the codes for lengths are sent.
	bitLenOrder = [numBitLens]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

	lengthBase [29]uint16 // match length - minMatch at which a code begins
	distBase   [30]uint16 // distance - 1
	lengthCode [256]uint8 // by match length - minMatch
	distCode   [512]uint8 // by distance - 1 below 256, and by its upper 8 bits beyond

	fixedLitLen [numLitLen + 2]code
	fixedDist   [numDistances]code
)

// code is a symbol's Huffman code, its bits reversed as they are sent.
type code struct {
	bits uint16
	len  uint8
}

func init() {
	n := 0
	for c, extra := range lengthExtra[:28] {
		lengthBase[c] = uint16(n)
		for range 1 << extra {
			lengthCode[n] = uint8(c)
			n++
		}
	}
	// The longest match has a code without extra bits.
	lengthCode[255], lengthBase[28] = 28, 255
	n = 0
	for c, extra := range distExtra {
		distBase[c] = uint16(n)
		for range 1 << extra {
			if n < 256 {
				distCode[n] = uint8(c)
			} else {
				distCode[256+n>>7] = uint8(c)
			}
			n++
		}
	}
	for i := range fixedLitLen {
		switch {
		case i < 144, i >= 280:
			fixedLitLen[i].len = 8
		case i < 256:
			fixedLitLen[i].len = 9
		default:
			fixedLitLen[i].len = 7
		}
	}
	assign(fixedLitLen[:])
	for i := range fixedDist {
		fixedDist[i] = code{bits.Reverse16(uint16(i)) >> 11, 5}
	}
}

// distSymbol returns the code of a distance - 1.
func distSymbol(d int) int {
	if d < 256 {
		return int(distCode[d])
	}
	return int(distCode[256+d>>7])
}

// assign gives out the canonical codes of the lengths.
func assign(codes []code) {
	var count, next [maxBits + 2]uint16
	for _, c := range codes {
		count[c.len]++
	}
	count[0] = 0
	for n := 1; n <= maxBits; n++ {
		next[n+1] = (next[n] + count[n]) << 1
	}
	for i := range codes {
		if n := codes[i].len; n > 0 {
			codes[i].bits = bits.Reverse16(next[n]) >> (16 - n)
			next[n]++
		}
	}
}
