/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Schedulers that weigh all servers: lc, wlc, sed, nq (ip_vs_lc.c, ip_vs_wlc.c, ip_vs_sed.c, ip_vs_nq.c). Of equals
 * the first is taken.
 */
#ifndef WEIR_LEAST_H
#define WEIR_LEAST_H

#include "slot.h"

#define WEIGHED_AT_ONCE 16 /* servers a turn of the loop, which costs as much as weighing two */
#define HEAVIEST (1ULL << 41)

/* The lightest server so far. */
struct least {
	__u32 slots_base;
	__u32 slots;
	__u32 server;              /* 0: none */
	__u32 pull;
	__u64 overhead;
};

static __always_inline __u64 burden_of(const struct server_load *load, enum scheduler_kind kind)
{
	if (kind == SHORTEST_DELAY)
		return load->active + 1ULL;
	if (kind == NEVER_QUEUE) /* with nothing to do it is lighter than any other */
		return load->active ? load->active + 1ULL : 0;
	return overhead_of(load);
}

/* A pull of 0 is never the lighter one. Whether a server is full is asked of the few alone that would be chosen. */
static __always_inline void weigh(struct least *least, __u32 slot, enum scheduler_kind kind)
{
	const __u32 *number = bpf_map_lookup_elem(&scheduler_slots, &slot);
	struct server_load *load = number ? load_at(*number) : NULL;
	__u64 overhead;
	__u32 pull;

	if (!load)
		return;
	overhead = burden_of(load, kind);
	pull = load->pull;
	if (kind == LEAST_CONNECTION && pull)
		pull = 1;
	if (!is_lighter(overhead, pull, least->overhead, least->pull) || is_full(load))
		return;
	least->server = *number;
	least->pull = pull;
	least->overhead = overhead;
}

/* Weighs the nth few servers. */
static __always_inline long weigh_some(__u32 n, struct least *least, enum scheduler_kind kind)
{
	struct least so_far = *least;
	__u32 slot = n * WEIGHED_AT_ONCE;

#pragma unroll
	for (int i = 0; i < WEIGHED_AT_ONCE; i++) {
		if (slot + i < so_far.slots)
			weigh(&so_far, so_far.slots_base + slot + i, kind);
	}
	*least = so_far;
	return kind == NEVER_QUEUE && !so_far.overhead;
}

static long weigh_lc(__u32 n, struct least *least)
{
	return weigh_some(n, least, LEAST_CONNECTION);
}

static long weigh_wlc(__u32 n, struct least *least)
{
	return weigh_some(n, least, LEAST_FOR_WEIGHT);
}

static long weigh_sed(__u32 n, struct least *least)
{
	return weigh_some(n, least, SHORTEST_DELAY);
}

static long weigh_nq(__u32 n, struct least *least)
{
	return weigh_some(n, least, NEVER_QUEUE);
}

/* The lightest of all servers. */
__noinline __u32 least_loaded(const struct service *service, __u32 kind)
{
	struct least least = { .pull = 1, .overhead = HEAVIEST };
	__u32 turns;

	if (!service)
		return 0;
	least.slots_base = service->slots_base;
	least.slots = service->slots;
	turns = (least.slots + WEIGHED_AT_ONCE - 1) / WEIGHED_AT_ONCE;
	if (kind == LEAST_CONNECTION)
		bpf_loop(turns, weigh_lc, &least, 0);
	else if (kind == LEAST_FOR_WEIGHT)
		bpf_loop(turns, weigh_wlc, &least, 0);
	else if (kind == SHORTEST_DELAY)
		bpf_loop(turns, weigh_sed, &least, 0);
	else
		bpf_loop(turns, weigh_nq, &least, 0);
	return least.server;
}

#endif
