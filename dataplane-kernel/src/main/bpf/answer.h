/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Answers to the sender of a packet that can't be forwarded: time exceeded, and too big for the way (RFC 792,
 * RFC 1191, RFC 4443). The packet itself becomes the answer: headers go before it, what is beyond the quote
 * is cut off.
 */
#ifndef WEIR_ANSWER_H
#define WEIR_ANSWER_H

#include "forward.h"

#define QUOTE_MAX 128 /* bytes of the packet that an answer quotes; a multiple of 4 */
#define ANSWER_TTL 64
#define ANSWERS_A_TICK 10 /* by each processor: a thousand a second */
#define ICMP_HEADER sizeof(struct icmp_header)

/* What an answer says, in the terms of the family in hand. */
struct answer {
	struct address from;   /* whom it comes from */
	__u8 type;
	__u8 code;
	__u16 pad;
	__be32 rest;           /* the last four bytes of the ICMP header: the MTU, where it tells one */
	__u32 quote;           /* bytes, a multiple of 4 */
	__u32 sum;             /* one's complement sum over the quote */
};

/* Whether this processor may answer once more in this tick (RFC 4443, section 2.4 (f)). */
static __always_inline int may_answer(void)
{
	__u32 key = 0;
	struct answer_budget *budget = bpf_map_lookup_elem(&answer_budget, &key);

	if (!budget)
		return 0;
	if (budget->tick != runtime.now) {
		budget->tick = runtime.now;
		budget->spent = 0;
	}
	if (budget->spent >= ANSWERS_A_TICK)
		return 0;
	budget->spent++;
	return 1;
}

/* The sum over the quoted packet, which begins at an offset of the frame. */
static __always_inline __u64 quote_sum(const context *ctx, __u32 offset, __u32 bytes)
{
	__u64 sum = 0;

	for (__u32 i = 0; i < QUOTE_MAX && i < bytes; i += 4) {
		__u32 *word = frame(ctx) + (offset & OFFSET_MASK) + i;

		if ((void *)(word + 1) > frame_end(ctx))
			break;
		sum += *word;
	}
	return sum;
}

static __always_inline void write_icmp(struct icmp_header *icmp, const struct answer *a, __u64 sum)
{
	__u32 *word = (__u32 *)icmp;

	icmp->type = a->type;
	icmp->code = a->code;
	icmp->checksum = 0;
	icmp->rest = a->rest;
	icmp->checksum = (__u16)~checksum_fold(sum + word[0] + word[1]);
}

static __always_inline int write_answer_ipv4(context *ctx, const struct packet *p, const struct answer *a)
{
	struct iphdr *ip = network_header(ctx);
	struct icmp_header *icmp = (struct icmp_header *)(ip + 1);
	__u32 *word = (__u32 *)ip;

	if ((void *)(icmp + 1) > frame_end(ctx))
		return 0;
	word[0] = bpf_htonl(0x45000000 | (__u32)(sizeof(*ip) + ICMP_HEADER + a->quote));
	word[1] = 0;
	word[2] = bpf_htonl(ANSWER_TTL << 24 | IPPROTO_ICMP << 16);
	ip->saddr = a->from.word[3];
	ip->daddr = p->tuple.source.word[3];
	ip->check = (__u16)~checksum_fold((__u64)word[0] + word[2] + word[3] + word[4]);
	write_icmp(icmp, a, a->sum);
	return 1;
}

static __always_inline int write_answer_ipv6(context *ctx, const struct packet *p, const struct answer *a)
{
	struct ipv6hdr *ip = network_header(ctx);
	struct icmp_header *icmp = (struct icmp_header *)(ip + 1);
	__u32 length = ICMP_HEADER + a->quote;
	__u64 sum = a->sum;

	if ((void *)(icmp + 1) > frame_end(ctx))
		return 0;
	*(__be32 *)ip = bpf_htonl(6U << 28);
	ip->payload_len = bpf_htons((__u16)length);
	ip->nexthdr = IPPROTO_ICMPV6;
	ip->hop_limit = ANSWER_TTL;
	__builtin_memcpy(&ip->saddr, &a->from, sizeof(ip->saddr));
	__builtin_memcpy(&ip->daddr, &p->tuple.source, sizeof(ip->daddr));
	sum += bpf_htonl(length) + (__u64)bpf_htonl(IPPROTO_ICMPV6);
	for (int i = 0; i < 4; i++)
		sum += (__u64)a->from.word[i] + p->tuple.source.word[i];
	write_icmp(icmp, a, sum);
	return 1;
}

/* Makes room for the headers, behind the Ethernet header with its addresses exchanged. */
static __always_inline int turn_frame(context *ctx, __u32 growth)
{
	struct ethhdr *eth = frame(ctx);
	struct ethhdr turned;

	if ((void *)(eth + 1) > frame_end(ctx))
		return 0;
	__builtin_memcpy(turned.h_dest, eth->h_source, ETH_ALEN);
	__builtin_memcpy(turned.h_source, eth->h_dest, ETH_ALEN);
	turned.h_proto = eth->h_proto;
	if (!make_room(ctx, growth))
		return 0;
	eth = frame(ctx);
	if ((void *)(eth + 1) > frame_end(ctx))
		return 0;
	*eth = turned;
	return 1;
}

static __noinline int answer(context *ctx, const struct packet *p, struct answer *a)
{
	__u32 growth = (p->ipv6 ? sizeof(struct ipv6hdr) : sizeof(struct iphdr)) + ICMP_HEADER;

	a->quote = (p->length < QUOTE_MAX ? p->length : QUOTE_MAX) & ~3U;
	a->sum = checksum_fold(quote_sum(ctx, sizeof(struct ethhdr), a->quote));
	if (!resize(ctx, sizeof(struct ethhdr) + a->quote) || !turn_frame(ctx, growth))
		return 0;
	return p->ipv6 ? write_answer_ipv6(ctx, p, a) : write_answer_ipv4(ctx, p, a);
}

__noinline int answer_ttl(context *ctx, const struct packet *p, const struct address *from)
{
	struct answer a = {};

	if (!p || !from)
		return VERDICT_DROP;
	a = (struct answer){
		.from = *from,
		.type = p->ipv6 ? ICMPV6_TIME_EXCEED : ICMP_TIME_EXCEEDED,
	};

	if (!may_answer() || !answer(ctx, p, &a))
		return drop(DROP_TTL_EXPIRED);
	note(NOTE_TTL_ANSWERED);
	return turn_back(ctx);
}

static __always_inline int forbids_fragments(const context *ctx, const struct packet *p)
{
	struct iphdr *ip = network_header(ctx);

	return p->ipv6 || ((void *)(ip + 1) <= frame_end(ctx) && ip->frag_off & bpf_htons(IPV4_DONT_FRAGMENT));
}

/* mtu: what the way takes of the packet as it came */
__noinline int answer_too_big(context *ctx, const struct packet *p, const struct address *from, __u32 mtu)
{
	struct answer a = {};

	if (!p || !from)
		return VERDICT_DROP;
	a = (struct answer){
		.from = *from,
		.type = p->ipv6 ? ICMPV6_PKT_TOOBIG : ICMP_DEST_UNREACH,
		.code = p->ipv6 ? 0 : ICMP_FRAG_NEEDED,
		.rest = bpf_htonl(mtu),
	};

	if (!forbids_fragments(ctx, p) || !may_answer() || !answer(ctx, p, &a))
		return drop(DROP_TOO_BIG);
	note(NOTE_TOO_BIG_ANSWERED);
	return turn_back(ctx);
}

#endif
