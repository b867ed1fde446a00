/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The connection table: an index of buckets, one cache line each, that point to entries, one cache line each.
 *
 *   hash & mask --> bucket: | hash,entry | hash,entry | ... 7 | spilled |
 *                                   |
 *                                   +--> entry: | client | vip | ports | life | ... |
 *
 * The hash is the same for both directions of a flow, so that an arriving packet needs one look-up and
 * the entry says which way it goes. A NAT connection stands in the index twice: by the VIP's end, and by
 * the server's, which replies name. A full bucket spills into those behind it.
 *
 * Nothing is locked. A slot is published and withdrawn by compare-and-swap of its 8 bytes; who withdraws
 * an entry leaves it alone for GRACE_TICKS before it can be used again, so a packet that has just
 * found it on another processor reads what it found.
 */
#ifndef WEIR_CONN_H
#define WEIR_CONN_H

#include "hash.h"
#include "maps.h"
#include "packet.h"

#define TOUCH_TICKS 16  /* a packet is noted at this distance from the last noted one, to spare writes */
#define GRACE_TICKS 50  /* half a second; a packet is on its way through here for microseconds */
#define ALLOCATION_TRIES 8

enum direction {
	TO_SERVER,
	TO_CLIENT,
};

/* What is known of a packet's connection. */
struct flow {
	struct conn_entry *conn;
	struct server *server;
	__u32 number;              /* the server's place */
	enum direction direction;
	__u32 orphaned;            /* there was a connection, but its server is gone */
};

static __always_inline struct conn_entry *entry_at(__u32 number)
{
	return bpf_map_lookup_elem(&conn_entries, &number);
}

static __always_inline struct conn_bucket *bucket_at(__u32 number)
{
	return bpf_map_lookup_elem(&conn_index, &number);
}

static __always_inline struct server *server_at(__u32 number)
{
	return bpf_map_lookup_elem(&servers, &number);
}

static __always_inline int same_address(const struct address *a, const struct address *b)
{
	return a->half[0] == b->half[0] && a->half[1] == b->half[1];
}

static __always_inline int is_live(const struct conn_entry *e)
{
	return e->state > CONN_FREE && e->state < CONN_STATES;
}

static __always_inline int goes_to_server(const struct conn_entry *e, const struct packet *p)
{
	const struct tuple *t = &p->tuple;

	return e->client_port == t->source_port && e->vip_port == t->destination_port &&
	       same_address(&e->client, &t->source) && same_address(&e->vip, &t->destination) &&
	       e->protocol == p->protocol;
}

static __always_inline int goes_to_client(const struct conn_entry *e, const struct server *s, const struct packet *p)
{
	const struct tuple *t = &p->tuple;

	return s->method == METHOD_NAT && e->client_port == t->destination_port && s->port == t->source_port &&
	       same_address(&e->client, &t->destination) && same_address(&s->address, &t->source) &&
	       e->protocol == p->protocol;
}

/* Changes the state and flags of an entry if nobody else has meanwhile. */
static __always_inline int change_life(struct conn_entry *e, __u32 from, __u32 state, __u32 flags)
{
	__u32 to = (from & 0xff) | state << 8 | flags << 16;

	return __sync_val_compare_and_swap(&e->life, from, to) == from;
}

static __always_inline __u32 life_of(const struct conn_entry *e)
{
	return *(const volatile __u32 *)&e->life;
}

/* Whether the entry is the packet's; fills the flow if it is. */
static __always_inline int is_flow_of(struct conn_entry *e, const struct packet *p, struct flow *flow)
{
	struct server *s = server_at(e->server);

	if (!s || !is_live(e))
		return 0;
	if (goes_to_server(e, p))
		flow->direction = TO_SERVER;
	else if (goes_to_client(e, s, p))
		flow->direction = TO_CLIENT;
	else
		return 0;
	if (s->generation != e->generation) {
		change_life(e, life_of(e), CONN_ORPHANED, 0);
		flow->orphaned = 1;
		return 0;
	}
	flow->conn = e;
	flow->server = s;
	flow->number = e->server;
	return 1;
}

/* The entry of the first slot with that hash, 0 if there is none. */
static __always_inline __u32 first_with_hash(const struct conn_bucket *bucket, __u32 hash)
{
#pragma unroll
	for (int i = 0; i < CONN_SLOTS; i++)
		if (bucket->slot[i].hash == hash)
			return bucket->slot[i].entry;
	return 0;
}

/* Looks at every place where the connection may stand. */
static __noinline int search_flow(const struct packet *p, struct flow *flow)
{
	for (__u32 n = 0; n < CONN_SPILL; n++) {
		struct conn_bucket *bucket = bucket_at((p->hash + n) & conn_index_mask);

		for (__u32 i = 0; bucket && i < CONN_SLOTS; i++) {
			struct conn_entry *e;

			if (bucket->slot[i].hash != p->hash)
				continue;
			e = entry_at(bucket->slot[i].entry);
			if (e && is_flow_of(e, p, flow))
				return 1;
		}
		if (!n && bucket && !bucket->spilled)
			return 0;
	}
	return 0;
}

