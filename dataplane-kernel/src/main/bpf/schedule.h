/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Scheduling: which server gets a new connection. 0 is none. */
#ifndef WEIR_SCHEDULE_H
#define WEIR_SCHEDULE_H

#include "conn.h"

/* An active connection weighs as much as this many inactive ones, as in IPVS's lc and wlc. */
#define ACTIVE_WEIGHT 256

/* The lightest server so far. */
struct least {
	__u32 slots_base;
	__u32 by_weight;
	__u32 server;
	__u32 weight;
	__u64 overhead;
};

static __always_inline __u32 server_in_slot(__u32 slot)
{
	__u32 *server = bpf_map_lookup_elem(&scheduler_slots, &slot);

	return server ? *server : 0;
}

/* Whether a/weight_a < b/weight_b; the products of 41 by 16 bits fit in 64. */
static __always_inline int is_lighter(__u64 a, __u32 weight_a, __u64 b, __u32 weight_b)
{
	return a * weight_b < b * weight_a;
}

static long weigh_slot(__u32 i, struct least *least)
{
	__u32 number = server_in_slot(least->slots_base + i);
	struct server_load *load = bpf_map_lookup_elem(&server_loads, &number);
	const struct server *s = server_at(number);
	__u64 overhead;
	__u32 weight;

	if (!number || !load || !load->weight || !s || !(s->flags & SERVER_REACHABLE))
		return 0;
	overhead = (__u64)load->active * ACTIVE_WEIGHT + load->inactive;
	weight = least->by_weight ? load->weight : 1;
	if (least->server && !is_lighter(overhead, weight, least->overhead, least->weight))
		return 0;
	least->server = number;
	least->weight = weight;
	least->overhead = overhead;
	return 0;
}

static __always_inline __u32 least_loaded(const struct service *service, int by_weight)
{
	struct least least = { .slots_base = service->slots_base, .by_weight = by_weight };

	bpf_loop(service->slots, weigh_slot, &least, 0);
	return least.server;
}

static __always_inline __u32 by_turn(const struct service *service)
{
	struct service_state *state = bpf_map_lookup_elem(&service_state, &service->index);

	if (!state)
		return 0;
	return server_in_slot(service->slots_base + __sync_fetch_and_add(&state->turn, 1) % service->slots);
}

static __always_inline __u32 by_client(const struct service *service, const struct packet *p)
{
	__u64 hash = client_hash(&p->tuple.source);

	return server_in_slot(service->slots_base + (__u32)(hash * service->slots >> 32));
}

static __always_inline __u32 schedule(const struct service *service, const struct packet *p)
{
	if (!service->slots)
		return 0;
	switch (service->kind) {
	case SLOT_BY_TURN:
		return by_turn(service);
	case SLOT_BY_CLIENT:
		return by_client(service, p);
	case LEAST_CONNECTION:
		return least_loaded(service, 0);
	case LEAST_FOR_WEIGHT:
		return least_loaded(service, 1);
	default:
		return 0;
	}
}

#endif
