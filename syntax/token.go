package syntax

// kind is the kind of a token. The order matters: the kinds that only shape
// the program come first, the keywords stand together.
type kind uint8

const (
	tEOF kind = iota
	tNewline
	tIndent
	tDedent
	tError // the lexer has failed; lexer.err tells why
	tBad   // a character that is no token: $, ?, ! or `

	tName
	tNumber
	tString
	tFStart  // the prefix and opening quote of an f-string or t-string
	tFMiddle // literal text inside one
	tFEnd    // its closing quote

	tLparen
	tRparen
	tLbrack
	tRbrack
	tLbrace
	tRbrace
	tColon
	tComma
	tSemi
	tDot
	tEllipsis
	tAt
	tAssign
	tArrow
	tWalrus
	tExclam // only in a replacement field

	tPlus
	tMinus
	tStar
	tSlash
	tVbar
	tAmper
	tPercent
	tCircumflex
	tTilde
	tLshift
	tRshift
	tStarStar
	tSlashSlash

	tLess
	tGreater
	tEqEq
	tNotEq
	tLtGt // <>, equal to != by a joke
	tLtE
	tGtE

	tPlusEq
	tMinusEq
	tStarEq
	tSlashEq
	tPercentEq
	tAmperEq
	tVbarEq
	tCircumflexEq
	tLshiftEq
	tRshiftEq
	tStarStarEq
	tSlashSlashEq
	tAtEq

	tAnd
	tAs
	tAssert
	tAsync
	tAwait
	tBreak
	tClass
	tContinue
	tDef
	tDel
	tElif
	tElse
	tExcept
	tFalse
	tFinally
	tFor
	tFrom
	tGlobal
	tIf
	tImport
	tIn
	tIs
	tLambda
	tNone
	tNonlocal
	tNot
	tOr
	tPass
	tRaise
	tReturn
	tTrue
	tTry
	tWhile
	tWith
	tYield

	numKinds
)

const (
	firstKeyword = tAnd
	lastKeyword  = tYield
)

// keywords are the reserved words, in the order of their kinds.
var keywords = [...]string{
	"and", "as", "assert", "async", "await", "break", "class", "continue",
	"def", "del", "elif", "else", "except", "False", "finally", "for", "from",
	"global", "if", "import", "in", "is", "lambda", "None", "nonlocal", "not",
	"or", "pass", "raise", "return", "True", "try", "while", "with", "yield",
}

// token is one token. Its Span is the one it gives to nodes; src[start:end]
// is its text.
type token struct {
	Span
	start, end int32

	// val is the index of a name in lexer.names.list; of a string whether its
	// body has backslashes or, in f-strings, doubled braces (1 if so); of a
	// colon whether it is beginsSpec.
	val int32

	kind  kind
	level uint8 // number of open brackets after the token
}

// beginsSpec marks the colon before a format spec in an f-string.
const beginsSpec = 1

// noCol is the column of tokens that have no text of their own: CPython then
// reports errors wherever its lexer happens to be.
const noCol = -1

// nameTable makes one string of all occurrences of an identifier, and knows
// the keywords. It is a hash table with open addressing.
type nameTable struct {
	slots []nameSlot
	list  []string
}

type nameSlot struct {
	hash uint32
	id   int32 // index in list, plus one; 0 means free
	kind kind
}

const (
	hashSeed  = 2166136261
	hashPrime = 16777619
)

func hashName(b []byte) uint32 {
	h := uint32(hashSeed)
	for _, c := range b {
		h = (h ^ uint32(c)) * hashPrime
	}
	return h
}

// The soft keywords and other words with a meaning, by their index in every
// nameTable.
const (
	wordMatch int32 = iota + int32(len(keywords))
	wordCase
	wordType
	wordUnderscore
	wordPrint
	wordExec
)

// keywordTable is what every nameTable starts from.
var keywordTable = func() *nameTable {
	t := &nameTable{slots: make([]nameSlot, 256)}
	for i, s := range keywords {
		t.insert(hashName([]byte(s)), s, firstKeyword+kind(i))
	}
	for _, s := range []string{"match", "case", "type", "_", "print", "exec"} {
		t.insert(hashName([]byte(s)), s, tName)
	}
	return t
}()

func (t *nameTable) init() {
	t.slots = append([]nameSlot(nil), keywordTable.slots...)
	t.list = append(make([]string, 0, 128), keywordTable.list...)
}

// lookup returns the index and kind (tName or a keyword) of an identifier.
func (t *nameTable) lookup(hash uint32, b []byte) (int32, kind) {
	mask := uint32(len(t.slots) - 1)
	for i := hash ^ hash>>15; ; i++ {
		s := &t.slots[i&mask]
		if s.id == 0 {
			return t.insert(hash, string(b), tName), tName
		}
		if s.hash == hash && t.list[s.id-1] == string(b) {
			return s.id - 1, s.kind
		}
	}
}

func (t *nameTable) insert(hash uint32, name string, k kind) int32 {
	if 2*len(t.list) >= len(t.slots) {
		old := t.slots
		t.slots = make([]nameSlot, 4*len(old))
		for _, s := range old {
			if s.id != 0 {
				*t.free(s.hash) = s
			}
		}
	}
	t.list = append(t.list, name)
	*t.free(hash) = nameSlot{hash: hash, id: int32(len(t.list)), kind: k}
	return int32(len(t.list) - 1)
}

func (t *nameTable) free(hash uint32) *nameSlot {
	mask := uint32(len(t.slots) - 1)
	i := hash ^ hash>>15
	for t.slots[i&mask].id != 0 {
		i++
	}
	return &t.slots[i&mask]
}