/* Finds the connection of a packet whose hash is known. The first slot with its hash is nearly always it. */
static __always_inline int find_flow(const struct packet *p, struct flow *flow)
{
	struct conn_bucket *bucket = bucket_at(p->hash & conn_index_mask);
	struct conn_entry *e;
	__u32 number;

	flow->orphaned = 0;
	if (!bucket)
		return 0;
	number = first_with_hash(bucket, p->hash);
	if (number) {
		e = entry_at(number);
		if (e && is_flow_of(e, p, flow))
			return 1;
	} else if (!bucket->spilled) {
		return 0;
	}
	return search_flow(p, flow);
}

/* Takes an entry off the list of free ones, or the next that was never used; 0 if the table is full. */
static __always_inline __u32 allocate_entry(void)
{
	for (int i = 0; i < ALLOCATION_TRIES; i++) {
		__u64 head = *(volatile __u64 *)&runtime.free;
		struct conn_entry *e = entry_at((__u32)head);
		__u64 next;

		if (!(__u32)head || !e)
			break;
		next = ((head >> 32) + 1) << 32 | e->server;
		if (__sync_val_compare_and_swap(&runtime.free, head, next) == head)
			return (__u32)head;
	}
	if (*(volatile __u32 *)&runtime.used < conn_capacity) {
		__u32 number = __sync_fetch_and_add(&runtime.used, 1) + 1;

		if (number <= conn_capacity)
			return number;
	}
	return 0;
}

static __always_inline void free_entry(struct conn_entry *e, __u32 number)
{
	*(volatile __u32 *)&e->life = CONN_FREE;
	for (int i = 0; i < ALLOCATION_TRIES; i++) {
		__u64 head = *(volatile __u64 *)&runtime.free;

		*(volatile __u32 *)&e->server = (__u32)head;
		if (__sync_val_compare_and_swap(&runtime.free, head, ((head >> 32) + 1) << 32 | number) == head)
			return;
	}
	/* Contended: the sweep comes by again. */
	*(volatile __u32 *)&e->life = CONN_UNLINKED << 8;
}

/* Puts an entry where its hash belongs or close behind; says whether there was room. */
static __noinline int publish(__u32 hash, __u32 number)
{
	union conn_slot slot = { .hash = hash, .entry = number };
	struct conn_bucket *home = bucket_at(hash & conn_index_mask);

	for (__u32 n = 0; n < CONN_SPILL; n++) {
		struct conn_bucket *bucket = bucket_at((hash + n) & conn_index_mask);

		if (!bucket || !home)
			return 0;
		if (n)
			__sync_fetch_and_add(&home->spilled, 1);
		for (__u32 i = 0; i < CONN_SLOTS; i++)
			if (!bucket->slot[i].whole &&
			    __sync_val_compare_and_swap(&bucket->slot[i].whole, 0, slot.whole) == 0)
				return 1;
		if (n)
			__sync_fetch_and_add(&home->spilled, -1);
	}
	return 0;
}

/* Takes an entry out of the index; nothing happens if it isn't there. */
static __noinline int withdraw(__u32 hash, __u32 number)
{
	union conn_slot slot = { .hash = hash, .entry = number };
	struct conn_bucket *home = bucket_at(hash & conn_index_mask);

	for (__u32 n = 0; n < CONN_SPILL; n++) {
		struct conn_bucket *bucket = bucket_at((hash + n) & conn_index_mask);

		if (!bucket || !home)
			return 0;
		for (__u32 i = 0; i < CONN_SLOTS; i++) {
			if (bucket->slot[i].whole != slot.whole)
				continue;
			if (__sync_val_compare_and_swap(&bucket->slot[i].whole, slot.whole, 0) != slot.whole)
				continue;
			if (n)
				__sync_fetch_and_add(&home->spilled, -1);
			return 1;
		}
	}
	return 0;
}

/* Notes that the connection is in use; and, now and then, where its client's packets come from. */
static __always_inline void touch(const struct xdp_md *ctx, const struct flow *flow)
{
	struct conn_entry *e = flow->conn;
	struct ethhdr *eth = frame(ctx);
	__u32 now = runtime.now;

	if (now - e->seen < TOUCH_TICKS)
		return;
	e->seen = now;
	if (flow->direction == TO_SERVER && (void *)(eth + 1) <= frame_end(ctx)) {
		e->client_ifindex = ctx->ingress_ifindex;
		__builtin_memcpy(e->client_mac, eth->h_source, ETH_ALEN);
	}
}

#endif
