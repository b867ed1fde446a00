/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The Internet checksum, changed by differences (RFC 1624). A difference is a one's complement sum that is
 * gathered in 64 bits and folded once.
 */
#ifndef WEIR_CHECKSUM_H
#define WEIR_CHECKSUM_H

#include "abi.h"
#include "context.h"

static __always_inline __u32 checksum_fold(__u64 sum)
{
	sum = (sum & 0xffffffff) + (sum >> 32);
	sum = (sum & 0xffffffff) + (sum >> 32);
	sum = (sum & 0xffff) + (sum >> 16);
	sum = (sum & 0xffff) + (sum >> 16);
	return (__u32)sum;
}

/* The difference that replacing a 32-bit word makes. */
static __always_inline __u64 difference32(__u32 from, __u32 to)
{
	return (__u64)(__u32)~from + to;
}

/* The difference that replacing a 16-bit word makes. */
static __always_inline __u64 difference16(__u16 from, __u16 to)
{
	return (__u64)(__u16)~from + to;
}

/* The difference that replacing an address of the family in hand makes; IPv4 counts its last word alone. */
static __always_inline __u64 address_difference(const struct address *from, const struct address *to, int ipv6)
{
	__u64 sum = difference32(from->word[3], to->word[3]);

	if (ipv6) {
		sum += difference32(from->word[0], to->word[0]);
		sum += difference32(from->word[1], to->word[1]);
		sum += difference32(from->word[2], to->word[2]);
	}
	return sum;
}

/* For a difference that is folded already. */
static __always_inline __u16 checksum_moved(__u16 checksum, __u16 difference)
{
	__u32 sum = (__u32)(__u16)~checksum + difference;

	return (__u16)~(sum + (sum >> 16));
}

static __always_inline __u16 checksum_changed(__u16 checksum, __u64 difference)
{
	return (__u16)~checksum_fold((__u16)~checksum + difference);
}

#endif
