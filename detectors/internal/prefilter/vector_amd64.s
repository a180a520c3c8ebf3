#include "textflag.h"

// LOOK looks up 32 bytes at addr in the tables low and high of one byte of
// literals, leaves the buckets in Y13 and takes Y14 too.
#define LOOK(addr, low, high) \
	VMOVDQU addr, Y13     \
	VPSRLW  $4, Y13, Y14  \
	VPAND   Y8, Y13, Y13  \
	VPAND   Y8, Y14, Y14  \
	VPSHUFB Y13, low, Y13 \
	VPSHUFB Y14, high, Y14 \
	VPAND   Y14, Y13, Y13

// LOOK4 leaves in acc the buckets that may have a literal at each of 32 positions
// from base+index+off on.
#define LOOK4(base, index, off, acc) \
	LOOK((off+0)(base)(index*1), Y0, Y1) \
	VMOVDQA Y13, acc                      \
	LOOK((off+1)(base)(index*1), Y2, Y3) \
	VPAND   Y13, acc, acc                 \
	LOOK((off+2)(base)(index*1), Y4, Y5) \
	VPAND   Y13, acc, acc                 \
	LOOK((off+3)(base)(index*1), Y6, Y7) \
	VPAND   Y13, acc, acc

// MASK leaves in reg a bit for each byte of acc that is not zero; Y12 is zero.
#define MASK(acc, reg) \
	VPCMPEQB  Y12, acc, acc \
	VPMOVMSKB acc, reg      \
	NOTL      reg

// func candidatesAVX2(text *byte, n, from int, v *vector, out *[16]candidates) (count, next int)
TEXT ·candidatesAVX2(SB), NOSPLIT, $0-56
	MOVQ text+0(FP), SI
	MOVQ n+8(FP), R8
	MOVQ from+16(FP), AX
	MOVQ v+24(FP), BX
	MOVQ out+32(FP), DI
	XORQ R9, R9             // count
	VBROADCASTI128 0(BX), Y0
	VBROADCASTI128 16(BX), Y1
	VBROADCASTI128 32(BX), Y2
	VBROADCASTI128 48(BX), Y3
	VBROADCASTI128 64(BX), Y4
	VBROADCASTI128 80(BX), Y5
	VBROADCASTI128 96(BX), Y6
	VBROADCASTI128 112(BX), Y7
	MOVQ $0x0f0f0f0f0f0f0f0f, DX
	VMOVQ DX, X8
	VPBROADCASTQ X8, Y8     // the low half of each byte
	VPXOR Y12, Y12, Y12
	LEAQ -67(R8), R10       // the last position for a whole block
	LEAQ -35(R8), R11       // the last position for half a block

	CMPQ AX, R10
	JGT  tail

	PCALIGN $32
block:
	LOOK4(SI, AX, 0, Y9)
	LOOK4(SI, AX, 32, Y10)
	VPOR  Y9, Y10, Y11
	VPTEST Y11, Y11
	JNZ   found

advance:
	ADDQ $64, AX
	CMPQ AX, R10
	JLE  block

tail:
	// What is left is no whole block. Look at the last one again, or, in a short
	// text, at the first half of one and the last.
	LEAQ 3(AX), DX
	CMPQ DX, R8
	JGE  finished
	XORQ BX, BX             // its position
	TESTQ R10, R10
	CMOVQGT R10, BX
	LOOK4(SI, BX, 0, Y9)
	LOOK4(SI, R11, 0, Y10)
	MASK(Y9, DX)
	MASK(Y10, R13)
	MOVQ R11, CX
	SUBQ BX, CX             // 0 to 32
	SHLQ CX, R13
	ORQ  R13, DX
	MOVQ AX, CX
	SUBQ BX, CX             // positions that were looked at before
	SHRQ CX, DX
	TESTQ DX, DX
	JZ   finished
	SHLQ $4, R9
	MOVQ AX, 0(DI)(R9*1)
	MOVQ DX, 8(DI)(R9*1)
	SHRQ $4, R9
	INCQ R9

finished:
	MOVQ R8, AX

return:
	MOVQ R9, count+40(FP)
	MOVQ AX, next+48(FP)
	VZEROUPPER
	RET

found:
	MASK(Y9, DX)
	MASK(Y10, R13)
	SHLQ $32, R13
	ORQ  R13, DX
	MOVQ R9, CX
	SHLQ $4, CX
	MOVQ AX, 0(DI)(CX*1)
	MOVQ DX, 8(DI)(CX*1)
	INCQ R9
	CMPQ R9, $16
	JLT  advance
	ADDQ $64, AX
	JMP  return
