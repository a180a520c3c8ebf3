#include "textflag.h"

// func fullBlockAVX2(text *byte, n, p int) int
TEXT ·fullBlockAVX2(SB), NOSPLIT, $0-32
	MOVQ text+0(FP), SI
	MOVQ n+8(FP), DX
	MOVQ p+16(FP), DI
	LEAQ -32(DX), CX      // the last place for a block
	MOVL $0x22222222, AX  // the byte below '#'
	MOVL AX, X0
	VPBROADCASTD X0, Y0

next:
	CMPQ DI, CX
	JGT  none
	VMOVDQU (SI)(DI*1), Y1
	VPCMPGTB Y0, Y1, Y1   // as signed bytes: above 0x7f is below zero
	VPMOVMSKB Y1, AX
	CMPL AX, $-1
	JEQ  done
	ADDQ $29, DI          // stride
	JMP  next

none:
	MOVQ DX, DI

done:
	VZEROUPPER
	MOVQ DI, ret+24(FP)
	RET
