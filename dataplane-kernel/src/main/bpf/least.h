/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Schedulers that weigh all servers: lc, wlc, sed, nq (ip_vs_lc.c, ip_vs_wlc.c, ip_vs_sed.c, ip_vs_nq.c). Of equals
 * the first is taken.
 */
#ifndef WEIR_LEAST_H
#define WEIR_LEAST_H

#include "slot.h"

/* The lightest server so far. */
struct least {
	__u32 slots_base;
	__u32 server;
	__u64 overhead;
	__u32 pull;
};

static __always_inline __u64 burden_of(const struct server_load *load, enum scheduler_kind kind)
{
	if (kind == SHORTEST_DELAY || kind == NEVER_QUEUE)
		return load->active + 1ULL;
	return overhead_of(load);
}

static __always_inline long weigh(struct least *least, __u32 i, enum scheduler_kind kind)
{
	__u32 number = server_in_slot(least->slots_base + i);
	struct server_load *load = load_at(number);
	__u64 overhead;
	__u32 pull;

	if (!number || !load || !takes_new(load))
		return 0;
	overhead = burden_of(load, kind);
	pull = kind == LEAST_CONNECTION ? 1 : load->pull;
	if (kind == NEVER_QUEUE && !load->active) {
		least->server = number;
		return 1;
	}
	if (least->server && !is_lighter(overhead, pull, least->overhead, least->pull))
		return 0;
	least->server = number;
	least->pull = pull;
	least->overhead = overhead;
	return 0;
}

static long weigh_lc(__u32 i, struct least *least)
{
	return weigh(least, i, LEAST_CONNECTION);
}

static long weigh_wlc(__u32 i, struct least *least)
{
	return weigh(least, i, LEAST_FOR_WEIGHT);
}

static long weigh_sed(__u32 i, struct least *least)
{
	return weigh(least, i, SHORTEST_DELAY);
}

static long weigh_nq(__u32 i, struct least *least)
{
	return weigh(least, i, NEVER_QUEUE);
}

__noinline __u32 least_loaded(const struct service *service, __u32 kind)
{
	struct least least = {};

	if (!service)
		return 0;
	least.slots_base = service->slots_base;
	if (kind == LEAST_CONNECTION)
		bpf_loop(service->slots, weigh_lc, &least, 0);
	else if (kind == SHORTEST_DELAY)
		bpf_loop(service->slots, weigh_sed, &least, 0);
	else if (kind == NEVER_QUEUE)
		bpf_loop(service->slots, weigh_nq, &least, 0);
	else
		bpf_loop(service->slots, weigh_wlc, &least, 0);
	return least.server;
}

#endif
