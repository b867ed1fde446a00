/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Scheduling: which server gets a new connection, by the service's scheduler. 0 is none.
 *
 * What the names mean is told by Linux's Documentation/networking/ipvs-sysctl.rst, net/netfilter/ipvs/Kconfig and
 * the sources named beside each; the same vectors run through this and through its model in Java.
 */
#ifndef WEIR_SCHEDULE_H
#define WEIR_SCHEDULE_H

#include "locality.h"

static __always_inline __u32 schedule(const struct service *service, const struct packet *p)
{
	const struct tuple *t = &p->tuple;

	if (!service->slots)
		return 0;
	switch (service->kind) {
	case SLOT_BY_TURN:
		return by_turn(service);
	case SLOT_BY_CLIENT:
		return by_hash(service, &t->source, t->source_port);
	case SLOT_BY_DESTINATION:
		return by_hash(service, &t->destination, 0);
	case LEAST_CONNECTION:
	case LEAST_FOR_WEIGHT:
	case SHORTEST_DELAY:
	case NEVER_QUEUE:
		return least_loaded(service, service->kind);
	case FIRST_AVAILABLE:
		return slot_or_next(service, 0);
	case FIRST_WITH_ROOM:
		return first_with_room(service);
	case LIGHTER_OF_TWO:
		return better_of_two(service, 0);
	case SOONER_OF_TWO:
		return better_of_two(service, 1);
	case BY_LOCALITY:
	case BY_REPLICATED_LOCALITY:
		return by_locality(service, &t->destination);
	default:
		return 0;
	}
}

#endif
