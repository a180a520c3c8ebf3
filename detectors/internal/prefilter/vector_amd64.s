#include "textflag.h"

// WHOLE is where a vector's tables for AVX-512 begin.
#define WHOLE 128

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

// WIDE leaves in acc the buckets that may have a literal at each of 64 positions
// from SI+AX+off on. It takes Z8, Z9 and Z10.
#define WIDE(off, acc) \
	VMOVDQU64 (off+0)(SI)(AX*1), Z8  \
	VMOVDQU64 (off+1)(SI)(AX*1), Z9  \
	VMOVDQU64 (off+2)(SI)(AX*1), Z10 \
	VMOVDQU64 (off+3)(SI)(AX*1), acc \
	COMBINE(acc)

// COMBINE looks up the four bytes in Z8, Z9, Z10 and acc, and leaves in acc the
// buckets that have them all.
#define COMBINE(acc) \
	VPERMI2B   Z1, Z0, Z8          \
	VPERMI2B   Z3, Z2, Z9          \
	VPERMI2B   Z5, Z4, Z10         \
	VPERMI2B   Z7, Z6, acc         \
	VPANDQ     Z8, Z9, Z9          \
	VPTERNLOGQ $0x80, Z9, Z10, acc

// PUT appends to out the candidates of mask, from the position at on, unless
// there are none. It takes CX.
#define PUT(at, mask, none) \
	TESTQ mask, mask        \
	JZ    none              \
	MOVQ  R9, CX            \
	SHLQ  $4, CX            \
	MOVQ  at, 0(DI)(CX*1)   \
	MOVQ  mask, 8(DI)(CX*1) \
	INCQ  R9                \
none:

// func candidatesAVX512(text *byte, n, from int, v *vector, out *[16]candidates) (count, next int)
TEXT ·candidatesAVX512(SB), NOSPLIT, $0-56
	MOVQ text+0(FP), SI
	MOVQ n+8(FP), R8
	MOVQ from+16(FP), AX
	MOVQ v+24(FP), BX
	MOVQ out+32(FP), DI
	XORQ R9, R9             // count
	VMOVDQU64 (WHOLE+0)(BX), Z0
	VMOVDQU64 (WHOLE+64)(BX), Z1
	VMOVDQU64 (WHOLE+128)(BX), Z2
	VMOVDQU64 (WHOLE+192)(BX), Z3
	VMOVDQU64 (WHOLE+256)(BX), Z4
	VMOVDQU64 (WHOLE+320)(BX), Z5
	VMOVDQU64 (WHOLE+384)(BX), Z6
	VMOVDQU64 (WHOLE+448)(BX), Z7
	LEAQ -131(R8), R10      // the last position for two blocks
	LEAQ -3(R8), R11        // the end of the positions to look at

	CMPQ AX, R10
	JGT  rest

	PCALIGN $64
blocks:
	WIDE(0, Z11)
	WIDE(64, Z12)
	VPTESTMB Z11, Z11, K1
	VPTESTMB Z12, Z12, K2
	KORTESTQ K1, K2
	JNE   found

advance:
	ADDQ $128, AX
	CMPQ AX, R10
	JLE  blocks

rest:
	// Up to 127 positions are left: a block or two, of which what lies behind
	// the end is not loaded.
	MOVQ R11, DX
	SUBQ AX, DX
	JLE  finished
	MOVQ $-1, BX
	BZHIQ DX, BX, BX        // all ones for 64 and more
	KMOVQ BX, K1
	VMOVDQU8.Z 0(SI)(AX*1), K1, Z8
	VMOVDQU8.Z 1(SI)(AX*1), K1, Z9
	VMOVDQU8.Z 2(SI)(AX*1), K1, Z10
	VMOVDQU8.Z 3(SI)(AX*1), K1, Z11
	COMBINE(Z11)
	VPTESTMB Z11, Z11, K1, K2
	KMOVQ K2, DX
	PUT(AX, DX, none0)
	ADDQ $64, AX
	JMP  rest

finished:
	MOVQ R8, AX

return:
	MOVQ R9, count+40(FP)
	MOVQ AX, next+48(FP)
	VZEROUPPER
	RET

found:
	KMOVQ K1, DX
	KMOVQ K2, R13
	PUT(AX, DX, none1)
	LEAQ 64(AX), DX
	PUT(DX, R13, none2)
	CMPQ R9, $15            // is there room for two more?
	JLT  advance
	ADDQ $128, AX
	JMP  return
