/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The connection table: an index of buckets, one cache line each, that point to entries, one cache line each.
 *
 *   hash & mask --> bucket: | hash,entry | hash,entry | ... 7 | spilled |
 *                                   |
 *                                   +--> entry: | client | vip | ports | life | ... |
 *
 * A connection stands in the index once, by its client's end, which the packets of both directions name: as their
 * source, or in replies of NAT as their destination. The end with the higher port is nearly always the client's and
 * is tried first; the entry says whether it is the packet's, and which way that goes. A full bucket spills into
 * those behind it.
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

#define TOUCH_TICKS 16U /* a packet is noted at this distance from the last noted one, to spare writes */

enum direction {
	TO_SERVER = 0,
	TO_CLIENT = 1,
};

/* What is known of a packet's connection. */
struct flow {
	struct conn_entry *conn;
	struct server *server;
	__u32 number;              /* the server's place */
	__u32 entry;               /* the connection's number */
	enum direction direction;
};

/*
 * A flow in numbers, as the functions take it that the kernel verifies apart: they are not static, so that what their
 * callers know does not multiply what has to be looked at.
 */
struct found {
	__u32 entry;
	__u32 direction;
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

/* The port that the connection has at its server: that of its VIP, if the server names none, and for FTP's data. */
static __always_inline __be16 server_port(const struct conn_entry *e, const struct server *s)
{
	return s->port && !(e->flags & CONN_DATA) ? s->port : e->vip_port;
}

static __always_inline int goes_to_client(const struct conn_entry *e, const struct server *s, const struct packet *p)
{
	const struct tuple *t = &p->tuple;

	return s->method == METHOD_NAT && e->client_port == t->destination_port &&
	       server_port(e, s) == t->source_port && same_address(&e->client, &t->destination) &&
	       same_address(&s->address, &t->source) && e->protocol == p->protocol;
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

/* Whether its server's place is still that server's, be it there or not. */
static __always_inline int is_of(const struct conn_entry *e, const struct server *s)
{
	return s->generation == e->generation;
}

/* Whether the server that it was recorded for has left, and nothing waits for its return. */
static __always_inline int lost_its_server(const struct conn_entry *e, const struct server *s)
{
	return !is_of(e, s) || !(s->flags & (SERVER_PRESENT | SERVER_HOLDS));
}

/* Takes up a connection by its number, for a packet of a known direction. */
static __always_inline int open_flow(__u32 entry, enum direction direction, struct flow *flow)
{
	flow->conn = entry_at(entry);
	if (!flow->conn)
		return 0;
	flow->number = flow->conn->server;
	flow->server = server_at(flow->number);
	flow->entry = entry;
	flow->direction = direction;
	return flow->server != NULL;
}

/* Takes up a connection if it is live and the packet's, and tells where its server is gone. */
static __always_inline int open_flow_of(__u32 entry, const struct packet *p, struct flow *flow, __u32 *orphaned)
{
	if (!open_flow(entry, TO_SERVER, flow) || !is_live(flow->conn))
		return 0;
	if (!goes_to_server(flow->conn, p)) {
		if (!goes_to_client(flow->conn, flow->server, p))
			return 0;
		flow->direction = TO_CLIENT;
	}
	if (!lost_its_server(flow->conn, flow->server))
		return 1;
	*orphaned = 1;
	return 0;
}

/* One slot, read at once. */
static __always_inline union conn_slot slot_of(const struct conn_bucket *bucket, __u32 i)
{
	return (union conn_slot){ .whole = *(const volatile __u64 *)&bucket->slot[i].whole };
}

/* The entry of the first slot with that hash, 0 if there is none. */
static __always_inline __u32 first_with_hash(const struct conn_bucket *bucket, __u32 hash)
{
#pragma unroll
	for (int i = 0; i < CONN_SLOTS; i++) {
		union conn_slot slot = slot_of(bucket, i);

		if (slot.hash == hash)
			return slot.entry;
	}
	return 0;
}

/* Whether a connection of that hash may be recorded. */
static __always_inline int may_stand(__u32 hash)
{
	struct conn_bucket *bucket = bucket_at(hash & conn_index_mask);

	return bucket && (first_with_hash(bucket, hash) || bucket->spilled);
}

/* A search through the places where a connection may stand. */
struct search {
	const struct packet *p;
	struct found *found;
	__u32 hash;
	__u32 seen;                /* of those that its own bucket spilled */
	__u32 done;
};

/* The nth bucket from its own on. The search ends with the last that its own has spilled. */
static long search_bucket(__u32 n, struct search *search)
{
	__u32 home = search->hash & conn_index_mask;
	struct conn_bucket *own = bucket_at(home);
	struct conn_bucket *bucket = bucket_at((home + n) & conn_index_mask);
	struct flow flow;

	if (!own || !bucket)
		return 1;
	for (__u32 i = 0; i < CONN_SLOTS; i++) {
		union conn_slot slot = slot_of(bucket, i);

		if (slot.hash == search->hash &&
		    open_flow_of(slot.entry, search->p, &flow, &search->found->orphaned)) {
			search->found->entry = slot.entry;
			search->found->direction = flow.direction;
			search->done = 1;
			return 1;
		}
		if (n && slot.whole && (slot.hash & conn_index_mask) == home)
			search->seen++;
	}
	return search->seen >= *(const volatile __u32 *)&own->spilled;
}

static __always_inline int search_by(__u32 hash, const struct packet *p, struct found *found)
{
	struct search search = { .p = p, .found = found, .hash = hash };

	if (may_stand(hash))
		bpf_loop(CONN_SPILL, search_bucket, &search, 0);
	return search.done;
}

static __always_inline __u32 hash_by(int source, const struct packet *p)
{
	return source ? source_hash(p) : destination_hash(p);
}

/* Looks everywhere, by either end, and leaves the hash of the end that the connection was found by. */
__noinline int find_anywhere(struct packet *p, struct found *found)
{
	if (!p || !found)
		return 0;
	if (search_by(p->hash, p, found))
		return 1;
	p->hash = hash_by(!source_is_likely_client(p), p);
	return search_by(p->hash, p, found);
}

/* Finds the connection of a packet. The first slot with its likely hash is nearly always it. */
static __always_inline int find_flow(struct packet *p, struct flow *flow, struct found *found)
{
	struct conn_bucket *bucket;
	__u32 entry;

	p->hash = hash_by(source_is_likely_client(p), p);
	bucket = bucket_at(p->hash & conn_index_mask);
	if (!bucket)
		return 0;
	entry = first_with_hash(bucket, p->hash);
	if (entry && open_flow_of(entry, p, flow, &found->orphaned))
		return 1;
	return find_anywhere(p, found) && open_flow(found->entry, found->direction, flow);
}

/*
 * Notes that the connection is in use and where its client's packets come from. The client's packets are noted at half
 * the distance of the server's, so that a stream of those does not keep a new router of the client from being seen.
 * What waits for a server's return waits no longer for being asked again (ip_vs_core.c, ip_vs_in_hook).
 */
static __always_inline void touch(const context *ctx, const struct flow *flow)
{
	struct conn_entry *e = flow->conn;
	struct ethhdr *eth = frame(ctx);
	__u32 now = runtime.now;

	if (now - e->seen < TOUCH_TICKS << flow->direction || !(flow->server->flags & SERVER_PRESENT))
		return;
	e->seen = now;
	if (flow->direction == TO_SERVER && (void *)(eth + 1) <= frame_end(ctx)) {
		e->client_interface = (__u16)(interface_of(ctx) & INTERFACE_MASK);
		__builtin_memcpy(e->client_mac, eth->h_source, ETH_ALEN);
	}
}

#endif
