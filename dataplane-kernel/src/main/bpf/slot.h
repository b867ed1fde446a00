/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Schedulers that look into a table of slots: by turn (rr, wrr), by hash (sh, mh, dh), in order (fo, ovf) or by lot
 * (twos, least-latency). The first slot nearly always does; what must pass servers by walks on from there.
 *
 *   rr, wrr      ip_vs_rr.c, ip_vs_wrr.c; the ring is smooth, so that no server gets a burst
 *   sh, dh       ip_vs_sh.c, ip_vs_dh.c
 *   mh           Eisenbud et al., Maglev, NSDI 2016; ip_vs_mh.c
 *   bounded      Mirrokni, Thorup, Zadimoghaddam: Consistent hashing with bounded loads, SODA 2018
 *   fo, ovf      ip_vs_fo.c, ip_vs_ovf.c
 *   twos         Mitzenmacher: The power of two choices, IEEE TPDS 2001; ip_vs_twos.c
 */
#ifndef WEIR_SLOT_H
#define WEIR_SLOT_H

#include "load.h"

#define REHASHES 16 /* tries by another hash before the slots are walked in their order */
#define PERCENT 100ULL
#define LATENCY_HALVES_TICKS (10 * TICKS_A_SECOND)

/* An active connection weighs as much as this many inactive ones, as in IPVS's lc and wlc. */
#define ACTIVE_WEIGHT 256ULL

static __always_inline __u32 server_in_slot(__u32 slot)
{
	__u32 *server = bpf_map_lookup_elem(&scheduler_slots, &slot);

	return server ? *server : 0;
}

/* Which slots are tried, in which order, and which servers will do. */
enum walk_kind {
	WALK_LINEAR,
	WALK_REHASHED,
	WALK_BOUNDED,
	WALK_WITH_ROOM,
};

struct walk {
	__u32 slots_base;
	__u32 slots;
	__u32 first;               /* of a hash: the slot that it means */
	__u32 hash;
	__u32 server;              /* found; 0: none */
	__u64 allowed;             /* with a bound: percent of all connections, the new one too */
	__u64 total_pull;
};

static __always_inline __u32 slot_of_hash(__u32 hash, __u32 slots)
{
	return (__u32)((__u64)hash * slots >> 32);
}

/* The nth slot of a walk. A rehashed one comes to slots all over the table before those behind the first. */
static __always_inline __u32 nth_slot(const struct walk *walk, __u32 n, enum walk_kind kind)
{
	if (kind == WALK_REHASHED && n) {
		if (n < REHASHES)
			return slot_of_hash(spread((__u64)walk->hash * (2 * n + 1)), walk->slots);
		n -= REHASHES - 1;
	}
	return (walk->first + n) % walk->slots;
}

/* Whether one connection more leaves the server within its bound. */
static __always_inline int is_within_bound(const struct walk *walk, const struct server_load *load)
{
	return connections_of(load) * PERCENT * walk->total_pull < walk->allowed * load->pull;
}

static __always_inline int will_do(const struct walk *walk, __u32 server, enum walk_kind kind)
{
	struct server_load *load = load_at(server);

	if (!server || !takes_new(load))
		return 0;
	if (kind == WALK_BOUNDED)
		return is_within_bound(walk, load);
	return kind != WALK_WITH_ROOM || load->active <= load->weight;
}

static __always_inline long try_nth(struct walk *walk, __u32 n, enum walk_kind kind)
{
	__u32 server;

	if (!walk->slots)
		return 1;
	server = server_in_slot(walk->slots_base + nth_slot(walk, n, kind));
	if (!will_do(walk, server, kind))
		return 0;
	walk->server = server;
	return 1;
}

static long try_linear(__u32 n, struct walk *walk)
{
	return try_nth(walk, n, WALK_LINEAR);
}

static long try_rehashed(__u32 n, struct walk *walk)
{
	return try_nth(walk, n, WALK_REHASHED);
}

static long try_bounded(__u32 n, struct walk *walk)
{
	return try_nth(walk, n, WALK_BOUNDED);
}

static long try_with_room(__u32 n, struct walk *walk)
{
	return try_nth(walk, n, WALK_WITH_ROOM);
}

static __always_inline struct walk walk_from(const struct service *service, __u32 first)
{
	return (struct walk){ .slots_base = service->slots_base, .slots = service->slots, .first = first };
}

