/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Sequence numbers that differ between a client and its server: what is put into a connection, taken out of it, or
 * was answered in the server's place moves all that comes behind. What a sender numbers is moved to what the receiver
 * knows; what it acknowledges, and which blocks it holds (RFC 2018), is moved back (nf_conntrack_seqadj.c).
 */
#ifndef WEIR_SHIFT_H
#define WEIR_SHIFT_H

#include "conn.h"
#include "nat.h"
#include "options.h"

#define SHIFT_TRIES 4
#define SACK_EDGES 8 /* of at most four blocks */

static __always_inline struct conn_shifts *shifts_of(__u32 entry)
{
	return bpf_map_lookup_elem(&conn_shifts, &entry);
}

/* Whether one number is not before another (RFC 9293, section 3.4). */
static __always_inline int is_from(__u32 sequence, __u32 from)
{
	return (__s32)(sequence - from) >= 0;
}

/* A sender's number as its receiver knows it. */
static __always_inline __u32 moved(__u32 sequence, const struct sequence_shift *shift)
{
	return sequence + (is_from(sequence, shift->from) ? shift->after : shift->before);
}

/* A receiver's word on a sender's number as that sender knows it. */
static __always_inline __u32 moved_back(__u32 sequence, const struct sequence_shift *shift)
{
	return sequence - (is_from(sequence - shift->before, shift->from) ? shift->after : shift->before);
}

/* Has all that comes from a number on move by so much more. Each word is in force before the next is written. */
static __always_inline void move_from(struct sequence_shift *shift, __u32 from, __u32 by)
{
	__sync_lock_test_and_set(&shift->before, shift->after);
	__sync_lock_test_and_set(&shift->from, from);
	__sync_lock_test_and_set(&shift->after, shift->after + by);
}

/* Changes TCP's checksum by what the pseudo header has changed, and what its own header and payload have. */
static __always_inline int change_checks(context *ctx, const struct packet *p, __u64 pseudo, __u64 own)
{
#ifdef WEIR_TC
	__u32 offset = p->transport + TCP_CHECK;

	return !bpf_l4_csum_replace(ctx, offset, 0, checksum_fold(pseudo), BPF_F_PSEUDO_HDR) &&
	       !bpf_l4_csum_replace(ctx, offset, 0, checksum_fold(own), 0);
#else
	struct tcphdr *tcp = transport_header(ctx, p);

	if ((void *)(tcp + 1) > frame_end(ctx))
		return 0;
	tcp->check = checksum_changed(tcp->check, pseudo + own);
	return 1;
#endif
}

/* A connection's shifts; it has none from here on until they are set. NULL if its life changes too fast. */
static __always_inline struct conn_shifts *begin_shift(__u32 entry)
{
	struct conn_shifts *shifts = shifts_of(entry);
	struct conn_entry *e = entry_at(entry);

	if (!shifts || !e || e->flags & CONN_SHIFTED)
		return shifts;
	*shifts = (struct conn_shifts){};
	for (int i = 0; i < SHIFT_TRIES; i++) {
		__u32 life = life_of(e);

		if (change_life(e, life, life >> 8 & 0xff, life >> 16 | CONN_SHIFTED))
			return shifts;
	}
	return NULL;
}

/* Moves the edges of the blocks that an acknowledgement names back; what that changes in the checksum. */
static __noinline __u64 move_blocks_back(context *ctx, const struct packet *p, const struct sequence_shift *shift)
{
	__u32 option = find_option(ctx, p, OPTION_SACK);
	const __u8 *head = at(ctx, option);
	__u64 difference = 0;
	__u32 edges;

	if (!option || (void *)(head + 2) > frame_end(ctx))
		return 0;
	edges = (head[1] - 2) / sizeof(__u32);
	for (__u32 i = 0; i < SACK_EDGES && i < edges; i++) {
		__be32 *edge = at(ctx, option + 2 + i * sizeof(*edge));
		__be32 was;

		if ((void *)(edge + 1) > frame_end(ctx))
			break;
		was = *edge;
		*edge = bpf_htonl(moved_back(bpf_ntohl(was), shift));
		difference += difference32(was, *edge);
	}
	if ((option - p->transport) % 2) /* the sum counts their bytes the other way around */
		difference = __builtin_bswap16((__u16)checksum_fold(difference));
	return difference;
}

/* Renumbers a packet of a connection that is CONN_SHIFTED; 0 if it has no TCP header. */
__noinline int renumber(context *ctx, const struct packet *p, __u32 entry, __u32 direction)
{
	const struct conn_shifts *shifts = shifts_of(entry);
	__u64 difference;
	struct tcphdr *tcp;
	__be32 seq, ack;

	if (!p || !shifts || direction > TO_CLIENT)
		return 0;
	tcp = transport_header(ctx, p);
	if ((void *)(tcp + 1) > frame_end(ctx))
		return 0;
	seq = tcp->seq;
	ack = tcp->ack_seq;
	tcp->seq = bpf_htonl(moved(bpf_ntohl(seq), &shifts->by[direction]));
	difference = difference32(seq, tcp->seq);
	if (tcp->ack) {
		tcp->ack_seq = bpf_htonl(moved_back(bpf_ntohl(ack), &shifts->by[!direction]));
		difference += difference32(ack, tcp->ack_seq);
		difference += move_blocks_back(ctx, p, &shifts->by[!direction]);
	}
	return change_checks(ctx, p, 0, difference);
}

#endif
