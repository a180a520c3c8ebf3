package odb

import "math/bits"

// sortKeys sorts keys by all but their lowest bits, and keeps the order of equal
// ones: a radix sort, the lowest digit first. A history has millions of keys, of
// thirty bits or so; comparing them takes ten times as long.
func sortKeys(keys []uint64, lowest int) {
	const digit = 11
	most := uint64(0)
	for _, k := range keys {
		most = max(most, k)
	}
	spare := make([]uint64, len(keys))
	from, to := keys, spare
	for shift := lowest; shift < bits.Len64(most); shift += digit {
		var count [1 << digit]int
		for _, k := range from {
			count[k>>shift&(1<<digit-1)]++
		}
		at := 0
		for d, n := range count {
			count[d] = at
			at += n
		}
		for _, k := range from {
			d := k >> shift & (1<<digit - 1)
			to[count[d]] = k
			count[d]++
		}
		from, to = to, from
	}
	if len(keys) > 0 && &from[0] != &keys[0] {
		copy(keys, from)
	}
}