/* The first server that takes new connections, from a slot on. */
__noinline __u32 walk_linear(const struct service *service, __u32 first)
{
	struct walk walk;

	if (!service)
		return 0;
	walk = walk_from(service, first);
	bpf_loop(service->slots, try_linear, &walk, 0);
	return walk.server;
}

__noinline __u32 walk_rehashed(const struct service *service, __u32 hash)
{
	struct walk walk;

	if (!service)
		return 0;
	walk = walk_from(service, slot_of_hash(hash, service->slots));
	walk.hash = hash;
	bpf_loop(service->slots + REHASHES - 1, try_rehashed, &walk, 0);
	return walk.server;
}

__noinline __u32 walk_bounded(const struct service *service, __u32 hash)
{
	struct service_state *state = service ? state_at(service->index) : NULL;
	struct walk walk;
	__u32 connections;

	if (!service || !state)
		return 0;
	walk = walk_from(service, slot_of_hash(hash, service->slots));
	/* With the new one, which was counted in before; one-packet scheduling counts none. */
	connections = *(const volatile __u32 *)&state->connections;
	walk.allowed = (__u64)service->bounded_load * (connections ? connections : 1);
	walk.total_pull = service->total_pull;
	bpf_loop(service->slots, try_bounded, &walk, 0);
	return walk.server;
}

/* ovf: heaviest first, the first that has no more active connections than its weight. */
__noinline __u32 first_with_room(const struct service *service)
{
	struct walk walk;

	if (!service)
		return 0;
	walk = walk_from(service, 0);
	bpf_loop(service->slots, try_with_room, &walk, 0);
	return walk.server;
}

/* The server in a slot, if that takes new connections, else the next that does. */
static __always_inline __u32 slot_or_next(const struct service *service, __u32 slot)
{
	__u32 server = server_in_slot(service->slots_base + slot);

	return is_open(server) ? server : walk_linear(service, slot);
}

static __always_inline __u32 by_turn(const struct service *service)
{
	struct service_state *state = state_at(service->index);

	if (!state)
		return 0;
	return slot_or_next(service, __sync_fetch_and_add(&state->turn, 1) % service->slots);
}

static __always_inline __u32 by_hash(const struct service *service, const struct address *party, __be16 port)
{
	__u32 hash = party_hash(party, service->flags & SERVICE_HASHES_PORT ? port : 0);
	__u32 server;

	if (service->bounded_load)
		return walk_bounded(service, hash);
	server = server_in_slot(service->slots_base + slot_of_hash(hash, service->slots));
	if (is_open(server))
		return server;
	return service->flags & SERVICE_FALLS_BACK ? walk_rehashed(service, hash) : 0;
}

static __always_inline __u64 overhead_of(const struct server_load *load)
{
	return load->active * ACTIVE_WEIGHT + load->inactive;
}

/* Whether a/pull_a < b/pull_b; the products of 41 by 23 bits fit in 64. */
static __always_inline int is_lighter(__u64 a, __u32 pull_a, __u64 b, __u32 pull_b)
{
	return a * pull_b < b * pull_a;
}

/* How long a new connection waits, as far as is known; what was seen long ago counts less and less. */
static __always_inline __u64 expected_wait(const struct server_load *load)
{
	__u32 halvings = (runtime.now - load->timed) / LATENCY_HALVES_TICKS;

	return ((__u64)load->latency >> (halvings < 32 ? halvings : 32)) * (load->active + 1ULL);
}

/* Of two servers by lot the better one, of those that take new connections. */
__noinline __u32 better_of_two(const struct service *service, int by_wait)
{
	struct server_load *a, *b;
	__u32 slot, one, other;
	int is_better;

	if (!service)
		return 0;
	slot = slot_of_hash(bpf_get_prandom_u32(), service->slots);
	one = server_in_slot(service->slots_base + slot);
	other = server_in_slot(service->slots_base + slot_of_hash(bpf_get_prandom_u32(), service->slots));
	a = load_at(one);
	b = load_at(other);
	if (!takes_new(a))
		return takes_new(b) ? other : walk_linear(service, slot);
	if (!takes_new(b))
		return one;
	if (by_wait)
		is_better = expected_wait(b) < expected_wait(a);
	else
		is_better = is_lighter(overhead_of(b), b->pull, overhead_of(a), a->pull);
	return is_better ? other : one;
}

#endif
