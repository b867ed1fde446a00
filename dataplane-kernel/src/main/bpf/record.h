/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Recording: a connection, or a template of a persistent client, comes into the table.
 *
 * Two processors may record the same at once. Both find the same first of the two afterwards, and the other one
 * leaves.
 */
#ifndef WEIR_RECORD_H
#define WEIR_RECORD_H

#include "checksum.h"
#include "slots.h"

/* What all entries have: who, where to, since when. */
static __always_inline void fill_entry(struct conn_entry *e, const struct packet *p, const struct server *s,
				       __u32 number)
{
	e->client = p->tuple.source;
	e->vip = p->tuple.destination;
	e->client_port = p->tuple.source_port;
	e->vip_port = p->tuple.destination_port;
	e->seen = runtime.now;
	e->server = number;
	e->generation = s->generation;
}

/* And what connections have: what NAT changes, and where replies go. */
static __always_inline void fill_ways(struct conn_entry *e, const context *ctx, const struct packet *p,
				      const struct server *s)
{
	struct ethhdr *eth = frame(ctx);
	__u64 change = address_difference(&e->vip, &s->address, p->ipv6);

	e->address_change = (__u16)checksum_fold(change);
	e->transport_change = (__u16)checksum_fold(change + difference16(e->vip_port, server_port(e, s)));
	e->client_interface = (__u16)(interface_of(ctx) & INTERFACE_MASK);
	if ((void *)(eth + 1) <= frame_end(ctx))
		__builtin_memcpy(e->client_mac, eth->h_source, ETH_ALEN);
}

/* The entry that stands: the packet's own or its twin. */
static __always_inline __u32 yield_to_twin(const struct packet *p, __u32 number, __u32 life)
{
	struct conn_bucket *bucket = bucket_at(p->hash & conn_index_mask);
	struct found twin = {};

	if (!bucket || first_with_hash(bucket, p->hash) == number)
		return number;
	if (!search_by(p->hash, p, &twin) || twin.entry == number)
		return number;
	unlink_entry(number, life);
	return twin.entry;
}

/* Makes an entry that is filled part of the table; the entry that stands for the packet, 0 if there is no room. */
__noinline __u32 enter(const struct packet *p, __u32 number, __u32 life)
{
	struct conn_entry *e = entry_at(number);

	if (!p || !e)
		return 0;
	*(volatile __u32 *)&e->life = life;
	__sync_fetch_and_add(&runtime.recorded, 1);
	if (publish(p->hash, number))
		return yield_to_twin(p, number, life);
	unlink_entry(number, life);
	return 0;
}

#endif
